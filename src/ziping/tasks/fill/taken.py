"""A number of the tables: taken with its meaning, or passed over with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.tasks.fill.offices import Office
from ziping.tasks.fill.plain import MONEY_UNITS

UNIT_NAMES = {value: name for name, value in reversed(MONEY_UNITS.items())}
NO_MEASURE, OTHER_YEAR = "no measure", "other year"


class Figure(NamedTuple):
    """A number of a table with its meaning; `money` is 元 in one of its unit, 0 where unsaid."""

    place: str
    raw: str
    number: Decimal | None
    item: str
    measure: str
    money: int
    rank: int
    scope: str
    block: tuple[int, int]  # of the same table and block
    label: str = ""


class Passed(NamedTuple):
    """A number that is not taken, and why."""

    place: str
    reason: str
    label: str
    is_subject: bool = False  # a line of the classification of functions, which nobody asks for


class Tables(NamedTuple):
    """What the tables hold for this office and year."""

    figures: tuple[Figure, ...]
    passed: tuple[Passed, ...]
    notes: tuple[str, ...]  # of whole tables: hidden, of another year, of another office
    offices: tuple[Office, ...]  # of columns of offices, where none was the wanted one


def unit_name(money: int) -> str:
    """10000 → 万元."""
    return UNIT_NAMES.get(money, "")


def grouped(passed: Iterable[Passed], reason: str) -> Iterator[tuple[str, list[str]]]:
    """Label → the places of its numbers, of one reason."""
    found: dict[str, list[str]] = {}
    for one in passed:
        if one.reason == reason and not one.is_subject:
            found.setdefault(one.label, []).append(one.place)
    yield from found.items()
