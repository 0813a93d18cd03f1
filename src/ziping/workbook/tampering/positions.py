"""Where the template's rows and columns stand in the returned sheet, told from its names.

Rows and columns that were put in or taken out move many names alike; a name that goes a way of
its own was moved alone, or leads elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ziping.workbook.formula import Rect

Pairs = Iterable[tuple[int, int]]


class Shifts(NamedTuple):
    """Rows and columns of the template → those of the sheet, as far as names tell."""

    rows: Mapping[int, int]
    cols: Mapping[int, int]
    stray: tuple[str, ...] = ()

    @property
    def is_still(self) -> bool:
        """Whether nothing moved at all."""
        return all(a == b for a, b in (*self.rows.items(), *self.cols.items()))

    def place(self, row: int, col: int) -> tuple[int, int]:
        """Where a cell of the template should stand now."""
        return _nearest(self.rows, row), _nearest(self.cols, col)

    def rect(self, rect: Rect, sheet: str) -> Rect:
        row, col = self.place(rect.row, rect.col)
        return Rect(sheet, row, col, _nearest(self.rows, rect.last))


STILL = Shifts({}, {})


def shifts_of(template: Mapping[str, Rect], found: Mapping[str, Rect], sheet: str) -> Shifts:
    """The way that most names went; `stray` are those that did not go along."""
    here = {name: rect for name, rect in found.items() if rect.sheet == sheet}
    if all(rect[1:] == template[name][1:] for name, rect in here.items()):
        return STILL._replace(stray=tuple(name for name in found if name not in here))
    pairs = [(template[name], rect) for name, rect in here.items()]
    ends = [(old.last, new.last) for old, new in pairs]
    rows = _agreed([(old.row, new.row) for old, new in pairs] + ends)
    cols = _agreed((old.col, new.col) for old, new in pairs)
    shifts = Shifts(rows, cols)
    stray = (name for name, rect in found.items() if shifts.rect(template[name], sheet) != rect)
    return shifts._replace(stray=tuple(stray))


def _agreed(pairs: Pairs) -> dict[int, int]:
    """Old line → new line by majority; what would break the order is left out."""
    votes: dict[int, Counter[int]] = {}
    for old, new in pairs:
        votes.setdefault(old, Counter())[new] += 1
    ways = [(old, found.most_common(1)[0][0]) for old, found in sorted(votes.items())]
    kept = _longest_rise([new for _, new in ways])
    return {old: new for at, (old, new) in enumerate(ways) if at in kept}


def _longest_rise(numbers: list[int]) -> set[int]:
    """Which of the numbers make up the longest rising series."""
    tails: list[int] = []  # the smallest end of a series of each length
    ends: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        tails[length:] = [number, *tails[length + 1 :]]
        ends[length:] = [at, *ends[length + 1 :]]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _nearest(ways: Mapping[int, int], line: int) -> int:
    """The line itself where it is known, else as far from the nearest known one as before."""
    known = ways.get(line)
    if known is not None:
        return known
    nearest = min(ways, key=lambda old: abs(old - line), default=None)
    return line if nearest is None else max(1, ways[nearest] + line - nearest)
