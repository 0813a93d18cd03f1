"""The plain grammar step by step, as the sheet's helper columns work it out.

Each attribute equals one helper cell; `plain` says the same in one go (a test holds them equal).
"""

from typing import NamedTuple

from .plain import ASCII_DIGITS, LONGEST_NUMBER, PLAIN_SIGNS, SCALE_PREFIXES, plain_clean

NOT_A_NUMBER = "≥"  # stands in the rest column where no number leads; no unit may hold it
TOO_LONG = 98
LONGEST_REST = 999


class Steps(NamedTuple):
    """What the helper cells of one value show."""

    text: str
    sign: str
    length: int | None
    rest: str
    scale: str


def steps(text: str | None, *, signed: bool = True) -> Steps:
    """Take a value apart; an actual value (`signed=False`) may carry no sign."""
    cleaned = plain_clean(text)
    if not cleaned:
        return Steps("", "", None, "", "")
    sign = cleaned[0] if signed and cleaned[0] in PLAIN_SIGNS else ""
    body = cleaned[len(sign) :]
    length = _length(body)
    rest = body[length : length + LONGEST_REST] if _is_number(body, length) else NOT_A_NUMBER
    return Steps(cleaned, sign, length, rest, _scale(rest))


def _length(body: str) -> int:
    looked_at = (body + "x")[: LONGEST_NUMBER + 2]
    for index, character in enumerate(looked_at):
        if character not in ASCII_DIGITS + ".":
            return index
    return TOO_LONG


def _is_number(body: str, length: int) -> bool:
    if not 1 <= length <= LONGEST_NUMBER:
        return False
    return body[0] != "." and body[length - 1] != "." and body[:length].count(".") <= 1


def _scale(rest: str) -> str:
    if rest == "%":
        return "%"
    return next((prefix for prefix in SCALE_PREFIXES if rest.startswith(prefix)), "")
