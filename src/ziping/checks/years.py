"""The years that titles of a report and its forms, and the heads of columns, are printed with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.checks.passages import passages, pattern
from ziping.passage import ATTACHMENTS, BODY, CELL, OPENING, Passage
from ziping.scoring import ScoredAssessment

DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
CITED = r"《[^《》]*》|[〔\[［【][^〔〕\[\]［］【】]*[〕\]］】]"
YEAR = r"(?<!\d)(20\d\d|二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})\s*年"
FORM = "自评表|基础数据表|自评报告|评价报告|绩效报告|评价表|绩效自评"
NO_TITLE = "，。；;,！!：:月"
LONGEST_TITLE, LONGEST_HEAD = 50, 30
RANGE = r"\d{4}年?度?\s*[-—–~～至]\s*\d{4}"


class Labelled(NamedTuple):
    """A printed line with its year; `kind` is what it says besides the year."""

    passage: Passage
    year: int
    kind: str
    shown: str


def titles(scored: ScoredAssessment) -> Iterator[Labelled]:
    """The report's title, however many lines it has, and the titles of the forms."""
    for one in passages(scored, OPENING, ATTACHMENTS):
        words = " ".join(one.text.split())
        if len(words) > LONGEST_TITLE:
            continue
        is_opening = one.role == OPENING
        if is_opening and any(mark in words for mark in NO_TITLE):
            continue
        if pattern(FORM).search(words) or (is_opening and "年度" in words):
            yield from _labelled(one)


def heads(scored: ScoredAssessment) -> Iterator[Labelled]:
    """What the forms print in their cells: 2024年实际在职人数, 2023年决算数."""
    for one in passages(scored, CELL):
        if one.is_label and len("".join(one.text.split())) <= LONGEST_HEAD:
            yield from _labelled(one)


def report_year(scored: ScoredAssessment) -> int:
    """The year of the titles where most of them, and the prose, say another than the columns."""
    year = scored.assessment.budget_year
    years = [one.year for one in titles(scored)]
    if not year or len(years) < 2 or years.count(years[0]) * 2 <= len(years):
        return year
    prose = "".join(one.text for one in passages(scored, BODY))
    return max(years[0], year, key=lambda one: (prose.count(f"{one}年"), one == year))


def _labelled(one: Passage) -> Iterator[Labelled]:
    """A line with exactly one year that is its own, and no span of years."""
    words = pattern(CITED).sub("", "".join(one.text.split()))
    if pattern(RANGE).search(words):
        return
    years = {match.translate(DIGITS) for match in pattern(YEAR).findall(words)}
    if len(years) == 1:
        kind = pattern(YEAR + "度?").sub("", words).strip("()（）、:：")
        yield Labelled(one, int(years.pop()), kind, words)
