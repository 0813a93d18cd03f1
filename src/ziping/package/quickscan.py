"""Where things stand in a sheet part of the plain spelling, found by cutting it at its tags.

The part is well formed and nothing but tags and text. Every rule here gives up rather than guess:
what is spelled unusually is left to `scanner`, which must find the same.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import accumulate

from ziping.package.refs import row_number
from ziping.package.scanner import Scanner
from ziping.package.spans import Row, Span
from ziping.package.tags import tag_end
from ziping.package.wellformed import COLUMNS, PLACES, only_tags

_GROUPS = (b"array", b"dataTable")
_AFTER_NAME = b" \t\r\n/>"
_PLAIN_AFTER_NAME = b" />"


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
    sheet.data = data = Span(begin, inner, xml, 0)
    data.close, data.end = close, close + len(b"</sheetData>")
    try:
        sheet.rows = _rows(xml, data, wanted)
    except (_UnusualError, ValueError):
        return None
    return sheet


def _is_unusual(xml: bytes, inner: int, close: int) -> bool:
    """Could there be groups of cells, in any spelling, or columns behind the rows?"""
    if any(xml.find(mark, inner) >= 0 for mark in _GROUPS):
        return True
    if xml.find(b"#", inner) >= 0 and xml.find(b"&#", inner) >= 0:  # the first is far quicker
        return True
    return any(_has_tag(xml, name, close) for name in (b"<col", b":col"))


def _has_tag(xml: bytes, name: bytes, at: int) -> bool:
    while (at := xml.find(name, at) + len(name)) >= len(name):
        if xml[at] in _AFTER_NAME:
            return True
    return False


def _rows(xml: bytes, data: Span, wanted: Mapping[int, Container[int]]) -> list[Row]:
    """All rows: side by side with nothing between them, so that none lies in another element."""
    rows: list[Row] = []
    first, *pieces = xml[data.inner : data.close].split(b"<row")
    if first:
        raise _UnusualError
    at, number = data.inner, 0
    for piece in pieces:
        row = Row(at, tag_end(xml, at), xml, 0)
        at += len(b"<row") + len(piece)
        _close(xml, row, at, b"</row>")
        given = _given(piece) or row.attributes.get("r")
        number = row.number = row_number(given) if given else number + 1
        if piece[0] not in _PLAIN_AFTER_NAME:
            raise _UnusualError
        if number in wanted:
            _add_cells(xml, row, wanted[number])
        rows.append(row)
    return rows


def _given(piece: bytes) -> str:
    """The `r` that stands first in a tag, as nearly everywhere; empty if another does."""
    return piece[4 : piece.find(b'"', 4)].decode() if piece[:4] == b' r="' else ""


def _close(xml: bytes, span: Span, end: int, closing: bytes) -> None:
    """The element must fill the bytes to `end`."""
    if xml.endswith(closing, span.inner, end):
        span.close, span.end = end - len(closing), end
    elif span.inner != end or not xml.startswith(b"/>", end - 2):
        raise _UnusualError


def _add_cells(xml: bytes, row: Row, wanted: Container[int]) -> None:
    """The cells of a row, side by side like the rows, each with its place first."""
    inside = xml[row.inner : row.close]
    first, *pieces = inside.split(b"<c ")
    letters = PLACES.findall(inside)
    if first or len(letters) != len(pieces) or inside.count(b"<c") != len(pieces):
        raise _UnusualError
    if any(piece[-4:] != b"</c>" and not _is_one_tag(piece) for piece in pieces):
        raise _UnusualError
    ends = list(accumulate([len(piece) + len(b"<c ") for piece in pieces], initial=row.inner))
    columns = [COLUMNS[name] for name in letters]
    row.starts = dict(zip(columns, ends, strict=False))  # of two of one name the later counts
    for column, start, end in zip(columns, ends, ends[1:], strict=False):
        if column in wanted:
            row.cells[column] = _cell(xml, start, end, column)


def _is_one_tag(piece: bytes) -> bool:
    return piece[-2:] == b"/>" and piece.find(b">") == len(piece) - 1


def _cell(xml: bytes, start: int, end: int, col: int) -> Span:
    cell = Span(start, tag_end(xml, start), xml, col)
    _close(xml, cell, end, b"</c>")
    after = cell.inner
    if xml.startswith((b"<f>", b"<f ", b"<f/"), after):
        cell.formula = _formula(xml, after)
        after = cell.formula.end
    if xml.find(b"<f", after, cell.close) >= 0 or xml.find(b":f", after, cell.close) >= 0:
        raise _UnusualError
    return cell


def _formula(xml: bytes, start: int) -> Span:
    """The formula that follows the start tag of its cell."""
    formula = Span(start, tag_end(xml, start), xml, 0)
    if not xml.startswith(b"/>", formula.inner - 2):
        _close(xml, formula, xml.index(b"<", formula.inner) + len(b"</f>"), b"</f>")
    return formula
