"""What a spreadsheet hands to a worksheet function, read into fields of the model.

A cell comes as a number, text, truth value, date, error or nothing; a range as rows of cells, or
as one row; an argument left out as nothing. Any of it may stand where another was meant.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import NamedTuple, TypeVar

from ziping.model import Field, Number, Place, Text
from ziping.quantity import general_text
from ziping.workbook.typed_cells import number_from_text, text_field

T = TypeVar("T")
MOST_CELLS = 2_000  # of one range
SHOWN_LENGTH = 20
NOT_A_VALUE = "无法辨认"
# The code of an error arrives as a whole number, counted from the first; numbers of cells always
# arrive with a point. xlwings knows the names of the older ones only.
FIRST_ERROR, LAST_ERROR = -2_146_826_288, -2_146_826_188
CODES = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
    45: "#SPILL!",
    50: "#CALC!",
}
ERRORS = frozenset(CODES.values())
FIRST_DAY = datetime(1899, 12, 30)
SECONDS_OF_A_DAY = 86_400


class RefusedError(Exception):
    """An argument that can't be used at all; the text says why in one line."""


class Block(NamedTuple):
    """The cells of one argument, row by row; an argument left out is one blank cell."""

    label: str
    cells: tuple[object, ...]

    def place(self, index: int) -> Place:
        """What a message calls a cell: its argument, and which of many."""
        return Place("", self.label if len(self.cells) == 1 else f"{self.label}第{index + 1}格")

    @property
    def only(self) -> object:
        if len(self.cells) > 1:
            raise RefusedError(f"“{self.label}”应当是一个单元格，这里给了 {len(self.cells)} 格")
        return self.cells[0]


def block(label: str, sent: object) -> Block:
    """An argument as it arrives, flattened."""
    rows = sent if isinstance(sent, list | tuple) else [sent]
    cells: list[object] = []
    for row in rows:
        cells += row if isinstance(row, list | tuple) else [row]
        if len(cells) > MOST_CELLS:
            raise RefusedError(f"“{label}”太大，最多 {MOST_CELLS} 格；请只选表中的行")
    return Block(label, tuple(cells) or (None,))


def same_length(*blocks: Block) -> int:
    """How many rows these columns have; they must have as many each."""
    first, *others = blocks
    for other in others:
        if len(other.cells) != len(first.cells):
            raise RefusedError(
                f"“{first.label}”有 {len(first.cells)} 格，“{other.label}”有 "
                f"{len(other.cells)} 格，应当一样多"
            )
    return len(first.cells)


def number(given: Block) -> Number:
    return number_of(given.only, given.place(0))


def text(given: Block) -> Text:
    return text_of(given.only, given.place(0))


def numbers(given: Block) -> list[Number]:
    return [number_of(cell, given.place(index)) for index, cell in enumerate(given.cells)]


def texts(given: Block) -> list[Text]:
    return [text_of(cell, given.place(index)) for index, cell in enumerate(given.cells)]


def number_of(cell: object, place: Place) -> Number:
    """A cell as a number: text that is plainly one is read, as in a file."""
    value = _value(cell)
    if isinstance(value, Decimal):
        return Field(value, place, general_text(value))
    if isinstance(value, str):
        return number_from_text(value, place)
    return Field(None, place) if value is None else value._replace(place=place)


def text_of(cell: object, place: Place) -> Text:
    """A cell as text; a number gives what `&""` would make of it."""
    value = _value(cell)
    if value is None:
        return Field(None, place)
    if isinstance(value, Field):
        problem = value.problem if value.problem == "error" else ""
        return Field(None if problem else value.raw, place, value.raw, problem)
    return text_field(value if isinstance(value, str) else general_text(value), place)


def _value(cell: object) -> Decimal | str | Field[Decimal] | None:
    """A number, text or blank; a field with its problem where the cell is none of these."""
    if cell is None or isinstance(cell, str):
        return _error(cell) if cell in ERRORS else cell
    if isinstance(cell, bool):
        return Field(raw="TRUE" if cell else "FALSE", problem="text")
    if isinstance(cell, int) and FIRST_ERROR <= cell <= LAST_ERROR:
        return _error(CODES.get(cell - FIRST_ERROR, "（未知）"))
    if isinstance(cell, date | time):
        return _serial(cell)
    if isinstance(cell, int | float | Decimal):
        return _number(cell)
    return _error(NOT_A_VALUE)


def _error(shown: str | None) -> Field[Decimal]:
    return Field(raw=shown or "", problem="error")


def _number(cell: float | Decimal) -> Decimal | Field[Decimal]:
    """The fifteen digits that a spreadsheet shows, so 0.30000000000000004 is 0.3."""
    try:
        shown = float(cell) + 0.0
    except (OverflowError, ValueError):  # a signalling NaN
        return _error(NOT_A_VALUE)
    return Decimal(f"{shown:.15g}") if isfinite(shown) else _error(NOT_A_VALUE)


def _serial(when: date | time) -> Decimal | Field[Decimal]:
    """A date as the number that it is in the cell: 3-15 typed for a mark is no mark."""
    if isinstance(when, time):
        when = datetime.combine(FIRST_DAY, when)
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day)
    passed = when.replace(tzinfo=None) - FIRST_DAY
    return _number(passed.total_seconds() / SECONDS_OF_A_DAY)


def wrong(field: Field[T]) -> str:
    """What is wrong with a bad cell, in one line."""
    if field.raw == NOT_A_VALUE:
        return f"{field.place}的内容{NOT_A_VALUE}"
    shown = field.raw if len(field.raw) <= SHOWN_LENGTH else field.raw[:SHOWN_LENGTH] + "…"
    if field.problem == "error":
        return f"{field.place}是错误值 {shown}"
    return f"{field.place}“{shown}”不是数"
