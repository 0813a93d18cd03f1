"""A difference as an Excel workbook, a sheet a table; every cell is text.

A table of nothing gets no sheet, which would print as a bare page: it is told on the first one.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.atomic import plain_errors, write_atomic
from ziping.package.refs import cell_ref, column_letters
from ziping.tasks.diff.rows import Section
from ziping.workbook.build import style
from ziping.workbook.build.style import BOXED, put

WHOLE = 130  # digits that the page is wide
FIRST = 4
NAMES = ("得分", "数据", "文字", "改好了的问题", "新出的问题")
NOTHING = "没有差别"
LINE, HIGHEST = 15, 400  # points


def write_sheets(target: Path, title: str, lead: str, parts: list[Section]) -> None:
    """Write the workbook; the caller has made sure that nothing is there."""
    book = Workbook()
    book.remove(book.worksheets[0])
    same = [part.empty for part in parts if not part.rows]
    shown = [(name, part) for name, part in zip(NAMES, parts, strict=True) if part.rows]
    for name, part in shown or [(NOTHING, parts[0])]:
        heading = f"{title}·{part.title}" if part.rows else title
        _fill(book.create_sheet(name), heading, lead, part, same)
        same = []
    stream = io.BytesIO()
    with plain_errors(target):
        book.save(stream)
    write_atomic(target, stream.getvalue(), replace=False)


def _fill(sheet: Worksheet, title: str, lead: str, part: Section, same: list[str]) -> None:
    last = len(part.heads)
    look: dict[str, Any] = {"horizontal": "left", "border": None, "wrap": False}
    put(sheet, 1, 1, title, size=14, bold=True, name=style.HEI, last_col=last, **look)
    put(sheet, 2, 1, lead, color=style.QUIET, last_col=last, **{**look, "wrap": True})
    sheet.row_dimensions[2].height = float(LINE * _lines(lead, WHOLE) + 4)
    for col, (head, share) in enumerate(zip(part.heads, part.widths, strict=True), 1):
        put(sheet, FIRST - 1, col, head, bold=True, fill=style.HEAD_FILL, **BOXED)
        sheet.column_dimensions[column_letters(col)].width = WHOLE * share / 100
    for row, cells in enumerate(part.rows, FIRST):
        for col, text in enumerate(cells, 1):
            put(sheet, row, col, text, horizontal="left", number_format=style.TEXT, **BOXED)
        sheet.row_dimensions[row].height = _height(part, cells)
    end = FIRST - 1 + len(part.rows)
    sheet.freeze_panes = cell_ref(FIRST, 1)
    if part.rows:
        sheet.auto_filter.ref = f"A{FIRST - 1}:{cell_ref(end, last)}"
    for row, text in enumerate(same, end + 1):
        put(sheet, row, 1, text, color=style.QUIET, last_col=last, **{**look, **BOXED})
        sheet.row_dimensions[row].height = float(LINE + 4)
    area = f"A1:{cell_ref(end + len(same), last)}"
    style.page(sheet, area, rows=f"{FIRST - 1}:{FIRST - 1}", landscape=True)
    sheet.sheet_view.showGridLines = False


def _height(part: Section, cells: tuple[str, ...]) -> float:
    """Room for the longest cell of the row; a Hanzi is two digits wide."""
    pairs = zip(cells, part.widths, strict=True)
    lines = max(_lines(text, WHOLE * share / 100) for text, share in pairs)
    return float(min(LINE * lines + 4, HIGHEST))


def _lines(text: str, width: float) -> int:
    return sum(max(1, -(-2 * len(line) // int(width - 2))) for line in text.split("\n"))
