"""ZP105: more was spent than the budget of the year allows."""

from __future__ import annotations

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP105",
    severity="E",
    source="自评表「执行率＝全年执行数÷全年预算数」；无预算不得支出",
    title="全年执行数大于全年预算数",
    forms=("overall", "project"),
)
def actual_exceeds_adjusted_budget(scored: ScoredAssessment) -> Outcomes:
    """毛病：全年执行数大于全年预算数，执行率超过 100%。
    为什么：全年预算数是包括追加在内的预算，执行数不能超过它；超过多是漏填追加数，或两列填反。
    反例：全年预算数 1116.88，全年执行数 1885.44。
    正例：全年预算数 1902.06（含追加），全年执行数 1885.44。
    改法：把年中追加计入全年预算数，或改正填反的两列。
    """
    for _, form in forms(scored):
        budget = Cell("全年预算数", form.form.execution.adjusted_budget)
        actual = Cell("全年执行数", form.form.execution.actual_expenditure)
        empty = gap(budget, actual)
        if empty:
            yield empty
        elif actual.number > budget.number > 0:
            yield Fact(
                places=places(actual, budget),
                subject=f"{actual.said()} 万元大于{budget.said()} 万元",
                provided=actual.number,
                expected=f"不大于 {plain(budget.number)}",
                difference=actual.number - budget.number,
                fix="核对两个数；有年中追加的，计入全年预算数",
            )
