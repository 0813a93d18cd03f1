"""The figures that the chapters of a report tell: amounts, posts and staff, score and grade."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ziping.model import Field
from ziping.word.reading.chapters import OPENING, Section
from ziping.word.reading.said import FEW, Asked, Said, alone, said
from ziping.word.reading.wording import squeezed

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％：；（）", "0123456789.,%:;()")
MOST_TEXT = 20_000  # characters of a paragraph that are searched
MOST_OTHERS = 4  # that a note of doubt names
UNITS = {"万元": 0, "亿元": 4, "元": -4}

# key → words in front of the amount, sections in which to look first
AMOUNTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "basic_expenditure": (("基本支出",), ("basic_expenditure", "general_budget")),
    "personnel_expense": (
        ("人员经费", "人员支出"),
        ("basic_expenditure", "general_budget"),
    ),
    "operating_expense": (
        ("公用经费", "公用支出", "日常公用"),
        ("basic_expenditure", "general_budget"),
    ),
    "project_expenditure": (("项目支出",), ("project_expenditure", "general_budget")),
    "government_fund_budget": (
        ("政府性基金预算", "政府性基金"),
        ("government_fund_budget",),
    ),
    "state_capital_budget": (("国有资本经营预算", "国有资本经营"), ("state_capital_budget",)),
    "social_insurance_budget": (
        ("社会保险基金预算", "社会保险基金"),
        ("social_insurance_budget",),
    ),
    "other_funds": (
        ("其他资金支出", "其他资金"),
        ("general_budget", "project_expenditure", "basic_expenditure"),
    ),
}
OTHER_AMOUNTS = ("工资福利支出", "商品和服务支出", "个人和家庭", "资本性支出", "三公", "公务接待")
NEXT = (
    *("general_budget", "", "overview", "organization", "staffing", "performance"),
    OPENING,  # where there are no chapters
)
FUNDS = ("government_fund_budget", "state_capital_budget", "social_insurance_budget")
OWN_CHAPTER = ("basic_expenditure", "project_expenditure", *FUNDS)
NONE = ("无", "没有", "不涉及", "未安排", "未发生", "本单位无", "本部门无", "我部门无", "我单位无")
_OF_BUDGET = "(?:一般公共预算)?"
NOT_USED = r"(?:无|没有|未|不涉及)(?:使用|安排|发生|涉及|产生)?"
POSTS = {
    "administrative_posts": ("行政编制", "行政"),
    "institution_posts": ("事业编制", "事业"),
    "other_posts": ("工勤编制", "其他编制", "机关工勤", "工勤"),
}
STAFF = {
    "staff_in_post": (
        *("在职人员", "在职人数", "在职在编人员", "在编在岗人员", "在编在职人员", "在职职工"),
        *("在岗人员", "实有人数", "在职", "实有"),
    ),
    "retired": ("退休人员", "退休"),
    "dispatched": ("劳务派遣人员", "聘用派遣人员", "派遣人员", "劳务派遣"),
}
PERSONS = ("名", "人", "个")
IN_STAFF = ("staffing", "organization", "overview", "duties", OPENING)


class Found(NamedTuple):
    """A figure of the prose: its field, and where its digits stand in which paragraph.

    Where it was converted to 万元, its unit is among what stands there.
    """

    field: Field[Decimal]
    nth: int  # of the paragraph
    start: int
    end: int
    remark: str = ""


class Told(NamedTuple):
    """A figure and the others that the report tells for it."""

    found: Found
    others: tuple[Found, ...] = ()


def spending(sections: Sequence[Section], year: int = 0) -> dict[str, Told]:
    """Chapters two to five, in 万元."""
    found = {}
    for key in AMOUNTS:
        told = _amount(sections, key, year)
        if told is not None:
            found[key] = told
    return found


def _amount(sections: Sequence[Section], key: str, year: int) -> Told | None:
    """The figure in the section that speaks of it, else wherever it is told."""
    own, wanted = AMOUNTS[key]
    others = [word for other in AMOUNTS if other != key for word in AMOUNTS[other][0]]
    asked = Asked(own, (*others, *OTHER_AMOUNTS), tuple(UNITS))
    hits: list[tuple[Found, int]] = []
    for name in dict.fromkeys((*wanted, *NEXT)):
        near = [one for one in sections if one.key == name]
        better = [*_hits(near, asked, year)]
        hits += better or ([*_first(near, asked, year)] if name == key in OWN_CHAPTER else [])
        none = _stated_none(near, key)
        if not hits and none is not None:
            return Told(none)
        if name in wanted[:1] and hits:
            return best(hits)
    return best(hits) if hits else None


def _hits(sections: Sequence[Section], asked: Asked, year: int) -> Iterator[tuple[Found, int]]:
    for section, number, nth, text in texts(sections):
        for one in said(text, asked, year):
            yield _found(section, number, nth, one), one.preferred


def _first(sections: Sequence[Section], asked: Asked, year: int) -> Iterator[tuple[Found, int]]:
    """In a chapter of its own the amount needs no name."""
    for section, number, nth, text in texts(sections):
        one = alone(text, asked, year)
        if one is not None:
            yield _found(section, number, nth, one), one.preferred
            return


def best(hits: Sequence[tuple[Found, int]]) -> Told:
    """The first of those for which most speaks, in the first section that tells any."""
    section = hits[0][0].field.place.sheet
    near = [hit for hit in hits if hit[0].field.place.sheet == section]
    best = max(near, key=lambda hit: hit[1])[0]
    told = {hit.field.value: hit for hit, _ in reversed(hits) if hit.field.value is not None}
    return Told(best, tuple(hit for value, hit in told.items() if value != best.field.value))


def _found(section: Section, number: int, nth: int, one: Said) -> Found:
    text = section.text_of(number)
    place, raw = section.place(number), text[one.start : one.end]
    shift = UNITS.get(one.unit, 0)
    is_plain = raw[:1].isdigit()
    if not shift and is_plain:
        return Found(Field(one.value, place, raw), nth, one.start, one.end)
    if one.unit not in UNITS:
        return Found(Field(one.value, place, raw), nth, one.start, one.end, f"“{raw}”取为数字")
    field = Field(one.value.scaleb(shift), place, raw + one.unit)
    remark = f"{raw.translate(FULL_WIDTH)}{one.unit}换算成万元"
    return Found(field, nth, one.start, one.unit_end, remark)


def staffing(sections: Sequence[Section], year: int = 0) -> dict[str, Told]:
    """编制 by kind, summed over institutions, and who is in post, retired or dispatched."""
    near = [section for section in sections if section.key in IN_STAFF]
    every = (paragraph for section in near for paragraph in section.paragraphs)
    generated = {paragraph.nth for paragraph in every if paragraph.generated}
    found = {}
    for key, words in POSTS.items():
        hits = list(_posts(near, words, year))
        if hits:
            found[key] = Told(_summed(_once(hits, generated)))
    for key, words in STAFF.items():
        told = _staff(near, key, year)
        none = None if told else _without(near, words)
        if told is None and none is not None:
            told = Told(none)
        if told is not None:
            found[key] = told
    return found


def _posts(sections: Sequence[Section], words: tuple[str, ...], year: int) -> Iterator[Found]:
    """行政编制12名; also 行政12名 where the sentence speaks of posts, not of people."""
    others = tuple(word for each in (*POSTS.values(), *STAFF.values()) for word in each)
    asked = Asked(words, tuple(one for one in others if one not in words), PERSONS, FEW)
    for section, number, nth, text in texts(sections):
        for one in said(text, asked, year):
            found = _found(section, number, nth, one)
            if _is_of_posts(text[: one.start], words):
                yield found


def _is_of_posts(before: str, words: tuple[str, ...]) -> bool:
    """The word itself says so, or stands right at its number behind 编制 and not behind 在职."""
    body = squeezed(before).rstrip(":")
    if not body.endswith(words[-1]):
        return "编" in body[max(body.rfind(word[:2]) for word in words) :]
    sentence = body[max(body.rfind(mark) for mark in "。!?") + 1 :]
    people = max(sentence.rfind(word) for word in ("实有", "在职", "在岗", "实际", "在编"))
    return sentence.rfind("编制") > people


def _staff(sections: Sequence[Section], key: str, year: int) -> Told | None:
    others = tuple(word for other in STAFF if other != key for word in STAFF[other])
    posts = tuple(word for each in POSTS.values() for word in each[:-1])
    for word in STAFF[key]:
        longer = tuple(one for one in STAFF[key] if one != word and word in one)
        asked = Asked((word,), (*others, *posts, *longer), PERSONS, FEW)
        hits = [*_hits(sections, asked, year)]
        if hits:
            return best(hits)
    return None


def _without(sections: Sequence[Section], words: Sequence[str]) -> Found | None:
    """“无劳务派遣人员” says 0."""
    for section, number, _, text in texts(sections):
        for word in words:
            if any(f"{no}{word}" in squeezed(text) for no in ("无", "没有")):
                field = Field(Decimal(0), section.place(number), f"无{word}")
                return Found(field, 0, 0, 0, "写明没有，取为 0")
    return None


def _once(hits: Sequence[Found], generated: Container[int]) -> Sequence[Found]:
    """Our own sentence tells it all; a paragraph that says the same again adds nothing."""
    ours = [hit for hit in hits if hit.nth in generated]
    if ours:
        return ours
    told: dict[int, list[Found]] = {}
    for hit in hits:
        told.setdefault(hit.nth, []).append(hit)
    said: dict[tuple[Decimal | None, ...], list[Found]] = {}
    for found in told.values():
        said.setdefault(tuple(hit.field.value for hit in found), found)
    return [hit for found in said.values() for hit in found] if len(told) > 1 else hits


def _summed(hits: Sequence[Found]) -> Found:
    """6 名 here and 7 名 there: posts of several institutions add up."""
    if len(hits) == 1:
        return hits[0]
    values = [hit.field.value or Decimal(0) for hit in hits]
    raw = "＋".join(f"{value:f}" for value in values)
    field = Field(sum(values, Decimal(0)), hits[0].field.place, raw)
    return Found(field, 0, 0, 0, f"{raw}＝{field.value:f}，几处相加")


def _stated_none(sections: Sequence[Section], key: str) -> Found | None:
    """“无” in a chapter of its own, or “无政府性基金预算支出” anywhere: that is 0, and said."""
    if key not in OWN_CHAPTER:
        return None
    for section in sections:
        for number, paragraph in enumerate(section.paragraphs, 1):
            words = squeezed(paragraph.text)
            if (states_none(key, words) and section.key == key) or _says_no(key, words):
                field = Field(Decimal(0), section.place(number), paragraph.text.strip())
                return Found(field, 0, 0, 0, "写明没有，取为 0")
    return None


def states_none(key: str, words: str) -> bool:
    """“无”, “本单位不涉及…”, “…没有政府性基金预算支出”: none of this fund, in squeezed text."""
    if key not in FUNDS:
        return False
    return words.startswith(NONE) or _says_no(key, words)


def _says_no(key: str, words: str) -> bool:
    """“没有使用政府性基金预算拨款安排的支出”, “本年度无项目支出”."""
    if key in FUNDS:
        return re.search(NOT_USED + AMOUNTS[key][0][-1], words) is not None
    end = r"(?:预算|安排|情况|发生)?(?:[。，,;；]|$)"
    return re.search(NOT_USED + _OF_BUDGET + AMOUNTS[key][0][0] + end, words) is not None


def texts(sections: Sequence[Section]) -> Iterator[tuple[Section, int, int, str]]:
    for section in sections:
        for number, paragraph in enumerate(section.paragraphs, 1):
            yield section, number, paragraph.nth, _half_width(paragraph.text)


@lru_cache(maxsize=512)
def _half_width(text: str) -> str:
    """The text character by character, so that what is found stands where it was."""
    return text[:MOST_TEXT].translate(FULL_WIDTH)
