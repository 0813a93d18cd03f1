"""A value and where it came from: the atom of everything that was read."""

from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Place(NamedTuple):
    """Where a value stands: sheet and cell, or chapter and paragraph of a report."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet} {self.cell}" if self.sheet else self.cell


NOWHERE = Place("", "")


class Field(NamedTuple, Generic[T_co]):
    """A value, its place and the text as typed.

    `problem` is "text" or "error" where the cell holds something that is no value (`value` is then
    None); `hint` is "text_number" (a number typed as text, read all the same), "formula" (an
    officer's own formula, its result read) or "date" (a number that the cell shows as a date).
    """

    value: T_co | None = None
    place: Place = NOWHERE
    raw: str = ""
    problem: str = ""
    hint: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value is None and not self.problem

    @property
    def is_bad(self) -> bool:
        return bool(self.problem)


Number = Field[Decimal]
Text = Field[str]
