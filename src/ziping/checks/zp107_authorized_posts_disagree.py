"""ZP107: the posts told in the prose do not add up to the table's."""

from __future__ import annotations

from ziping.checks.amounts import Cell, cells, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import PERSONS, POST_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP107",
    severity="E",
    source="基础数据表「编制数」与正文人员编制",
    title="编制数与各类编制之和不符",
    forms=("basic_data", "prose"),
)
def authorized_posts_disagree(scored: ScoredAssessment) -> Outcomes:
    """毛病：行政、事业、其他编制之和不等于基础数据表的编制数。
    为什么：同一份材料里编制数必须一致，控制率以它为除数。
    反例：行政 6 ＋ 事业 14 ＝ 20 人，基础数据表编制数 21 人。
    正例：行政 6 ＋ 事业 14 ＝ 20 人，基础数据表编制数 20 人。
    改法：以编制部门核定的数为准，改正不符的一处。
    """
    yield from compare_sum(
        Cell("基础数据表编制数", scored.assessment.basic_data.authorized_posts),
        cells(scored.assessment.staffing, POST_LABELS),
        unit=PERSONS,
        fix="以编制部门核定数为准，改正不符的一处",
    )
