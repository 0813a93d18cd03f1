"""ZP502: an objective carried over from last year that nobody affirmed or changed."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP502",
    severity="W",
    source="结转规则：上年沿用的预期目标由填报人确认",
    title="上年沿用的预期目标未确认",
    forms=("overall", "project"),
)
def carried_objective_not_confirmed(scored: ScoredAssessment) -> Outcomes:
    """毛病：预期目标是从上年结转来的，既没有改写，也没有选“已确认”。
    为什么：预期目标是当年申报的目标，照抄上年，目标和完成情况就对不上。
    反例：上年的“完成新政务大厅搬迁”原样留在今年的预期目标里。
    正例：改成今年申报的目标；或核对无误，选“已确认”。
    改法：核对预期目标，改写，或在“上年沿用”一栏选“已确认”。
    """
    for sheet, form in forms(scored):
        cell = form.form.objective
        if form.form.carried_objective.raw and cell.is_bad:
            yield blank_of(cell, "预期目标")
        elif form.form.objective_awaits_word:
            yield Fact(
                places=(cell.place,),
                subject=f"“{sheet}”的预期目标{quoted(cell.raw)}沿用上年，还没有确认",
                provided="待确认",
                expected="改写或已确认",
                fix="改成今年的目标，或在右侧“上年沿用”一栏选“已确认”",
            )
