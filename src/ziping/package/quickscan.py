"""Where things stand in a sheet part of the plain spelling, found by cutting it at its tags.

The part is well formed and nothing but tags and text. Every rule here gives up rather than guess:
what is spelled unusually is left to `scanner`, which must find the same.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from ziping.package.refs import column_number, row_number
from ziping.package.scanner import Scanner
from ziping.package.spans import Span
from ziping.package.tags import tag_end
from ziping.package.wellformed import only_tags

_UNSEEN = (b"array", b"dataTable", b"&#")  # groups of cells, and what could spell them
_AFTER_NAME = b" \t\r\n/>"


class _UnusualError(Exception):
    """A spelling that is left to expat."""


def scan_quickly(xml: bytes, wanted: Mapping[int, Container[int]]) -> Scanner | None:
    """What `Scanner` would find; None if the part is spelled unusually, or holds what it refuses.

    An ExpatError for what is no XML.
    """
    begin, close = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if not 0 <= begin < close or not only_tags(xml):
        return None
    sheet = Scanner(xml, wanted)
    sheet.feed(begin)  # the little before the rows, columns among it
    inner = begin + len(b"<sheetData>")
    if len(sheet.open) != 1 or sheet.data is not None or _is_unusual(xml, inner, close):
        return None
    sheet.data = _span(xml, begin, inner, close + len(b"</sheetData>"), b"</sheetData>")
    try:
        sheet.rows = _rows(xml, sheet.data, wanted)
    except (_UnusualError, ValueError):
        return None
    return sheet


def _is_unusual(xml: bytes, inner: int, close: int) -> bool:
    """Could there be groups of cells, or columns behind the rows?"""
    if any(xml.find(mark, inner) >= 0 for mark in _UNSEEN):
        return True
    return any(_has_tag(xml, name, close) for name in (b"<col", b":col"))


def _has_tag(xml: bytes, name: bytes, at: int) -> bool:
    while (at := xml.find(name, at) + len(name)) >= len(name):
        if xml[at] in _AFTER_NAME:
            return True
    return False


def _span(xml: bytes, start: int, inner: int, end: int, closing: bytes) -> Span:
    """An element that fills the bytes to `end`; unusual if it doesn't."""
    span = Span(start, inner, xml, 0)
    if xml.endswith(closing, inner, end):
        span.close, span.end = end - len(closing), end
    elif inner != end or not xml.startswith(b"/>", end - 2):
        raise _UnusualError
    return span


def _rows(xml: bytes, data: Span, wanted: Mapping[int, Container[int]]) -> list[Span]:
    """All rows: side by side without anything between them, so none lies in another."""
    rows: list[Span] = []
    first, *pieces = xml[data.inner : data.close].split(b"<row")
    at, number = data.inner + len(first), 0
    for piece in pieces:
        end = at + len(b"<row") + len(piece)
        row = _span(xml, at, tag_end(xml, at), end, b"</row>")
        given = _value(piece, b' r="') or row.attributes.get("r")
        number = row.number = row_number(given) if given else number + 1
        if number in wanted:
            _add_cells(xml, row, wanted[number])
        rows.append(row)
        at = end
    if first or any(piece[:1] not in (b" ", b">", b"/") for piece in pieces):
        raise _UnusualError
    return rows


def _value(piece: bytes, name: bytes) -> str:
    """The value of the attribute that stands first; empty if another does."""
    if not piece.startswith(name):
        return ""
    return piece[len(name) : piece.find(b'"', len(name))].decode()


def _add_cells(xml: bytes, row: Span, wanted: Container[int]) -> None:
    """The cells of a row, side by side like the rows."""
    first, *pieces = xml[row.inner : row.close].split(b"<c")
    at, col, cells = row.inner, 0, row.cells
    for piece in pieces:
        end = at + len(b"<c") + len(piece)
        given = _value(piece, b' r="') or _other_place(xml, at)
        col = column_number(given.rstrip("0123456789")) if given else col + 1
        if col in wanted:
            cell = _cell(xml, at, end)
        else:
            cell = Span(at, 0, xml, 0)
        cell.number = col
        cells.pop(col, None)
        cells[col] = cell
        if not (piece.endswith(b"</c>") or piece.find(b">") == len(piece) - 1):
            raise _UnusualError
        at = end
