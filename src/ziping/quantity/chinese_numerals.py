"""Chinese numerals, read strictly: what may be colloquial or vague is not a number here.

“一百二” may mean 120 or be a slip, “三五个” is “three to five”: both are refused.
"""

import re
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_PLACES = {"十": 1, "百": 2, "千": 3}
_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二两三四五六七八九]+[万亿]?)?")
_BARE_SCALES = ("百万", "千万", "千", "万", "亿")
_TEN_THOUSAND = 10_000
_LONGEST_RUN = 24  # 九千九百九十九亿…: longer is no number that anyone types


class Numeral(NamedTuple):
    """A numeral at the start of a text, and how many characters it took."""

    number: Decimal
    scale: str
    length: int


def numeral_run(text: str) -> str:
    """The characters at the start that could be a numeral, whether or not they make one."""
    match = _RUN.match(text)
    return match.group() if match else ""


def read_numeral(text: str) -> Numeral | None:
    """The numeral that the text starts with; a closing 万 or 亿 is kept as the scale."""
    run = numeral_run(text)
    if run in _BARE_SCALES:
        return Numeral(Decimal(1), run, len(run))
    if len(run) > _LONGEST_RUN:
        return None
    found = _decimal(run) if "点" in run else _scaled(run)
    return Numeral(*found, len(run)) if found else None


def _decimal(run: str) -> tuple[Decimal, str] | None:
    """三点五万: the part before the point must be an ordinary number."""
    whole, _, part = run.partition("点")
    scale = part[-1] if part[-1] in "万亿" else ""
    number = _whole(whole)
    if number is None:
        return None
    decimals = "".join(str(_DIGITS[c]) for c in part.removesuffix(scale))
    return Decimal(f"{number}.{decimals}"), scale


def _scaled(run: str) -> tuple[Decimal, str] | None:
    """三百万 as 300 and 万; 一万二千 has no one scale and becomes 12000."""
    scale = run[-1] if run.endswith(("万", "亿")) else ""
    if scale == "万" and "亿" in run:  # 三亿五千万
        scale = ""
    number = _whole(run.removesuffix(scale), bare=bool(scale))
    return None if number is None else (Decimal(number), scale)


def _whole(run: str, *, bare: bool = False) -> int | None:
    """The numeral as an integer: 亿 splits first, then 万, then four places at most."""
    if bare and not run:
        return 1
    for mark, size in (("亿", 100_000_000), ("万", _TEN_THOUSAND)):
        if mark in run:
            left, _, right = run.partition(mark)
            return _joined(_whole(left, bare=True), _whole(right) if right else 0, size, right)
    return _section(run)


def _joined(left: int | None, right: int | None, size: int, right_text: str) -> int | None:
    """Left × size + right; “一万二” and a right part as large as the left one's unit fail."""
    if left is None or right is None or right >= size:
        return None
    if len(right_text) == 1:
        return None
    return left * size + right


def _section(run: str) -> int | None:
    """A numeral below ten thousand; None where it is not a proper one."""
    if run in _DIGITS:
        return _DIGITS[run]
    total, digit, zero, last = 0, None, False, 4
    for char in run:
        if char in _PLACES:
            coefficient = 1 if digit is None and (total == 0 or char == "十") else digit
            if not coefficient or _PLACES[char] >= last:
                return None
            last, digit, zero = _PLACES[char], None, False
            total += coefficient * 10**last
        elif digit is not None or (zero and _DIGITS.get(char) == 0):
            return None
        elif _DIGITS.get(char) == 0:
            zero = True
        else:
            digit = _DIGITS.get(char)
    return _closed(total, digit, zero=zero, last=last)


def _closed(total: int, digit: int | None, *, zero: bool, last: int) -> int | None:
    """The last digit must stand after 十 or 零: “三千二” is colloquial for 3200."""
    if digit is None:
        return None if zero or not total else total
    return total + digit if zero or last == 1 or not total else None
