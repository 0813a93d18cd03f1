"""Word tables and paragraphs read from the raw XML through python-docx, not through our reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn

from tests.word.reports.values import squeezed

CONTAINERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")}
UNREAD = {qn("w:del"), qn("w:tbl"), qn("w:txbxContent"), qn("w:sdtPr"), qn("w:pPr"), qn("w:rPr")}
SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}


class Logical(NamedTuple):
    """A cell with all that is merged into it: row and place in it, text, extent.

    `cols` counts the column edges of the table that the cell spans, so that a finer grid with the
    same cells is the same.
    """

    row: int
    nth: int  # among the logical cells that begin in the row
    text: str
    rows: int
    cols: int


class Grid(NamedTuple):
    """A table: its logical cells, and the texts that a person sees across each row.

    A cell that goes on from the row above is seen, and counted, in every row it covers.
    """

    cells: tuple[Logical, ...]
    across: tuple[tuple[str, ...], ...]
    rows: int

    @property
    def filled(self) -> list[Logical]:
        return [cell for cell in self.cells if cell.text]

    def at(self, row: int, nth: int) -> str:
        """The text of the nth cell across a row, both from 1; "" where there is none."""
        seen = self.across[row - 1] if 0 < row <= len(self.across) else ()
        return seen[nth - 1] if 0 < nth <= len(seen) else ""


class Line(NamedTuple):
    """A paragraph outside tables and how many tables stand before it."""

    tables: int
    text: str


def body(path: Path) -> Any:
    return Document(str(path)).element.body


def tables(path: Path) -> list[Grid]:
    """Every table, a nested one after the one it stands in."""
    return [_grid(table) for table in body(path).iter(qn("w:tbl"))]


def lines(path: Path) -> list[Line]:
    """The paragraphs outside tables that say something, in order."""
    found, count = [], 0
    for child in _children(body(path)):
        if child.tag == qn("w:tbl"):
            count += sum(1 for _ in child.iter(qn("w:tbl")))
        elif child.tag == qn("w:p") and squeezed(text := _text(child)):
            found.append(Line(count, squeezed(text)))
    return found


def pieces(path: Path) -> list[str]:
    """The text of every paragraph of the file that says something, in cells and outside."""
    every = (squeezed(_text(paragraph)) for paragraph in body(path).iter(qn("w:p")))
    return [text for text in every if text]


def _children(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in CONTAINERS:
            yield from _children(child)
        else:
            yield child


def _of(element: Any, tag: str) -> list[Any]:
    return [child for child in _children(element) if child.tag == qn(tag)]


def _text(element: Any) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    return SIGNS.get(element.tag, "") + "".join(
        _text(child) for child in element if child.tag not in UNREAD
    )


def _cell_text(cell: Any) -> str:
    return squeezed("".join(_text(paragraph) for paragraph in _of(cell, "w:p")))


class _Open(NamedTuple):
    """A cell while its table is read: `rows` grows with every continuation."""

    row: int
    col: int
    span: int
    texts: list[str]
    rows: list[int]


def _grid(table: Any) -> Grid:
    opened: list[_Open] = []
    above: dict[int, _Open] = {}
    rows = _of(table, "w:tr")
    for at, row in enumerate(rows):
        col = _number(row, "w:trPr", "w:gridBefore", 0)
        for cell in _of(row, "w:tc"):
            span = _number(cell, "w:tcPr", "w:gridSpan", 1)
            merge = _property(cell, "w:tcPr", "w:vMerge")
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            start = above.get(col) if goes_on else None
            if start is None:
                start = _Open(at, col, span, [], [])
                opened.append(start)
            start.rows.append(at)
            start.texts.append(_cell_text(cell))
            above[col] = start
            col += span
    return Grid(tuple(_logical(opened)), _across(opened, len(rows)), len(rows))


def _property(element: Any, properties: str, name: str) -> Any:
    found = element.find(qn(properties))
    return None if found is None else found.find(qn(name))


def _number(element: Any, properties: str, name: str, default: int) -> int:
    found = _property(element, properties, name)
    return default if found is None else int(found.get(qn("w:val")))


def _logical(opened: list[_Open]) -> Iterator[Logical]:
    edges = sorted({edge for cell in opened for edge in (cell.col, cell.col + cell.span)})
    rank = {edge: at for at, edge in enumerate(edges)}
    nth: dict[int, int] = {}
    for cell in opened:
        place = nth.get(cell.row, 0)
        nth[cell.row] = place + 1
        wide = rank[cell.col + cell.span] - rank[cell.col]
        yield Logical(cell.row, place, "".join(cell.texts), len(cell.rows), wide)


def _across(opened: list[_Open], rows: int) -> tuple[tuple[str, ...], ...]:
    found: list[list[tuple[int, str]]] = [[] for _ in range(rows)]
    for cell in opened:
        for row in cell.rows:
            found[row].append((cell.col, "".join(cell.texts)))
    return tuple(tuple(text for _, text in sorted(row)) for row in found)


def table_differences(source: Grid, export: Grid) -> list[str]:
    """A line for each filled cell that is lost, new, elsewhere or merged otherwise."""
    pairs = zip_longest(source.filled, export.filled)
    found = [f"{one} ≠ {other}" for one, other in pairs if one != other]
    rows = source.rows, export.rows
    return found + ([f"rows: {rows[0]} ≠ {rows[1]}"] if rows[0] != rows[1] else [])
