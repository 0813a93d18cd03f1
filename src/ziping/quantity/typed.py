"""A bare number as people type it: what a cell of a sheet or of a Word form holds."""

from decimal import Decimal

from .plain import plain_clean

FULL_WIDTH = str.maketrans("０１２３４５６７８９．－＋，", "0123456789.-+,")
LONGEST_NUMBER = 20


def plainly_number(text: str, *, percent: bool = False) -> Decimal | None:
    """`　1.09`, `３０`, `1,234.5`, `'1.5`: the number, None for what says more than a number."""
    cleaned = plain_clean(text).translate(FULL_WIDTH).lstrip("'")
    if len(cleaned) > LONGEST_NUMBER:
        return None
    divided = percent and cleaned.endswith("%")
    digits = _without_commas(cleaned.removesuffix("%") if divided else cleaned)
    body = digits.lstrip("+-")
    if len(digits) - len(body) > 1 or not body.replace(".", "", 1).isdigit() or not body.isascii():
        return None
    number = Decimal(digits)
    return number / 100 if divided else number


def _without_commas(text: str) -> str:
    """Thousands commas away where they group by threes; elsewhere they stay and spoil the text."""
    whole, point, rest = text.partition(".")
    groups = whole.lstrip("+-").split(",")
    if len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        return whole.replace(",", "") + point + rest
    return text
