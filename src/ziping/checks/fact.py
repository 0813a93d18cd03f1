"""What a check yields: facts that were found, and blanks that left it nothing to compare."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.checks.finding import Severity
from ziping.model import Place

NOT_FILLED, BAD_CELL = "未填", "待改正"


class Cure(NamedTuple):
    """A value that, put into a cell, would make this comparison right.

    `instead_of` tells the figure apart from others at the same place: a paragraph holds several.
    """

    place: Place
    value: Decimal
    instead_of: Decimal | None = None


class Fact(NamedTuple):
    """One fault: `subject` is the sentence's fact with the numbers put in, without the difference.

    `severity` may only lower what the check is registered with; `source` replaces it. `cures`: the
    cells of which each alone could be the wrong one, with what it would have to be.
    """

    places: tuple[Place, ...]
    subject: str
    provided: Decimal | str
    expected: Decimal | str
    fix: str
    difference: Decimal | None = None
    unit: str = "万元"
    severity: Severity | None = None
    source: str | None = None
    cures: tuple[Cure, ...] = ()


class Blank(NamedTuple):
    """Not evaluated: the cells that are blank (or bad, or 0 as a divisor), with their labels."""

    places: tuple[Place, ...]
    labels: tuple[str, ...]
    state: str = NOT_FILLED


Outcomes = Iterator[Fact | Blank]
