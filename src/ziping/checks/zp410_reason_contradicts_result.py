"""ZP410: the deviation reason says the opposite of what the row's figures say."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import rows, title
from ziping.checks.indicator_rows import met, missed
from ziping.checks.messages import quoted
from ziping.checks.reasons import (
    has_full_marks,
    is_overmarked,
    lost_marks,
    says_no_deviation,
    says_shortfall,
)
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment, ScoredIndicator


@check(
    "ZP410",
    severity="W",
    source="财预〔2020〕10号第十一条：未完成绩效目标的要说明原因和改进措施",
    title="偏差原因与完成情况矛盾",
    forms=("overall", "project"),
    follows=("ZP205",),
)
def reason_contradicts_result(scored: ScoredAssessment) -> Outcomes:
    """毛病：指标没有达到，偏差原因却写“无偏差”；或者达到了、得了满分，原因却说“未完成”。
    扣了分没有原因见 ZP209，超出上限仍得高分见 ZP210，这里不再重复。
    为什么：数和话有一处不对，上级无法判断这项到底完成没有。
    反例：指标值 ≥12 期，实际 10 期，偏差原因“无偏差”；实际 12 期，原因“未完成，因经费不足”。
    正例：指标值 ≥12 期，实际 10 期，原因“两期因场地改造取消，已列入下年计划”。
    改法：核对完成值，改正不符的一处。
    """
    for _, row in rows(scored):
        reason = row.indicator.deviation_reason
        if reason.is_bad:
            yield blank_of(reason, f"{title(row.indicator)}偏差原因")
        elif says_no_deviation(row):
            if missed(row) and not lost_marks(row) and not is_overmarked(row):
                yield _fact(row, "没有达到指标值")
        elif says_shortfall(row) and met(row) and has_full_marks(row):
            yield _fact(row, "达到了指标值，得了满分")


def _fact(row: ScoredIndicator, said: str) -> Fact:
    indicator = row.indicator
    reason = (indicator.deviation_reason.value or "").strip()
    target, actual = (indicator.target.value or "").strip(), (indicator.actual.value or "").strip()
    return Fact(
        places=(indicator.deviation_reason.place, indicator.target.place, indicator.actual.place),
        subject=f"{title(indicator)}指标值{quoted(target)}，实际{quoted(actual)}，{said}，"
        f"偏差原因写的是{quoted(reason)}",
        provided=reason,
        expected=said,
        fix="核对完成值，改正不符的一处",
    )
