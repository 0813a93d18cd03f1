"""WordprocessingML as strings: paragraphs, cells, rows, tables; what stands in them is `inline`'s.

Built by hand because that is ten times faster than an object tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ziping.word.inline import Content, Value, inline, numbered, plain_text

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CHARACTER = 210  # the width of a Hanzi of 五号, in twentieths of a point
LONG_ROW = 25  # a row of more lines may break across pages, or it could outgrow one


def paragraph(content: Content, style: str, properties: str = "", lead: str = "") -> str:
    """A paragraph in a named style; `properties` are further children of `w:pPr`, in order."""
    head = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
    return f"{head}{lead}{inline(content)}</w:p>"


class Cell(NamedTuple):
    """A table cell; `merge` is "restart" or "continue" of a vertical merge."""

    content: Content
    style: str = "TableText"
    span: int = 1
    merge: str = ""
    indent: int = 0
    open_top: bool = False  # no line above or below: the cell seems one with its neighbour
    open_bottom: bool = False


class Table:
    """A table of fixed column widths (twentieths of a point) that is written row by row."""

    def __init__(self, widths: Sequence[int]) -> None:
        self._widths = tuple(widths)
        self._edges = (0, *accumulate(widths))
        self._rows: list[str] = []

    def row(self, *cells: Cell, header: bool = False, keep_next: bool = False) -> None:
        """Add a row; `header` repeats it on every page (only at the top of the table).

        `keep_next`: no page ends between this row and the next.
        """
        parts: list[str] = []
        column, longest = 0, 0
        for content, style, span, *shape in cells:
            end = column + span
            width = self._edges[end] - self._edges[column]
            head, tail = _frame(width, keep_next, style, span, *shape)
            parts += (head, inline(content, " ") if content else "", tail)
            text = content.text if isinstance(content, Value) else plain_text(content)
            if len(text) > LONG_ROW:
                longest = max(longest, len(text) * CHARACTER // width + text.count("\n"))
            column = end
        if column != len(self._widths):
            raise ValueError(f"{column} columns in a table of {len(self._widths)}")
        whole = "" if longest > LONG_ROW else "<w:cantSplit/>"
        head = "<w:tblHeader/>" if header else ""
        self._rows.append(f"<w:tr><w:trPr>{whole}{head}</w:trPr>{''.join(parts)}</w:tr>")

    def xml(self) -> str:
        """The whole table."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
            '<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows)}</w:tbl>"
        )


@lru_cache(maxsize=1024)
def _frame(
    width: int,
    keep_next: bool,
    style: str,
    span: int,
    merge: str,
    indent: int,
    open_top: bool,
    open_bottom: bool,
) -> tuple[str, str]:
    """What stands before and after a cell's text: a report has few kinds of cells."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    top = '<w:top w:val="nil"/>' if open_top else ""
    bottom = '<w:bottom w:val="nil"/>' if open_bottom else ""
    borders = f"<w:tcBorders>{top}{bottom}</w:tcBorders>" if top or bottom else ""
    ind = f'<w:ind w:left="{indent}"/>' if indent else ""
    keep = "<w:keepNext/>" if keep_next else ""
    head = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{merged}{borders}'
        '<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{ind}</w:pPr>'
    )
    return head, "</w:p></w:tc>"


def document(blocks: Iterable[str]) -> bytes:
    """`word/document.xml` of these blocks, the last of which is the body's section."""
    body = numbered("".join(blocks))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    ).encode()
