"""Cells of a list of offices as people mean them: codes turned to numbers, blanks in names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ziping.collect.unit_heads import plain_head, words
from ziping.quantity import plainly_number
from ziping.workbook.tables import TableCell

LONGEST_NAME, LONGEST_CODE, LONGEST_TEXT = 60, 40, 80
CODE_STEP = 3  # budget codes grow by three digits a level: 101, 101001, 101001001
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_BETWEEN_HANZI = re.compile(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])")
# a code before the name; 120急救中心 and 12345热线中心 are names as they stand
_WITH_CODE = re.compile(
    r"(?:[\[(【（](?P<a>\d{3,20})[\])】）]|(?P<b>\d{3,20})[\s\-_—－:：]+|(?P<c>\d{6,20}))"
    r"[\s\-_—－:：]*(?P<name>[^\d\s年].*)"
)
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．].*")
_EMAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:]+")
_POSTS = re.compile(r"(.+?)[人名个]")
MOST_POSTS = 99_999


class Person(NamedTuple):
    """A name with the code that stood in the same cell, "" without."""

    name: str
    code: str


def text_of(cell: TableCell | None) -> str:
    """One line without what cannot be seen; a number without the .0 that spreadsheets add."""
    if cell is None or cell.text.upper() in _ERRORS:
        return ""
    if cell.number is not None:
        return f"{cell.number.normalize():f}"
    line = " ".join(cell.text.split())
    return "".join(c for c in line if c.isprintable()).strip()


def name_of(text: str) -> Person:
    """`101001-某县水利局`, `某县　水利局`: code and name, without blanks between Hanzi."""
    name = _BETWEEN_HANZI.sub("", text)
    found = _WITH_CODE.fullmatch(name)
    if not found:
        return Person(name, "")
    return Person(found["name"].strip(), found["a"] or found["b"] or found["c"])


def code_of(text: str) -> str:
    """`１０１００１`, `101001.0`, `'101001` are all 101001."""
    code = "".join(unicodedata.normalize("NFKC", text).split()).lstrip("'")
    whole, point, rest = code.partition(".")
    return whole if point and whole.isdigit() and not rest.strip("0") else code


def posts_of(text: str) -> str | None:
    """`30`, `30人`, `３０名` as 30; "" for a blank; None for what is no number of people."""
    if not text or text in ("-", "—", "/", "无"):
        return ""
    found = _POSTS.fullmatch(text)
    number = plainly_number(found[1] if found else text)
    if number is None or number != number.to_integral_value():
        return None
    return f"{number:f}".partition(".")[0] if Decimal(0) <= number <= MOST_POSTS else None


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def is_total(texts: Iterable[str]) -> bool:
    """Whether one of the words says 合计."""
    totals = words()["rows"]["totals"]
    return any(plain_head(text) in totals for text in texts)


def is_note(text: str) -> bool:
    """`注：…`, `填表人：`, `一、行政单位`: what stands in a list and is no office."""
    head, colon, _ = unicodedata.normalize("NFKC", text).partition(":")
    said = plain_head(head).rstrip("0123456789")
    return bool(colon and said in words()["rows"]["notes"]) or bool(_SECTION.fullmatch(text))


def lost_zeros(codes: Iterable[str]) -> frozenset[str]:
    """Codes of digits one or two shorter than a level: a spreadsheet drops zeros in front."""
    digits = {code for code in codes if code.isdigit()}
    levels: list[int] = []
    for length in sorted({len(code) for code in digits}, reverse=True):
        if all(level - length >= CODE_STEP for level in levels):
            levels.append(length)
    return frozenset(code for code in digits if len(code) not in levels)
