"""ZP111: more staff than posts, which wants a reason."""

from __future__ import annotations

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.causes import counts_dispatched
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import PERSONS
from ziping.checks.registry import check
from ziping.model import SelfAssessment
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent, ratio


@check(
    "ZP111",
    severity="W",
    source="财预〔2013〕53号附件2「在职人员控制率」：以 100% 为限",
    title="控制率超过 100%",
    forms=("basic_data",),
    follows=("ZP109", "ZP110"),
)
def control_rate_above_one(scored: ScoredAssessment) -> Outcomes:
    """毛病：实际在职人数多于编制数，控制率超过 100%。
    为什么：超编要有原因；原因若是计入了劳务派遣，另由 ZP109 说明，这里不重复。
    反例：编制 20 人，在职 23 人，没有说明。
    正例：编制 20 人，在职 15 人；或在正文说明超编的原因和消化办法。
    改法：核对人数；确属超编的，在正文人员编制部分写明原因（已写明的可不理会）。
    """
    data = scored.assessment.basic_data
    staff, posts = Cell("实际在职人数", data.staff_in_post), Cell("编制数", data.authorized_posts)
    empty = gap(staff, posts)
    if empty:
        yield empty
    elif staff.number > posts.number > 0 and not _is_dispatch_alone(scored.assessment):
        rate = percent(ratio(staff.number, posts.number))
        yield Fact(
            places=places(staff, posts),
            subject=f"{staff.said()} ÷ {posts.said()} ＝ {rate}，超过 100%",
            provided=rate,
            expected="不超过 100%",
            difference=staff.number - posts.number,
            unit=PERSONS,
            fix="核对人数；确属超编的在正文写明原因（已写明的可不理会）",
        )


def _is_dispatch_alone(assessment: SelfAssessment) -> bool:
    """Without the dispatched workers there would be no excess: ZP109 has said it."""
    in_post, posts = assessment.staffing.staff_in_post, assessment.basic_data.authorized_posts
    if not counts_dispatched(assessment) or in_post.value is None or posts.value is None:
        return False
    return in_post.value <= posts.value
