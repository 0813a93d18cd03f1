"""New rows and cells out of old bytes: the frame of an old one, the content of the fresh report."""

from __future__ import annotations

from ziping.package.tags import set_attributes
from ziping.word.refresh.grids import Cell, Row
from ziping.word.refresh.tree import Node, Splice, Tree, spliced

_BEFORE_MERGE = ("cnfStyle", "tcW", "gridSpan", "hMerge")


class Cloner:
    """Makes rows for the old report from those of the fresh one; numbers are never used twice."""

    def __init__(self, old: Tree, fresh: Tree) -> None:
        self._fresh = fresh
        self._last = {name: _highest(old, name) for name in ("bookmarkStart", "id")}

    def row(self, pattern: Row, row: Row) -> bytes:
        """A row that looks like `pattern`; what identifies a row or a paragraph is left out."""
        properties = pattern.node.child("trPr")
        cells = (self.cell(like, cell) for like, cell in zip(pattern.cells, row.cells, strict=True))
        head = b"" if properties is None else properties.bytes
        return b"<w:tr>" + head + b"".join(cells) + b"</w:tr>"

    def cell(self, like: Cell, cell: Cell) -> bytes:
        """The old cell's width, borders and paragraph style around the fresh content."""
        paragraph = like.node.child("p")
        style = paragraph.child("pPr") if paragraph else None
        head = b"<w:p>" + (b"" if style is None else style.bytes)
        fresh = [node for node in cell.node.children if node.name == "p"]
        texts = b"".join(head + self._content(node) + b"</w:p>" for node in fresh)
        return b"<w:tc>" + _properties(like.node.child("tcPr"), cell.merge) + texts + b"</w:tc>"

    def _content(self, paragraph: Node) -> bytes:
        """What stands in a fresh paragraph, with numbers that are free in the old report."""
        splices: list[Splice] = []
        numbers: dict[str, str] = {}
        style = paragraph.child("pPr")
        start = paragraph.inner if style is None else style.end
        for node in self._fresh.inside(paragraph):
            if node.name == "bookmarkStart":
                numbers[node.attributes["id"]] = self._next("bookmarkStart")
            if node.name in ("bookmarkStart", "bookmarkEnd"):
                new = set_attributes(node.tag, {"w:id": numbers[node.attributes["id"]]})
                splices.append((node.start, node.end, new))
            elif node.name == "id":
                new = set_attributes(node.tag, {"w:val": self._next("id")})
                splices.append((node.start, node.end, new))
        shifted = [(begin - start, end - start, new) for begin, end, new in splices]
        return spliced(self._fresh.xml[start : paragraph.close], shifted)

    def _next(self, name: str) -> str:
        self._last[name] += 1
        return str(self._last[name])


def _properties(old: Node | None, merge: str) -> bytes:
    """`w:tcPr` with this merging and no other; its children have an order of their own."""
    new = b'<w:vMerge w:val="%s"/>' % merge.encode() if merge else b""
    if old is None:
        return b"<w:tcPr>" + new + b"</w:tcPr>" if new else b""
    before, after = b"", b""
    for child in old.children:
        if child.name in _BEFORE_MERGE:
            before += child.bytes
        elif child.name != "vMerge":
            after += child.bytes
    return b"<w:tcPr>" + before + new + after + b"</w:tcPr>"


def _highest(tree: Tree, name: str) -> int:
    key = "val" if name == "id" else "id"
    found = (node.attributes.get(key, "") for node in tree.nodes if node.name == name)
    return max((int(text) for text in found if text.isdecimal() and len(text) < 10), default=0)
