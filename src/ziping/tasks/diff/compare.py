"""Two sides → what differs: cells, scores, prose, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ziping.checks.finding import Finding
from ziping.model import Text
from ziping.rules.outline import text_sections
from ziping.tasks.diff.cells import changed_cells
from ziping.tasks.diff.model import Difference, TextChange, ValueChange
from ziping.tasks.diff.prose import changed_lines
from ziping.tasks.diff.scores import score_changes
from ziping.tasks.diff.sides import Side


def compare(old: Side, new: Side) -> Difference:
    """What the second file has otherwise than the first."""
    before, after = old.assessment, new.assessment
    cells = list(changed_cells(before, after))
    prose = [one for one in cells if "\n" in f"{one.before}{one.after}"]
    gone, fresh, left = _findings(old.report.findings, new.report.findings)
    return Difference(
        notes=tuple(_notes(old, new)),
        values=tuple(one for one in cells if one not in prose),
        scores=tuple(score_changes(old.scored, new.scored)),
        texts=(*map(_as_text, prose), *_texts(old, new)),
        gone=gone,
        new=fresh,
        left=left,
    )


def _notes(old: Side, new: Side) -> Iterator[str]:
    """What makes the two hard to compare."""
    before, after = old.assessment, new.assessment
    one, other = before.unit.name.value or "未填", after.unit.name.value or "未填"
    if one != other:
        yield f"两份文件的单位不同：“{one}”和“{other}”，请核对有没有拿错"
    if before.budget_year != after.budget_year:
        years = before.budget_year or "未填", after.budget_year or "未填"
        yield f"两份文件的年度不同：{years[0]} 和 {years[1]}"
    if old.scored.pack.texts != new.scored.pack.texts:
        packs = [f"{side.scored.pack.title}{side.scored.pack.version}" for side in (old, new)]
        yield f"两份文件的规则包不同：{packs[0]} 和 {packs[1]}，得分不能直接比"
    if old.is_report != new.is_report:
        yield "一份是工作簿，一份是 Word 报告：报告里没有的内容会列为增、删"


def _as_text(change: ValueChange) -> TextChange:
    """A long cell is compared by its lines."""
    lines = changed_lines(change.before, change.after)
    return TextChange(change.label, lines, change.is_at if change.is_at.cell else change.was_at)


def _texts(old: Side, new: Side) -> Iterator[TextChange]:
    """报告正文, a section after the other."""
    before, after = old.assessment.texts, new.assessment.texts
    titles = {one.key: f"{one.chapter}{one.title}" for one in text_sections(new.scored.pack)}
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key, Text()), after.get(key, Text())
        lines = changed_lines(was.value or was.raw, now.value or now.raw)
        if lines:
            place = now.place if now.place.cell else was.place
            yield TextChange(titles.get(key, key), lines, place)


def _findings(
    old: Iterable[Finding], new: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], int]:
    """Gone, new, and how many stayed: the same by code and place, or by code and wording."""
    before, after, left = list(old), list(new), 0
    for same in (_by_place, _by_words):
        known: dict[Any, list[Finding]] = {}
        for one in before:
            known.setdefault(same(one), []).append(one)
        for one in list(after):
            if known.get(same(one)):
                before.remove(known[same(one)].pop(0))
                after.remove(one)
                left += 1
    return tuple(before), tuple(after), left


def _by_place(one: Finding) -> Any:
    return one.code, one.places


def _by_words(one: Finding) -> Any:
    return one.code, one.problem
