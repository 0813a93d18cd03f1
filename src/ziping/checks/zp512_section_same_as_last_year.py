"""ZP512: chapters of the report whose text is last year's."""

from __future__ import annotations

from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.labels import chapter
from ziping.checks.last_year import gap
from ziping.checks.likeness import likeness, squeezed
from ziping.checks.registry import check
from ziping.model import SelfAssessment
from ziping.passage import BODY, Passage
from ziping.scoring import ScoredAssessment

LEAST = 0.9
SHORTEST = 100  # characters
MAY_STAY = ("", "duties", "organization")


@check(
    "ZP512",
    severity="W",
    source="绩效自评应当反映当年情况：各章文字与上年重合九成以上的提示",
    title="正文与上年雷同",
    forms=("prose",),
    needs="last_year",
)
def section_same_as_last_year(scored: ScoredAssessment) -> Outcomes:
    """毛病：报告某一章的文字与上年报告相同九成以上（不计年份、空格；职能、机构设置除外；
    不足 100 字的不比）。
    为什么：问题、措施、绩效年年照抄，说明上年的问题没有整改，今年的情况没有总结。
    反例：“存在的问题”“改进措施”两章只改了年份。
    正例：按今年的情况重写；上年的问题写明整改到哪一步。
    改法：逐章按当年情况改写。
    """
    misfit = gap(scored)
    if misfit:
        yield misfit
        return
    before = scored.last_year
    now, then = _sections(scored.assessment), _sections(before) if before else {}
    if not now or not then:
        label = "本年的报告正文" if not now else "上年文件的报告正文"
        yield Blank((), (label,), "没有")
        return
    waiting = scored.assessment.awaiting_texts()  # ZP503 asks about these already
    found = [
        (key, passages)
        for key, passages in now.items()
        if key not in waiting and _is_same(_text(passages), _text(then.get(key, [])))
    ]
    if found:
        yield _fact(scored, found)


def _sections(assessment: SelfAssessment) -> dict[str, list[Passage]]:
    result: dict[str, list[Passage]] = {}
    for passage in assessment.report.passages:
        if passage.role == BODY and passage.section not in MAY_STAY:
            result.setdefault(passage.section, []).append(passage)
    return result


def _text(passages: list[Passage]) -> str:
    return squeezed("".join(one.text for one in passages))


def _is_same(now: str, then: str) -> bool:
    return min(len(now), len(then)) >= SHORTEST and likeness(now, then, LEAST) >= LEAST


def _fact(scored: ScoredAssessment, found: list[tuple[str, list[Passage]]]) -> Fact:
    listed = "、".join(
        f"{chapter(scored.pack, key)}（{len(_text(passages))} 字）" for key, passages in found
    )
    total = sum(len(_text(passages)) for _, passages in found)
    return Fact(
        places=tuple(one.place for _, passages in found for one in passages[:1]),
        subject=f"{listed}的文字与上年报告九成以上相同",
        provided=f"{total} 字与上年相同",
        expected="当年的情况",
        fix="逐章按当年情况改写，上年的问题写明整改到哪一步",
    )
