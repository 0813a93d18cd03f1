"""What stands in a cell of a form as a field of the model: numbers, rates, texts."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ziping.model import Field, Number, Place, Text
from ziping.quantity import plainly_number
from ziping.word.reading.wording import squeezed

NOTHING = frozenset({"", "-", "--", "—", "——", "———", "/", "//", "\\", "…", "……", "...", "......"})
MONEY = (("万元", 0), ("万", 0), ("亿元", 4), ("千元", -1), ("元", -4))  # powers of ten to 万元
COUNTS = ("人", "名", "个", "分", "㎡", "m2", "平方米")


class Reading(NamedTuple):
    """A number field, and how its text was converted, "" where it was taken as it stands."""

    field: Number
    converted: str = ""


def blank(text: str) -> bool:
    """Nothing, or a dash that says so."""
    return squeezed(text) in NOTHING


def number(text: str, place: Place, *, percent: bool = False, power: int = 0) -> Reading:
    """A number; `power` of ten brings it to 万元 where the form is in 元, `percent` to a fraction.

    What is no number keeps its text and has `problem` "text", as in a workbook.
    """
    words = squeezed(text)
    if words in NOTHING:
        return Reading(Field(None, place, text.strip()))
    told, bracket = _without_bracket(words)
    body, shift, unit = _unit(told, power)
    is_percent = body.endswith("%")
    value = plainly_number(body.removesuffix("%") if percent else body)
    if value is None:
        return Reading(Field(None, place, text.strip(), "text"))
    if percent:
        value = value / 100 if is_percent or value > 3 else value
    shifted = value.scaleb(shift) if shift else value
    how = f"{told}{'' if unit else '元'}＝{_plain(shifted)}万元" if shift else ""
    how = f"括号里的“{bracket}”没有取用" if bracket else how
    return Reading(Field(shifted, place, text.strip()), how)


def marks(text: str, place: Place) -> Reading:
    """分值 and 得分; “40%” of a hundred is 40."""
    words = squeezed(text)
    if words.endswith("%") and plainly_number(words.removesuffix("%")) is not None:
        found = number(words.removesuffix("%"), place)
        return Reading(found.field._replace(raw=text.strip()), f"{words}＝{words[:-1]}分")
    return number(text, place)


def _without_bracket(words: str) -> tuple[str, str]:
    """“1050(含结转)” → the number, and what was said beside it."""
    head, opened, rest = words.partition("(")
    if opened and rest.endswith(")") and (head[-1:].isdigit() or head.endswith(("元", "万"))):
        return head, rest[:-1]
    return words, ""


def text(raw: str, place: Place) -> Text:
    """A text without the blanks at its edges; blank is None."""
    words = "\n".join(line.strip() for line in raw.strip().split("\n"))
    return Field(words or None, place, words)


def _unit(words: str, power: int) -> tuple[str, int, str]:
    """The number's own text, the power of ten to 万元, the unit that stood behind it."""
    for unit, own in MONEY:
        if words.endswith(unit):
            return words.removesuffix(unit), own, unit
    for unit in COUNTS:
        if words.endswith(unit):
            return words.removesuffix(unit), 0, unit
    return words, power, ""


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
