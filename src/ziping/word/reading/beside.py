"""What stands beside the body: headers, footers, notes and comments, each told with its text."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ziping.package.gate import Package
from ziping.package.markup import local
from ziping.package.relations import relations
from ziping.word.reading.stream import tree

KINDS = {
    "header": "页眉",
    "footer": "页脚",
    "comments": "批注",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
MOST_PARTS, LONGEST = 60, 200
ENTRIES = {"comments": "comment", "footnotes": "footnote", "endnotes": "endnote"}


def beside(package: Package, main: str) -> Iterator[str]:
    """One line for each that says more than a page number."""
    told: set[str] = set()
    for relation in relations(package, main)[:MOST_PARTS]:
        if relation.kind not in KINDS or relation.part not in package:
            continue
        for text in _texts(tree(package, relation.part), relation.kind):
            line = f"{KINDS[relation.kind]}：{text[:LONGEST]}"
            if line not in told:  # first page, odd and even pages say the same
                told.add(line)
                yield line


def _texts(root: Element, kind: str) -> Iterator[str]:
    """The whole of a header; a comment or note each."""
    parts = root if kind in ENTRIES else (root,)
    for part in parts:
        pieces = (one.text or "" for one in part.iter() if local(one.tag) == "t")
        text = " ".join("".join(pieces).split())
        if any(one.isalpha() for one in text):
            yield text
