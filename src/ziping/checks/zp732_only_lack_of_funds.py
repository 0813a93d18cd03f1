"""ZP732: the only problem that is told is a lack of money or staff."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.points import PROBLEMS, Point, chapter_gap, lacks, points
from ziping.checks.registry import check
from ziping.checks.word_lists import word_list
from ziping.scoring import ScoredAssessment


@check(
    "ZP732",
    severity="W",
    source="自评报告的问题应从预算、履职、资金、资产、采购等方面归纳；考核评分表：只提出资金不足问题的不得分",
    title="只提了缺钱缺人",
    forms=("prose",),
)
def only_lack_of_funds(scored: ScoredAssessment) -> Outcomes:
    """毛病：存在的问题只有经费不足、人手不够，没有一条是管理上的。
    为什么：自评要找自己能改的问题，只说缺钱缺人等于没有自评，考核时不得分。
    反例：七、存在的问题：经费紧张，难以满足工作需要。
    正例：除经费外，还说预算编得粗、资产登记不全等。
    改法：从预算编制和执行、绩效目标、资产、采购、内控等方面补写问题和原因。
    """
    gap = chapter_gap(scored, PROBLEMS)
    if gap:
        yield gap
        return
    found = points(scored, PROBLEMS)
    if found and all(_is_lack(one) for one in found):
        yield Fact(
            places=tuple(place for one in found for place in one.places),
            subject=f"存在的问题只有{'、'.join(quoted(one.said) for one in found)}",
            provided="只有缺钱缺人",
            expected="还有管理上的问题",
            fix="从预算编制和执行、绩效目标、资产、采购、内控等方面补写问题和原因",
        )


def _is_lack(point: Point) -> bool:
    """A point about money or staff alone; one that names a fault of management too is none."""
    others = word_list("topics", "other_faults")["words"]
    said = lacks(point.first) or lacks(point.first, "lack_of_staff")
    return said and not any(word in point.first for word in others)
