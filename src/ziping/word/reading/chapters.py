"""The chapters of a report by their headings, whatever their numbers and order are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ziping.model import Place
from ziping.word.reading.document import Paragraph
from ziping.word.reading.wording import core, labels, meaning, squeezed, unnumbered

NUMERALS = "一二三四五六七八九十"
LONGEST_HEADING = 36
FILLERS = (
    "部门单位", "部门", "单位", "预算支出", "支出情况", "情况", "预算", "支出", "整体", "以及",
    "绩效自评", "绩效", "自评", "结果", "下一步", "工作", "经费",
    "及", "和", "与", "分析", "主要", "原因", "年度", "本", "我", "的", "一般", "说明", "财政",
)  # fmt: skip
ENDS = "。；;，,"
OPENING, CONTAINERS = "opening", ("overview", "general_budget")


class Heading(NamedTuple):
    """A heading: its section's key, "" for an unknown chapter; what follows it on its line."""

    key: str
    rank: int  # 1 for 一、, 2 for （一）, 3 for 1., 0 where nothing tells
    title: str
    rest: str = ""


class Section(NamedTuple):
    """A section of the report: its key, its name for places, its paragraphs in order."""

    key: str
    name: str
    heading: Paragraph | None
    paragraphs: tuple[Paragraph, ...]

    def text_of(self, number: int) -> str:
        """The text of a paragraph, counted from 1."""
        return self.paragraphs[number - 1].text

    def place(self, number: int) -> Place:
        """六、部门整体支出绩效情况 第2段."""
        return Place(self.name, f"第{number}段")


def sections(paragraphs: Sequence[Paragraph]) -> Iterator[Section]:
    """The opening (title block and all before the first heading), then every section in order."""
    key, name, heading, chapter = OPENING, "标题和开头", None, ""
    found: list[Paragraph] = []
    last = 0
    for paragraph in paragraphs:
        head = heading_of(paragraph, last)
        again = head is not None and head.key == key and not head.rank and not paragraph.level
        if head is None or again:
            if squeezed(paragraph.full_text):
                found.append(paragraph)
            continue
        yield Section(key, name, heading, tuple(found))
        is_sub = head.rank in (2, 3) and head.key in _SUBSECTIONS and bool(chapter)
        chapter = chapter if is_sub else head.title
        name = f"{chapter}{head.title}" if is_sub else chapter
        key, heading = head.key, paragraph
        last = _chinese(head.title) or last
        found = [paragraph._replace(text=head.rest, number="", spans=())] if head.rest else []
    yield Section(key, name, heading, tuple(found))


_SUBSECTIONS = (
    "duties",
    "organization",
    "staffing",
    "basic_expenditure",
    "project_expenditure",
)


def heading_of(paragraph: Paragraph, last: int = 0) -> Heading | None:
    """The heading that a paragraph is, or begins with; `last` is the number of the last chapter."""
    text = paragraph.full_text.strip()
    words = squeezed(text)
    if not words:
        return None
    rank = rank_of(words)
    if len(words) <= LONGEST_HEADING and words[-1] not in ENDS:
        title = text.strip("：: \u3000")
        key = meaning("chapter", title)
        styled = 0 < paragraph.level <= 3
        if key and (styled or _covers(key, title, 0.3 if rank in (1, 2) else 0.6)):
            return Heading(key, rank, " ".join(title.split()))
        follows = rank == 1 and _chinese(words) == last + 1 and last > 0
        if follows or (paragraph.level == 1 and rank == 1):
            return Heading("", rank, " ".join(title.split()))
        return None
    return _run_in(text, rank)


def _run_in(text: str, rank: int) -> Heading | None:
    """“六、绩效情况：2024年…”: a heading and its text in one paragraph."""
    if rank not in (1, 2):
        return None
    ends = [at for at in (text.find(mark) for mark in "：:。") if at > 0]
    if not ends or min(ends) > LONGEST_HEADING:
        return None
    title, rest = text[: min(ends)], text[min(ends) + 1 :].strip()
    key = meaning("chapter", title)
    if not key or not _covers(key, title, 0.6):
        return None
    return Heading(key, rank, " ".join(title.split()), rest)


def rank_of(words: str) -> int:
    """1 for 一、 or 第一部分, 2 for （一）, 3 for 1. or （1）, 0 without a number."""
    if unnumbered(words) == words:
        return 0
    if words[0] in NUMERALS or words[0] == "第":
        return 1
    return 2 if words[0] == "(" and words[1] in NUMERALS else 3


def _covers(key: str, title: str, least: float) -> bool:
    """Whether the heading says little else than its key: a sentence with the word in it is none."""
    words = core(title)
    spellings = [one.removeprefix("=") for one in labels()["chapter"][key]]
    hit = max((one for one in spellings if one in words), key=len, default="")
    rest = words.replace(hit, "", 1)
    for filler in FILLERS:
        rest = rest.replace(filler, "")
    rest = "".join(one for one in rest if not one.isdigit() and one != "年")
    return bool(hit) and len(hit) >= least * (len(hit) + len(rest))


def _chinese(words: str) -> int:
    """The number of 六、 as 6; 0 for another beginning."""
    head = squeezed(words).partition("、")[0]
    if not head or len(head) > 2 or any(one not in NUMERALS for one in head):
        return 0
    if head == "十":
        return 10
    return 10 + NUMERALS.index(head[1]) + 1 if head[0] == "十" else NUMERALS.index(head[0]) + 1
