"""ZP109: dispatched workers were counted as staff that the treasury supports."""

from __future__ import annotations

from ziping.checks.amounts import Cell, cure, gap, places
from ziping.checks.causes import counts_dispatched
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import PERSONS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP109",
    severity="W",
    source="财预〔2013〕53号附件2「在职人员控制率」：在职不含劳务派遣",
    title="在职人数计入了劳务派遣",
    forms=("basic_data", "prose"),
)
def dispatched_staff_counted(scored: ScoredAssessment) -> Outcomes:
    """毛病：基础数据表的在职人数正好等于在编在职与劳务派遣人数之和。
    为什么：“财政供养人员”只计在编在职人员，把劳务派遣算进去，控制率会虚高。
    反例：在编在职 15 人、劳务派遣 22 人，在职人数填 37，控制率 185%。
    正例：在职人数填 15，控制率 75%。
    改法：在职人数只填在编在职人员，并改控制率。
    """
    assessment = scored.assessment
    table = Cell("基础数据表在职人数", assessment.basic_data.staff_in_post)
    in_post = Cell("基本情况在职人数", assessment.staffing.staff_in_post)
    dispatched = Cell("劳务派遣人数", assessment.staffing.dispatched)
    empty = gap(table, in_post)
    if empty is None and table.number != in_post.number:
        empty = gap(dispatched)
    if empty:
        yield empty
    elif counts_dispatched(assessment):
        yield Fact(
            places=places(table, in_post, dispatched),
            subject=f"{table.said()} 人，正好是{in_post.said()} ＋ {dispatched.said()}",
            provided=table.number,
            expected=in_post.number,
            difference=table.number - in_post.number,
            unit=PERSONS,
            fix=f"在职人数只计在编在职 {plain(in_post.number)} 人，控制率随之改正",
            cures=cure(table, in_post.number),
        )
