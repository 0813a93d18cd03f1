"""What officers type as target and actual values, read as exact numbers with sign and unit.

Two grammars: `plain` is what the sheet's own formulas can read; `parse` reads much more and is
used to `propose` a rewriting into the plain one. Only plain values are ever scored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .general import general_text
from .model import SCALES, Kind, Quantity, Reading, format_quantity
from .plain import (
    LEADING_DIGITS,
    LEADING_SIGNS,
    LEADING_WORDS,
    UNIT_FORBIDDEN,
    UNIT_FORBIDDEN_START,
    needs_rewriting,
    plain,
    plain_clean,
)
from .typed import plainly_number

if TYPE_CHECKING:
    from .proposal import propose
    from .rich import parse

format = format_quantity


def __getattr__(name: str) -> Any:
    """The rich grammar on first use: a click on clean values never needs it."""
    if name == "parse":
        from .rich import parse

        return parse
    if name == "propose":
        from .proposal import propose

        return propose
    raise AttributeError(name)


__all__ = [
    "LEADING_DIGITS",
    "LEADING_SIGNS",
    "LEADING_WORDS",
    "SCALES",
    "UNIT_FORBIDDEN",
    "UNIT_FORBIDDEN_START",
    "Kind",
    "Quantity",
    "Reading",
    "format",
    "format_quantity",
    "general_text",
    "needs_rewriting",
    "parse",
    "plain",
    "plain_clean",
    "plainly_number",
    "propose",
]
