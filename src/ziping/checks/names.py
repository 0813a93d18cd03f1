"""Whether two names mean the same office: with and without its place, shortened, as 本单位."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from ziping.checks.passages import pattern
from ziping.checks.word_lists import tables

SPLIT = r"[、，,；;/／]|和(?=.{2,}[局委办部院校会])|以及"


def plain_unit(name: str) -> str:
    """A name as it is compared: no blanks, brackets, 本级; 人民政府 and 委员会 shortened."""
    words = "".join(unicodedata.normalize("NFKC", name).split())
    words = pattern(r"\([^()]*\)?|\[[^\[\]]*\]|[:“”\"。.]").sub("", words)
    for long, short in word_list()["shortened"].items():
        words = words.replace(long, short)
    words = pattern(r"([县市区旗])\1委").sub(r"\1委", words)
    for tail in word_list()["tails"]:
        if len(words) > len(tail):
            words = words.removesuffix(tail)
    return words


def is_same_unit(one: str, other: str) -> bool:
    """Equal, or equal but for the place in front, a shortening, or a word for oneself."""
    a, b = plain_unit(one), plain_unit(other)
    if not a or not b or _is_pronoun(a) or _is_pronoun(b):
        return True
    if a.endswith(b) or b.endswith(a) or _same_but_place(a, b) or _is_shortening(a, b):
        return True
    bare = pattern("|".join(word_list()["omissible"]))
    return _same_but_place(bare.sub("", a), bare.sub("", b))


def members(text: str) -> list[str]:
    """甲局、乙局: the offices that a cell names."""
    return [one for one in pattern(SPLIT).split(text) if one.strip()]


def kind_of(name: str) -> str:
    """administration, government, hospital …: by how the name ends; "" for no office."""
    words = plain_unit(name)
    ends: list[tuple[str, str]] = [
        (end, kind) for kind, endings in word_list()["endings"].items() for end in endings
    ]
    hits = [(end, kind) for end, kind in ends if words.endswith(end)]
    return max(hits, key=lambda hit: len(hit[0]))[1] if hits else ""


def without_place(name: str, unit: str) -> str:
    """行政审批服务局 of 某县行政审批服务局, where the unit is 某县数据局."""
    words, known = plain_unit(name), plain_unit(unit)
    same = 0
    while same < min(len(words), len(known)) and words[same] == known[same]:
        same += 1
    return words[same:]


@cache
def word_list() -> dict[str, Any]:
    """Endings and shortenings of offices' names, read from data."""
    return tables("names")["unit"]  # type: ignore[no-any-return]


def _is_pronoun(words: str) -> bool:
    return words[0] in "我本同" or len(words) < 2


def _same_but_place(a: str, b: str) -> bool:
    """绥宁数据局 and 绥宁县数据局: the same behind the place, and the same place."""
    tail = 0
    while tail < min(len(a), len(b)) and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    if tail < 2:
        return False
    levels = pattern(r"[省市州盟县区旗]")
    first, second = (levels.sub("", one[: len(one) - tail]) for one in (a, b))
    return first.endswith(second) or second.endswith(first)


def _is_shortening(a: str, b: str) -> bool:
    """卫健局 of 卫生健康局: one character of each word; 教育局 is none of 教育体育局."""
    short, long = sorted((_behind_place(a), _behind_place(b)), key=len)
    if len(short) < 3 or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    letters = iter(long)
    if not all(one in letters for one in short):
        return False
    body = short[:-1]
    return not any(body[at : at + 2] in long for at in range(len(body) - 1))


def _behind_place(words: str) -> str:
    """卫健局 of 县卫健局 and of 某市某县卫健局."""
    return pattern(r"^(?:.*[县区旗]|.+?[市州])(?=.{3})").sub("", words)
