"""A difference as tables: the same rows for the terminal, the workbook and the Word document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ziping.checks.finding import Finding
from ziping.checks.messages import where
from ziping.model import Place
from ziping.tasks.diff.model import Difference, TextChange, ValueChange
from ziping.tasks.diff.sides import Side

MOST_PLACES = 3


class Section(NamedTuple):
    """A table: `widths` are shares of the page, in hundredths."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


def title_of(old: Side, new: Side) -> str:
    """Whose files: 甲县水利局2024年度两份自评材料的对比."""
    unit = new.assessment.unit.name.value or old.assessment.unit.name.value or ""
    year = new.assessment.budget_year
    return f"{unit}{f'{year}年度' if year else ''}两份自评材料的对比"


def counts(found: Difference) -> str:
    """The whole in one sentence."""
    if found.is_same:
        return f"两份文件没有差别；两份都有的问题 {found.left} 条。"
    parts = (
        f"数据 {len(found.values)} 处",
        f"得分 {len(found.scores)} 处",
        f"文字 {len(found.texts)} 段",
        f"问题改好 {len(found.gone)} 条、新出 {len(found.new)} 条、还在 {found.left} 条",
    )
    return "，".join(parts) + "。"


def sections(found: Difference) -> Iterator[Section]:
    """Scores first: they are what is asked for; then the cells, the prose, the faults."""
    yield Section(
        "得分的变化",
        ("项目", "原来", "现在"),
        (60, 20, 20),
        tuple((one.label, _or_none(one.before), _or_none(one.after)) for one in found.scores),
        "得分没有变化。",
    )
    yield Section(
        "数据的变化",
        ("改动", "项目", "原来", "现在", "位置"),
        (8, 30, 23, 23, 16),
        tuple(map(_value, found.values)),
        "数据没有变化。",
    )
    yield Section(
        "文字的变化",
        ("改动", "段落", "原来", "现在"),
        (8, 20, 36, 36),
        tuple(_lines(found.texts)),
        "文字没有变化。",
    )
    heads, widths = ("代码", "级别", "位置", "问题"), (10, 8, 22, 60)
    gone, new = tuple(map(_finding, found.gone)), tuple(map(_finding, found.new))
    yield Section("改好了的问题", heads, widths, gone, "没有改好的问题。")
    yield Section("新出的问题", heads, widths, new, "没有新出的问题。")


def _value(one: ValueChange) -> tuple[str, ...]:
    return one.kind, one.label, _or_none(one.before), _or_none(one.after), _place(one)


def _place(one: ValueChange) -> str:
    """The cell in the new file, and in the old one where it stood elsewhere."""
    now, then = _at(one.is_at), _at(one.was_at)
    return f"{now}（原 {then}）" if now and then and now != then else now or then


def _at(place: Place) -> str:
    return f"{place}" if place.cell else ""


def _lines(texts: Iterable[TextChange]) -> Iterator[tuple[str, ...]]:
    for text in texts:
        for line in text.lines:
            yield line.kind, text.label, line.before, line.after


def _finding(one: Finding) -> tuple[str, ...]:
    return one.code, one.severity.label, where(one.places, MOST_PLACES), one.problem


def _or_none(text: str) -> str:
    return text or "（空）"
