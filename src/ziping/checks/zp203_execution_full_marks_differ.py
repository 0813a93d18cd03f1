"""ZP203: the weight of the execution rate is not what the rule gives it."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, cure, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import forms
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP203",
    severity="E",
    source="财预〔2020〕10号第十三条",
    title="预算执行率分值与规定不符",
    forms=("overall", "project"),
)
def execution_full_marks_differ(scored: ScoredAssessment) -> Outcomes:
    """毛病：预算执行率一行的分值不等于规定的分值。
    为什么：执行率的分值由财政统一规定（通常 10 分），不能自行调整。
    反例：预算执行率分值填 20。
    正例：预算执行率分值填 10。
    改法：改为规定的分值，并相应调整其他指标。
    """
    rule = scored.pack.rule("execution.full_marks")
    right = Decimal(rule.value)
    for _, form in forms(scored):
        cell = Cell("预算执行率分值", form.form.execution.full_marks)
        empty = gap(cell)
        if empty:
            yield empty
        elif cell.number != right:
            yield Fact(
                places=places(cell),
                subject=f"{cell.said()}，规定 {plain(right)} 分",
                provided=cell.number,
                expected=right,
                difference=cell.number - right,
                unit=MARKS,
                severity=None if rule.confirmed else Severity.WARNING,
                source=rule.source,
                fix=f"改为 {plain(right)}",
                cures=cure(cell, right),
            )
