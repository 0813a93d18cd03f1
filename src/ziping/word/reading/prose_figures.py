"""The figures that the chapters of a report tell: amounts, posts and staff, score and grade."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ziping.model import Field
from ziping.word.reading.chapters import Section
from ziping.word.reading.values import plain_number
from ziping.word.reading.wording import squeezed

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％：；（）", "0123456789.,%:;()")
MOST_TEXT = 20_000  # characters of a paragraph that are searched
NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
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
    "government_fund_budget": (("政府性基金",), ("government_fund_budget",)),
    "state_capital_budget": (("国有资本经营",), ("state_capital_budget",)),
    "social_insurance_budget": (("社会保险基金",), ("social_insurance_budget",)),
    "other_funds": (("其他资金支出", "其他资金"), ("general_budget",)),
}
FUNDS = ("government_fund_budget", "state_capital_budget", "social_insurance_budget")
NONE = ("无", "没有", "不涉及", "未安排", "未发生", "本单位无", "本部门无", "我部门无", "我单位无")
POSTS = {
    "administrative_posts": ("行政编制",),
    "institution_posts": ("事业编制",),
    "other_posts": ("工勤编制", "其他编制", "机关工勤"),
}
STAFF = {
    "staff_in_post": (
        *("在职人员", "在职人数", "在职在编人员", "在编在岗人员", "在编在职人员"),
        *("在岗人员", "实有人数", "在职"),
    ),
    "retired": ("退休人员", "退休"),
    "dispatched": ("劳务派遣人员", "聘用派遣人员", "派遣人员", "劳务派遣"),
}
IN_STAFF = ("staffing", "organization", "overview", "duties")


class Found(NamedTuple):
    """A figure of the prose: its field, and where its digits stand in which paragraph.

    Where it was converted to 万元, its unit is among what stands there.
    """

    field: Field[Decimal]
    nth: int  # of the paragraph
    start: int
    end: int
    remark: str = ""


def spending(sections: Sequence[Section]) -> dict[str, Found]:
    """Chapters two to five, in 万元."""
    found = {}
    for key, (words, wanted) in AMOUNTS.items():
        hit = next(_amounts(_ordered(sections, wanted), words), None) or _stated_none(sections, key)
        if hit is not None:
            found[key] = hit
    return found


def staffing(sections: Sequence[Section]) -> dict[str, Found]:
    """编制 by kind, summed over institutions, and who is in post, retired or dispatched."""
    near = [section for section in sections if section.key in IN_STAFF]
    every = (paragraph for section in near for paragraph in section.paragraphs)
    generated = {paragraph.nth for paragraph in every if paragraph.generated}
    found = {}
    for key, words in POSTS.items():
        hits = list(_counts(near, words))
        if hits:
            found[key] = _summed(_once(hits, generated))
    for key, words in STAFF.items():
        hit = next((one for word in words for one in _counts(near, (word,))), None)
        hit = hit or _without(near, words)
        if hit is not None:
            found[key] = hit
    return found


def _without(sections: Sequence[Section], words: Sequence[str]) -> Found | None:
    """“无劳务派遣人员” says 0."""
    for section, number, _, text in _texts(sections):
        for word in words:
            if any(f"{no}{word}" in squeezed(text) for no in ("无", "没有")):
                field = Field(Decimal(0), section.place(number), f"无{word}")
                return Found(field, 0, 0, 0, "写明没有，取为 0")
    return None


def _ordered(sections: Sequence[Section], wanted: Sequence[str]) -> list[Section]:
    """The sections in which a figure belongs, then the others; never the opening."""
    first = [section for key in wanted for section in sections if section.key == key]
    rest = [one for one in sections if one not in first and one.key == "performance"]
    return first + rest


def _amounts(sections: Sequence[Section], words: Sequence[str]) -> Iterator[Found]:
    pattern = _pattern(words, r"[^0-9。；;]{0,18}?", r"\s*(?P<unit>万元|亿元|元)")
    for field, nth, match in _matches(sections, pattern):
        shift = UNITS[match["unit"]]
        if not shift:
            yield Found(field, nth, *match.span("number"))
            continue
        converted = field._replace(
            value=field.value and field.value.scaleb(shift), raw=field.raw + match["unit"]
        )
        remark = f"{match['number']}{match['unit']}换算成万元"
        yield Found(converted, nth, match.start("number"), match.end("unit"), remark)


def _counts(sections: Sequence[Section], words: Sequence[str]) -> Iterator[Found]:
    pattern = _pattern(words, r"[^0-9，,。；;、]{0,6}?", r"\s*[名人个]")
    for field, nth, match in _matches(sections, pattern):
        yield Found(field, nth, *match.span("number"))


def _matches(
    sections: Sequence[Section], pattern: re.Pattern[str]
) -> Iterator[tuple[Field[Decimal], int, re.Match[str]]]:
    """Each number that is found, as it is written, with its paragraph."""
    for section, number, nth, text in _texts(sections):
        for match in pattern.finditer(text):
            value = plain_number(match["number"])
            if value is not None:
                raw = section.text_of(number)[slice(*match.span("number"))]
                yield Field(value, section.place(number), raw), nth, match


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
    """“无” in a chapter of its own, or “无政府性基金预算支出”: that is 0, and said."""
    if key not in FUNDS:
        return None
    for section in sections:
        if section.key != key:
            continue
        for number, paragraph in enumerate(section.paragraphs, 1):
            if states_none(key, squeezed(paragraph.text)):
                field = Field(Decimal(0), section.place(number), paragraph.text.strip()[:30])
                return Found(field, 0, 0, 0, "写明没有，取为 0")
    return None


def states_none(key: str, words: str) -> bool:
    """“无”, “本单位不涉及…”, “…没有政府性基金预算支出”: none of this fund, in squeezed text."""
    if key not in FUNDS:
        return False
    return words.startswith(NONE) or any(f"{no}{AMOUNTS[key][0][0]}" in words for no in NONE)


def _pattern(words: Sequence[str], between: str, behind: str) -> re.Pattern[str]:
    """The words with blanks allowed inside, what may stand between, the number, its unit."""
    spaced = "|".join(r"\s?".join(word) for word in words)
    return re.compile(f"(?:{spaced}){between}{NUMBER}{behind}")


def _texts(sections: Sequence[Section]) -> Iterator[tuple[Section, int, int, str]]:
    for section in sections:
        for number, paragraph in enumerate(section.paragraphs, 1):
            yield section, number, paragraph.nth, _half_width(paragraph.text)


@lru_cache(maxsize=512)
def _half_width(text: str) -> str:
    """The text character by character, so that what is found stands where it was."""
    return text[:MOST_TEXT].translate(FULL_WIDTH)


_TOTAL = re.compile(
    r"(?:得分|总分|评分|评价得分|自评分)[^0-9×XxＸ*。；;%]{0,12}?"
    r"(?P<number>\d{1,3}(?:\.\d+)?|[×XxＸ*]{1,4})\s*分"
    r"|得\s*(?P<other>\d{1,3}(?:\.\d+)?)\s*分"
)
_GRADE = re.compile(
    r"(?:等级|等次|评级|评价结果|自评结果|评价结论|自评结论|绩效)[^。；;，,0-9]{0,8}?"
    r"[“\"‘「：:为是]\s*[“\"‘「]?\s*(?P<grade>优秀|良好|较好|一般|合格|不合格|较差|优|良|中|差)"
)


def declared_total(sections: Sequence[Section]) -> Found | None:
    """自评得分 as the prose tells it; ×× keeps its text and is no number."""
    for section, number, nth, text in _texts(_ordered(sections, ("performance",))):
        for match in _TOTAL.finditer(text):
            name = "number" if match["number"] else "other"
            value = plain_number(match[name])
            problem = "" if value is not None else "text"
            field = Field(value, section.place(number), match[name], problem)
            return Found(field, nth, *match.span(name))
    return None


def declared_grade(sections: Sequence[Section]) -> tuple[Field[str], int, int, int] | None:
    """评价等级 as the prose tells it, with its paragraph and place in it."""
    for section, number, nth, text in _texts(_ordered(sections, ("performance",))):
        match = _GRADE.search(text)
        if match is not None:
            field = Field(match["grade"], section.place(number), match["grade"])
            return field, nth, *match.span("grade")
    return None
