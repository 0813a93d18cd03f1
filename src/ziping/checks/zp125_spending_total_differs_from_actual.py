"""ZP125: all that the prose tells of does not come to what was spent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from ziping.checks.amounts import Cell, cells, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import SPENDING_LABELS
from ziping.checks.registry import check
from ziping.model import Number
from ziping.scoring import ScoredAssessment

SOURCES = ("government_fund_budget", "other_funds")  # 表上「按收入性质分」也有的


@check(
    "ZP125",
    severity="E",
    source="正文二至五各项支出与自评表「全年执行数」",
    title="正文各项支出之和与执行数不符",
    forms=("prose", "overall"),
)
def spending_total_differs_from_actual(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文的基本、项目、政府性基金、国有资本经营、
    社会保险基金和其他资金支出之和不等于全年执行数。
    为什么：部门整体支出就是这几项的合计，不等说明正文漏写了一笔钱或写错了数。
    反例：616.51 ＋ 174.6 ＋ 5.5 ＝ 796.61，全年执行数 804.82（正文没有写其他资金 8.21）。
    正例：616.51 ＋ 174.6 ＋ 5.5 ＋ 8.21 ＝ 804.82；基本、项目支出已含基金安排的，不重复相加。
    改法：补上漏写的支出，没有的填 0。
    """
    actual = Cell("全年执行数", scored.assessment.overall.execution.actual_expenditure)
    parts = cells(scored.assessment.spending, SPENDING_LABELS)
    if _pays_for_the_rest(scored, actual, parts):
        return
    yield from compare_sum(
        actual,
        parts,
        anchored=True,
        fix="补上正文漏写的支出或改正写错的数，没有的填 0",
    )


def _pays_for_the_rest(scored: ScoredAssessment, actual: Cell, parts: Sequence[Cell]) -> bool:
    """Funds that the form has as income, told as sources of basic and project expenditure."""
    if not all(cell.is_given for cell in (actual, *parts[:2])):
        return False
    entered = scored.assessment.funds
    sources, rest = [], -actual.number
    for key, cell in zip(SPENDING_LABELS, parts, strict=True):
        own: Number = getattr(entered, key, cell.field) if key in SOURCES else Number()
        if cell.is_given and cell.number and own.value == cell.number:
            sources.append(cell.number)
        elif cell.is_given:
            rest += cell.number
    # with some of the sources spent beside, the rest of them within
    counts = range(len(sources))
    return -rest in {sum(some, Decimal(0)) for n in counts for some in combinations(sources, n)}
