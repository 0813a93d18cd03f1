"""ZP108: staff in post differ between the prose's figures and the table."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare
from ziping.checks.causes import counts_dispatched
from ziping.checks.fact import Outcomes
from ziping.checks.labels import PERSONS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP108",
    severity="E",
    source="基础数据表「实际在职人数」与正文人员编制",
    title="在职人数前后不一",
    forms=("basic_data", "prose"),
)
def staff_in_post_disagree(scored: ScoredAssessment) -> Outcomes:
    """毛病：基础数据表的实际在职人数与正文所用的在职人数不同。
    为什么：同一份材料里只能有一个在职人数，控制率以它计算。差数正好是劳务派遣人数的，
    另由 ZP109 说明。
    反例：基础数据表 16 人，正文 15 人。
    正例：基础数据表 15 人，正文 15 人。
    改法：以决算的年末在职人数为准，改正不符的一处。
    """
    assessment = scored.assessment
    if counts_dispatched(assessment):
        return
    yield from compare(
        Cell("基础数据表在职人数", assessment.basic_data.staff_in_post),
        Cell("基本情况在职人数", assessment.staffing.staff_in_post),
        unit=PERSONS,
        fix="以决算的年末在职人数为准，改正不符的一处",
    )
