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
    "部门单位", "部门", "单位", "学校", "医院", "中心", "机关",
    "预算支出", "支出情况", "情况", "预算", "支出", "整体", "以及",
    "绩效自评", "绩效", "自评", "结果", "下一步", "工作", "经费",
    "及", "和", "与", "分析", "主要", "原因", "年度", "本", "我", "的", "一般", "说明", "财政",
)  # fmt: skip
ENDS = "。；;，,"
OPENING, CONTAINERS = "opening", ("overview", "general_budget")
SURE = 0.6  # of a heading's words are the chapter's own


class Heading(NamedTuple):
    """A heading: its section's key, "" for an unknown chapter; what follows it on its line."""

    key: str
    rank: int  # 1 for 一、, 2 for （一）, 3 for 1., 0 where nothing tells
    title: str
    rest: str = ""
    level: int = 0  # of its style
    number: int = 0  # 6 for 六、, 6. and （六）


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
    key, name = OPENING, "标题和开头"
    heading: Paragraph | None = None
    found: list[Paragraph] = []
    chapters = _Chapters()
    is_styled = any(one.level and rank_of(squeezed(one.full_text)) == 1 for one in paragraphs)
    for paragraph in paragraphs:
        head = heading_of(paragraph, chapters.last)
        if head is not None and is_styled and not head.rank and not paragraph.level:
            head = None  # where headings have numbers and a style, a short line is none
        again = head is not None and head.key == key and not head.rank and not paragraph.level
        if head is None or again or not chapters.opens(head):
            if words := squeezed(paragraph.full_text):
                found.append(paragraph)
                chapters.goes_on(words)
            continue
        yield Section(key, name, heading, tuple(found))
        key, name, heading = head.key, chapters.name, paragraph
        found = [paragraph._replace(text=head.rest, number="", spans=())] if head.rest else []
    yield Section(key, name, heading, tuple(found))


class _Chapters:
    """Which chapter is open, and what may open next."""

    def __init__(self) -> None:
        self.last = 0  # the number of the last chapter
        self.name = ""  # of the section, after the chapter's
        self._chapter: Heading | None = None
        self._listed = 0  # of the last line “1.” in the chapter

    def opens(self, head: Heading) -> bool:
        """Whether a heading opens a section here, or is a line of the one that is open."""
        chapter = self._chapter
        if chapter is not None and _is_below(head, chapter):
            if _may_stand_in(head, chapter):
                self.name = f"{chapter.title}{head.title}"
                return True
            if not _is_misnumbered(head, chapter, self.last, self._listed):
                return False
        self._chapter, self.last, self._listed = head, head.number or self.last, 0
        self.name = head.title
        return True

    def goes_on(self, words: str) -> None:
        """A line of text, perhaps a point of a list."""
        if rank_of(words) == 3:
            self._listed = number_of(words)


def _is_below(head: Heading, chapter: Heading) -> bool:
    """（一） and 1. stand below a chapter, unless the chapters are numbered that way."""
    if head.rank == chapter.rank == 3 and _style(chapter)[1] and not _style(head)[1]:
        return False  # 2. stands above （1）, though a heading 1. was not known as one
    if head.rank in (2, 3):
        return _style(head) != _style(chapter) or head.number <= chapter.number
    return head.rank == 0 and head.level > chapter.level > 0


def _style(head: Heading) -> tuple[int, bool]:
    """1、 is another number than （1）."""
    return head.rank, head.title[:1] in "(（"


def _may_stand_in(head: Heading, chapter: Heading) -> bool:
    """Whether a chapter has this part: （一）人员编制紧张 among the problems is a problem.

    A chapter that speaks of two things in its title has both as its parts.
    """
    parents = labels()["parents"].get(head.key, ())
    if head.key in CONTAINERS or not head.key:
        return bool(head.key) and head.key == chapter.key
    if not chapter.key:
        return bool(parents) or _covers(head.key, head.title, SURE)
    if chapter.key in parents:
        return True
    two = chapter.key != head.key or _has_two(chapter)
    return two and _says(head.key, chapter.title) and _covers(head.key, head.title, SURE)


def _has_two(chapter: Heading) -> bool:
    """存在的问题及改进措施."""
    keys = (key for key in labels()["chapter"] if key != chapter.key)
    return any(_says(key, chapter.title) for key in keys)


def _says(key: str, title: str) -> bool:
    words = core(title)
    spellings = (one for one in labels()["chapter"][key] if not one.startswith("="))
    return any(one in words for one in spellings)


def _is_misnumbered(head: Heading, chapter: Heading, last: int, listed: int) -> bool:
    """“4、国有资本经营预算支出情况” between 三 and 六: a chapter, and no fourth point of a list."""
    if head.rank != 3 or head.key in ("", chapter.key) or head.key in _SUBSECTIONS:
        return False
    return head.number > last and head.number != listed + 1 and _covers(head.key, head.title, 0.9)


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
    styled = 0 < paragraph.level <= 3
    found = _run_in(text, rank) or _alone(text, words, rank, last, styled)
    return found and found._replace(level=paragraph.level, number=number_of(words))


def _alone(text: str, words: str, rank: int, last: int, styled: bool) -> Heading | None:
    """A heading that has its line to itself."""
    if len(words) > LONGEST_HEADING or words[-1] in ENDS:
        return None
    title = text.strip("：: \u3000")
    shown = " ".join(title.split())
    key = meaning("chapter", title)
    is_plain = styled or ":" not in core(title)
    if key and is_plain and (styled or _covers(key, title, 0.3 if rank in (1, 2) else SURE)):
        return Heading(key, rank, shown)
    follows = rank == 1 and (number_of(words) == last + 1 > 1 or words[0] == "第")
    return Heading("", rank, shown) if follows or (styled and rank == 1) else None


def _run_in(text: str, rank: int) -> Heading | None:
    """“六、绩效情况：2024年…”, “七、存在的问题：无”: a heading and its text on one line."""
    ends = [at for at in (text.find(mark) for mark in "：:。") if at > 0]
    if not rank or not ends or min(ends) > LONGEST_HEADING:
        return None
    title, rest = text[: min(ends)], text[min(ends) + 1 :].strip()
    key = meaning("chapter", title)
    if not rest or not key or not _covers(key, title, SURE):
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


def number_of(words: str) -> int:
    """The number of 六、, 第六部分, （六） or 6. as 6; 0 for another beginning."""
    if not rank_of(words):
        return 0
    body = words.lstrip("(第")
    digits = body[: len(body) - len(body.lstrip("0123456789"))]
    return int(digits) if digits else _chinese(body[: len(body) - len(body.lstrip(NUMERALS))])


def _chinese(head: str) -> int:
    """十二 as 12, up to 十九."""
    if not head or len(head) > 2 or (len(head) == 2 and head[0] != "十"):
        return 0
    if head == "十":
        return 10
    return 10 + NUMERALS.index(head[1]) + 1 if head[0] == "十" else NUMERALS.index(head[0]) + 1
