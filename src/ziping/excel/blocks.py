"""Edits of single cells gathered into few rectangles: each is one call to the host.

A gap between two edits is filled with what stands there, but only where that loses nothing: an
unlocked cell whose content is known and bears no look within.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise, product
from typing import NamedTuple

from ziping.excel.content import Content

Position = tuple[int, int]
Filler = Callable[[int, int], Content | None]  # what may be written again, None where nothing may
WASTE = 6  # a rectangle holds at most so many cells for each that changes
SMALL = 400  # and up to here any number of them


class Area(NamedTuple):
    """Rows and columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        return range(self.left, self.right + 1)

    def positions(self) -> Iterable[Position]:
        return product(self.rows, self.columns)

    def around(self, other: Area) -> Area:
        """The smallest area that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


class Block(NamedTuple):
    """A rectangle of one sheet and all its contents, row by row."""

    area: Area
    rows: list[list[Content]]


def blocks(wanted: Mapping[Position, Content], filler: Filler) -> list[Block]:
    """As few rectangles as can be had by joining neighbours, from the top down."""
    areas = _joined(_columns(wanted, filler), wanted, filler)
    return [Block(area, _rows(area, wanted, filler)) for area in sorted(areas)]


def _columns(wanted: Mapping[Position, Content], filler: Filler) -> list[Area]:
    """Each column's runs, over gaps that may be filled."""
    by_col: dict[int, list[int]] = {}
    for row, col in sorted(wanted):
        by_col.setdefault(col, []).append(row)
    areas = []
    for col, rows in by_col.items():
        top = rows[0]
        for row, following in pairwise(rows):
            gap = range(row + 1, following)
            if len(gap) > SMALL or any(filler(between, col) is None for between in gap):
                areas.append(Area(top, col, row, col))
                top = following
        areas.append(Area(top, col, rows[-1], col))
    return areas


def _joined(areas: list[Area], wanted: Mapping[Position, Content], filler: Filler) -> list[Area]:
    """Neighbours joined while their common rectangle may be written whole."""
    left = sorted(areas, key=lambda area: (area.left, area.top))
    done: list[Area] = []
    while left:
        area = left.pop(0)
        mate = next((other for other in left if _may_join(area, other, wanted, filler)), None)
        if mate is None:
            done.append(area)
        else:
            left.remove(mate)
            left.insert(0, area.around(mate))
    return done


def _may_join(one: Area, other: Area, wanted: Mapping[Position, Content], filler: Filler) -> bool:
    both = one.around(other)
    if both.size > max(SMALL, WASTE * (one.size + other.size)):
        return False
    return all(at in wanted or filler(*at) is not None for at in both.positions())


def _rows(area: Area, wanted: Mapping[Position, Content], filler: Filler) -> list[list[Content]]:
    def content(row: int, col: int) -> Content:
        found = wanted.get((row, col))
        if found is None:
            found = filler(row, col)
        assert found is not None  # nothing else was joined
        return found

    return [[content(row, col) for col in area.columns] for row in area.rows]
