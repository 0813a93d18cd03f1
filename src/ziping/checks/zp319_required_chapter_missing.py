"""ZP319: a chapter that the outline wants is not there, or has a heading and no text."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.chapters import BARE, chapters, empty_headings, is_told
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import chapter
from ziping.checks.passages import has_prose
from ziping.checks.registry import check
from ziping.model import Place
from ziping.rules.outline import text_sections
from ziping.scoring import ScoredAssessment


@check(
    "ZP319",
    severity="W",
    source="规则包报告提纲",
    title="缺少规定的章节",
    forms=("prose",),
)
def required_chapter_missing(scored: ScoredAssessment) -> Outcomes:
    """毛病：报告缺少提纲规定的一章，或者只有标题没有内容；工作簿里必写的正文空着。
    为什么：缺了一章，报告就不完整，财政部门按提纲逐项审核。
    反例：写完绩效情况就结束，没有“存在的问题”和“改进措施”。
    正例：提纲的各章都有；没有政府性基金的写“无”。
    改法：补写缺的一章；没有内容的写“无”并说明。
    """
    if not scored.assessment.file.is_report:
        yield from _of_workbook(scored)
    elif has_prose(scored):
        yield from _of_report(scored)


def _of_report(scored: ScoredAssessment) -> Outcomes:
    empty = empty_headings(scored)
    lacking = [one for one in chapters(scored) if not is_told(one, scored)]
    parts = []
    if lacking:
        parts.append("缺少" + "、".join(f"“{one.title}”" for one in lacking))
    if empty:
        titles = "、".join(f"“{' '.join(one.text.split())}”" for one in empty)
        parts.append(f"{titles}只有标题没有内容")
    if parts:
        places = tuple(one.place for one in empty)
        provided = f"缺 {len(lacking) + len(empty)} 部分"
        yield _fact(places, "，".join(parts), provided, scored)


def _of_workbook(scored: ScoredAssessment) -> Outcomes:
    """The sections without which a report says nothing."""
    blank: list[tuple[str, Place]] = []
    for section in text_sections(scored.pack):
        cell = scored.assessment.texts.get(section.key)
        if cell is None or section.key not in BARE:
            continue
        title = chapter(scored.pack, section.key)
        if cell.is_bad:
            yield blank_of(cell, title)
        elif not (cell.value or "").strip():
            blank.append((f"{title}“{section.title or section.chapter}”", cell.place))
    if blank:
        titles = "、".join(title for title, _ in blank)
        places = tuple(place for _, place in blank)
        yield _fact(places, f"{titles}空着", f"空 {len(blank)} 处", scored)


def _fact(places: tuple[Place, ...], subject: str, provided: str, scored: ScoredAssessment) -> Fact:
    return Fact(
        places=places,
        subject=subject,
        provided=provided,
        expected="按提纲写全",
        source=scored.pack.source("report.outline"),
        fix="补写缺的部分；当年没有的写“无”",
    )
