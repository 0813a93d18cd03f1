"""ZP110: the declared control rate is not staff ÷ posts."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_rate
from ziping.checks.fact import Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP110",
    severity="E",
    source="基础数据表「控制率」：实际在职人数÷编制数（财预〔2013〕53号附件2）",
    title="控制率算错",
    forms=("basic_data",),
)
def control_rate_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：填写的控制率不等于实际在职人数 ÷ 编制数（百分数保留两位小数）。
    为什么：控制率是人员控制的唯一指标，三个数自相矛盾就没有意义。
    反例：在职 15 ÷ 编制 20，控制率填 80%。
    正例：在职 15 ÷ 编制 20，控制率填 75%。
    改法：照计算的数改填；人数有误的先改人数。
    """
    data = scored.assessment.basic_data
    yield from compare_rate(
        Cell("控制率", data.control_rate),
        Cell("实际在职人数", data.staff_in_post),
        Cell("编制数", data.authorized_posts),
        fix="照计算的控制率改填；人数有误的先改人数",
    )
