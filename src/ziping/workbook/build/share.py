"""Row formulas as shared formulas: one text for a column instead of sixty.

A form sheet is a third of the size so, for mail and for every reading. The spreadsheet programs
write such columns themselves; the first row holds the text, the others point to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ziping.package.refs import cell_ref
from ziping.package.scan import SheetMap, Span


class Block(NamedTuple):
    """A column of like formulas: relative references differ by the row alone."""

    col: int
    first: int
    last: int


def share_formulas(xml: bytes, blocks: Iterable[Block]) -> bytes:
    """The sheet part with each block's formulas shared; cells without formula are left alone."""
    blocks = tuple(blocks)
    rows = {row for block in blocks for row in range(block.first, block.last + 1)}
    wanted = {row: {block.col for block in blocks} for row in rows}
    sheet = SheetMap(xml, wanted, "工作表")
    cells = {(row.number, col): cell for row in sheet.rows for col, cell in row.cells.items()}
    splices = []
    for number, block in enumerate(blocks):
        for row in range(block.first, block.last + 1):
            formula = cells[row, block.col].formula
            if formula is not None:
                splices.append((formula, _shared(sheet.xml, formula, block, number, row)))
    return _spliced(sheet.xml, splices)


def _shared(xml: bytes, formula: Span, block: Block, number: int, row: int) -> bytes:
    if row > block.first:
        return b'<f t="shared" si="%d"/>' % number
    area = f"{cell_ref(block.first, block.col)}:{cell_ref(block.last, block.col)}".encode()
    text = xml[formula.inner : formula.close]
    return b'<f t="shared" ref="%s" si="%d">%s</f>' % (area, number, text)


def _spliced(xml: bytes, splices: list[tuple[Span, bytes]]) -> bytes:
    pieces, at = [], 0
    for span, new in sorted(splices, key=lambda item: item[0].start):
        pieces += [xml[at : span.start], new]
        at = span.end
    return b"".join([*pieces, xml[at:]])
