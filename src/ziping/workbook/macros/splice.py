"""Elements of a part as stretches of bytes, so that what is not meant keeps its bytes.

A tree would be written with other prefixes, and `mc:Ignorable` names prefixes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple
from xml.parsers import expat

from ziping.package.markup import as_utf8, damaged
from ziping.package.tags import tag_end


class Found(NamedTuple):
    """An element: its start tag ends at `inner`, its content at `close`, all of it at `end`."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int
    end: int
    above: tuple[str, ...]  # local names of the elements around it, the root first

    def get(self, name: str) -> str:
        """An attribute by its name without prefix."""
        return next((v for k, v in self.attributes.items() if plain(k) == name), "")


Splice = tuple[int, int, bytes]


def plain(name: str) -> str:
    """`xdr:sp` → `sp`."""
    return name.rpartition(":")[2]


class _Finder:
    def __init__(self, xml: bytes, wanted: Container[str]) -> None:
        self.xml, self.wanted = xml, wanted
        self.found: list[Found] = []
        self._open: list[tuple[str, dict[str, str], int]] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append((plain(name), attributes, self.parser.CurrentByteIndex))

    def _end(self, name: str) -> None:
        local, attributes, start = self._open.pop()
        if local not in self.wanted:
            return
        inner = close = end = tag_end(self.xml, start)
        if self.xml[inner - 2 : inner] != b"/>":
            close = self.parser.CurrentByteIndex
            end = tag_end(self.xml, close)
        above = tuple(item[0] for item in self._open)
        self.found.append(Found(local, attributes, start, inner, close, end, above))


def elements(xml: bytes, *wanted: str) -> list[Found]:
    """The elements of these local names in the order of the part, which is UTF-8."""
    finder = _Finder(xml, frozenset(wanted))
    try:
        finder.parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged("工作簿", "XML") from error
    return sorted(finder.found, key=lambda one: one.start)


def in_plain_utf8(xml: bytes) -> bytes:
    """A part as `elements` wants it; a DTD is refused."""
    return as_utf8(xml, "工作簿")


def spliced(xml: bytes, splices: Iterable[Splice]) -> bytes:
    """The part with stretches replaced; what lies inside another stretch goes with that one."""
    pieces, at = [], 0
    for start, end, new in sorted(splices, key=lambda one: (one[0], -one[1])):
        if start < at:
            continue
        pieces += [xml[at:start], new]
        at = end
    return b"".join([*pieces, xml[at:]])


def cut(found: Found) -> Splice:
    """The splice that takes an element out."""
    return found.start, found.end, b""
