"""The number, scale and unit of a phrase whose comparison words are already taken off."""

import re
from decimal import Decimal
from typing import NamedTuple

from .chinese_numerals import read_numeral
from .model import EXACT
from .plain import LEADING_DIGITS, unit_fits
from .units import UNITS

LONGEST_DIGITS = 24
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_PARTS = re.compile(r"(百|千|万)分之")
_PART_PERCENT = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_FOLDED: dict[str, tuple[Decimal, str]] = {
    "万亿": (Decimal(10_000), "亿"),
    "千亿": (Decimal(1_000), "亿"),
    "百亿": (Decimal(100), "亿"),
    "十亿": (Decimal(10), "亿"),
    "十万": (Decimal(10), "万"),
    "百万": (Decimal(1), "百万"),
    "千万": (Decimal(1), "千万"),
    "百": (Decimal(100), ""),
    "千": (Decimal(1), "千"),
    "万": (Decimal(1), "万"),
    "亿": (Decimal(1), "亿"),
}


class Amount(NamedTuple):
    """A number with its scale and unit, before the sign is put in front."""

    number: Decimal
    scale: str
    unit: str


def read_amount(body: str) -> Amount | None:
    """Read Arabic digits or a Chinese numeral; None where the text is not one number."""
    found = _percentage(body) or _digits(body) or _chinese(body)
    if found is None or len(f"{found.number:f}") > LONGEST_DIGITS:
        return None
    return found


def _percentage(body: str) -> Amount | None:
    """百分之九十五, 千分之5, 百分百."""
    if body == "百分百":
        return Amount(Decimal(100), "%", "")
    match = _PARTS.match(body)
    part = _unscaled(body[match.end() :]) if match else None
    if match is None or part is None:
        return None
    return Amount(EXACT.multiply(part, _PART_PERCENT[match.group(1)]), "%", "")


def _unscaled(text: str) -> Decimal | None:
    """A whole text that is one number without scale or unit."""
    if text == "百":
        return Decimal(100)
    found = _digits(text) or _chinese(text)
    return found.number if found and not found.scale and not found.unit else None


def _digits(body: str) -> Amount | None:
    match = _NUMBER.match(body)
    if match is None or match.end() > 2 * LONGEST_DIGITS:
        return None
    number = Decimal(match.group().replace(",", "").replace("，", ""))
    rest = body[match.end() :]
    if rest in ("%", "成"):
        return _percent(number, rest)
    for word, (factor, scale) in _FOLDED.items():
        if rest.startswith(word) and not rest.startswith("百分"):
            return _with_unit(EXACT.multiply(number, factor), scale, rest[len(word) :])
    return _with_unit(number, "", rest)


def _percent(number: Decimal, rest: str) -> Amount:
    """九成 is nine tenths."""
    tenths = Decimal(10) if rest == "成" else Decimal(1)
    return Amount(EXACT.multiply(number, tenths), "%", "")


def _with_unit(number: Decimal, scale: str, unit: str) -> Amount | None:
    """Stricter than the sheet: a unit with a numeral in front or a half in it is no unit."""
    if unit[:1] in tuple(LEADING_DIGITS) or "半" in unit or not unit_fits(unit):
        return None
    return Amount(number, scale, unit)


def _chinese(body: str) -> Amount | None:
    numeral = read_numeral(body)
    if numeral is None:
        return None
    rest = body[numeral.length :]
    if rest in ("%", "成"):
        return _percent(numeral.number, rest) if not numeral.scale else None
    if rest and rest.replace("/年", "") not in UNITS:
        return None
    return Amount(numeral.number, numeral.scale, rest)
