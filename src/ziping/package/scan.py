"""Where things stand in a sheet part: byte offsets of rows, cells and formulas.

Two ways, equal in result (property tests hold them together): `quickscan` for the plain spelling
that spreadsheet programs write, `scanner` for every other.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from xml.parsers import expat

from ziping.package.markup import as_utf8, damaged
from ziping.package.quickscan import scan_quickly
from ziping.package.scanner import Scanner
from ziping.package.spans import Row, Span
from ziping.package.tags import tag_name

__all__ = ["Row", "SheetMap", "Span"]


class SheetMap:
    """The offsets in `xml` (UTF-8): all rows, the cells of wanted rows, groups of the whole sheet.

    Of a cell that is not wanted only the start is known.
    """

    def __init__(self, xml: bytes, wanted: Mapping[int, Container[int]], where: object) -> None:
        self.xml = as_utf8(xml, where)
        try:
            found = scan_quickly(self.xml, wanted) or _scan(self.xml, wanted)
        except (expat.ExpatError, ValueError) as error:
            raise damaged(where, "工作表") from error
        self.data = found.data
        self.rows = found.rows
        self.columns = found.columns
        self.groups = found.groups
        self.prefix = b"" if self.data is None else _prefix(self.xml, self.data)


def _scan(xml: bytes, wanted: Mapping[int, Container[int]]) -> Scanner:
    scanner = Scanner(xml, wanted)
    scanner.feed()
    return scanner


def _prefix(xml: bytes, data: Span) -> bytes:
    """`x:` where the part writes `<x:sheetData>`: what is inserted must be in that namespace."""
    return tag_name(xml[data.start : data.inner])[: -len("sheetData")]
