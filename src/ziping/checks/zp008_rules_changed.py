"""ZP008: the rules inside the file are not those it was built with."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.model import Place
from ziping.scoring import ScoredAssessment


@check("ZP008", severity="W", source="工作簿所带的规则包", title="规则被改动", forms=("file",))
def rules_changed(scored: ScoredAssessment) -> Outcomes:
    """毛病：“规则”表的值或工作簿内所带的规则包被手工改过。
    为什么：表内公式按“规则”表计算，改动后表上的分数与规定的计分办法不一致，
    上级复核时得不到同样的结果。
    反例：把“规则”表中产出指标的分值 50 改成 40。
    正例：规则有变时，换用按新规则包生成的工作簿。
    改法：把所列各格改回原值，或换用下发的空白工作簿重新填写。
    """
    state = scored.assessment.file
    if state.changed_rules:
        yield _fact(state.changed_rules, f"“规则”表有 {len(state.changed_rules)} 格与规则包不一致")
    if state.pack_changed:
        yield _fact((), "工作簿内所带的规则包与生成时不同")


def _fact(changed: tuple[Place, ...], subject: str) -> Fact:
    return Fact(
        places=changed,
        subject=subject,
        provided="已改动",
        expected="生成工作簿时的规则",
        fix="改回原值，或换用下发的空白工作簿重新填写",
    )
