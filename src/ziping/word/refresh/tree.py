"""`document.xml` as a tree of byte offsets: what is not spliced stays as it lies.

Expat finds the elements; of each only where it stands is kept, and of a few what it says. What
stands inside run, table and section properties is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.parsers import expat

from ziping.package.markup import as_utf8, damaged
from ziping.package.tags import tag_end, tag_name
from ziping.word.reading.stream import MAX_SIGNS, WORD, too_much

MAX_NODES = 200_000  # a report of fifty pages has some ten thousand
MAX_DEPTH = 250
_SKIPPED = frozenset({"rPr", "tblPr", "tblGrid", "sectPr"})
_SPEAKING = frozenset({"tag", "bookmarkStart", "bookmarkEnd", "vMerge", "id"})

Splice = tuple[int, int, bytes]


class Node:
    """An element of Word's own namespace, or "" for another; `nth` counts in document order."""

    __slots__ = ("_close", "_xml", "attributes", "children", "last", "name", "nth", "parent",
                 "start", "text")  # fmt: skip

    def __init__(self, xml: bytes, start: int, name: str, parent: Node | None, nth: int) -> None:
        self._xml = xml
        self._close = start
        self.start = start
        self.name = name
        self.parent = parent
        self.children: list[Node] = []
        self.attributes: dict[str, str] = {}
        self.nth = self.last = nth
        self.text = ""

    @property
    def tag(self) -> bytes:
        """The start tag as it lies."""
        return self._xml[self.start : self.inner]

    @property
    def prefix(self) -> bytes:
        """`w:`, or whatever the file calls it."""
        before, colon, _ = tag_name(self.tag).partition(b":")
        return before + colon if colon else b""

    @property
    def is_closed(self) -> bool:
        """`<w:r/>`: there is nothing between start and end."""
        return self._xml.startswith(b"/>", self.inner - 2)

    @property
    def inner(self) -> int:
        return tag_end(self._xml, self.start)

    @property
    def close(self) -> int:
        return self.inner if self.is_closed else self._close

    @property
    def end(self) -> int:
        return self.inner if self.is_closed else self._xml.index(b">", self._close) + 1

    @property
    def bytes(self) -> bytes:
        return self._xml[self.start : self.end]

    def child(self, name: str) -> Node | None:
        return next((node for node in self.children if node.name == name), None)

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class Tree:
    """All nodes of one part in document order."""

    def __init__(self, xml: bytes, path: object) -> None:
        self.xml = as_utf8(xml, path)
        self.nodes: list[Node] = []
        self.is_usual = False  # `w` means Word's own transitional namespace in the whole part
        self._open: list[Node] = []
        self._skip = 0
        self._path = path
        if self.xml.count(b"<") + self.xml.count(b"=") > MAX_SIGNS:
            too_much(path, "文档内容过多")
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartNamespaceDeclHandler = self._declared
        try:
            self._parser.Parse(self.xml, True)
        except (expat.ExpatError, ValueError) as error:
            raise damaged(path, "word/document.xml") from error

    def inside(self, node: Node) -> Sequence[Node]:
        """Everything below a node."""
        return self.nodes[node.nth + 1 : node.last + 1]

    def _declared(self, prefix: str | None, uri: str | None) -> None:
        if prefix == "w":
            self.is_usual = uri == WORD[0] and (self.is_usual or not self.nodes)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skip:
            self._skip += 1
            return
        space, _, name = tag.rpartition("}")
        name = name if space in WORD else ""
        parent = self._open[-1] if self._open else None
        node = Node(self.xml, self._parser.CurrentByteIndex, name, parent, len(self.nodes))
        if len(self.nodes) >= MAX_NODES:
            too_much(self._path, "文档内容过多")
        if len(self._open) >= MAX_DEPTH:
            too_much(self._path, "文档里的表格嵌套过深")
        self.nodes.append(node)
        if parent is not None:
            parent.children.append(node)
        self._open.append(node)
        if name in _SPEAKING:
            node.attributes = {key.rpartition("}")[2]: text for key, text in attributes.items()}
        elif name in _SKIPPED:
            self._skip = 1

    def _end(self, _: str) -> None:
        if self._skip:
            self._skip -= 1
            if self._skip:
                return
        node = self._open.pop()
        node._close = self._parser.CurrentByteIndex
        node.last = len(self.nodes) - 1

    def _text(self, text: str) -> None:
        if not self._skip and self._open and self._open[-1].name == "t":
            self._open[-1].text += text


def spliced(xml: bytes, splices: Sequence[Splice]) -> bytes:
    """The bytes with stretches of them replaced; none of the stretches may overlap."""
    pieces, at = [], 0
    for start, end, content in sorted(splices, key=lambda one: one[:2]):
        if start < at:
            raise ValueError("splices overlap")
        pieces += [xml[at:start], content]
        at = end
    return b"".join([*pieces, xml[at:]])
