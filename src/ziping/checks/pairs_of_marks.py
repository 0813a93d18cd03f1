"""Quotation marks and brackets of a paragraph: which of them have no partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ziping.checks.numbering import value_of
from ziping.checks.passages import pattern

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "「": "」", "『": "』"}
HALF = {"(": "（", ")": "）"}  # half and full width may pair
CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
MARKS = frozenset((*PAIRS, *CLOSERS, *HALF))
QUOTES = "“‘"  # inside themselves they change to the other kind
NUMBER = r"(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])"
NUMBERED = rf"(?:^|[\s，。；：、！？]){NUMBER}$"  # what stands before 1）
COUNTED = rf"(?<![0-9A-Za-z.．一二三四五六七八九十（(])({NUMBER})[）)](?![0-9%％])"


class Single(NamedTuple):
    """A mark without its partner; `kind` is "open", "close" or "nested"."""

    at: int
    mark: str
    kind: str


def singles(text: str) -> list[Single]:
    """The marks of one paragraph that are left over, in their order."""
    if MARKS.isdisjoint(text):
        return []
    found: list[Single] = []
    opened: list[Single] = []
    for at, sign in enumerate(text):
        mark = HALF.get(sign, sign)
        if mark in PAIRS:
            if mark in QUOTES and any(one.mark == mark for one in opened):
                found.append(Single(at, mark, "nested"))
            opened.append(Single(at, mark, "open"))
        elif mark in CLOSERS and not _is_no_mark(text, at, mark, opened):
            found += _close(opened, Single(at, mark, "close"))
    return sorted({*found, *opened}, key=lambda one: (one.at, one.kind))


def _close(opened: list[Single], closer: Single) -> Iterator[Single]:
    """Take the opener of this mark away; what was opened after it has no partner."""
    wanted = CLOSERS[closer.mark]
    if all(one.mark != wanted for one in opened):
        yield closer
        return
    while opened[-1].mark != wanted:
        yield opened.pop()
    opened.pop()


def _is_no_mark(text: str, at: int, mark: str, opened: Sequence[Single]) -> bool:
    """The bracket of a number, 1）; an apostrophe, it’s."""
    if any(one.mark == CLOSERS[mark] for one in opened):
        return False
    if mark == "）":
        return bool(pattern(NUMBERED).search(text[max(0, at - 5) : at])) or at in _counted(text)
    return mark == "’" and text[max(0, at - 1) : at].isascii() and at > 0


def _counted(text: str) -> set[int]:
    """Where the brackets of 1）…2）…, a）…b） stand: of two at least that follow one another."""
    hits = [*pattern(COUNTED).finditer(text)]
    pairs = [(one, other) for one, other in pairwise(hits) if _follows(one[1], other[1])]
    return {hit.end(1) for pair in pairs for hit in pair}


def _follows(one: str, other: str) -> bool:
    first, second = value_of(one), value_of(other)
    if first or second:
        return second == first + 1
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1
