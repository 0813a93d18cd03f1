"""The report as edited against the report as it would be written now: what is to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ziping.model import Place
from ziping.word import controls
from ziping.word.refresh.change import Change, Kind
from ziping.word.refresh.clone import Cloner
from ziping.word.refresh.found import Found, find
from ziping.word.refresh.grids import Grid, Row, grids, pairs
from ziping.word.refresh.places import Places, text_of
from ziping.word.refresh.replace import marked, replaced
from ziping.word.refresh.rows import follow
from ziping.word.refresh.stale import stale
from ziping.word.refresh.tree import Node, Splice, Tree


class Compared(NamedTuple):
    """`controls` is how many of ours the report holds."""

    controls: int
    splices: tuple[Splice, ...]
    changes: tuple[Change, ...]


class _Report:
    """One of the two: its controls, its tables, and which control stands in which table."""

    def __init__(self, tree: Tree, path: object = "") -> None:
        self.tree = tree
        self.founds = find(tree, path)
        self.grids = grids(tree, self.founds)
        self.places = Places(tree)
        self.rows: dict[int, tuple[Grid, Row]] = {
            found.home.nth: (grid, row)
            for grid in self.grids
            for row in grid.rows
            for found in row.founds
        }

    def is_in_table(self, found: Found) -> bool:
        return any(above.name in ("tbl", "tc") for above in found.home.ancestors())

    def slot(self, found: Found) -> tuple[str, bool]:
        """A key may be printed in the text and in a form, and differ where it is blank."""
        return found.key, self.is_in_table(found)


def compare(
    tree: Tree, fresh_tree: Tree, path: object = "", known: frozenset[str] = frozenset()
) -> Compared:
    """Every control compared by its key; rows of tables first, for they take controls away.

    `known`: the labels of the pack's levels, which stand in merged cells.
    """
    old, fresh = _Report(tree, path), _Report(fresh_tree)
    cloner = Cloner(tree, fresh_tree)
    splices: list[Splice] = []
    changes: list[Change] = []
    dropped: set[int] = set()
    brought: set[tuple[str, bool]] = set()
    for grid, mate in pairs(old.grids, fresh.grids):
        followed = follow(tree, grid, mate, cloner, old.places, known)
        splices += followed.splices
        changes += followed.changes
        dropped |= {found.home.nth for found in followed.dropped}
        brought |= {(key, True) for key in followed.brought}
    wanted = _Wanted(old, fresh)
    lost: list[Found] = []
    for found in old.founds:
        if found.home.nth in dropped:
            continue
        new = wanted.text(found)
        if new is None:
            lost.append(found)
            continue
        more, change = _renewed(found, new, old.places.of(found.home))
        splices += more
        changes += [change] if change else []
    changes += _gone(old, lost)
    changes += _missing(old, fresh, brought)
    changes += _sentences(old, fresh)
    current = frozenset(found.text.strip() for found in fresh.founds)
    changes += list(stale(tree, old.founds, changes, current, old.places))
    return Compared(len(old.founds), tuple(splices), tuple(changes))


class _Wanted:
    """What a control should say: the texts of its key in the fresh report."""

    def __init__(self, old: _Report, fresh: _Report) -> None:
        self._old = old
        self._by_slot: dict[tuple[str, bool], list[str]] = {}
        self._by_key: dict[str, list[str]] = {}
        for found in fresh.founds:
            self._by_slot.setdefault(fresh.slot(found), []).append(found.text)
            self._by_key.setdefault(found.key, []).append(found.text)
        self._seen: dict[tuple[str, bool], int] = {}

    def text(self, found: Found) -> str | None:
        """None where the workbook has no such item any more."""
        slot = self._old.slot(found)
        texts = self._by_slot.get(slot) or self._by_key.get(found.key)
        if texts is None:
            return None
        at = self._seen.get(slot, 0)
        self._seen[slot] = at + 1
        same = next((text for text in texts if controls.mark(text) in found.marks), None)
        if same is not None and len(set(texts)) > 1:
            return same
        return texts[min(at, len(texts) - 1)]


def _renewed(found: Found, new: str, place: Place) -> tuple[list[Splice], Change | None]:
    agrees = controls.mark(found.text) == controls.mark(new)
    if found.is_untouched:
        if agrees:
            return [], None
        change = Change(Kind.REPLACED, found.key, place, found.text.strip(), new.strip())
        return list(replaced(found, new)), change
    kind = Kind.SAME if agrees else Kind.TYPED_OVER
    remark = "" if found.is_plain else "控件里有修订或别的内容"
    change = Change(kind, found.key, place, found.text.strip(), new.strip(), remark)
    return (list(marked(found, new)) if agrees and found.is_plain else []), change


def _gone(old: _Report, lost: Sequence[Found]) -> Iterator[Change]:
    """A row or a whole table of which nothing is left is told once."""
    gone = {found.home.nth for found in lost}
    told: set[int] = set()
    for found in lost:
        text, place, around = found.text.strip(), old.places.of(found.home), found.home
        if found.home.nth in old.rows:
            grid, row = old.rows[found.home.nth]
            if _all(grid.founds, gone):
                text, place, around = "整张表", Place(old.places.table(grid.node), ""), grid.node
            elif _all(row.founds, gone):
                table = old.places.table(grid.node)
                text, place, around = row.text, Place(table, old.places.row(row.node)), row.node
        if around.nth not in told:
            told.add(around.nth)
            yield Change(Kind.GONE, found.key, place, text)


def _missing(old: _Report, fresh: _Report, brought: set[tuple[str, bool]]) -> Iterator[Change]:
    """The same for what the report lacks; a place is where the fresh report has it."""
    there = {old.slot(found) for found in old.founds} | brought
    lacks = [found for found in fresh.founds if fresh.slot(found) not in there]
    missing = {found.home.nth for found in lacks}
    told: set[int] = set()
    for found in lacks:
        text, around = found.text.strip(), found.home
        if found.home.nth in fresh.rows:
            grid, row = fresh.rows[found.home.nth]
            if _all(grid.founds, missing):
                text, around = "整张表", grid.node
            elif _all(row.founds, missing):
                text, around = row.text, row.node
        if around.nth not in told:
            told.add(around.nth)
            yield Change(Kind.MISSING, found.key, fresh.places.of(found.home), "", text)


def _all(founds: Iterable[Found], nths: set[int]) -> bool:
    return all(found.home.nth in nths for found in founds)


def _sentences(old: _Report, fresh: _Report) -> Iterator[Change]:
    """A generated sentence that would be made of other figures now: a person must reword it."""
    now = dict(_generated(fresh))
    for section, paragraph in _generated(old):
        other = now.get(section)
        if other is None or _keys(old, paragraph) == _keys(fresh, other):
            continue
        place = old.places.of(next(iter(paragraph.children), paragraph))
        texts = text_of(old.tree, paragraph), text_of(fresh.tree, other)
        yield Change(Kind.SENTENCE, f"sentences.{section}", place, *texts)


def _generated(report: _Report) -> Iterator[tuple[str, Node]]:
    """Sections and their generated paragraphs; a mark may have moved into the first control."""
    for node in report.tree.nodes:
        if node.name == "bookmarkStart":
            section = controls.sentence_of(node.attributes.get("name", ""))
            paragraph = next((up for up in node.ancestors() if up.name == "p"), None)
            if section is not None and paragraph is not None:
                yield section, paragraph


def _keys(report: _Report, paragraph: Node) -> set[str]:
    return {
        found.key for found in report.founds if paragraph.nth < found.home.nth <= paragraph.last
    }
