"""ZP120: 基本支出 of the prose is not personnel and operating expenses together."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP120",
    severity="E",
    source="正文「基本支出情况」：人员经费与公用经费之和",
    title="基本支出与人员、公用经费之和不符",
    forms=("prose",),
)
def basic_expenditure_differs_from_parts(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文的基本支出不等于人员经费与公用经费之和。
    为什么：基本支出只由这两项组成，正文同一句话里的三个数不能自相矛盾。
    反例：基本支出 183.19，人员经费 163.78，公用经费 19.4。
    正例：基本支出 183.19，人员经费 163.78，公用经费 19.41。
    改法：对照决算改正填错的数。
    """
    spending = scored.assessment.spending
    yield from compare_sum(
        Cell("基本支出", spending.basic_expenditure),
        (
            Cell("人员经费", spending.personnel_expense),
            Cell("公用经费", spending.operating_expense),
        ),
        fix="对照决算改正三个数中填错的一个",
    )
