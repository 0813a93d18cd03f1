"""Years and names of a roll forward: what fits together, and what the officer's word is needed for.

A unit is never taken for another by itself: one that was renamed is linked by `--renamed-from`.
"""

from __future__ import annotations

from typing import NamedTuple

from ziping.errors import ZipingError
from ziping.model import FIRST_YEAR, LAST_YEAR, SelfAssessment


class Names(NamedTuple):
    """The old name and the new one; equal where the unit was not renamed."""

    old: str
    new: str

    @property
    def is_renamed(self) -> bool:
        return bool(self.old) and self.old != self.new

    def is_old(self, text: str) -> bool:
        """Whether a text is the old name and nothing else."""
        return self.is_renamed and " ".join(text.split()) == self.old

    def says_old(self, text: str) -> bool:
        """Whether the old name stands in a text, other than inside the new one."""
        return self.is_renamed and any(self.old in part for part in text.split(self.new))


def year_gap(old: SelfAssessment, year: int) -> int:
    """By how many years the new file is later; 1 where the old one does not say its year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ZipingError(f"年度“{year}”不像年份", "请给出四位年份，如 --year 2025")
    before = old.budget_year
    if before and year <= before:
        raise ZipingError(
            f"这份文件是 {before} 年度的，不能结转到 {year} 年度",
            f"新的年度要晚于 {before}，如 --year {before + 1}",
        )
    return year - before if before else 1


def names_of(old: SelfAssessment, unit: str, renamed_from: str) -> Names:
    """What the unit was called and is called now; anything that doesn't fit is refused."""
    cell = old.unit.name
    before = " ".join((cell.value or "").split()) if not cell.problem else ""
    if renamed_from and not unit:
        raise ZipingError(
            "写了原来的名称（--renamed-from），没有写现在的名称", "请用 --unit 写明单位现在的全称"
        )
    if renamed_from and before and renamed_from != before:
        raise ZipingError(
            f"文件里的单位名称是“{before}”，--renamed-from 写的是“{renamed_from}”",
            f"请核对是不是这个单位的文件；是的话写 --renamed-from {before}",
        )
    if unit and before and unit != before and not renamed_from:
        raise ZipingError(
            f"文件里的单位名称是“{before}”，--unit 写的是“{unit}”，不能断定是同一个单位",
            f"确是改名的，请加上 --renamed-from {before}；不改名的，去掉 --unit",
        )
    return Names(before or renamed_from, unit or before)
