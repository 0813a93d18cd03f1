"""ZP721: a point's heading names one topic, its text speaks of another."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.points import MEASURES, PROBLEMS, Point, mentions, points, topics, topics_in
from ziping.checks.registry import check
from ziping.checks.word_lists import word_list
from ziping.scoring import ScoredAssessment

OFTEN, SHORTEST = 3, 40
MARKS = 2  # different words that only one topic has


@check(
    "ZP721",
    severity="I",
    source="小标题应概括下面的内容",
    title="小标题和内容不符",
    forms=("prose",),
)
def heading_does_not_match_text(scored: ScoredAssessment) -> Outcomes:
    """毛病：问题或措施一条的小标题说的是一件事，下面的文字一次没有提到它，反复说的是另一件事。
    为什么：多半是改写时只换了内容或只换了标题，读的人不知道问题到底是什么。
    反例：小标题“政府采购”，下面通篇讲固定资产登记和盘点。
    正例：小标题“资产管理”，下面讲固定资产登记和盘点。
    改法：按内容改小标题，或补写标题所说的内容。
    """
    for key in (PROBLEMS, MEASURES):
        for point in points(scored, key):
            other = other_topic(point)
            if other:
                label = topics()[other]["label"]
                yield Fact(
                    places=point.places,
                    subject=f"小标题是{quoted(point.head)}，下面的文字没有提到，说的是{label}",
                    provided=point.head,
                    expected=f"概括下面的内容（{label}）",
                    fix="按内容改小标题，或补写标题所说的内容",
                )


def other_topic(point: Point) -> str:
    """The topic that the text dwells on while its heading's own is never named; else ""."""
    named = topics_in(point.head)
    if len(named) != 1 or len(point.rest) < SHORTEST or mentions(point.rest, named[0], "related"):
        return _marked(point, named)
    counts = {key: mentions(point.rest, key) for key in topics() if key != named[0]}
    ranked = sorted(counts, key=lambda key: counts[key], reverse=True)
    most, second = ranked[0], ranked[1]
    return most if counts[most] >= OFTEN and counts[most] > counts[second] else ""


def _marked(point: Point, named: list[str]) -> str:
    """A short text under a heading that can't be mistaken (公务用车), all of another topic."""
    lists = word_list("topics", "unmistakable")
    if len(named) != 1 or named[0] not in lists["headings"]:
        return ""
    if mentions(point.rest, named[0], "related"):
        return ""
    found = {key: len(set(pattern(one).findall(point.rest))) for key, one in lists["marks"].items()}
    told = [key for key, count in found.items() if count and key != named[0]]
    return told[0] if len(told) == 1 and found[told[0]] >= MARKS else ""
