"""Counts that prose tells with their units, and the numbers it names in any writing."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.quantity import SCALES

DIGITS = r"([0-9][0-9,，]*(?:\.[0-9]+)?)(百万|千万|千|万|亿)?(?:余|多)?"
HAN_NUMBER = "[零〇一二两三四五六七八九十百千万亿]+"
MOST_ADDED = 8  # counts of which sums are tried


class Count(NamedTuple):
    """43个 in a sentence."""

    value: Decimal
    text: str


def counts(sentence: str, unit: str) -> list[Count]:
    """The numbers of a sentence that bear one of these units ("个|家")."""
    found = pattern(rf"(?<![0-9.第]){DIGITS}({unit})").finditer(sentence)
    return [Count(_value(one.group(1), one.group(2)), one.group()) for one in found]


def numbers(text: str) -> set[Decimal]:
    """Every number of a text, with its scale and without, in digits and in characters."""
    found = set()
    for one in pattern(DIGITS).finditer(text):
        found |= {_value(one.group(1), ""), _value(one.group(1), one.group(2))}
    return found | set(_numerals(text))


def sums(values: Iterable[Decimal]) -> set[Decimal]:
    """What some of the numbers make together."""
    listed = list(values)[:MOST_ADDED]
    sizes = range(2, len(listed) + 1)
    return {sum(some, Decimal(0)) for size in sizes for some in combinations(listed, size)}


def _value(digits: str, scale: str | None) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", "")) * SCALES[scale or ""]


def _numerals(text: str) -> Iterable[Decimal]:
    from ziping.quantity.chinese_numerals import read_numeral  # only where prose is searched

    for run in pattern(HAN_NUMBER).findall(text):
        numeral = read_numeral(run)
        if numeral is not None and numeral.length == len(run):
            yield numeral.number * SCALES[numeral.scale]
