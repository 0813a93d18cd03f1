"""The rows of a table follow the workbook's, where nobody has put hands on the table.

New rows are made of a neighbour's bytes, with new texts; merged labels are begun anew where their
first row went. Whatever is in doubt is left as it stands, and the reason told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from ziping.model import Place
from ziping.word.refresh.change import Change, Kind, common
from ziping.word.refresh.clone import Cloner
from ziping.word.refresh.found import Found, is_tracking
from ziping.word.refresh.grids import CONTINUE, Cell, Grid, Row
from ziping.word.refresh.places import Places
from ziping.word.refresh.tree import Splice, Tree

_ANCHORS = frozenset({
    "commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference",
    "endnoteReference", "drawing", "pict", "object", "tbl",
})  # fmt: skip


class Followed(NamedTuple):
    """Splices of the rows; the controls that they take away, and the keys that they bring."""

    splices: tuple[Splice, ...] = ()
    changes: tuple[Change, ...] = ()
    dropped: tuple[Found, ...] = ()
    brought: frozenset[str] = frozenset()


class _DoubtError(Exception):
    """Why the rows are left."""


class _Rows(NamedTuple):
    """Old rows by the number of the new row that each is; -1: it is none any more."""

    old: Grid
    new: Grid
    meant: tuple[int, ...]
    kept: tuple[tuple[int, int], ...]  # pairs that stay where they are


class Labels:
    """Which texts of merged cells ziping wrote: nobody's words are lost with them."""

    def __init__(self, new: Grid, known: frozenset[str]) -> None:
        self._known = known
        self._usual = {cell.own for row in new.rows for cell in row.cells} | {""}

    def has(self, text: str) -> bool:
        """A text of the fresh table, or a label of the pack."""
        return text in self._usual or self.are(text)

    def are(self, text: str) -> bool:
        """A label of the pack, marks behind it or none: 产出指标（50分）."""
        return name_of(text) in self._known and (text.endswith("分）") or "（" not in text)


def name_of(label: str) -> str:
    """The label without its marks."""
    return label.partition("（")[0]


def follow(
    tree: Tree, old: Grid, new: Grid, cloner: Cloner, places: Places, known: frozenset[str]
) -> Followed:
    """Rows taken out and put in; nothing where they are the same or where there is doubt."""
    labels = Labels(new, known)
    meant = _meant(old, new)
    if _is_same(old, new, meant, labels):
        return Followed()
    try:
        rows = _matched(old, new, meant)
        recast = [
            (row, at, mate) for row, mate in _mates(rows) for at in _recast(row, mate, labels)
        ]
        _check(tree, rows, [row.cells[at] for row, at, _ in recast], labels)
        return _Follower(rows, cloner, places).follow(recast)
    except _DoubtError as doubt:
        place = Place(places.table(old.node), "")
        counts = f"{len(old.rows)}行", f"{len(new.rows)}行"
        key = common(new.keys)
        return Followed(changes=(Change(Kind.ROWS_LEFT, key, place, *counts, str(doubt)),))


def _meant(old: Grid, new: Grid) -> list[int]:
    """For each old row the new one that has most of its keys; -1 for none."""
    owner = {key: at for at, row in enumerate(new.rows) for key in row.keys}
    votes = [Counter(owner[key] for key in row.keys if key in owner) for row in old.rows]
    return [vote.most_common(1)[0][0] if vote else -1 for vote in votes]


def _is_same(old: Grid, new: Grid, meant: list[int], labels: Labels) -> bool:
    """The same items in the same order under the same labels: how they look is her matter."""
    if [at for at, row in zip(meant, old.rows, strict=True) if row.founds] != [
        at for at, row in enumerate(new.rows) if row.founds
    ]:
        return False
    shown, wanted = _labelled(old, labels), _labelled(new, labels)
    for at, mate in enumerate(meant):
        both = shown[at].keys() & wanted[mate].keys() if mate >= 0 else ()
        if any(shown[at][column] != wanted[mate][column] for column in both):
            return False
    return True


def _labelled(grid: Grid, labels: Labels) -> list[dict[int, str]]:
    """The labels of the pack that each row stands under, by their column."""
    rows: list[dict[int, str]] = []
    for row in grid.rows:
        above = rows[-1] if rows else {}
        texts = {
            at: above.get(at, "") if cell.merge == CONTINUE else cell.own
            for at, cell in enumerate(row.cells)
            if not cell.founds
        }
        rows.append({at: name_of(text) for at, text in texts.items() if labels.are(text)})
    return rows


