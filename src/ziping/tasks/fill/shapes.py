"""What a fill gives: changes, and everything that is left with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ziping.model import Place
from ziping.workbook.read import ReadFile


class Asked(NamedTuple):
    """The options of a fill."""

    money: str = ""  # 元 or 万元, for tables that don't say
    unit: str = ""


class Source(NamedTuple):
    """Where a value comes from: cell, what stands there, and its unit."""

    place: str
    raw: str
    unit: str

    def __str__(self) -> str:
        return f"{self.place}（{self.raw}{'' if self.raw.endswith(self.unit) else self.unit}）"


class Change(NamedTuple):
    """A cell with its new value; `exact` is that before rounding."""

    place: Place
    label: str
    old: str
    new: Decimal
    exact: Decimal
    source: Source
    remark: str = ""

    @property
    def is_rounded(self) -> bool:
        return self.new != self.exact


class Conflict(NamedTuple):
    """A cell for which the tables hold different values."""

    place: Place
    label: str
    offers: tuple[tuple[Source, Decimal], ...]


class Left(NamedTuple):
    """Something that was not taken: a label or what stands in a cell, where, and why."""

    label: str
    places: tuple[str, ...]
    reason: str = ""
    suggestion: str = ""


class Filling(NamedTuple):
    """What may be written, and what was left."""

    read: ReadFile
    changes: tuple[Change, ...]
    equal: int
    untouched: tuple[Change, ...]  # the officer's own formulas
    conflicts: tuple[Conflict, ...]
    unreadable: tuple[Left, ...]
    unknown: tuple[Left, ...]
    unclear: tuple[Left, ...]
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """No figure of the tables belongs into the workbook."""
        return not (
            self.changes or self.equal or self.untouched or self.conflicts or self.unreadable
        )

    @property
    def is_clean(self) -> bool:
        """Nothing that was surely meant for the workbook was left out."""
        return not (self.conflicts or self.unreadable or self.is_empty)
