"""ZP734: the chapter of problems gives no causes, or next to nothing."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.passages import pattern
from ziping.checks.points import PROBLEMS, Point, chapter_gap, chapter_words, points
from ziping.checks.registry import check
from ziping.checks.word_lists import word_list
from ziping.scoring import ScoredAssessment

SHORT_POINT = 40  # characters


@check(
    "ZP734",
    severity="I",
    source="财预〔2020〕10号第十一条：要分析原因；考核评分表：问题未归纳且过于简单的降档",
    title="问题没有原因",
    forms=("prose",),
)
def problems_without_cause(scored: ScoredAssessment) -> Outcomes:
    """毛病：存在的问题每条只有一句话，通篇没有写原因，或者整章只有“无”“暂无”几个字。
    为什么：这一章的题目就是问题及原因分析，没有原因，措施也就没有着落。
    反例：1.绩效目标有待完善。2.资产管理不规范，有待加强。
    正例：1.绩效目标不够细。年初未与业务股室对接，指标只写了定性要求。
    改法：每个问题写明原因；确无问题的，说明自评是怎样得出的。
    """
    gap = chapter_gap(scored, PROBLEMS)
    if gap:
        yield gap
        return
    words = chapter_words(scored, PROBLEMS)
    said = "".join("".join(one.text.split()) for one in words)
    if any(word in said for word in word_list("topics", "causes")["words"]):
        return
    if all(_is_bare(point) for point in points(scored, PROBLEMS)):
        is_nothing = said.strip("。.；") in ("无", "暂无", "没有", "不存在", "无问题")
        what = f"写的是“{said}”" if is_nothing else f"共 {len(said)} 个字，没有写原因"
        yield Fact(
            places=tuple(one.place for one in words),
            subject=f"存在的问题一章{what}",
            provided=f"{len(said)} 个字",
            expected="问题和原因",
            fix="每个问题写明原因；确无问题的，说明自评是怎样得出的",
        )


def _is_bare(point: Point) -> bool:
    """A problem in one short clause; what else is said of it, if anything, is that it must go."""
    clauses = [one for one in pattern(r"[，。；：:,;\s]").split(point.text) if one]
    vague = pattern(word_list("topics", "causes")["vague"])
    return all(vague.search(one) for one in clauses[1:]) and (
        not clauses or len(clauses[0]) < SHORT_POINT
    )
