"""ZP731: a problem without a measure, or a request for money without a problem."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.messages import quoted
from ziping.checks.points import (
    MEASURES,
    PROBLEMS,
    Point,
    asks,
    chapter_gap,
    lacks,
    mentions,
    points,
    speaks,
    topics_in,
)
from ziping.checks.registry import check
from ziping.checks.zp721_heading_does_not_match_text import other_topic
from ziping.scoring import ScoredAssessment

OFTEN = 3  # mentions of a topic that a general measure doesn't answer


@check(
    "ZP731",
    severity="W",
    source="财预〔2020〕10号第十一条、第二十六条：问题要有原因和改进措施；考核评分表：建议与问题对应",
    title="问题和措施不对应",
    forms=("prose",),
)
def problems_and_measures_do_not_correspond(scored: ScoredAssessment) -> Outcomes:
    """毛病：提了问题没有相应的措施，或者措施要求增加经费，问题里却没有说经费不足。
    为什么：措施要针对问题，不对应的会被扣分，也说明两章是分头抄来的。
    反例：问题说资产登记不全、账实不符，措施只有“压缩三公经费”。
    正例：问题说资产登记不全，措施写“每半年盘点一次”；“加强管理、健全制度”一类可对应任何问题。
    改法：逐条对应，一个问题至少一条措施；要求增加经费的，先说明缺口和原因。
    """
    gap = chapter_gap(scored, PROBLEMS, MEASURES)
    if gap:
        yield gap
        return
    problems, measures = points(scored, PROBLEMS), points(scored, MEASURES)
    needless = [] if _is_short_of_money(problems) else [one for one in measures if asks(one.text)]
    said = "\n".join(one.text for one in measures)
    open_ones = [one for one in problems if _is_open(one, said)]
    if not needless and not open_ones:
        return
    parts = [f"措施{quoted(one.said)}要求增加经费，问题里没有说经费不足" for one in needless] + [
        f"问题{quoted(one.said)}没有相应的措施" for one in open_ones
    ]
    is_vague = not needless and speaks(said, "general_measures")
    yield Fact(
        places=tuple(place for one in (*needless, *open_ones) for place in one.places),
        subject="；".join(parts),
        provided=f"{len(parts)} 条不对应",
        expected="问题和措施逐条对应",
        fix="一个问题至少写一条措施；要求增加经费的，先在问题里说明缺口和原因",
        severity=Severity.HINT if is_vague else None,
    )


def _is_short_of_money(problems: Sequence[Point]) -> bool:
    """Whether a problem says that money is short; a heading that its text belies doesn't."""
    return any(
        lacks(one.text) or (not other_topic(one) and "funds" in topics_in(one.head))
        for one in problems
    )


def _is_open(problem: Point, measures: str) -> bool:
    """A problem whose topics no measure touches; general ones answer what is named in passing."""
    named = topics_in(problem.first)
    if not named or other_topic(problem):
        return False
    if any(mentions(measures, key, "related") for key in named):
        return False
    often = any(mentions(problem.text, key) >= OFTEN for key in named)
    return often or not speaks(measures, "general_measures")
