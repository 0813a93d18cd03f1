"""A form while it is being read: its values by path, and what each cell of it turned out to be."""

from __future__ import annotations

from typing import Any, NamedTuple

from ziping.model import Field
from ziping.word.reading import values
from ziping.word.reading.document import Cell, Paragraph, Table
from ziping.word.reading.result import AMBIGUOUS, CONVERTED, TAKEN, Note
from ziping.word.reading.rows import Row

BASIC, OVERALL, PROJECT, GRADING = "basic", "overall", "project", "grading"


class Binding(NamedTuple):
    """A cell that holds a value: its path, and the label that stands before it in the same cell."""

    key: str
    lead: str = ""


class Draft:
    """One form of the report. `prefix` is the path of its `Form` in the model."""

    def __init__(self, kind: str, prefix: str) -> None:
        self.kind = kind
        self.prefix = prefix
        self.tables: list[Table] = []
        self.before: list[Paragraph] = []
        self.after: list[Paragraph] = []
        self.values: dict[str, Field[Any]] = {}
        self.indicators: list[dict[str, Field[Any]]] = []
        self.numbers: list[int] = []  # of the indicators' rows, in the form's tables together
        self.lines: list[dict[str, Field[Any]]] = []
        self.bindings: dict[tuple[int, int, int], Binding] = {}
        self.labels: set[tuple[int, int, int]] = set()
        self.notes: list[Note] = []
        self.power = 0  # of ten, from the form's unit to 万元

    def label(self, row: Row, *cells: Cell | None) -> None:
        """These cells are printed by the form and say nothing of the office."""
        self.labels.update((row.table.nth, cell.row, cell.col) for cell in cells if cell)

    def is_known(self, row: Row, cell: Cell) -> bool:
        at = (row.table.nth, cell.row, cell.col)
        return at in self.labels or at in self.bindings

    def bind(self, row: Row, cell: Cell, key: str, lead: str = "") -> None:
        self.bindings[row.table.nth, cell.row, cell.col] = Binding(key, lead)

    def number(
        self,
        key: str,
        row: Row,
        cell: Cell | None,
        *,
        percent: bool = False,
        money: bool = False,
        text: str | None = None,
        lead: str = "",
    ) -> None:
        """Take a number cell under a path of the model; the first one that speaks stays."""
        if cell is None:
            return
        place = row.place(cell)
        given = cell.text if text is None else text
        found, converted = values.number(
            given, place, percent=percent, power=self.power if money else 0
        )
        self._take(key, row, cell, found, given, lead, converted)

    def text(self, key: str, row: Row, cell: Cell | None) -> None:
        """Take a text cell under a path of the model."""
        if cell is not None:
            self._take(key, row, cell, values.text(cell.text, row.place(cell)), cell.text)

    def _take(
        self,
        key: str,
        row: Row,
        cell: Cell,
        found: Field[Any],
        given: str,
        lead: str = "",
        converted: str = "",
    ) -> None:
        if self.is_known(row, cell):
            return
        before = self.values.get(key)
        if before is not None and not (before.is_blank and not before.raw.strip()):
            self._again(key, row, cell, before, found)
            return
        self.bind(row, cell, key, lead)
        self.values[key] = found._replace(raw="") if found.is_blank else found
        self.tell(key, found, converted)

    def _again(self, key: str, row: Row, cell: Cell, before: Field[Any], found: Field[Any]) -> None:
        """The same thing a second time: a repeated head's, or a contradiction."""
        self.label(row, cell)
        if found.value != before.value and not cell.is_blank:
            remark = f"同一项已在{before.place}取得“{before.raw}”，这里没有取用"
            self.notes.append(Note(AMBIGUOUS, found.place, cell.text.strip(), key, "", remark))

    def tell(self, key: str, found: Field[Any], converted: str = "") -> None:
        """Note what was taken; blanks are not worth a line."""
        if found.is_blank and not found.raw.strip():
            return
        if found.is_bad:
            remark = "应为数字，按原文放入，请改正"
            self.notes.append(Note(AMBIGUOUS, found.place, found.raw, key, found.raw, remark))
        elif found.is_blank:
            self.notes.append(Note(TAKEN, found.place, found.raw, key, "", "视为未填"))
        else:
            kind = CONVERTED if converted else TAKEN
            taken = f"{found.value:f}" if hasattr(found.value, "scaleb") else str(found.value)
            self.notes.append(Note(kind, found.place, found.raw, key, taken, converted))
