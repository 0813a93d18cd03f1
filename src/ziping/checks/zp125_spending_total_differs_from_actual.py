"""ZP125: all that the prose tells of does not come to what was spent."""

from __future__ import annotations

from ziping.checks.amounts import Cell, cells, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import SPENDING_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


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
    正例：616.51 ＋ 174.6 ＋ 5.5 ＋ 8.21 ＝ 804.82。
    改法：补上漏写的支出，没有的填 0。
    """
    yield from compare_sum(
        Cell("全年执行数", scored.assessment.overall.execution.actual_expenditure),
        cells(scored.assessment.spending, SPENDING_LABELS),
        anchored=True,
        fix="补上正文漏写的支出或改正写错的数，没有的填 0",
    )
