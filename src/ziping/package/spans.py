"""An element as a stretch of bytes; its attributes are read when asked for."""

from __future__ import annotations

from xml.parsers import expat

from ziping.package.tags import closed_tag

Attributes = dict[str, str]


class Span:
    """An element from `start` to `end`; its content lies between `inner` and `close`."""

    __slots__ = ("_source", "close", "end", "formula", "inner", "number", "start")

    def __init__(self, start: int, inner: int, source: Attributes | bytes, number: int) -> None:
        self.start = start
        self.inner = inner
        self.close = self.end = inner
        self.number = number  # of the row or the column
        self.formula: Span | None = None
        self._source = source  # the attributes, or the part in which they stand

    @property
    def attributes(self) -> Attributes:
        """The attributes; most are never asked for, so the quick way leaves them unread."""
        if isinstance(self._source, bytes):
            self._source = _read(self._source[self.start : self.inner])
        return self._source


class Row(Span):
    """A row: where each cell of it starts, by column, and the cells that are wanted."""

    __slots__ = ("cells", "starts")

    def __init__(self, start: int, inner: int, source: Attributes | bytes, number: int) -> None:
        super().__init__(start, inner, source, number)
        self.starts: dict[int, int] = {}
        self.cells: dict[int, Span] = {}


def _read(tag: bytes) -> Attributes:
    """By expat, for it knows entities, quotes and line ends."""
    found: list[Attributes] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append(attributes)
    parser.Parse(closed_tag(tag), True)
    return found[0]
