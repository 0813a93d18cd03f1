"""The text of a number cell, as a spreadsheet's `&""` gives it."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

_TOO_LARGE = 1e21
_TOO_SMALL = 1e-15


def general_text(number: Decimal | float) -> str:
    """Up to 15 significant digits, without trailing zeros; an exponent only at extreme sizes."""
    cell = float(number)
    if not isfinite(cell):
        return str(number)
    if cell == 0:
        return "0"
    digits = f"{cell:.15g}"
    if _TOO_SMALL <= abs(cell) < _TOO_LARGE:
        return f"{Decimal(digits):f}"
    return digits.upper()
