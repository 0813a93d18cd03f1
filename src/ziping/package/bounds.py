"""Large sheets: rows beyond the bound are cut off before a tree is built of them."""

from __future__ import annotations

from xml.parsers import expat

from ziping.package.markup import as_utf8, damaged

LARGE = 4 * 1024 * 1024  # smaller parts are cheap whatever they hold
_CHUNK = 65_536


class _FarRowError(Exception):
    """The first row beyond the bound has been met."""


def cut_rows(xml: bytes, max_rows: int, path: object) -> tuple[bytes, bool]:
    """The sheet up to `max_rows`, and whether anything was cut. Small parts pass as they are."""
    if len(xml) < LARGE:
        return xml, False
    xml = as_utf8(xml, path)
    finder = _Finder(max_rows)
    try:
        for start in range(0, len(xml), _CHUNK):
            finder.parser.Parse(xml[start : start + _CHUNK], False)
    except _FarRowError:
        ends = b"".join(b"</%s>" % name.encode() for name in reversed(finder.open[:-1]))
        return xml[: finder.at] + ends, True
    except (expat.ExpatError, ValueError) as error:
        raise damaged(path, "工作表") from error
    return xml, False


class _Finder:
    def __init__(self, max_rows: int) -> None:
        self.open: list[str] = []
        self.at = 0
        self.row = 0
        self.max_rows = max_rows
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name)
        if len(self.open) == 3 and name.rpartition(":")[2] == "row":
            self.row = int(attributes.get("r", self.row + 1))
            if self.row > self.max_rows:
                self.at = self.parser.CurrentByteIndex
                raise _FarRowError

    def _end(self, name: str) -> None:
        self.open.pop()
