"""Dates as reports write them: 2025年3月20日, 2025.3.20, 二〇二五年三月; and where they stand."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from ziping.checks.names import kind_of
from ziping.checks.passages import passages, pattern
from ziping.model import Place
from ziping.passage import FOOT, OPENING, SIGNATURE
from ziping.quantity.chinese_numerals import read_numeral
from ziping.scoring import ScoredAssessment

DIGITS = str.maketrans("〇○零Oo一二三四五六七八九０１２３４５６７８９", "000001234567890123456789")
WRITTEN = (
    r"(?P<y>20\d\d)\s*年\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日?)?",
    r"(?P<y>20\d\d)\s*(?P<s>[-./．])\s*(?P<m>\d{1,2})\s*(?P=s)\s*(?P<d>\d{1,2})(?!\d)",
    r"(?P<y>[二2][〇○零Oo0][〇○零Oo0一二三四五六七八九]{2})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日?)?",
)
LABELLED = (
    r"(?:填[报表制写]|编[报制]|报告|报送|制表)\s*(?:日\s*期|时\s*间)\s*[：:]?\s*(?P<rest>.{4,16})"
)
LONGEST_LINE = 34  # characters of a line that is a date, perhaps behind the office's name
SENTENCE = "，。；;,《》〔〕至—~～"
LABELS = ("报告日期", "填报日期", "报送日期", "编制日期", "填表日期", "报告时间", "填报时间")


class Day(NamedTuple):
    """A date and where it stands; month and day are 0 where they were not written."""

    year: int
    month: int
    day: int
    place: Place
    text: str

    def is_before(self, other: Day) -> bool:
        """Certainly earlier: what was not written decides nothing."""
        for mine, its in zip(self[:3], other[:3], strict=True):
            if not mine or not its or mine != its:
                return bool(mine and its and mine < its)
        return False


def date_in(text: str, place: Place) -> Day | None:
    """The first date in a text."""
    words = unicodedata.normalize("NFKC", text)
    for expression in WRITTEN:
        match = pattern(expression).search(words)
        if match is not None:
            year = int(match["y"].translate(DIGITS))
            month, day = _number(match["m"]), _number(match["d"] or "")
            if 1 <= month <= 12 and day <= 31:
                return Day(year, month, day, place, match[0].strip())
    return None


def report_dates(scored: ScoredAssessment) -> list[Day]:
    """The report's own dates: of 基本情况, of the cover, of the signature."""
    cell = scored.assessment.unit.report_date
    found = [date_in(cell.value, cell.place)] if cell.value else []
    for one in passages(scored, OPENING, SIGNATURE):
        if is_date_line(one.text):
            found.append(date_in(one.text, one.place))
    return _once(found)


def filling_dates(scored: ScoredAssessment) -> list[Day]:
    """填报日期 of 基本情况 and of the lines under the forms."""
    cell = scored.assessment.unit.filling_date
    found = [date_in(cell.value, cell.place)] if cell.value else []
    for one in passages(scored, FOOT, OPENING):
        for match in pattern(LABELLED).finditer(one.text):
            found.append(date_in(match["rest"], one.place))
    return _once(found)


def is_date_line(text: str) -> bool:
    """A line that holds one date, alone, behind its label or behind the office's name."""
    if len(text.strip()) > LONGEST_LINE or any(mark in text for mark in SENTENCE):
        return False
    words = unicodedata.normalize("NFKC", text)
    found = [match for one in WRITTEN for match in pattern(one).finditer(words)]
    if len(found) != 1:
        return False
    rest = words.replace(found[0][0], "").strip(" ():\u3000")
    return not rest or rest == "日期" or rest.endswith(LABELS) or bool(kind_of(rest))


def _once(found: list[Day | None]) -> list[Day]:
    """Each date once: a cell that was taken from a line is that line."""
    days: dict[tuple[int, int, int], Day] = {}
    for one in found:
        if one is not None:
            days.setdefault(one[:3], one)
    return list(days.values())


def _number(text: str) -> int:
    if not text or text.isdigit():
        return int(text or 0)
    numeral = read_numeral(text)
    return int(numeral.number) if numeral is not None and numeral.length == len(text) else 0
