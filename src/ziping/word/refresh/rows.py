"""The rows of a table follow the workbook's, where nobody has put hands on the table.

New rows are made of a neighbour's bytes, with new texts; merged labels are begun anew where their
first row went. Whatever is in doubt is left as it stands, and the reason told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ziping.model import Place
from ziping.word.refresh.change import Change, Kind, common, form_of
from ziping.word.refresh.clone import Cloner
from ziping.word.refresh.doubts import check
from ziping.word.refresh.found import Found
from ziping.word.refresh.grids import Cell, Grid, Row
from ziping.word.refresh.mates import (
    DoubtError,
    Labels,
    Recast,
    Rows,
    difference,
    is_same,
    matched,
    meant_by,
    recast,
)
from ziping.word.refresh.places import Places
from ziping.word.refresh.tree import Splice, Tree


class Followed(NamedTuple):
    """Splices of the rows; the controls that they take away, and the keys that they bring."""

    splices: tuple[Splice, ...] = ()
    changes: tuple[Change, ...] = ()
    dropped: tuple[Found, ...] = ()
    brought: frozenset[str] = frozenset()


def follow(
    tree: Tree, old: Grid, new: Grid, cloner: Cloner, places: Places, known: frozenset[str]
) -> Followed:
    """Rows taken out and put in; nothing where they are the same or where there is doubt."""
    labels = Labels(new, known)
    meant = meant_by(old, new)
    if is_same(old, new, meant, labels):
        return Followed()
    try:
        rows = matched(old, new, meant)
        cells = recast(rows, labels)
        check(tree, rows, [row.cells[at] for row, at, _ in cells], labels)
        return _Follower(rows, cloner, places).follow(cells)
    except DoubtError as doubt:
        place = Place(f"{places.table(old.node)}（{form_of(new.keys)}）", "")
        counts, remark = (f"{len(old.rows)}行", f"{len(new.rows)}行"), str(doubt)
        if len(old.rows) == len(new.rows):
            counts, remark = ("", ""), f"{difference(old, new, meant)}；{doubt}"
        key = common(new.keys)
        return Followed(changes=(Change(Kind.ROWS_LEFT, key, place, *counts, remark),))


class _Follower:
    """Gathers what following means for one table."""

    def __init__(self, rows: Rows, cloner: Cloner, places: Places) -> None:
        self._rows = rows
        self._cloner = cloner
        self._places = places
        self._splices: list[Splice] = []
        self._changes: list[Change] = []
        self._dropped: list[Found] = []
        self._brought: set[str] = set()

    def follow(self, cells: list[Recast]) -> Followed:
        self._take_out()
        self._put_in()
        for row, at, mate in cells:
            self._recast(row, row.cells[at], mate.cells[at])
        return Followed(
            _joined(self._splices),
            tuple(self._changes),
            tuple(self._dropped),
            frozenset(self._brought),
        )

    def _take_out(self) -> None:
        kept = {a for a, _ in self._rows.kept}
        for at, row in enumerate(self._rows.old.rows):
            if at in kept:
                continue
            self._splices.append((row.node.start, row.node.end, b""))
            self._dropped += row.founds
            moves = self._rows.meant[at] >= 0
            kind = Kind.ROW_MOVED if moves else Kind.ROW_REMOVED
            new = f"第{self._rows.meant[at] + 1}行" if moves else ""
            self._tell(kind, row, self._places.row(row.node), row.text, new)

    def _put_in(self) -> None:
        stays = {b: a for a, b in self._rows.kept}
        was = {meant: at for at, meant in enumerate(self._rows.meant)}
        old = self._rows.old.rows
        spot = old[0].node.start
        for at, row in enumerate(self._rows.new.rows):
            if at in stays:
                spot = old[stays[at]].node.end
                continue
            own = old[was[at]] if at in was else None
            pattern = own or _nearest(row, [old[stays[near]] for near in _by_distance(stays, at)])
            self._splices.append((spot, spot, self._cloner.row(pattern, row)))
            self._brought |= row.keys
            if own is not None:
                self._tell_values(own, row)
            else:
                self._tell(Kind.ROW_ADDED, row, f"第{at + 1}行", "", row.text)

    def _tell_values(self, old: Row, new: Row) -> None:
        """A row that moves may say something else as well."""
        texts = {found.key: found.text.strip() for found in new.founds}
        for found in old.founds:
            text = texts.get(found.key, found.text.strip())
            if text != found.text.strip():
                place = self._places.of(found.home)
                change = Change(Kind.REPLACED, found.key, place, found.text.strip(), text)
                self._changes.append(change)

    def _recast(self, row: Row, cell: Cell, new: Cell) -> None:
        self._splices.append((cell.node.start, cell.node.end, self._cloner.cell(cell, new)))
        self._dropped += cell.founds
        self._brought |= set(new.keys)
        if cell.merge == new.merge:
            self._tell(Kind.REPLACED, row, self._places.row(row.node), cell.own, new.own)

    def _tell(self, kind: Kind, row: Row, number: str, old: str, new: str) -> None:
        place = Place(self._places.table(self._rows.old.node), number)
        self._changes.append(Change(kind, common(row.keys), place, old, new))


def _by_distance(rows: Iterable[int], at: int) -> list[int]:
    return sorted(rows, key=lambda other: abs(other - at))


def _nearest(row: Row, candidates: Iterable[Row]) -> Row:
    """The row whose look a new one takes: the nearest of as many cells."""
    for candidate in candidates:
        if candidate.founds and len(candidate.cells) == len(row.cells):
            return candidate
    raise DoubtError("表里没有可以照着加行的一行")


def _joined(splices: list[Splice]) -> tuple[Splice, ...]:
    """Insertions at one place become one, in their order."""
    joined: dict[tuple[int, int], bytes] = {}
    for start, end, content in splices:
        joined[start, end] = joined.get((start, end), b"") + content
    return tuple((start, end, content) for (start, end), content in joined.items())
