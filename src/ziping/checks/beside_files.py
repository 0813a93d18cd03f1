"""Whether the report beside a workbook is of the same office and year, so that they compare."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.fact import Blank
from ziping.checks.names import is_same_unit
from ziping.model import SelfAssessment
from ziping.scoring import ScoredAssessment


def other_file(scored: ScoredAssessment) -> SelfAssessment:
    """The report; the runner has seen to it that there is one."""
    assert scored.beside is not None
    return scored.beside


def differs(scored: ScoredAssessment) -> tuple[bool, bool]:
    """(another office, another year); what is blank differs from nothing."""
    own, other = scored.assessment, other_file(scored)
    name, its = own.unit.name.value, other.unit.name.value
    years = own.budget_year, other.budget_year
    return bool(name and its and not is_same_unit(name, its)), all(years) and years[0] != years[1]


def strangers(scored: ScoredAssessment) -> Iterator[Blank]:
    """What the other checks say instead of comparing two reports that don't belong together."""
    office, year = differs(scored)
    unit = scored.assessment.unit
    if office:
        yield Blank((unit.name.place,), ("报告",), "是另一个单位的，没有比对")
    elif year:
        yield Blank((unit.year.place,), ("报告",), "是另一年度的，没有比对")
