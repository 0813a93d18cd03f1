"""A saved copy of the workbook, with what was read of each sheet since."""

from __future__ import annotations

from ziping.excel.live.blocks import Block, Position, Rows, blocks, landmarks
from ziping.excel.live.overlay import Overlaid, changes, wants_copy
from ziping.package.cells import Cell
from ziping.tasks.check import Checked, check_read
from ziping.workbook.read import ReadFile, read_opened

OTHERS_EVERY = 8  # ticks between two looks at a sheet that is not in front


class Copy:
    """`is_stale`: something was done of which only a new copy tells what it is."""

    def __init__(self, read: ReadFile, sheets: tuple[str, ...]) -> None:
        self.read = read
        self.sheets = sheets
        self.blocks = blocks(read.opened)
        self.is_stale = False
        self._rows: dict[str, Rows] = {}
        self._marks: dict[str, dict[Position, Cell]] = {}
        self._changes: dict[str, dict[Position, Cell]] = {}
        self._checked: Checked | None = None
        self._error: Exception | None = None
        self._front = ""

    def begin(self, name: str, rows: Rows) -> None:
        """The first look at a sheet after the copy: its labels are as the program shows them."""
        block = self.blocks[name]
        if block.has_shape(rows):
            self._marks[name] = landmarks(block, self.read.opened.cells(name), rows)
        self.take(name, rows)
        self.is_stale = False  # nothing newer can be had

    def due(self, active: str, came: bool, ticks: int) -> list[str]:
        """The sheets to read now: the one in front, the one that was, and another in turn."""
        names = [active, self._front] if came else [active]
        self._front = active
        if ticks % OTHERS_EVERY == 0:
            others = list(self.blocks)
            names.append(others[ticks // OTHERS_EVERY % len(others)])
        return [name for name in dict.fromkeys(names) if name in self.blocks]

    def take(self, name: str, rows: Rows) -> None:
        """Note the values of a sheet as they are now."""
        if self._rows.get(name) == rows:
            return
        self._rows[name] = rows
        block, opened = self.blocks[name], self.read.opened
        if not block.has_shape(rows) or not self._is_in_place(block, rows):
            self.is_stale = True
            return
        self.is_stale |= wants_copy(opened, block, rows)
        found = changes(opened, block, rows)
        if found != self._changes.get(name, {}):
            self._changes[name] = found
            self._checked = self._error = None

    def checked(self) -> Checked:
        """Scores and findings of the file as it is now; what went wrong is not tried twice."""
        if self._error is not None:
            raise self._error
        if self._checked is None:
            try:
                opened = Overlaid(self.read.opened, self._changes)
                self._checked = check_read(read_opened(opened))
            except Exception as error:
                self._error = error
                raise
        return self._checked

    def _is_in_place(self, block: Block, rows: Rows) -> bool:
        marks = self._marks.get(block.sheet, {})
        return all(block.at(rows, position) == cell.value for position, cell in marks.items())
