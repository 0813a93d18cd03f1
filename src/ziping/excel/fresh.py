"""What the officer typed after the copy was taken: it is found by one look before writing.

Between a click and its writing lies about a second, or a question that she takes her time over.
Sheets on which only cells of ziping's own are written need no such look.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import Any

from ziping.excel import host
from ziping.excel.blocks import Area, Block, Position
from ziping.excel.content import DIGITS
from ziping.package.cells import Cell
from ziping.workbook.layout import HOME, OVERALL, RESULT_REMARK, RESULTS
from ziping.workbook.opened import Opened


def changed_since(book: Any, opened: Opened, sheet: str, found: Iterable[Block]) -> set[Position]:
    """The cells in and between these blocks that no longer hold what the copy says."""
    areas = [block.area for block in found]
    if not areas or not any(
        _is_officers(opened, sheet, *at) for a in areas for at in a.positions()
    ):
        return set()
    area = reduce(Area.around, areas)
    rows = host.read_values(book, sheet, area)
    return {
        (row, col)
        for row, line in zip(area.rows, rows, strict=True)
        for col, value in zip(area.columns, line, strict=True)
        if not _holds(opened.cell(sheet, row, col), value)
    }


def _is_officers(opened: Opened, sheet: str, row: int, col: int) -> bool:
    """Whether it is a cell that she may fill in."""
    if sheet == HOME:
        return False
    if sheet == RESULTS:
        remark = opened.places.get(("", RESULT_REMARK[0]))
        return remark is not None and col == remark.col
    if sheet == OVERALL or sheet in opened.projects:
        bases = opened.find(sheet, "subtotal_basis")
        in_bases = col == bases.col and bases.row <= row <= bases.last
        return not in_bases and col != opened.find(sheet, "basis").col
    return True


def _holds(cell: Cell, value: Any) -> bool:
    """Whether the program shows what the copy says; errors have a number of their own there."""
    if cell.kind == "e":
        return True
    if cell.value is None or cell.value == "":
        return value is None or value == ""
    if isinstance(cell.value, Decimal):
        number = isinstance(value, int | float)
        return number and format(float(value), DIGITS) == format(float(cell.value), DIGITS)
    if isinstance(cell.value, bool):
        return bool(value == cell.value)
    return isinstance(value, str) and _lines(value) == _lines(cell.value)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
