"""ZP414: a result that tells nothing that could be measured."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.indicator_rows import lagging
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.results import claim_of_all, is_copy, is_empty_talk
from ziping.scoring import ScoredAssessment


@check(
    "ZP414",
    severity="I",
    source="财预〔2020〕10号附1「实际完成情况」",
    title="完成情况没有可衡量的内容",
    forms=("overall", "project"),
)
def result_says_nothing_measurable(scored: ScoredAssessment) -> Outcomes:
    """毛病：实际完成情况只有一句话，没有一个数字，或只有“已完成”“达到预期目标”这样的套话。
    与预期目标相同的见 ZP412，与指标矛盾的见 ZP413，这里不再重复。
    为什么：看不出做成了什么、做到什么程度，不能核对。
    反例：“较好地完成了年度任务。”
    正例：“开展监督检查 320 家次，抽检合格率 98.6%，群众满意度 97%。”
    改法：写出完成的事项和数量、程度。
    """
    for sheet, form in forms(scored):
        result = form.form.result
        if result.is_bad or (result.is_blank and not form.form.objective.is_blank):
            yield blank_of(result, f"{sheet}实际完成情况")
            continue
        told = is_copy(form.form) or (claim_of_all(form.form) and lagging(form))
        if not told and is_empty_talk(form.form):
            yield Fact(
                places=(result.place,),
                subject=f"{sheet}的实际完成情况{quoted(result.value or '')}没有可衡量的内容",
                provided=(result.value or "").strip(),
                expected="完成的事项和数量",
                fix="写出完成的事项和数量、程度",
            )
