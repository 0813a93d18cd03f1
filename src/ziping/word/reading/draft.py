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
    """A cell that holds a value: its path, the label before it in the cell, the text of both."""

    key: str
    lead: str = ""
    text: str = ""


class Part(NamedTuple):
    """The rows of a table, from `first` up to `end`, that belong to a form."""

    table: Table
    first: int
    end: int


class Draft:
    """One form of the report. `prefix` is the path of its `Form` in the model."""

    def __init__(self, kind: str, prefix: str) -> None:
        self.kind = kind
        self.prefix = prefix
        self.parts: list[Part] = []
        self.before: list[Paragraph] = []
        self.after: list[Paragraph] = []
        self.feet: list[Paragraph] = []  # foot lines inside the form's tables
        self.values: dict[str, Field[Any]] = {}
        self.indicators: list[dict[str, Field[Any]]] = []
        self.numbers: list[int] = []  # of the indicators' rows, in the form's tables together
        self.lines: list[dict[str, Field[Any]]] = []
        self.bindings: dict[tuple[int, int, int], list[Binding]] = {}
        self.labels: set[tuple[int, int, int]] = set()
        self.notes: list[Note] = []
        self.power = 0  # of ten, from the form's unit to 万元

    def label(self, row: Row, *cells: Cell | None) -> None:
        """These cells are printed by the form and say nothing of the office."""
        self.labels.update((row.table.nth, cell.row, cell.col) for cell in cells if cell)

    def is_known(self, row: Row, cell: Cell) -> bool:
        at = (row.table.nth, cell.row, cell.col)
        return at in self.labels or at in self.bindings

    def bind(self, row: Row, cell: Cell, key: str, lead: str = "", text: str = "") -> None:
        at = (row.table.nth, cell.row, cell.col)
        self.bindings.setdefault(at, []).append(Binding(key, lead, text))

    def number(
        self,
        key: str,
        row: Row,
        cell: Cell | None,
        *,
        percent: bool = False,
        money: bool = False,
        marks: bool = False,
        text: str | None = None,
        lead: str = "",
        several: bool = False,
    ) -> None:
        """Take a number cell under a path of the model; the first one that speaks stays.

        `several`: the cell may hold other figures too, each with its own `lead` and `text`.
        """
        if cell is None:
            return
        place = row.place(cell)
        given = cell.text if text is None else text
        power = self.power if money else 0
        found, converted = (
            values.marks(given, place)
            if marks
            else values.number(given, place, percent=percent, power=power)
        )
        if several and (row.table.nth, cell.row, cell.col) in self.bindings:
            self.bind(row, cell, key, lead, given)
            self.values.setdefault(key, found)
            self.tell(key, found, converted)
            return
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
        self.bind(row, cell, key, lead, given)
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