def _matched(old: Grid, new: Grid, meant: list[int]) -> _Rows:
    """Heads and other rows without controls are matched in their order."""
    plain = [at for at, row in enumerate(new.rows) if not row.founds]
    bare = [at for at, row in enumerate(old.rows) if not row.founds]
    known = [at for at in meant if at >= 0]
    if len(plain) != len(bare) or len(known) != len(set(known)):
        raise _DoubtError("表格的行被手工增删过")
    meant = list(meant)
    for at, mate in zip(bare, plain, strict=True):
        meant[at] = mate
    matcher = SequenceMatcher(None, meant, range(len(new.rows)), autojunk=False)
    kept = [
        (block.a + step, block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]
    return _Rows(old, new, tuple(meant), tuple(kept))


def _mates(rows: _Rows) -> list[tuple[Row, Row]]:
    return [(rows.old.rows[a], rows.new.rows[b]) for a, b in rows.kept]


def _recast(row: Row, mate: Row, labels: Labels) -> list[int]:
    """The cells whose merging is another now, or the label at the top of merged ones."""
    if len(row.cells) != len(mate.cells):
        raise _DoubtError("表格的列被手工增删或合并过")
    return [
        at
        for at, (cell, new) in enumerate(zip(row.cells, mate.cells, strict=True))
        if cell.merge != new.merge or _is_relabelled(cell, new, labels)
    ]


def _is_relabelled(cell: Cell, new: Cell, labels: Labels) -> bool:
    if cell.founds or new.founds or name_of(cell.own) == name_of(new.own):
        return False
    return labels.are(cell.own) and labels.are(new.own)


def _check(tree: Tree, rows: _Rows, recast: list[Cell], labels: Labels) -> None:
    """Doubts: hands on the table, or something in it that must not be lost."""
    if not tree.is_usual:
        raise _DoubtError("文档的写法不是 Word 常用的写法")
    if not all(found.is_untouched for found in rows.old.founds):
        raise _DoubtError("表里有控件内容被改写")
    if any(is_tracking(node) for node in tree.inside(rows.old.node)):
        raise _DoubtError("表里有修订")
    if any(child.name not in ("tr", "tblPr", "tblGrid") for child in rows.old.node.children):
        raise _DoubtError("表格的行夹着别的内容")
    kept = {a for a, _ in rows.kept}
    for at, row in enumerate(rows.old.rows):
        if at not in kept:
            _check_stretch(tree, row.node.nth, row.node.last)
            if not all(labels.has(cell.own) or cell.merge for cell in row.cells):
                raise _DoubtError("要删的行里有手工写的内容")
    for cell in recast:
        _check_stretch(tree, cell.node.nth, cell.node.last)
        if not labels.has(cell.own):
            raise _DoubtError("合并格里的文字被改写")


def _check_stretch(tree: Tree, first: int, last: int) -> None:
    nodes = tree.nodes[first + 1 : last + 1]
    ids = [{one.attributes.get("id") for one in nodes if one.name == name}
           for name in ("bookmarkStart", "bookmarkEnd")]  # fmt: skip
    if any(node.name in _ANCHORS for node in nodes) or ids[0] != ids[1]:
        raise _DoubtError("要改的行里有批注、脚注、图片或书签")


class _Follower:
    """Gathers what following means for one table."""

    def __init__(self, rows: _Rows, cloner: Cloner, places: Places) -> None:
        self._rows = rows
        self._cloner = cloner
        self._places = places
        self._splices: list[Splice] = []
        self._changes: list[Change] = []
        self._dropped: list[Found] = []
        self._brought: set[str] = set()

    def follow(self, recast: list[tuple[Row, int, Row]]) -> Followed:
        self._take_out()
        self._put_in()
        for row, at, mate in recast:
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
    raise _DoubtError("表里没有可以照着加行的一行")


def _joined(splices: list[Splice]) -> tuple[Splice, ...]:
    """Insertions at one place become one, in their order."""
    joined: dict[tuple[int, int], bytes] = {}
    for start, end, content in splices:
        joined[start, end] = joined.get((start, end), b"") + content
    return tuple((start, end, content) for (start, end), content in joined.items())
