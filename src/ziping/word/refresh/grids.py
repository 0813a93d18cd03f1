"""Tables that hold controls, as rows and cells; which old table is which new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ziping.word.refresh.found import Found, shown
from ziping.word.refresh.tree import Node, Tree

RESTART, CONTINUE = "restart", "continue"


class Cell(NamedTuple):
    """`own` is the text that no control holds."""

    node: Node
    founds: tuple[Found, ...]
    merge: str
    own: str

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(found.key for found in self.founds)


class Row(NamedTuple):
    node: Node
    cells: tuple[Cell, ...]

    @property
    def founds(self) -> tuple[Found, ...]:
        return tuple(found for cell in self.cells for found in cell.founds)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(found.key for found in self.founds)

    @property
    def text(self) -> str:
        """What a reader sees, cell by cell."""
        shown = (cell.own + "".join(found.text for found in cell.founds) for cell in self.cells)
        return "｜".join(text for text in (" ".join(one.split()) for one in shown) if text)


class Grid(NamedTuple):
    node: Node
    rows: tuple[Row, ...]

    @property
    def founds(self) -> tuple[Found, ...]:
        return tuple(found for row in self.rows for found in row.founds)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(found.key for found in self.founds)


def grids(tree: Tree, founds: Sequence[Found]) -> list[Grid]:
    """The tables that hold controls themselves; rows in which none stands are there too."""
    by_cell: dict[int, list[Found]] = {}
    tables: dict[int, Node] = {}
    for found in founds:
        cell = _above(found.home, "tc")
        table = _above(cell, "tbl") if cell else None
        if cell and table:
            by_cell.setdefault(cell.nth, []).append(found)
            tables[table.nth] = table
    return [_grid(tree, table, by_cell) for table in tables.values()]


def _grid(tree: Tree, table: Node, by_cell: dict[int, list[Found]]) -> Grid:
    rows = [_row(tree, node, by_cell) for node in table.children if node.name == "tr"]
    below = [row.cells for row in rows[1:]]
    plain = (_unmerged(row, cells) for row, cells in zip(rows, [*below, ()], strict=True))
    return Grid(table, tuple(plain))


def _unmerged(row: Row, below: tuple[Cell, ...]) -> Row:
    """A merging of one row is none: some programs write it, others don't."""
    goes_on = {at for at, cell in enumerate(below) if cell.merge == CONTINUE}
    cells = (
        cell if cell.merge != RESTART or at in goes_on else cell._replace(merge="")
        for at, cell in enumerate(row.cells)
    )
    return row._replace(cells=tuple(cells))


def _row(tree: Tree, node: Node, by_cell: dict[int, list[Found]]) -> Row:
    return Row(
        node,
        tuple(
            _cell(tree, child, tuple(by_cell.get(child.nth, ())))
            for child in node.children
            if child.name == "tc"
        ),
    )


def _cell(tree: Tree, node: Node, founds: tuple[Found, ...]) -> Cell:
    properties = node.child("tcPr")
    merge = properties.child("vMerge") if properties else None
    kind = "" if merge is None else merge.attributes.get("val", CONTINUE)
    held = {piece.nth for found in founds for piece in found.pieces}
    own = "".join(shown(one) for one in tree.inside(node) if one.nth not in held)
    return Cell(node, founds, kind, own.strip())


def pairs(old: Iterable[Grid], new: Sequence[Grid]) -> list[tuple[Grid, Grid]]:
    """Each old table with the new one that shares most of its keys, if any shares one."""
    owner = {key: at for at, grid in enumerate(new) for key in grid.keys}
    found = []
    for grid in old:
        votes = Counter(owner[key] for key in grid.keys if key in owner)
        if votes:
            found.append((grid, new[votes.most_common(1)[0][0]]))
    return found


def _above(node: Node, name: str) -> Node | None:
    return next((up for up in node.ancestors() if up.name == name), None)
