"""Reading what people really type: the plain grammar and everything that can be made plain."""

from __future__ import annotations

from .amounts import read_amount
from .comparison import normalise, take_comparison
from .model import Kind, Quantity, Reading
from .plain import looks_numeric, plain, plain_clean
from .reasons import CONFLICT, TOO_LONG, date_reason, reason_against

LONGEST_TEXT = 200  # beyond it only the linear tests run


def parse(text: str | None, *, actual: bool = False) -> Reading:
    """Read one cell; an actual value is a definite number and may bear no sign."""
    cleaned = plain_clean(text)
    if not cleaned:
        return Reading(Kind.BLANK)
    found = plain(cleaned)
    if found:
        return _quantity(found, cleaned, found.sign, actual=actual)
    if len(cleaned) <= LONGEST_TEXT:
        return parse_rich(cleaned, actual=actual)
    return _none(cleaned, TOO_LONG) if looks_numeric(cleaned) else _qualitative(cleaned)


def parse_rich(cleaned: str, *, actual: bool = False) -> Reading:
    """What the plain grammar could not read."""
    phrase = normalise(cleaned)
    if not phrase:
        return Reading(Kind.BLANK)
    if reason := date_reason(phrase):
        return _none(cleaned, reason)
    compared = take_comparison(phrase)
    amount = read_amount(compared.body)
    if amount and compared.conflict:
        return _none(cleaned, CONFLICT)
    if amount:
        quantity = Quantity(compared.sign, *amount)
        return _quantity(quantity, cleaned, compared.mark, actual=actual)
    reason = reason_against(phrase, compared.body)
    return _none(cleaned, reason) if reason else _qualitative(cleaned.rstrip("。"))


def _quantity(quantity: Quantity, cleaned: str, mark: str, *, actual: bool) -> Reading:
    if actual and quantity.sign:
        return _none(cleaned, f"实际完成值应为一个确定的数，不能带“{mark}”")
    return Reading(Kind.QUANTITY, quantity, cleaned)


def _qualitative(word: str) -> Reading:
    return Reading(Kind.QUALITATIVE, text=word)


def _none(cleaned: str, reason: str) -> Reading:
    return Reading(Kind.NONE, text=cleaned, reason=reason)
