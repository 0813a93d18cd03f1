"""Words of Chinese and what they cost: where a text falls into words most cheaply.

The list is read when it is first asked for, and of it only the lines of the characters that are
asked for. The terms of the field (terms.toml) are words as well: a general dictionary lacks them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.word_lists import tables

FILE = Path(__file__).parent / "words.txt"
LONGEST = 4  # characters of a word in the list
FIRST_COST, STEP = 4.0, 0.5  # the cost of the letter a, and from letter to letter
UNKNOWN_COST = 15.0  # of a character that is no word
TERM_COST = 9.0  # of a term: about that of 预算
LAST_HEAD = "beginnings "  # begins the last line in front of the words
HAN = "[\u4e00-\u9fa5]"


class Word(NamedTuple):
    text: str
    cost: float
    links: bool  # no noun: what follows need not belong to it
    acts: bool = False  # verb and noun at once: 服务, 管理


@cache
def word(text: str) -> Word | None:
    """A word of the list or a term; None where it is neither."""
    if not text:
        return None
    if text in terms():
        return Word(text, TERM_COST, False)
    letter = _line(text[0]).get(text[1:])
    if letter is None:
        return Word(text, UNKNOWN_COST, False) if len(text) == 1 else None
    steps = ord(letter[0].lower()) - ord("a")
    return Word(text, FIRST_COST + STEP * steps, letter.isupper(), "'" in letter)


def is_word(text: str) -> bool:
    return len(text) > 1 and word(text) is not None


def split(text: str) -> tuple[Word, ...]:
    """The text as the words that cost least together."""
    best: list[tuple[float, tuple[Word, ...]]] = [(0.0, ())]
    for end in range(1, len(text) + 1):
        ways = [
            (best[start][0] + one.cost, (*best[start][1], one))
            for start in range(max(0, end - _longest()), end)
            if (one := word(text[start:end])) is not None
        ]
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def cost(words: tuple[Word, ...]) -> float:
    return sum(one.cost for one in words)


@cache
def endings() -> str:
    """Characters that end many compounds: 保管员, 贫困户."""
    return _head("endings ")


@cache
def beginnings() -> str:
    """Characters that stand before nouns as they are: 新模式, 全覆盖."""
    return _head(LAST_HEAD)


@cache
def terms() -> frozenset[str]:
    """The terms of the field, of all groups."""
    groups = tables("terms")
    return frozenset(term for group in groups.values() for term in group["terms"])


@cache
def _longest() -> int:
    return max(LONGEST, *(len(term) for term in terms()))


@cache
def _line(first: str) -> Mapping[str, str]:
    """What follows a first character in the list, with its letter."""
    low, high = _first_line(), len(_text())
    while low < high:  # the lines stand in the order of their first characters
        start = max(low, _text().rfind("\n", low, (low + high) // 2) + 1)
        end = _text().index("\n", start)
        if _text()[start] == first:
            return dict(_pairs(_text()[start + 1 : end]))
        low, high = (end + 1, high) if _text()[start] < first else (low, start)
    return {}


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    for match in pattern("([^A-Za-z']*)([A-Za-z]'?)").finditer(line):
        yield match[1], match[2]


def _head(name: str) -> str:
    return _text().split(f"\n{name}", 1)[1].split("\n", 1)[0]


@cache
def _first_line() -> int:
    """Where the first line of words begins."""
    return _text().index("\n", _text().index(f"\n{LAST_HEAD}") + 1) + 1


@cache
def _text() -> str:
    return FILE.read_text(encoding="utf-8")
