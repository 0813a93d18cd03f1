"""Python核对: each worksheet function beside the formula that it must equal.

It stands only in the macro workbook. A file that is mailed holds no function of ours: elsewhere
such a cell shows `#NAME?`, or a path into another person's disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.patch import KEEP, CellEdit
from ziping.package.refs import cell_ref, column_letters
from ziping.workbook.build import style
from ziping.workbook.build.kit import area, when
from ziping.workbook.build.style import OurFormula, put
from ziping.workbook.layout import CHECK_SHEET_COLUMNS, CHECK_SHEET_FIRST_ROW, A, B, C, D
from ziping.workbook.python_check import (
    AGREED,
    DIFFERENT,
    NOT_CALLED,
    NOTHING,
    CheckRow,
    agreement,
)

TEXTS = (
    "左边由 Python 函数计算，右边是表内公式的结果，两边应当一致；数据改动，这里随之重算。",
    "Python 函数要装好加载项才有结果，没装时显示“未核对”。本表不参加评分，寄出的工作簿里没有它。",
)
COLORS = {AGREED: "067647", DIFFERENT: "B42318", NOT_CALLED: "B54708"}
FILLED_WHEN_EMPTY = {"分值核对": DIFFERENT}  # no weights yet: all else is blank
_SOFT: dict[str, Any] = {"border": style.SOFT_BORDER}


def build_python_check(sheet: Worksheet, rows: Sequence[CheckRow]) -> None:
    """Fill the sheet, a function a row."""
    first, last = CHECK_SHEET_FIRST_ROW, CHECK_SHEET_FIRST_ROW + len(rows) - 1
    _head(sheet, first - 1)
    for at, row in enumerate(rows, first):
        _row(sheet, at, row)
    for word, color in COLORS.items():
        look = style.font(10, bold=True, color=color)
        when(sheet, area(D, first, last), f'$D{first}="{word}"', font=look)
    style.page(sheet, f"A1:{cell_ref(last, D)}", rows=f"{first - 1}:{first - 1}")
    style.protect(sheet)
    sheet.freeze_panes = cell_ref(first, A)
    sheet.sheet_view.showGridLines = False


def _head(sheet: Worksheet, heads: int) -> None:
    look: dict[str, Any] = {"border": None, "horizontal": "left", "last_col": D}
    put(sheet, 1, A, "Python 核对", size=16, bold=True, name=style.HEI, **look)
    for row, text in enumerate(TEXTS, 2):
        put(sheet, row, A, text, color=style.QUIET, size=9.5, **look)
    for col, (label, width) in enumerate(CHECK_SHEET_COLUMNS, A):
        sheet.column_dimensions[column_letters(col)].width = width
        put(sheet, heads, col, label, bold=True, fill=style.HEAD_FILL, **_SOFT)
    for number, height in ((1, 30), (2, 18), (3, 18), (heads, 22)):
        sheet.row_dimensions[number].height = height


def _row(sheet: Worksheet, at: int, row: CheckRow) -> None:
    put(sheet, at, A, row.label, horizontal="left", size=10, **_SOFT)
    verdict = agreement(cell_ref(at, B), cell_ref(at, C))
    for col, formula in ((B, row.formula), (C, row.native), (D, verdict)):
        put(sheet, at, col, OurFormula(f"={formula}"), size=10, wrap=False, **_SOFT)
    sheet.row_dimensions[at].height = 20


def shown_when_empty(rows: Sequence[CheckRow]) -> list[CellEdit]:
    """What a preview of the empty workbook shows: little goes in, so little comes out."""
    edits = []
    for at, row in enumerate(rows, CHECK_SHEET_FIRST_ROW):
        value = FILLED_WHEN_EMPTY.get(row.label, "")
        shown = ((B, value), (C, value), (D, AGREED if value else NOTHING))
        edits += [CellEdit(at, col, what, KEEP) for col, what in shown]
    return edits
