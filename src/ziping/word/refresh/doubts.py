"""When the rows of a table are better left: hands on it, or something that must not be lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from ziping.word.refresh.found import is_tracking
from ziping.word.refresh.grids import CONTINUE, Cell, Grid, Row
from ziping.word.refresh.mates import DoubtError, Labels, Rows
from ziping.word.refresh.tree import Tree

_ANCHORS = frozenset({
    "commentRangeStart", "commentRangeEnd", "commentReference", "footnoteReference",
    "endnoteReference", "drawing", "pict", "object", "tbl",
})  # fmt: skip


def check(tree: Tree, rows: Rows, recast: Sequence[Cell], labels: Labels) -> None:
    """Doubts: hands on the table, or something in it that must not be lost."""
    if not tree.is_usual:
        raise DoubtError("文档的写法不是 Word 常用的写法")
    if not all(found.is_untouched for found in rows.old.founds):
        raise DoubtError("表里有控件内容被改写")
    if any(is_tracking(node) for node in tree.inside(rows.old.node)):
        raise DoubtError("表里有修订")
    if any(child.name not in ("tr", "tblPr", "tblGrid") for child in rows.old.node.children):
        raise DoubtError("表格的行夹着别的内容")
    if any(map(_is_unmerged, rows.old.rows, repeat(_label_columns(rows.new)))):
        raise DoubtError("合并格被手工拆开过")
    kept = {a for a, _ in rows.kept}
    for at, row in enumerate(rows.old.rows):
        if at not in kept:
            _check_stretch(tree, row.node.nth, row.node.last)
            if not all(labels.has(cell.own) or cell.merge for cell in row.cells):
                raise DoubtError("要删的行里有手工写的内容")
    for cell in recast:
        _check_stretch(tree, cell.node.nth, cell.node.last)
        if not labels.has(cell.own):
            raise DoubtError("合并格里的文字被改写")


def _check_stretch(tree: Tree, first: int, last: int) -> None:
    nodes = tree.nodes[first + 1 : last + 1]
    ids = [{one.attributes.get("id") for one in nodes if one.name == name}
           for name in ("bookmarkStart", "bookmarkEnd")]  # fmt: skip
    if any(node.name in _ANCHORS for node in nodes) or ids[0] != ids[1]:
        raise DoubtError("要改的行里有批注、脚注、图片或书签")


def _label_columns(new: Grid) -> set[int]:
    return {at for row in new.rows for at, cell in enumerate(row.cells) if cell.merge == CONTINUE}


def _is_unmerged(row: Row, columns: set[int]) -> bool:
    """An empty cell in a column of labels: somebody split what was merged."""
    return any(
        at in columns and not (cell.merge or cell.own or cell.founds)
        for at, cell in enumerate(row.cells)
        if row.founds
    )
