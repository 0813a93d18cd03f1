"""What a number means once the titles have completed its labels, and in the workbook's year."""

from __future__ import annotations

from typing import NamedTuple

from ziping.tasks.fill import meaning as meant_of
from ziping.tasks.fill.meaning import Meant, Side
from ziping.tasks.fill.taken import NO_MEASURE, OTHER_YEAR
from ziping.tasks.fill.words import WHOLE, Words


class Context(NamedTuple):
    """What a block's titles say of all its figures."""

    number: tuple[int, int]
    item: str
    measure: str
    scope: str
    section: str
    money: int


class Completing:
    """The labels' meaning made whole for one year."""

    def __init__(self, words: Words, year: int) -> None:
        self.words, self.year = words, year

    def completed(
        self, meant: Meant, row: Side, head: Side, context: Context, has_label: bool
    ) -> Meant:
        """What the labels leave open is said by the titles."""
        section = meant.section or context.section
        item, rank = meant.item, meant.rank
        is_whole = row.is_sum or row.measure or row.section or (head.measure and not has_label)
        if not item and is_whole:
            item = {"income": "income_total", "expenditure": WHOLE}.get(meant.section, "")
            item = item or context.item or WHOLE
            rank += 1
        spending = self.words.given.get(item, {}).get("as_spending", "")
        if spending and section == "expenditure":
            item = spending
        return meant._replace(item=item, rank=rank, measure=meant.measure or context.measure)

    def problem(self, meant: Meant) -> str:
        if not meant.item:
            return meant_of.IGNORED
        if self.words.is_persons(meant.item):
            return "" if self._year_of(meant) == self.year else OTHER_YEAR
        if not meant.measure:
            return NO_MEASURE
        return "" if self.in_year(meant) else OTHER_YEAR

    def _year_of(self, meant: Meant) -> int:
        return meant.year or self.year + (meant.offset or 0)

    def in_year(self, meant: Meant) -> str:
        """The measure as the workbook's year sees it: last year's final accounts are its own."""
        year = self._year_of(meant)
        if year == self.year:
            return meant.measure or "persons"
        is_last = year == self.year - 1 and meant.measure == "final"
        return "last_year" if is_last else ""
