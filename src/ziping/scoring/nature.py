"""The nature of a row: which way its target points, worked out from what was typed."""

from __future__ import annotations

from ziping.model import Indicator
from ziping.quantity import Quantity, needs_rewriting, plain, plain_clean
from ziping.scoring.result import BAD

AT_LEAST, AT_MOST, EQUAL = "≥", "≤", "="
YES_NO, QUALITATIVE, UNREAD = "是否", "定性", "待规范"
NATURES = (AT_LEAST, AT_MOST, EQUAL, YES_NO, QUALITATIVE)
ANSWERS = ("是", "否")
COST, MONEY_UNIT = "成本", "元"


def nature_of(indicator: Indicator) -> str:
    """≥ ≤ = 是否 定性, 待规范 where the plain grammar can't tell, BAD, or "" for a blank target."""
    if indicator.target.is_bad or indicator.nature.is_bad:
        return BAD
    target = plain_clean(indicator.target.value or "")
    if not target:
        return ""
    return plain_clean(indicator.nature.value) or _worked_out(indicator, target)


def _worked_out(indicator: Indicator, target: str) -> str:
    quantity = plain(target)
    if quantity is not None:
        return quantity.sign or _default_sign(indicator, quantity)
    if needs_rewriting(target):
        return UNREAD
    if target in ANSWERS:
        return YES_NO
    # a word against a number (机关事业单位 against 3692人) can't be compared as a quality
    return UNREAD if plain_actual(indicator) is not None else QUALITATIVE


def plain_actual(indicator: Indicator) -> Quantity | None:
    """The actual value if the plain grammar reads it; with a sign it is no actual value."""
    quantity = None if indicator.actual.is_bad else plain(indicator.actual.value)
    return None if quantity is None or quantity.sign else quantity


def _default_sign(indicator: Indicator, quantity: Quantity) -> str:
    """No sign reads as ≥; an amount of money under 成本 as ≤."""
    under_cost = COST in (indicator.level2.value or "")
    return AT_MOST if under_cost and quantity.measure.endswith(MONEY_UNIT) else AT_LEAST
