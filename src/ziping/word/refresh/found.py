"""The controls of a report: which key, what stands there, and where its bytes lie.

Word keeps the tag of a control, LibreOffice the bookmark around it; either will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ziping.word import controls
from ziping.word.reading.stream import too_much
from ziping.word.refresh.tree import Node, Tree

_WORDS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_AWAY = frozenset({"del", "moveFrom"})
_ABOUT_MARKS = frozenset({"rPr", "trPr", "tcPr"})  # `w:del` in these tells of a mark or a row
_OVERLAPS = 8  # times that all of a file may be inside one control or another
_BLOCKS = frozenset({"p", "tc", "tr", "body", "txbxContent"})


class Found(NamedTuple):
    """A control; `pieces` are the texts and breaks in it."""

    key: str
    marks: tuple[str, ...]  # of the text as ziping wrote it
    text: str
    pieces: tuple[Node, ...]
    home: Node  # what holds the content: `w:sdtContent`, or the start of a bookmark alone
    tag: Node | None = None
    bookmark: Node | None = None
    placeholder: Node | None = None  # Word's own “click here” stands in place of a text
    is_plain: bool = True  # no tracked change, no other control, no paragraph's end inside

    @property
    def is_untouched(self) -> bool:
        return self.is_plain and controls.mark(self.text) in self.marks


class _Box(NamedTuple):
    """A `w:sdt` with what its properties say."""

    node: Node
    content: Node
    tag: Node | None = None
    placeholder: Node | None = None

    @property
    def known(self) -> tuple[str, str] | None:
        return controls.from_tag(self.tag.attributes.get("val", "")) if self.tag else None


def find(tree: Tree, path: object = "") -> list[Found]:
    """Every control of ours that is still there, in reading order."""
    return _Finder(tree, path).find()


class _Finder:
    """Puts tags, bookmarks and what stands in them together; overlaps are bounded."""

    def __init__(self, tree: Tree, path: object) -> None:
        self._tree = tree
        self._path = path
        self._room = _OVERLAPS * len(tree.nodes)
        self._boxes = {box.node.nth: box for box in map(_box, tree.nodes) if box is not None}

    def find(self) -> list[Found]:
        found: dict[int, Found] = {}
        for begin, end in _bookmarks(self._tree):
            one = self._of_bookmark(begin, end)
            if one is not None:
                found.setdefault(one.home.nth, one)
        for box in self._boxes.values():
            known = box.known
            if known is not None and box.content.nth not in found:
                found[box.content.nth] = self._of_box(box, *known, None)
        return [one for _, one in sorted(found.items()) if not _is_away(one.home)]

    def _of_bookmark(self, begin: Node, end: Node) -> Found | None:
        """The control in or around a bookmark, or its own text where there is none."""
        key, mark = _key_and_mark(begin) or ("", "")
        inside = self._between(begin.nth + 1, end.nth)
        around = [self._boxes[node.nth] for node in begin.ancestors() if node.nth in self._boxes]
        within = [self._boxes[node.nth] for node in inside if node.nth in self._boxes]
        held = [box for box in (*around[:1], *within) if box.known or _is_inline(box.node)]
        if any(box.known and box.known[0] != key for box in held):
            return None  # the tag of a control says more than a bookmark that strayed there
        own = [box for box in held if box.known] or held
        if len(own) == 1:
            return self._of_box(own[0], key, mark, begin)
        alone = not held and _paragraph(begin) is _paragraph(end)
        return _made(key, (mark,), inside, begin, alone)._replace(bookmark=begin)

    def _of_box(self, box: _Box, key: str, mark: str, bookmark: Node | None) -> Found:
        marks = {mark, box.known[1]} if box.known else {mark}
        inside = self._between(box.content.nth + 1, box.content.last + 1)
        one = _made(key, tuple(marks), inside, box.content, True)
        return one._replace(
            text="" if box.placeholder else one.text,
            tag=box.tag if box.known else None,
            bookmark=bookmark,
            placeholder=box.placeholder,
        )

    def _between(self, first: int, end: int) -> Sequence[Node]:
        self._room -= end - first
        if self._room < 0:
            too_much(self._path, "文档里的书签或控件重叠过多")
        return self._tree.nodes[first:end]


def _box(node: Node) -> _Box | None:
    if node.name != "sdt" or (content := node.child("sdtContent")) is None:
        return None
    properties = node.child("sdtPr")
    if properties is None:
        return _Box(node, content)
    return _Box(node, content, properties.child("tag"), properties.child("showingPlcHdr"))


def _bookmarks(tree: Tree) -> Iterator[tuple[Node, Node]]:
    """Start and end of every bookmark of ours."""
    begun: dict[str, Node] = {}
    for node in tree.nodes:
        if node.name == "bookmarkStart" and _key_and_mark(node) is not None:
            begun[node.attributes.get("id", "")] = node
        elif node.name == "bookmarkEnd":
            begin = begun.pop(node.attributes.get("id", ""), None)
            if begin is not None:
                yield begin, node


def _key_and_mark(bookmark: Node) -> tuple[str, str] | None:
    return controls.from_bookmark(bookmark.attributes.get("name", ""))


def _made(
    key: str, marks: tuple[str, ...], inside: Sequence[Node], home: Node, plain: bool
) -> Found:
    pieces = tuple(node for node in inside if node.name == "t" or node.name in _WORDS)
    tracked = any(is_tracking(node) or node.name == "sdt" for node in inside)
    alone = sum(node.name == "p" for node in inside) < 2
    text = "".join(map(shown, pieces))
    return Found(key, marks, text, pieces, home, is_plain=plain and alone and not tracked)


def shown(node: Node) -> str:
    """What a reader sees of a text, a break or a tab; "" for all else."""
    return node.text or _WORDS.get(node.name, "")


def is_tracking(node: Node) -> bool:
    around = node.parent.name if node.parent else ""
    return node.name in _TRACKED and around not in _ABOUT_MARKS


def _is_away(node: Node) -> bool:
    """In a stretch or a table row that was deleted with changes tracked."""
    for above in node.ancestors():
        if above.name in _AWAY:
            return True
        properties = above.child("trPr") if above.name == "tr" else None
        if properties is not None and properties.child("del") is not None:
            return True
    return False


def _is_inline(node: Node) -> bool:
    return next((up.name for up in node.ancestors() if up.name in _BLOCKS), "") == "p"


def _paragraph(node: Node) -> Node | None:
    return next((up for up in node.ancestors() if up.name in _BLOCKS), None)
