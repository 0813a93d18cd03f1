"""ZP213: a weighted row has neither the office's mark nor a computed one."""

from __future__ import annotations

from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.forms import rows, title
from ziping.checks.registry import check
from ziping.scoring import BAD, ScoredAssessment


@check(
    "ZP213",
    severity="E",
    source="自评表「得分」：有分值的指标都要有得分",
    title="有分值没有得分",
    forms=("overall", "project"),
)
def row_without_mark(scored: ScoredAssessment) -> Outcomes:
    """毛病：指标行有分值，没有自评得分，也不能按规则测算。
    为什么：缺一行得分，总分和等级都算不出来。
    反例：分值 10，达成档次没有选，得分空着。
    正例：选“达成”，得分 10。
    改法：按提示补全，使该行可以测算；或填自评得分。
    """
    for _, row in rows(scored):
        indicator = row.indicator
        if row.counted == BAD:
            label = f"{title(indicator)}得分"
            yield Blank((indicator.declared_score.place,), (label,), BAD_CELL)
        elif row.counted is None:
            yield Fact(
                places=(indicator.declared_score.place,),
                subject=f"第 {indicator.row} 行{title(indicator)}有分值没有得分"
                f"（{row.computed.status}）",
                provided="空",
                expected="得分",
                fix=f"先处理“{row.computed.status}”，或填自评得分",
            )
