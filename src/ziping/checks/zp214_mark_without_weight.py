"""ZP214: a row has a mark but no weight, so the mark does not count."""

from __future__ import annotations

from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP214",
    severity="W",
    source="自评表「分值」「得分」",
    title="有得分没有分值",
    forms=("overall", "project"),
)
def mark_without_weight(scored: ScoredAssessment) -> Outcomes:
    """毛病：指标行填了得分，没有填分值。
    为什么：没有分值的行不计入总分，得分等于白填，分值合计也可能因此不足 100。
    反例：分值空着，得分 5。
    正例：分值 5，得分 5。
    改法：补填分值；不用的行删去得分。
    """
    for _, form in forms(scored):
        for row in form.indicators:
            own = row.indicator.declared_score
            if row.indicator.is_weighted or own.is_blank:
                continue
            if own.value is None:
                yield Blank((own.place,), (f"{title(row.indicator)}得分",), BAD_CELL)
                continue
            yield Fact(
                places=(row.indicator.full_marks.place, own.place),
                subject=f"第 {row.indicator.row} 行{title(row.indicator)}得分 {plain(own.value)}，"
                "分值空着，不计入总分",
                provided="空",
                expected="分值",
                fix="补填分值；不用的行删去得分",
            )
