"""ZP503: prose of the report carried over from last year that nobody affirmed or changed."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import chapter
from ziping.checks.registry import check
from ziping.model import Text
from ziping.scoring import ScoredAssessment


@check(
    "ZP503",
    severity="W",
    source="结转规则：上年沿用的报告正文由填报人逐段确认",
    title="上年沿用的报告正文未确认",
    forms=("prose",),
)
def carried_text_not_confirmed(scored: ScoredAssessment) -> Outcomes:
    """毛病：报告正文的一段是从上年结转来的，既没有改写，也没有选“已确认”。
    为什么：上年的数字、年份和工作留在今年的报告里，是退回最常见的原因。
    反例：主要绩效一段仍写上年的办件数，“上年沿用”一栏是“待确认”。
    正例：按今年的情况改写；职能没有变化的，选“已确认”。
    改法：逐段核对橙色的内容，改写，或在“上年沿用”一栏选“已确认”。
    """
    assessment = scored.assessment
    for key, carried in assessment.carried_texts.items():
        cell = assessment.texts.get(key, Text())
        if carried.raw and cell.is_bad:
            yield blank_of(cell, chapter(scored.pack, key))
    waiting = assessment.awaiting_texts()
    if waiting:
        names = "、".join(dict.fromkeys(chapter(scored.pack, key) for key in waiting))
        yield Fact(
            places=tuple(assessment.texts[key].place for key in waiting),
            subject=f"{names}的文字沿用上年，还没有确认",
            provided=f"{len(waiting)} 段待确认",
            expected="改写或已确认",
            fix="逐段核对，按今年的情况改写，或在“上年沿用”一栏选“已确认”",
        )
