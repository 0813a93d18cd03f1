"""ZP102: a declared subtotal of income or expenditure is not the sum of its parts."""

from __future__ import annotations

from ziping.checks.amounts import Cell, cells, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import INCOME_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP102",
    severity="E",
    source="自评表「按收入性质分」「按支出性质分」",
    title="收入或支出小计与各项之和不符",
    forms=("overall",),
)
def declared_subtotals_disagree(scored: ScoredAssessment) -> Outcomes:
    """毛病：“按收入性质分”或“按支出性质分”后面填的小计不等于其下各项之和。
    为什么：小计与分项自相矛盾，看表的人不知道以哪个为准。
    反例：按收入性质分 804.82，其下 791.11 ＋ 5.5 ＝ 796.61，其他资金 8.21 漏填。
    正例：按收入性质分 804.82 ＝ 791.11 ＋ 5.5 ＋ 8.21。
    改法：核对各项和小计，改正填错的数；没有发生的项填 0。
    """
    funds = scored.assessment.funds
    fix = "核对各项与小计，改正填错的一个"
    income = Cell("按收入性质分小计", funds.income_total)
    yield from compare_sum(income, cells(funds, INCOME_LABELS), fix=fix)
    spent = Cell("按支出性质分小计", funds.expenditure_total)
    parts = (Cell("基本支出", funds.basic_expenditure), Cell("项目支出", funds.project_expenditure))
    actual = scored.assessment.overall.execution.actual_expenditure.value
    if not spent.is_given or spent.number != actual:  # where they agree ZP101 compares the parts
        yield from compare_sum(spent, parts, fix=fix)
