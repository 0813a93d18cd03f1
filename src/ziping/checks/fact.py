"""What a check yields: facts that were found, and blanks that left it nothing to compare."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.checks.finding import Severity
from ziping.model import Place

NOT_FILLED, BAD_CELL = "未填", "待改正"


class Fact(NamedTuple):
    """One fault: `subject` is the sentence's fact with the numbers put in, without the difference.

    `severity` may only lower what the check is registered with; `source` replaces it.
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


class Blank(NamedTuple):
    """Not evaluated: the cells that are blank (or bad, or 0 as a divisor), with their labels."""

    places: tuple[Place, ...]
    labels: tuple[str, ...]
    state: str = NOT_FILLED


Outcomes = Iterator[Fact | Blank]
