"""Which row of an old table is which of the new one, and whether any has to follow."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

from ziping.word.refresh.grids import CONTINUE, Cell, Grid, Row

_QUOTED = 40  # characters of a row that are told


class DoubtError(Exception):
    """Why the rows are left; the text is for the user."""


class Rows(NamedTuple):
    """Old rows by the number of the new row that each is; -1: it is none any more."""

    old: Grid
    new: Grid
    meant: tuple[int, ...]
    kept: tuple[tuple[int, int], ...]  # pairs that stay where they are


class Labels:
    """Which texts of merged cells ziping wrote: nobody's words are lost with them."""

    def __init__(self, new: Grid, known: frozenset[str]) -> None:
        self._known = known
        self._usual = {squeezed(cell.own) for row in new.rows for cell in row.cells} | {""}

    def has(self, text: str) -> bool:
        """A text of the fresh table, or a label of the pack."""
        return squeezed(text) in self._usual or self.are(text)

    def are(self, text: str) -> bool:
        """A label of the pack, marks behind it or none: 产出指标（50分）."""
        return name_of(text) in self._known and (text.endswith("分）") or "（" not in text)


def squeezed(text: str) -> str:
    """Without white space: where a label breaks is no matter."""
    return "".join(text.split())


def name_of(label: str) -> str:
    """The label without its marks."""
    return label.partition("（")[0]


def meant_by(old: Grid, new: Grid) -> list[int]:
    """For each old row the new one that has most of its keys; -1 for none."""
    owner = {key: at for at, row in enumerate(new.rows) for key in row.keys}
    votes = [Counter(owner[key] for key in row.keys if key in owner) for row in old.rows]
    return [vote.most_common(1)[0][0] if vote else -1 for vote in votes]


def is_same(old: Grid, new: Grid, meant: list[int], labels: Labels) -> bool:
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


def difference(old: Grid, new: Grid, meant: list[int]) -> str:
    """Why tables of as many rows are not the same, for the user."""
    extra = [row.text for row, at in zip(old.rows, meant, strict=True) if row.founds and at < 0]
    there = set(meant)
    lacks = [row.text for at, row in enumerate(new.rows) if row.founds and at not in there]
    told = [
        f"{word}“{texts[0][:_QUOTED]}”{f'等{len(texts)}行' if len(texts) > 1 else ''}"
        for word, texts in (("报告里多", extra), ("报告里少", lacks))
        if texts
    ]
    known = [at for at in meant if at >= 0]
    if not told and known != sorted(known):
        told = ["行的顺序不同"]
    return "，".join(told) or "行所归的指标类别不同"


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


def matched(old: Grid, new: Grid, meant: list[int]) -> Rows:
    """Heads and other rows without controls are matched in their order."""
    plain = [at for at, row in enumerate(new.rows) if not row.founds]
    bare = [at for at, row in enumerate(old.rows) if not row.founds]
    known = [at for at in meant if at >= 0]
    if len(plain) != len(bare) or len(known) != len(set(known)):
        raise DoubtError("表格的行被手工增删过")
    meant = list(meant)
    for at, mate in zip(bare, plain, strict=True):
        meant[at] = mate
    matcher = SequenceMatcher(None, meant, range(len(new.rows)), autojunk=False)
    kept = [
        (block.a + step, block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]
    return Rows(old, new, tuple(meant), tuple(kept))


Recast = tuple[Row, int, Row]  # an old row, the number of the cell in it, the new row


def recast(rows: Rows, labels: Labels) -> list[Recast]:
    """The cells of rows that stay whose merging is another now, or the label they stand under."""
    found: list[Recast] = []
    for a, b in rows.kept:
        row, mate = rows.old.rows[a], rows.new.rows[b]
        if len(row.cells) != len(mate.cells):
            raise DoubtError("表格的列被手工增删或合并过")
        for at, (cell, new) in enumerate(zip(row.cells, mate.cells, strict=True)):
            if cell.merge != new.merge or _is_relabelled(cell, new, labels):
                found.append((row, at, mate))
    return found


def _is_relabelled(cell: Cell, new: Cell, labels: Labels) -> bool:
    if cell.founds or new.founds or name_of(cell.own) == name_of(new.own):
        return False
    return labels.are(cell.own) and labels.are(new.own)
