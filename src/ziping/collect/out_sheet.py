"""How the register looks: one A4 page wide, its head on every page, white places to write in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.out_register import (
    CODE,
    HEAD_ROW,
    HEADS,
    HINT,
    LAST_YEAR,
    NUMBER,
    POSTS,
    REMARK,
    SENT,
    SHEET,
    WIDTHS,
)
from ziping.workbook.build.style import (
    BOXED,
    HEAD_FILL,
    HEI,
    INPUT_FILL,
    PLAIN_NUMBER,
    QUIET,
    TEXT,
    page,
    put,
)

CENTRED = frozenset({NUMBER, CODE, POSTS, SENT})
BY_HAND = frozenset({REMARK, SENT})
LOOSE = frozenset({LAST_YEAR, HINT})
FROZEN_COLUMNS = 3  # 序号, 单位编码, 单位名称
DAY = "yyyy-mm-dd"
TITLE_HEIGHT, ABOUT_HEIGHT, HEAD_HEIGHT, LINE_HEIGHT = 30, 18, 24, 14.5


def sheet_bytes(title: str, about: str, rows: Sequence[Mapping[str, str | date | int]]) -> bytes:
    """The workbook; a text stays a text, whatever it begins with."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    last = len(HEADS)
    put(sheet, 1, 1, title, last_col=last, size=16, bold=True, name=HEI, border=None)
    put(sheet, 2, 1, about, last_col=last, size=9.5, color=QUIET, border=None)
    for col, head in enumerate(HEADS, 1):
        put(sheet, HEAD_ROW, col, head, bold=True, fill=HEAD_FILL, **BOXED)
        sheet.column_dimensions[get_column_letter(col)].width = WIDTHS[head]
    for row, values in enumerate(rows, HEAD_ROW + 1):
        _line(sheet, row, values)
    heights = {1: TITLE_HEIGHT, 2: ABOUT_HEIGHT, HEAD_ROW: HEAD_HEIGHT}
    for number, height in heights.items():
        sheet.row_dimensions[number].height = height
    bottom = HEAD_ROW + max(len(rows), 1)
    letter = get_column_letter(last)
    sheet.freeze_panes = f"{get_column_letter(FROZEN_COLUMNS + 1)}{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{letter}{bottom}"
    page(sheet, f"A1:{letter}{bottom}", landscape=True)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_margins.left = sheet.page_margins.right = 0.35  # inches
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _line(sheet: Worksheet, row: int, values: Mapping[str, str | date | int]) -> None:
    lines = 1
    for col, head in enumerate(HEADS, 1):
        value = values.get(head, "")
        form = _form(head, value)
        put(
            sheet,
            row,
            col,
            None if value == "" else value,
            size=10,
            horizontal="center" if head in CENTRED else "left",
            fill=INPUT_FILL if head in BY_HAND else None,
            number_format=form,
            **BOXED,
        )
        lines = max(lines, _lines(head, str(value)))
    sheet.row_dimensions[row].height = max(20, LINE_HEIGHT * lines + 4)


def _form(head: str, value: str | date | int) -> str:
    """A blank under 发出日期 is ready for a day; digits that are text stay so."""
    if isinstance(value, date) or (head == SENT and value == ""):
        return DAY
    return PLAIN_NUMBER if isinstance(value, int) else TEXT


def _lines(head: str, text: str) -> int:
    """How many lines a text takes; one more where long words may leave the ends of lines blank."""
    lines = -(-_width(text) // (WIDTHS[head] - 1))
    return lines + (lines > 1 and head in LOOSE)


def _width(text: str) -> int:
    return sum(1 if one.isascii() else 2 for one in text)
