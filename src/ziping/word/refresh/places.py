"""Where a control stands, as a reader of the report finds it: chapter and paragraph, or cell."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from ziping.model import NOWHERE, Place
from ziping.word.reading.chapters import sections
from ziping.word.reading.document import Paragraph
from ziping.word.refresh.found import shown
from ziping.word.refresh.tree import Node, Tree

_PARTS = {"tbl": "", "tr": "tbl", "tc": "tr"}  # what is counted within what


class Places:
    """Numbers of tables, rows, cells and paragraphs, counted once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._numbers: dict[int, int] = {}
        counts: Counter[int] = Counter()
        for node in tree.nodes:
            if node.name in _PARTS:
                around = _around(node, _PARTS[node.name])
                counts[around] += 1
                self._numbers[node.nth] = counts[around]

    def of(self, node: Node) -> Place:
        """表3 第5行第2列, or 二、（一）基本支出 第2段."""
        cell = next((above for above in node.ancestors() if above.name == "tc"), None)
        if cell is not None:
            row = next((above for above in cell.ancestors() if above.name == "tr"), cell)
            return Place(self.table(row), f"{self.row(row)}第{self._numbers[cell.nth]}列")
        paragraph = next((above for above in node.ancestors() if above.name == "p"), None)
        return self._prose.get(paragraph.nth, NOWHERE) if paragraph else NOWHERE

    def table(self, node: Node) -> str:
        """The table around a row, or the table itself."""
        found = node if node.name == "tbl" else node.parent
        while found is not None and found.name != "tbl":
            found = found.parent
        return f"表{self._numbers[found.nth]}" if found else ""

    def row(self, row: Node) -> str:
        return f"第{self._numbers[row.nth]}行"

    @cached_property
    def _prose(self) -> dict[int, Place]:
        """Paragraph → its place in its chapter."""
        found = [
            Paragraph(node.nth, text_of(self._tree, node))
            for node in self._tree.nodes
            if node.name == "p" and not any(up.name in ("tc", "p") for up in node.ancestors())
        ]
        return {
            paragraph.nth: section.place(at)
            for section in sections(found)
            for at, paragraph in enumerate(section.paragraphs, 1)
        }


def text_of(tree: Tree, node: Node) -> str:
    """All text inside an element, without what changes tracked have deleted."""
    return "".join(shown(one) for one in tree.inside(node))


def _around(node: Node, name: str) -> int:
    return next((up.nth for up in node.ancestors() if up.name == name), -1)
