"""The number that a paragraph begins with, and the items of a text in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.passage import BODY, HEADING, OPENING, Passage

CHAPTER, PART, POINT, OTHER_POINT, SUB = "一、", "（一）", "1.", "1、", "（1）"
STYLES = {
    CHAPTER: r"([一二三四五六七八九十]{1,3})、",
    PART: r"[（(]([一二三四五六七八九十]{1,3})[）)]",
    POINT: r"(\d{1,2})[.．](?!\d)",
    OTHER_POINT: r"(\d{1,2})、",
    SUB: r"[（(](\d{1,2})[）)]",
}
ORDER = (CHAPTER, PART, POINT, OTHER_POINT, SUB)
DIGITS = "一二三四五六七八九"
LONGEST_HEADING = 36


class Item(NamedTuple):
    """A paragraph with a number in front."""

    style: str
    value: int
    mark: str  # as it is written: （二）
    passage: Passage
    at: int  # which passage of the prose it is

    @property
    def head(self) -> str:
        return self.passage.text.strip()[:14]

    @property
    def is_short(self) -> bool:
        text = self.passage.text.strip()
        return self.passage.role == HEADING or (
            len(text) <= LONGEST_HEADING and not text.endswith(("。", "；", ";", "，"))
        )


def number_in_front(text: str) -> tuple[str, int, str] | None:
    """(style, value, as written) of the number that a text begins with."""
    words = text.lstrip()
    for style, expression in STYLES.items():
        hit = pattern(expression).match(words)
        if hit:
            value = value_of(hit[1])
            return (style, value, hit[0].strip()) if value else None
    return None


def value_of(numeral: str) -> int:
    """十二 or 12 → 12; 0 for what is no number."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if (len(tens) > 1) or (len(ones) > 1):
        return 0
    first = DIGITS.find(tens) + 1 if tens else 1
    last = DIGITS.find(ones) + 1 if ones else 0
    return (first * 10 if ten else 0) + last


def numeral(value: int) -> str:
    """12 → 十二."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else DIGITS[tens - 1]) + "十" if tens else ""
    return head + (DIGITS[ones - 1] if ones else "")


def written(style: str, value: int) -> str:
    """The number in a style: （二）."""
    if style in (CHAPTER, PART):
        return style.replace("一", numeral(value))
    return style.replace("1", str(value))


def prose(words: Iterable[Passage]) -> list[Passage]:
    return [one for one in words if one.role in (OPENING, HEADING, BODY)]


def items(words: Iterable[Passage]) -> Iterator[Item]:
    """The numbered paragraphs of the prose."""
    for at, passage in enumerate(words):
        found = number_in_front(passage.text)
        if found:
            yield Item(*found, passage, at)


def inline_values(text: str) -> list[int]:
    """The values of 1、2、3、 (or 1. 2.) that stand inside one paragraph, in their order."""
    hits = pattern(r"(?:^|[。；：;:！\s])\s*(\d{1,2})[、.．](?!\d)").finditer(text)
    return [int(hit[1]) for hit in hits]
