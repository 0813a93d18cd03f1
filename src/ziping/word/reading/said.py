"""The numbers that a sentence says behind a word: this year's, no budget, no change, no share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ziping.expression import Expression
from ziping.quantity import plainly_number
from ziping.quantity.chinese_numerals import read_numeral

NUMBER = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,8})?|\d{1,15}(?:\.\d{1,8})?)"
CHINESE = (
    "[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]"
    "[〇零一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟]{0,20}?"
)
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
LEAD, FEW, FAR = 8, 6, 18  # characters: before a word, between it and a count, and an amount
FURTHEST = 200  # characters in front of a number in which its year is told

_SENTENCE = Expression(r"[^。；;!！?？\n]+")
_YEAR = Expression(r"(20\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_MASKED = Expression(
    r"20\d\d\s*年|(?<![\d.])\d{1,8}(?:\.\d{1,8})?\s*%|\d{1,2}\s*[月日]|第\s*\d{1,8}"
)
# a number after these is what became of another one
_BECAME = Expression(
    r"[增降减升](?:加|长|少|低|至|到)?[至到]|(?:上升|提高|下降|压缩|压减|调整|核减)[至到为]|后为"
)
_OF_BUDGET = Expression(r"(?:一般公共|公共财政)预算|预算(?=执行|支出|拨款|资金|财政)")
_BLOCKED = Expression(
    r"增加|减少|增长|下降|降低|上升|节约|节余|压减|压缩|核减|追加|调增|调减|结余|结转|差额|相差|超出"
    r"|上年|去年|同期|往年|年初|预算|批复|计划|申请|控制率|人均|应为"
    r"|(?<!占)(?:相?比(?!重|例)|较|与)[^，,]*$|(?:由|从)[^，,]{0,8}$|分别"
)
_PREFERRED = Expression(r"决算|支出|合计|共计|总计|总额|实际|本年|全年|执行|完成")
# what may stand between a number that was passed over and the next one of the same word
_PASSING = Expression(
    r"[\s，,、（）()：:“”~.%共约计达到至的占为是即年末底度内数较比上去同期初增加减少长降低升由从]"
    r"|总额|金额|实际|全年|本年|当年|支出|决算|执行|实现|完成|总支出|预算|节约|调整|比重|比例|安排|批复"
)


class Said(NamedTuple):
    """A number and where its digits stand in the text; `preferred` counts what speaks for it."""

    value: Decimal
    start: int
    end: int
    unit: str
    unit_end: int
    preferred: int = 0


class Asked(NamedTuple):
    """What is looked for: the words for it, those for something else, and the units of it."""

    words: tuple[str, ...]
    others: tuple[str, ...]
    units: tuple[str, ...]
    far: int = FAR


def said(text: str, asked: Asked, year: int) -> Iterator[Said]:
    """Each number of a half-width text that is said of one of the words, in order."""
    for sentence in _SENTENCE.finditer(text):
        piece = sentence[0]
        if not any(word in piece.replace(" ", "") for word in asked.words):
            continue
        shift = sentence.start()
        for one in _in_sentence(piece, asked, year):
            yield one._replace(
                start=one.start + shift, end=one.end + shift, unit_end=one.unit_end + shift
            )


def alone(text: str, asked: Asked, year: int) -> Said | None:
    """“616.51万元”, “2023年支出5.5万元”: the number with which a text under its heading begins."""
    plain = masked(text)
    number = numbers(asked.units).search(plain)
    if number is None or _PASSING.sub("", plain[: number.start()]):
        return None
    return _judged(text, plain, 0, 0, number, year)


def year_before(text: str, at: int) -> int:
    """The year that a place in a sentence speaks of; 0 where none is told."""
    clause = max(text.rfind(mark, 0, at) for mark in "，,") + 1
    years = list(_YEAR.finditer(text, max(at - FURTHEST, text.rfind("。", 0, at), 0), at))
    here = [one for one in years if one.start() >= clause]
    told = here or [one for one in years if text[max(0, one.start() - 1)] not in "比较与同从由自"]
    return int(told[-1][1]) if told else 0


def masked(text: str) -> str:
    """The text with years, days and percentages as blots of the same length."""
    return _MASKED.sub(lambda one: "~" * len(one[0]), text)


@lru_cache(maxsize=16)
def numbers(units: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(units)
    return re.compile(rf"(?P<number>{NUMBER}|{CHINESE})\s*(?P<unit>{either})")


def value_of(words: str) -> Decimal | None:
    """616.51, 九十五点五, 陆佰; None for what is no number."""
    if words[:1].isdigit() and words.isascii():
        return plainly_number(words)
    plain = words.translate(FORMAL)
    found = read_numeral(plain)
    if found is None or found.length != len(plain):
        return None
    scale = {"万": 4, "亿": 8}.get(found.scale, 0)
    return found.number.scaleb(scale) if scale else found.number


class _Mark(NamedTuple):
    start: int
    end: int
    own: bool


def _in_sentence(piece: str, asked: Asked, year: int) -> Iterator[Said]:
    plain = masked(piece)
    marks = _marks(plain, asked)
    for at, mark in enumerate(marks):
        joined = at and marks[at - 1].end == mark.start - 1 and plain[mark.start - 1] in "和及与"
        if not mark.own or (joined and asked.far == FAR):  # 基本支出和项目支出共…
            continue
        end = marks[at + 1].start if at + 1 < len(marks) else len(plain)
        yield from _behind(piece, plain, mark, end, asked, year)


def _behind(
    piece: str, plain: str, mark: _Mark, end: int, asked: Asked, year: int
) -> Iterator[Said]:
    """The numbers of one mention: the first near it, then those that only go on about it."""
    before = mark.end
    for number in numbers(asked.units).finditer(plain, mark.end, end):
        between = plain[before : number.start()]
        if before == mark.end:
            near = len(between) <= asked.far or not _PASSING.sub("", between)
            stops = asked.far == FEW and re.search(r"[，,、]", between) is not None
            if not near or stops or any(one.isdigit() for one in between):
                return
        elif _PASSING.sub("", _BECAME.sub("", between)):
            return
        one = _judged(piece, plain, mark.start, before, number, year)
        before = number.end()
        if one is not None:
            yield one


def _judged(
    piece: str, plain: str, start: int, before: int, number: re.Match[str], year: int
) -> Said | None:
    """The number where it is this year's and final."""
    value = value_of(number["number"])
    between = plain[before : number.start()]
    lead = re.split(r"[，,（(：:]", plain[max(0, start - LEAD) : start])[-1] if start else ""
    judged = _OF_BUDGET.sub("", _BECAME.sub("", between))
    told = year_before(piece, number.start())
    if value is None or _BLOCKED.search(judged) or _is_other(_OF_BUDGET.sub("", lead)):
        return None
    if year and told and told != year:
        return None
    preferred = bool(_PREFERRED.search(lead + between)) + (told == year > 0)
    return Said(value, *number.span("number"), number["unit"], number.end("unit"), preferred)


def _is_other(lead: str) -> bool:
    """上年基本支出, 追加项目支出: said in front of the word."""
    found = _BLOCKED.search(lead)
    return found is not None and found[0][:1] not in "比相较与由从"


def _marks(plain: str, asked: Asked) -> Sequence[_Mark]:
    """Where the words stand; a share of one (占基本支出的80%) is no mention of it."""
    found = []
    for one in _words(asked.words, asked.others).finditer(plain):
        share = re.search(r"占[^，,]{0,6}$", plain[max(0, one.start() - LEAD) : one.start()])
        if share is None:
            own = "".join(one[0].split()) in asked.words
            found.append(_Mark(one.start(), one.end(), own))
    return found


@lru_cache(maxsize=64)
def _words(own: tuple[str, ...], others: tuple[str, ...]) -> re.Pattern[str]:
    """The words with blanks allowed inside, the longest first."""
    every = sorted({*own, *others}, key=len, reverse=True)
    return re.compile("|".join(_spaced(word) for word in every))


def _spaced(word: str) -> str:
    return r"\s*".join(re.escape(one) for one in word)
