"""How values are written in a report: one place, so that prose and forms never differ.

Money stands as it was typed, without trailing zeros; a rate as percent with two decimals; marks
without trailing zeros. A blank is empty text here: whether that is a gap, the reader of it decides.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from ziping.model import BasicData, Number, Text
from ziping.scoring import BAD, Value
from ziping.scoring.arithmetic import half_up, percent, plain, ratio

_MAX_DIGITS = 30  # beyond this a number is a slip; it must not print a million zeros
_DATE = re.compile(
    r"([0-9]{4}) ?[-./年] ?(0?[1-9]|1[0-2]) ?[-./月] ?(0?[1-9]|[12][0-9]|3[01]) ?日?"
)


def digits(value: Decimal | int) -> str:
    """A number without exponent and trailing zeros."""
    if not value:
        return "0"
    text = str(value)
    if "E" not in text:
        return text.rstrip("0").rstrip(".") if "." in text else text
    value = Decimal(value)
    return plain(value) if abs(value.adjusted()) <= _MAX_DIGITS else text


def number(cell: Number) -> str:
    """A number cell: money, persons, sizes, marks as typed."""
    return BAD if cell.is_bad else "" if cell.value is None else digits(cell.value)


def words(cell: Text) -> str:
    """A text cell, as typed."""
    return BAD if cell.is_bad else str(cell.value or "")


def line(cell: Text) -> str:
    """A text cell that must stand in one line: a name, a date, a notice."""
    return " ".join(words(cell).split())


def marks(value: Value) -> str:
    """Marks that were computed or counted."""
    return digits(value) if isinstance(value, Decimal) else value or ""


def rate(declared: Number, computed: Value) -> str:
    """The computed rate, as everywhere; the office's own where there is nothing to compute from."""
    if declared.is_bad:
        return BAD
    value = declared.value if computed is None else computed
    if not isinstance(value, Decimal):
        return value or ""
    return percent(value) if value.adjusted() <= _MAX_DIGITS else str(value)


def declared(cell: Number) -> str:
    """A number cell as the office has it: its own text where that says the same number."""
    typed = cell.raw.strip()
    if cell.value is None:
        return typed
    return typed if _said(typed) == cell.value else digits(cell.value)


def declared_rate(cell: Number) -> str:
    """A rate as the office has it: the percent that it wrote, else its fraction as percent."""
    typed = normalize("NFKC", cell.raw.strip())
    if cell.value is None:
        return cell.raw.strip()
    said = _said(typed.removesuffix("%")) if typed.endswith("%") else None
    return cell.raw.strip() if said == cell.value * 100 else rate(cell, None)


def _said(typed: str) -> Decimal | None:
    """The number that a text of digits says, None for any other text and for exponents."""
    plainly = normalize("NFKC", typed).replace(",", "")
    is_plain = plainly.isascii() and not set(plainly) - set("+-.0123456789")
    try:
        return Decimal(plainly) if is_plain and len(plainly) <= _MAX_DIGITS else None
    except InvalidOperation:
        return None


def control_rate(data: BasicData) -> Value:
    """在职人员控制率 = 在职 ÷ 编制; blank where there are no posts, never 0 ÷ 0."""
    posts, staff = data.authorized_posts.value, data.staff_in_post.value
    if posts is None or staff is None or posts <= 0:
        return None
    return half_up(ratio(staff, posts), 4)


def date(cell: Text) -> str:
    """A date without leading zeros, whichever way it was typed; anything else as typed."""
    typed = line(cell)
    found = _DATE.fullmatch(normalize("NFKC", typed))
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else typed
