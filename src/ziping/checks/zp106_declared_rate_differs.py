"""ZP106: the declared execution rate is not actual ÷ budget."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_rate
from ziping.checks.fact import Outcomes
from ziping.checks.forms import forms
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP106",
    severity="E",
    source="自评表「执行率＝全年执行数÷全年预算数」，保留两位小数",
    title="执行率算错",
    forms=("overall", "project"),
)
def declared_rate_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：填写的执行率不等于全年执行数 ÷ 全年预算数（百分数保留两位小数，四舍五入）。
    为什么：执行率决定 10 分，正文里还会再写一遍，算错就到处错。
    反例：804.82 ÷ 805.82，执行率填 99.00%。
    正例：804.82 ÷ 805.82，执行率填 99.88%。
    改法：照右侧计算列的数改填。
    """
    for _, form in forms(scored):
        execution = form.form.execution
        yield from compare_rate(
            Cell("执行率", execution.declared_rate),
            Cell("全年执行数", execution.actual_expenditure),
            Cell("全年预算数", execution.adjusted_budget),
            fix="照计算的执行率改填；若预算数或执行数有误，先改正它们",
        )
