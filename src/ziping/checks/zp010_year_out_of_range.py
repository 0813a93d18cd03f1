"""ZP010: a budget year such as 24, by which no form and no rule can be chosen."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.model import FIRST_YEAR, LAST_YEAR
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP010",
    severity="E",
    source="填报要求：自评年度为四位年份",
    title="自评年度不像年份",
    forms=("prose",),
    bad_cell=True,
)
def year_out_of_range(scored: ScoredAssessment) -> Outcomes:
    """毛病：基本情况的自评年度不是四位年份。
    为什么：表头、报告标题和适用的规则都按自评年度定，填错了全册都跟着错。
    反例：自评年度填 24。
    正例：自评年度填 2024。
    改法：填四位年份。
    """
    cell = scored.assessment.unit.year
    year = cell.value
    if year is None or cell.hint == "date":
        return
    if year != year.to_integral_value() or not FIRST_YEAR <= year <= LAST_YEAR:
        yield Fact(
            places=(cell.place,),
            subject=f"自评年度填的是 {plain(year)}，不是四位年份",
            provided=year,
            expected="四位年份",
            fix=f"改为四位年份，如 {_meant(year)}",
            unit="",
        )


def _meant(year: Decimal) -> str:
    """24 was meant as 2024."""
    return f"{2000 + int(year)}" if 0 < year < 100 else "2024"
