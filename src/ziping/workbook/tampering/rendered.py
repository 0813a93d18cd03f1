"""The template's formulas put into words for one arrangement of a sheet, with known spellings.

Files of one county are arranged alike and saved by few programs: what was compared once by
meaning is known again by its bytes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ziping.workbook.cells import (
    Finder,
    FormulaCell,
    PackKey,
    form_sheet_formulas,
    layout_of,
    single_cells,
)
from ziping.workbook.formula import render
from ziping.workbook.layout import BASIC_DATA, HOME, REPORT_TEXT
from ziping.workbook.tampering.spelling import bare, spelled

Position = tuple[int, int]
ANY_ROW = 9_999_999  # stands for the row while a formula is taken apart; no sheet has so many
MAX_KNOWN = 32
PLAIN_SHEETS = frozenset({BASIC_DATA, REPORT_TEXT, HOME})


class Single:
    """A formula of one cell."""

    __slots__ = ("at", "expected", "known", "names", "wanted")

    def __init__(self, cell: FormulaCell, places: Finder) -> None:
        self.at: Position = (cell.row, cell.col)
        self.expected = cell.text(places)
        self.wanted = bare(self.expected)
        self.names = cell.formula.name, cell.formula.text
        self.known: set[bytes] = set()

    def is_same(self, element: bytes, text: str) -> bool:
        """Whether the text is this formula; remembered by the element, unless it is shared."""
        same = bare(text) == self.wanted
        if same and element.find(b" si=") < 0 and len(self.known) < MAX_KNOWN:
            self.known.add(element)
        return same


class Column:
    """A formula of every row of a block, taken apart at the row's number."""

    __slots__ = ("_places", "_rows", "_strict", "col", "masters", "names", "pieces", "spellings")

    def __init__(self, name: str, text: str, col: int, places: Finder, sheet: str) -> None:
        self.col = col
        self.names = name, text
        self.pieces = render(text, ANY_ROW, sheet, places.find).split(str(ANY_ROW))
        self.spellings: list[list[bytes]] = []
        self.masters: set[tuple[int, bytes]] = set()
        self._strict: set[tuple[Position, str]] = set()
        self._rows, self._places = range(0), list[Position]()

    def expected(self, row: int) -> str:
        return str(row).join(self.pieces)

    def places(self, rows: range) -> list[Position]:
        """The cells of the column."""
        if rows != self._rows:
            self._rows, self._places = rows, [(row, self.col) for row in rows]
        return self._places

    def is_same(self, element: bytes, text: str, row: int) -> bool:
        """Whether the text is this formula in this row; a new spelling is learnt."""
        if bare(text) != bare(self.expected(row)):
            return False
        if element.find(b" si=") < 0 and len(self.spellings) < MAX_KNOWN:
            self._learn(element, row)
        return True

    def keep_master(self, element: bytes, row: int) -> None:
        """A shared formula that is ours, known again without a look at its text."""
        if len(self.masters) < MAX_KNOWN:
            self.masters.add((row, element))

    def is_strict(self, master: tuple[Position, str]) -> bool:
        """Whether a shared formula is ours to the `$`: rows that point to it depend on them."""
        if master in self._strict:
            return True
        (row, col), text = master
        same = col == self.col and bare(text, dollars=True) == bare(
            self.expected(row), dollars=True
        )
        if same and len(self._strict) < MAX_KNOWN:
            self._strict.add(master)
        return same

    def _learn(self, element: bytes, row: int) -> None:
        """The element with the row's number cut out, if put back for any row it is still ours."""
        pieces = re.split(rb"(?<=[A-Za-z])%d(?![0-9])" % row, element + b"</f>")
        other = spelled(str(ANY_ROW).encode().join(pieces).removesuffix(b"</f>"))
        if bare(other.text) == bare(self.expected(ANY_ROW)):
            self.spellings.append(pieces)


class SheetFormulas(NamedTuple):
    """All formulas of a sheet where they should stand."""

    singles: tuple[Single, ...]
    columns: tuple[Column, ...]
    rows: range

    def cells(self) -> set[Position]:
        """Every cell that should hold a formula."""
        block = {(row, column.col) for column in self.columns for row in self.rows}
        return {single.at for single in self.singles} | block


Arrangement = tuple[object, ...]
MAX_KEPT = 32
_KEPT: dict[tuple[PackKey, str, Arrangement], SheetFormulas] = {}


def rendered(
    pack: PackKey, kind: str, sheet: str, places: Finder, arrangement: Arrangement
) -> SheetFormulas:
    """`kind` is the template's sheet; equal arrangements of names give equal formulas."""
    key = (pack, kind, arrangement)
    found = _KEPT.get(key)
    if found is None:
        if len(_KEPT) >= MAX_KEPT:
            _KEPT.clear()
        found = _KEPT[key] = _rendered(pack, kind, sheet, places)
    return found


def _rendered(pack: PackKey, kind: str, sheet: str, places: Finder) -> SheetFormulas:
    singles = tuple(Single(cell, places) for cell in single_cells(places, pack, sheet))
    if kind in PLAIN_SHEETS:
        return SheetFormulas(singles, (), range(0))
    block = places.find(sheet, "indicator_name")
    columns = (
        Column(one.name, one.text, places.find(sheet, one.name).col, places, sheet)
        for one in form_sheet_formulas(pack, layout_of(sheet)).row
    )
    return SheetFormulas(singles, tuple(columns), range(block.row + 1, block.last))
