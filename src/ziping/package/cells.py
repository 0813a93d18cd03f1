"""What a cell holds: its value as a spreadsheet shows it, its kind, its formula."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ziping.package.text import unescape_cell

TOO_LONG = 12  # digits of an index; Python refuses to read very long ones
TRUE = frozenset({"1", "true"})


class ErrorValue(str):
    """An error that a cell shows, `#REF!`: never to be taken for text that somebody typed."""

    __slots__ = ()


Value = Decimal | str | bool | None


class Cell(NamedTuple):
    """One cell. `formula` is None for a plain cell and "" for a dependent of a shared formula."""

    value: Value
    kind: str  # n number, s text, b truth value, e error, "" empty
    formula: str | None
    style: int
    text: str  # a number as the file spells it; a text decoded

    def as_text(self, text: str) -> Cell:
        """The same cell holding this text."""
        return self._replace(value=text, kind="s", text=text)


class CellMaker:
    """Makes cells of one workbook from what stands in their XML. It never raises."""

    def __init__(self, strings: Sequence[str], date1904: bool = False) -> None:
        self.strings = strings
        self.date1904 = date1904
        self._numbers: dict[str, Decimal | None] = {}  # zeros and weights come again and again

    def make(self, kind: str, text: str | None, formula: str | None, style: str) -> Cell:
        """From `t=`, the text of `<v>` (None without one), the text of `<f>`, and `s=`."""
        number = int(style) if style.isdecimal() and len(style) < TOO_LONG else 0
        if text is None:
            return Cell(None, "", formula, number, "")
        if kind == "n":
            try:
                value = self._numbers[text]
            except KeyError:
                value = self._numbers[text] = to_number(text)
            if value is not None:
                return Cell(value, "n", formula, number, text)
            if not text.strip():
                return Cell(None, "", formula, number, "")
        elif kind == "s":
            if text.isdecimal() and len(text) < TOO_LONG and int(text) < len(self.strings):
                text = self.strings[int(text)]
                return Cell(text, "s", formula, number, text)
            return Cell(ErrorValue("#REF!"), "e", formula, number, text)  # no such shared string
        return self._other(kind, text, formula, number)

    def _other(self, kind: str, text: str, formula: str | None, style: int) -> Cell:
        if kind == "b":
            return Cell(text.strip() in TRUE, "b", formula, style, text)
        if kind == "e":
            return Cell(ErrorValue(text), "e", formula, style, text)
        if kind == "d" and (serial := date_serial(text, self.date1904)) is not None:
            return Cell(serial, "n", formula, style, text)
        text = unescape_cell(text)
        return Cell(text, "s", formula, style, text)

    def from_element(self, item: Element, space: str) -> Cell:
        """From a parsed `<c>` in the namespace `space`."""
        text = formula = None
        kind = item.get("t", "n")
        for child in item:
            if child.tag == space + "v":
                text = child.text or ""
            elif child.tag == space + "f":
                formula = child.text or ""
            elif child.tag == space + "is" and kind == "inlineStr":
                return self.make("", None, formula, item.get("s", "0")).as_text(rich_text(child))
        return self.make(kind, text, formula, item.get("s", "0"))


def to_number(text: str) -> Decimal | None:
    """The number as a spreadsheet shows it: 15 digits, so 0.30000000000000004 is 0.3."""
    try:
        shown = f"{float(text) + 0.0:.15g}"
    except ValueError:
        return None
    if "n" in shown or "_" in text or not text.isascii():  # inf; Python reads 1_0 and ３０
        return None
    return Decimal(shown)


def date_serial(text: str, date1904: bool = False) -> Decimal | None:
    """An ISO date of a strict file as the serial number that every other file has."""
    from datetime import datetime

    try:
        when = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
    passed = when - (datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30))
    return to_number(repr(passed.total_seconds() / 86_400))


def rich_text(item: Element) -> str:
    """The text of `<si>` or `<is>`, its runs joined, the phonetic reading left out."""
    space = item.tag[: -len(item.tag.rpartition("}")[2])]
    parts = []
    for child in item:
        if child.tag == space + "t":
            parts.append(child.text or "")
        elif child.tag == space + "r":
            parts.extend(t.text or "" for t in child if t.tag == space + "t")
    return unescape_cell("".join(parts))
