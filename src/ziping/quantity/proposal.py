"""Rewriting a value into the plain grammar without changing what it says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .model import EXACT, SCALES, Quantity, format_quantity
from .plain import plain
from .rich import parse

# 百万件 is written 100万件, 千件 1000件: easier to read than 1百万件.
_BARE = {"百万": (Decimal(100), "万"), "千万": (Decimal(1000), "万"), "千": (Decimal(1000), "")}
_SHORTER = ("万", "亿")


def propose(text: str | None, *, actual: bool = False) -> str | None:
    """Plain text of the same meaning; None where it is plain already or can't be made so."""
    quantity = None if plain(text) else parse(text, actual=actual).quantity
    if quantity is None:
        return None
    for candidate in _spellings(quantity):
        written = format_quantity(candidate)
        if _means(plain(written), quantity):
            return written
    return None


def _spellings(quantity: Quantity) -> Iterator[Quantity]:
    """The spellings to try, best first; a long number may fit with a larger scale."""
    if quantity.number == 1 and quantity.scale in _BARE:
        number, scale = _BARE[quantity.scale]
        yield quantity._replace(number=number, scale=scale)
    yield quantity
    yield quantity._replace(number=_stripped(quantity.number))
    if quantity.scale == "":
        for scale in _SHORTER:
            number = EXACT.divide(quantity.number, SCALES[scale])
            yield quantity._replace(number=_stripped(number), scale=scale)


def _stripped(number: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    return Decimal(f"{number.normalize(EXACT):f}")


def _means(written: Quantity | None, quantity: Quantity) -> bool:
    if written is None or written.sign != quantity.sign:
        return False
    return written.value == quantity.value and written.measure == quantity.measure
