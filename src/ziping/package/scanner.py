"""Where things stand in a sheet part, by expat: for every spelling, a call for every tag."""

from __future__ import annotations

from collections.abc import Container, Mapping
from xml.parsers import expat

from ziping.package.refs import column_number, parse_area, row_number
from ziping.package.spans import Attributes, Row, Span
from ziping.package.tags import tag_end


class Scanner:
    """Rows, cells and formulas in `xml` (UTF-8), as far as it has been fed."""

    def __init__(self, xml: bytes, wanted: Mapping[int, Container[int]]) -> None:
        self.xml = xml
        self.data: Span | None = None
        self.rows: list[Row] = []
        self.columns: list[Attributes] = []
        self.groups: list[tuple[int, int, int, int]] = []  # areas of array formulas, data tables
        self.open: list[Span | None] = []
        self._wanted = wanted
        self._column = 0  # of the cell before
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, end: int | None = None) -> None:
        """Scan up to `end`, or the whole part; an ExpatError or ValueError for damage."""
        self._parser.Parse(self.xml[:end], end is None)

    def _start(self, tag: str, attributes: Attributes) -> None:
        depth = len(self.open)
        span = None
        if 1 <= depth <= 4:
            name = tag.rpartition(":")[2]
            parent = self.open[-1]
            if depth == 4 and name == "f":
                span = self._formula(attributes, parent)
            elif depth == 3 and name == "c" and isinstance(parent, Row):
                span = self._cell(attributes, parent)
            elif depth == 2 and name == "row" and parent is not None:
                span = self._row(attributes)
            elif depth == 2 and name == "col":
                self.columns.append(attributes)
            elif depth == 1 and name == "sheetData" and self.data is None:
                span = self.data = self._span(attributes, 0)
        self.open.append(span)

    def _row(self, attributes: Attributes) -> Row:
        given = attributes.get("r")
        last = self.rows[-1].number if self.rows else 0
        start = self._parser.CurrentByteIndex
        number = row_number(given) if given else last + 1
        row = Row(start, tag_end(self.xml, start), attributes, number)
        self.rows.append(row)
        self._column = 0
        return row

    def _cell(self, attributes: Attributes, row: Row) -> Span | None:
        wanted = self._wanted.get(row.number)
        if wanted is None:
            return None
        given = attributes.get("r")
        col = column_number(given.rstrip("0123456789")) if given else self._column + 1
        self._column = col
        row.starts[col] = self._parser.CurrentByteIndex  # of two cells of one name the later counts
        if col not in wanted:
            return None
        row.cells[col] = self._span(attributes, col)
        return row.cells[col]

    def _formula(self, attributes: Attributes, cell: Span | None) -> Span | None:
        if attributes.get("t") in ("array", "dataTable"):
            self.groups.append(parse_area(attributes.get("ref", "A1")))
        if cell is None:
            return None
        cell.formula = self._span(attributes, 0)
        return cell.formula

    def _span(self, attributes: Attributes, number: int) -> Span:
        start = self._parser.CurrentByteIndex
        return Span(start, tag_end(self.xml, start), attributes, number)

    def _end(self, tag: str) -> None:
        span = self.open.pop()
        if span is not None and not self.xml.startswith(b"/>", span.inner - 2):
            span.close = self._parser.CurrentByteIndex
            span.end = self.xml.index(b">", span.close) + 1
