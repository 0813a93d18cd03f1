"""The plain grammar: exactly what the sheet's Excel 2007 formulas can read.

Each step here has its twin in a cell formula, so nothing may be cleverer than that formula.
The character lists are exported for the formulas to be built from.
"""

from __future__ import annotations

from decimal import Decimal

from .model import Quantity

PLAIN_SIGNS = "≥≤="
ASCII_DIGITS = "0123456789"
FULL_WIDTH_DIGITS = "０１２３４５６７８９"
LONGEST_NUMBER = 15  # characters; a spreadsheet keeps 15 digits
LONGEST_UNIT = 6
SCALE_PREFIXES = ("百万", "千万", "千", "万", "亿")
UNIT_FORBIDDEN = (
    ASCII_DIGITS
    + FULL_WIDTH_DIGITS
    + "-~～－—–至、，；,;.以余多约不超左≥≤=><%％成。底前末初内半来几"
)
UNIT_FORBIDDEN_START = "千万亿百十一二三四五六七八九两零"

LEADING_SIGNS = "≥≤=><＞＜＝"
LEADING_DIGITS = "一二三四五六七八九十百千万亿两半零"
LEADING_WORDS = (
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "不大于",
    "不小于",
    "至少",
    "至多",
    "最多",
    "最少",
    "超过",
    "达到",
    "大于",
    "小于",
    "高于",
    "低于",
    "多于",
    "少于",
)

_BLANKS = " \u3000\u00a0\r\n\t"
_FORBIDDEN = frozenset(UNIT_FORBIDDEN)
_ANY_DIGIT = frozenset(ASCII_DIGITS + FULL_WIDTH_DIGITS)


def plain_clean(text: str | None) -> str:
    """The text without blanks and line ends, ％ as %; what every formula starts from."""
    cleaned = text or ""
    for blank in _BLANKS:  # `translate` is a hundred times slower on a cell of 32,000 characters
        cleaned = cleaned.replace(blank, "")
    return cleaned.replace("％", "%")


def plain(text: str | None) -> Quantity | None:
    """Read by the plain grammar; None where the sheet would show 待规范 or see a word."""
    cleaned = plain_clean(text)
    sign = cleaned[:1] if cleaned[:1] and cleaned[:1] in PLAIN_SIGNS else ""
    body = cleaned[len(sign) :]
    digits = _leading_run(body)
    if not _is_number(digits):
        return None
    scale, unit = _scale_and_unit(body[len(digits) :])
    if scale != "%" and not unit_fits(unit):
        return None
    return Quantity(sign, Decimal(digits), scale, unit)


def unit_fits(unit: str) -> bool:
    """Whether the sheet accepts this text behind the number and its scale."""
    if len(unit.replace("/年", "")) > LONGEST_UNIT:
        return False
    return unit[:1] not in tuple(UNIT_FORBIDDEN_START) and _FORBIDDEN.isdisjoint(unit)


def needs_rewriting(text: str | None) -> bool:
    """Not plain, yet looks numeric: must not be taken for a qualitative word."""
    cleaned = plain_clean(text)
    return looks_numeric(cleaned) and plain(cleaned) is None


def looks_numeric(cleaned: str) -> bool:
    """The coarse test of the sheet; it also catches words such as 一流, on the safe side."""
    if not cleaned:
        return False
    if cleaned[0] in LEADING_SIGNS or cleaned[0] in LEADING_DIGITS:
        return True
    return cleaned.startswith(LEADING_WORDS) or not _ANY_DIGIT.isdisjoint(cleaned)


def _leading_run(body: str) -> str:
    """Digits and points at the start; one character past the limit is enough to refuse it."""
    head = body[: LONGEST_NUMBER + 1]
    return head[: len(head) - len(head.lstrip(ASCII_DIGITS + "."))]


def _is_number(run: str) -> bool:
    if not 1 <= len(run) <= LONGEST_NUMBER or run.count(".") > 1:
        return False
    return run[0] != "." and run[-1] != "."


def _scale_and_unit(rest: str) -> tuple[str, str]:
    """A longer text behind % keeps the % in its unit, where it is forbidden."""
    if rest == "%":
        return "%", ""
    for prefix in SCALE_PREFIXES:
        if rest.startswith(prefix):
            return prefix, rest[len(prefix) :]
    return "", rest
