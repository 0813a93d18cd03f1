"""A sentence taken apart: its numbers with their units, exact or vague, in half-width digits.

Blanks and marks are put into one shape first (（１２ 人） → （12人）), so the same words read alike
however they were typed; what a finding quotes is therefore the words, not their blanks.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ziping.checks.passages import passages, pattern
from ziping.checks.word_lists import tables
from ziping.passage import BODY, CELL, OPENING, Passage
from ziping.scoring import ScoredAssessment

MONEY, PERCENT = "万元", "%"
SHORTEST_CELL = 15  # characters of a filled-in cell that may hold a sentence
MOST_TEXT = 20_000  # characters of a passage that are read
_SHAPES = str.maketrans("０１２３４５６７８９．％：；,()", "0123456789.%：；，（）")
_SCALES = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}
_MONEY_SHIFT = -4  # 元 in 万元
LONGEST_CLAUSE = 30
_NEAR = 5  # characters in which a word makes a number vague


class Amount(NamedTuple):
    """One number of a sentence: money in 万元, percent as printed, counts in ones."""

    value: Decimal
    unit: str
    start: int
    end: int  # behind its unit
    decimals: int  # as printed
    vague: bool
    text: str

    @property
    def is_money(self) -> bool:
        return self.unit == MONEY


class Sentence(NamedTuple):
    text: str
    amounts: tuple[Amount, ...]
    passage: Passage


@cache
def words() -> dict[str, Any]:
    """The word lists for reading sentences."""
    return tables("statements")


def sentences(scored: ScoredAssessment, *roles: str) -> Iterator[Sentence]:
    """Every sentence of the prose and of the longer cells that the office filled in, once."""
    seen = set()
    for passage in passages(scored, *(roles or (OPENING, BODY, CELL))):
        is_short = passage.role == CELL and len(passage.text) < SHORTEST_CELL
        if passage.is_label or is_short:
            continue
        for one in split(passage):
            if one.text not in seen:
                seen.add(one.text)
                yield one


@lru_cache(maxsize=512)
def split(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of one passage; several checks ask for them, one after another."""
    pieces = pattern(r"[。!！?？]|\n+").split(passage.text[:MOST_TEXT])
    shaped = (shape(piece) for piece in pieces)
    return tuple(Sentence(text, amounts(text), passage) for text in shaped if text)


def shape(text: str) -> str:
    """Without blanks, digits half width, marks full width, no commas between thousands."""
    text = pattern(r"(?<=\d),(?=\d{3}(?!\d))").sub("", text)
    text = "".join(text.split()).translate(_SHAPES)
    return pattern(r"\{[^{}]*\}").sub("◇", text)


@cache
def _number() -> str:
    units = sorted((word for word in words()["measures"]["words"]), key=len, reverse=True)
    unit = "|".join(pattern(r"([/%])").sub(r"[\1]", word) for word in units)
    scale = "百万|千万|亿|万|千|百|十"
    return (
        rf"(?<![\d.A-Za-z〔\[])(?P<sign>[-－−]?)(?P<number>\d+(?:\.\d+)?)(?P<more>[余多]?)"
        rf"(?P<scale>{scale})?(?P<much>[余多]?)(?P<unit>{unit})(?P<per>/[^，；。、]{{1,3}})?"
    )


def amounts(text: str) -> tuple[Amount, ...]:
    """The numbers of a text that have a unit; years, dates and document numbers have none."""
    return tuple(_amount(one, text) for one in pattern(_number()).finditer(text))


def _amount(one: Any, text: str) -> Amount:
    number, unit = one["number"], one["unit"]
    shift = _SCALES[one["scale"] or ""]
    if unit == "元":
        shift, unit = shift + _MONEY_SHIFT, MONEY
    value = Decimal(number).scaleb(shift)
    decimals = len(number.partition(".")[2])
    behind = text[one.end() : one.end() + 3]
    before = text[max(0, one.start() - _NEAR) : one.start()]
    odd = one["sign"] or one["more"] or one["much"] or one["per"]
    odd = odd or before.endswith(("第", "近第", "/", "×", "*"))
    vague = bool(odd) or _is_vague(before, behind)
    unit += one["per"] or ""
    return Amount(value, unit, one.start("number"), one.end(), decimals, vague, one[0])


def _is_vague(before: str, behind: str) -> bool:
    rules = words()["vague"]
    if pattern(r"[\d%元个人件][-—~～至]$").search(before):
        return True
    if pattern(r"[-—~～至]\d").match(behind):
        return True
    before = "" if before.endswith("节约") else before
    return before.endswith(tuple(rules["before"])) or behind.startswith(tuple(rules["after"]))


def quantum(amount: Amount) -> Decimal:
    """What the last printed digit of an amount is worth, in the unit of its value."""
    number = amount.text.lstrip("-－−")
    scale = pattern(r"百万|千万|亿|万|千|百|十").search(number)
    shift = _SCALES[scale[0]] if scale else 0
    shift += _MONEY_SHIFT if amount.is_money else 0
    return Decimal(1).scaleb(shift - amount.decimals)


def leeway(amount: Amount) -> Decimal:
    """Half of the last printed digit: nothing where a count is told in full (15件)."""
    scaled = pattern(r"百万|千万|亿|万|千|百|十").search(amount.text)
    if not amount.is_money and not scaled and not amount.decimals:
        return Decimal(0)
    return quantum(amount) / 2


def clause_before(text: str, at: int, start: int = 0) -> str:
    """What stands in front of a place since the last comma or bracket."""
    piece = text[start:at]
    return pattern(r"[，；：（）、]").split(piece)[-1]


def swapped(one: Decimal, other: Decimal) -> bool:
    """Two neighbouring digits of one number stand the other way round in the other."""
    left, right = f"{one.normalize():f}", f"{other.normalize():f}"
    if len(left) != len(right) or left == right:
        return False
    apart = [at for at, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    if len(apart) != 2 or "." in (left[apart[0]], left[apart[1]]):
        return False
    first, second = apart
    between = left[first + 1 : second].replace(".", "")
    return not between and left[first] == right[second] and left[second] == right[first]


def clause(sentence: Sentence, amount: Amount, before: int = 4) -> str:
    """The clause that ends with an amount, for quoting."""
    text, end = sentence.text, amount.end
    start = max(text.rfind(mark, 0, max(0, amount.start - before)) for mark in "，；：") + 1
    return text[max(start, end - LONGEST_CLAUSE) : end]
