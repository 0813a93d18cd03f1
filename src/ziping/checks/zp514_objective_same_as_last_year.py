"""ZP514: an objective that is last year's."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.last_year import form_pairs, gap
from ziping.checks.likeness import SAME, core, likeness, timeless
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.model import Form
from ziping.scoring import ScoredAssessment

SHORTEST = 8  # characters


@check(
    "ZP514",
    severity="I",
    source="通行要求：绩效目标与当年的任务、资金相匹配",
    title="预期目标与上年相同",
    forms=("overall", "project"),
    needs="last_year",
)
def objective_same_as_last_year(scored: ScoredAssessment) -> Outcomes:
    """毛病：预期目标的文字与上年文件相同（不计年份、编号、标点）。
    为什么：目标应当按当年的任务和资金定，年年相同就看不出当年要做成什么。
    反例：两年都写“提升公共服务水平，促进事业发展”。
    正例：今年写“新建日间照料中心 3 所，服务老人 1200 人”。
    改法：按当年申报的绩效目标填写；确实相同的可不理会。
    """
    misfit = gap(scored)
    if misfit:
        yield misfit
        return
    for sheet, form, before in form_pairs(scored):
        cell = form.objective
        if cell.is_bad:
            yield blank_of(cell, f"{sheet}预期目标")
        elif not form.objective_awaits_word and any(_is_same(form, other) for other in before):
            yield Fact(
                places=(cell.place,),
                subject=f"{sheet}的预期目标{quoted(cell.value or '')}与上年相同",
                provided="与上年相同",
                expected="当年的目标",
                fix="按当年申报的绩效目标填写；确实相同的可不理会",
            )


def _is_same(form: Form, before: Form) -> bool:
    now, then = (core(timeless(one.objective.value or "")) for one in (form, before))
    return min(len(now), len(then)) >= SHORTEST and likeness(now, then) >= SAME
