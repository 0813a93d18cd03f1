"""ZP733: the only measure is to ask for more money."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.points import MEASURES, Point, asks, chapter_gap, points
from ziping.checks.registry import check
from ziping.checks.word_lists import word_list
from ziping.scoring import ScoredAssessment


@check(
    "ZP733",
    severity="W",
    source="改进措施应是单位自己要做的；考核评分表：只提出加大资金投入建议的不得分",
    title="措施只有要钱",
    forms=("prose",),
)
def only_more_budget(scored: ScoredAssessment) -> Outcomes:
    """毛病：改进措施只有请财政增加预算、加大投入，没有单位自己要做的。
    为什么：改进措施是单位自己改进工作的打算，只要钱的考核时不得分。
    反例：八、下一步改进措施：建议财政加大经费保障力度。
    正例：细化预算编制，压缩一般性支出；确有缺口的，再建议财政统筹安排。
    改法：补写本单位自己要做的措施，和问题逐条对应。
    """
    gap = chapter_gap(scored, MEASURES)
    if gap:
        yield gap
        return
    found = [one for one in points(scored, MEASURES) if _meant(one)]
    if found and all(_is_request(one) for one in found):
        yield Fact(
            places=tuple(place for one in found for place in one.places),
            subject=f"改进措施只有{'、'.join(quoted(one.said) for one in found)}",
            provided="只有增加经费",
            expected="还有单位自己的措施",
            fix="补写本单位自己要做的措施，和问题逐条对应",
        )


def _is_request(point: Point) -> bool:
    """A point that asks for money; what the money is for (提高保障水平) is no work of its own."""
    lists = word_list("topics", "measure_verbs")
    bare = pattern(lists["of_money"]).sub("", _meant(point))
    return asks(point.text) and not any(word in bare for word in lists["words"])


def _meant(point: Point) -> str:
    """What a point says without a closing phrase: “下一步，我局将对照以上措施逐项落实”."""
    closing = pattern(word_list("topics", "measure_verbs")["closing"])
    sentences = pattern(r"[。；\n]").split(point.text)
    return "。".join(one for one in sentences if one and not closing.search(one))
