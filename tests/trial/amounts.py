"""Amounts as they come."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

D = Decimal


def rounded(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)


def amount(rng: Random, low: float, high: float) -> Decimal:
    """An amount with two, one or no decimals, as they come."""
    return rounded(D(str(round(rng.uniform(low, high), rng.choice((2, 2, 2, 1))))))
