"""ZP209: marks were lost and nothing, or “无偏差”, is given as the reason."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import blank_of
from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.forms import explains, rows, title
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.scoring import BAD, ScoredAssessment, ScoredIndicator, number
from ziping.scoring.arithmetic import plain


@check(
    "ZP209",
    severity="E",
    source="财预〔2020〕10号第十一条：未完成绩效目标的要说明原因和改进措施",
    title="扣了分没有原因",
    forms=("overall", "project"),
    follows=("ZP205", "ZP206", "ZP207", "ZP210"),
)
def marks_lost_without_reason(scored: ScoredAssessment) -> Outcomes:
    """毛病：指标得分低于分值，“偏差原因分析及改进措施”却空着，或写“无偏差”“无”。
    为什么：扣了分就是有偏差，必须写明原因和改进措施；空着或写“无偏差”自相矛盾。
    反例：满意度分值 10，得分 8，偏差原因空着。
    正例：满意度分值 10，得分 9.9，偏差原因：个别窗口排队时间长，已增设两个窗口。
    改法：写明偏差的原因和改进措施；没有偏差的，改正得分。
    """
    for _, row in rows(scored):
        indicator = row.indicator
        full, counted = indicator.full_marks.value, number(row.counted)
        if full is None or counted is None:
            yield _blank(row)
        elif counted < full and indicator.deviation_reason.is_bad:
            yield blank_of(indicator.deviation_reason, f"{title(indicator)}偏差原因")
        elif counted < full and not explains(indicator.deviation_reason):
            yield _fact(row, full, counted)


def _blank(row: ScoredIndicator) -> Blank:
    indicator = row.indicator
    bad = indicator.full_marks.is_bad or row.counted == BAD
    cell = indicator.full_marks if indicator.full_marks.is_bad else indicator.declared_score
    state = BAD_CELL if bad else "未填且不能测算"
    return Blank((cell.place,), (f"{title(indicator)}得分",), state)


def _fact(row: ScoredIndicator, full: Decimal, counted: Decimal) -> Fact:
    indicator = row.indicator
    said = (indicator.deviation_reason.value or "").strip()
    return Fact(
        places=(indicator.deviation_reason.place, indicator.declared_score.place),
        subject=f"{title(indicator)}分值 {plain(full)}，得分 {plain(counted)}，偏差原因"
        f"{'写的是' + quoted(said) if said else '空着'}",
        provided=said or "空",
        expected="偏差的原因和改进措施",
        fix="写明偏差的原因和改进措施；没有偏差的改正得分",
    )
