"""ZP412: 实际完成情况 is the objective over again."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.results import is_copy
from ziping.model import Form
from ziping.scoring import ScoredAssessment


@check(
    "ZP412",
    severity="W",
    source="财预〔2020〕10号附1「预期目标」「实际完成情况」",
    title="完成情况照抄预期目标",
    forms=("overall", "project"),
)
def result_repeats_objective(scored: ScoredAssessment) -> Outcomes:
    """毛病：实际完成情况的文字与预期目标相同（不计编号、空格和标点）。
    为什么：目标是打算做什么，完成情况是做成了什么；照抄等于没有填。
    反例：预期目标“新建村级文化广场，改善群众生活。”，完成情况一字不差。
    正例：完成情况“新建村级文化广场 6 个，惠及 4200 人，全部通过验收。”
    改法：按目标逐条写年末的实际完成情况，用数字说明。
    """
    for sheet, form in forms(scored):
        yield from text_gaps(sheet, form.form)
        objective, result = form.form.objective, form.form.result
        if is_copy(form.form):
            yield Fact(
                places=(result.place, objective.place),
                subject=f"{sheet}的实际完成情况{quoted(result.value or '')}与预期目标相同",
                provided="与预期目标相同",
                expected="年末的实际完成情况",
                fix="按目标逐条写年末的实际完成情况，用数字说明",
            )


def text_gaps(sheet: str, form: Form) -> Outcomes:
    """One of the two is blank or bad, so that they can't be compared; both blank is a form
    that does not have them."""
    objective, result = form.objective, form.result
    if objective.is_blank and result.is_blank:
        return
    for cell, label in ((objective, "预期目标"), (result, "实际完成情况")):
        if cell.is_bad or cell.is_blank:
            yield blank_of(cell, f"{sheet}{label}")
