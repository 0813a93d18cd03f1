"""Decimal arithmetic as spreadsheets show it: half up, blank is not 0, a bad part spoils a sum."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from ziping.model import Number
from ziping.scoring.result import BAD, Value

LONGEST_NUMBER = 20  # digits
GUARD_DECIMALS = 10  # the sheet rounds to ten decimals first, which takes away binary noise
SUM_DECIMALS = 6  # what the sheet keeps of a sum


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as ROUND does; any magnitude."""
    with localcontext() as context:
        context.prec = max(60, value.adjusted() + decimals + 2)  # 1E+308 fits in a cell
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """part ÷ whole to 50 digits; the caller has checked that `whole` is not 0."""
    with localcontext() as context:
        context.prec = 50
        return part / whole


def field_value(cell: Number) -> Value:
    """A cell as a value: its number, BAD, or blank."""
    return BAD if cell.is_bad else cell.value


def total(values: Iterable[Value]) -> Value:
    """Sum of what is given: BAD if a part is bad, None if all are blank."""
    result: Decimal | None = None
    for value in values:
        if isinstance(value, str):
            return BAD
        if value is not None:
            result = value + (result or Decimal(0))
    return result


def shown_total(values: Iterable[Value]) -> Value:
    """The sum as the sheet shows it: a part that is 10÷3 does not make it longer."""
    exact = total(values)
    if not isinstance(exact, Decimal):
        return exact
    rounded = half_up(exact, SUM_DECIMALS)
    return exact if rounded == exact else rounded


def guarded(value: Decimal, decimals: int) -> Decimal:
    """ROUND(ROUND(x,10),n): what every rounded mark and rate of the sheet is."""
    return half_up(half_up(value, GUARD_DECIMALS), decimals)


def plain(value: Decimal) -> str:
    """A number for a sentence: no trailing zeros, and no exponent unless it is a slip of 1E21."""
    if abs(value.adjusted()) > LONGEST_NUMBER:
        return f"{value:.6E}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(rate: Decimal) -> str:
    """A fraction as percent with two decimals: 0.9988 → 99.88%."""
    return f"{half_up(rate * 100, 2)}%"
