"""ZP004: a budget of 0, by which no execution rate can be computed."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP004",
    severity="E",
    source="自评表「执行率＝全年执行数÷全年预算数」",
    title="全年预算数为 0",
    forms=("overall", "project"),
    bad_cell=True,
)
def adjusted_budget_is_zero(scored: ScoredAssessment) -> Outcomes:
    """毛病：全年预算数填了 0。
    为什么：执行率以全年预算数为除数，预算数为 0 时执行率和执行率得分都无法计算。
    反例：全年预算数 0，全年执行数 120。
    正例：全年预算数 125，全年执行数 120。
    改法：填调整后的全年预算数；该项目当年没有预算的，不必填项目自评表。
    """
    for _, form in forms(scored):
        cell = form.form.execution.adjusted_budget
        if cell.value == 0:
            yield Fact(
                places=(cell.place,),
                subject="全年预算数为 0，执行率无法计算",
                provided=Decimal(0),
                expected="大于 0 的数",
                fix="填调整后的全年预算数；当年没有预算的项目不必填自评表",
            )
