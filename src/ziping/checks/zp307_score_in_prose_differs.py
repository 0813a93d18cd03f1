"""ZP307: the score that the prose tells is not the total of the form."""

from __future__ import annotations

from ziping.checks.amounts import Cell, cure, gap, places
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.checks.totals import form_total
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP307",
    severity="E",
    source="正文的自评得分应与整体自评表「总分」一致",
    title="正文得分与自评表总分不符",
    forms=("prose", "overall"),
)
def score_in_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文写的自评得分不是整体自评表的总分（总分空着的，按各项得分之和）。
    为什么：同一份报告里两个分数，看的人不知道以哪个为准，等级也跟着不清楚。
    反例：正文“自评得分95分”，自评表总分 97。
    正例：正文“自评得分97分”，自评表总分 97。
    改法：以自评表为准改正文；自评表加错了的先改自评表。等级一并核对。
    """
    claimed = Cell("正文自评得分", scored.assessment.report.claimed_total)
    if not claimed.is_given:  # nothing is told, or ×× is: ZP309 and ZP701 say so
        return
    total = form_total(scored)
    declared = Cell("自评表总分", scored.overall.form.declared_total)
    if total is None:
        yield gap(declared) or Blank(places(declared), (declared.label,))
    elif claimed.number != total:
        word = "总分" if declared.is_given else "各项得分之和"
        yield Fact(
            places=places(claimed, declared),
            subject=f"正文写自评得分 {plain(claimed.number)} 分，自评表{word} {plain(total)} 分",
            provided=claimed.number,
            expected=total,
            difference=claimed.number - total,
            unit=MARKS,
            cures=(*cure(claimed, total), *cure(declared, claimed.number)),
            fix=f"正文改为 {plain(total)} 分，等级一并核对；自评表有误的先改自评表",
        )
