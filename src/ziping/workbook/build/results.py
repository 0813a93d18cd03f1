"""校验结果: empty rows that get their lines and colours as they are filled."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.refs import cell_ref, column_letters
from ziping.workbook.build import style
from ziping.workbook.build.kit import Kit, area, when
from ziping.workbook.build.style import BOXED, put
from ziping.workbook.layout import (
    MAX_RESULTS,
    RESULT_COLUMNS,
    RESULT_FIRST_ROW,
    RESULT_KEY,
    RESULT_REMARK,
    RESULT_SUMMARY,
    A,
    B,
    C,
    D,
    E,
    G,
    result_spots,
)

UNSEEN = ";;;"  # a hidden column's text would run over into the next one


def build_results(kit: Kit, sheet: Worksheet) -> None:
    """Fill 校验结果: empty rows ready for the findings."""
    kit.declare(sheet, result_spots())
    _result_head(sheet)
    _result_rows(sheet)
    first = RESULT_FIRST_ROW
    style.page(sheet, f"A1:G{first + 39}", rows=f"{first - 1}:{first - 1}", landscape=True)
    style.protect(sheet)
    sheet.freeze_panes = cell_ref(first, A)
    sheet.sheet_view.showGridLines = False
    for row, height in ((1, 30), (2, 20), (3, 18), (RESULT_FIRST_ROW - 1, 22)):
        sheet.row_dimensions[row].height = height


def _result_head(sheet: Worksheet) -> None:
    """Title, the summary that a click writes, and how to read the colours."""
    head: dict[str, Any] = {"last_col": G, "border": None, "horizontal": "left"}
    put(sheet, 1, A, "校验结果", size=16, bold=True, name=style.HEI, **head)
    _, row, col = RESULT_SUMMARY
    text = "尚未校验。评分之后，这里逐条列出问题的位置、依据和改法。"
    put(sheet, row, col, text, color=style.QUIET, locked=False, **head)
    text = (
        "点“位置”可跳到单元格；“错误”必须改，“警告”请核实，“提示”供参考；"
        "警告和提示核实后不改的，在黄色格写明理由。“└”与上一条是同一个原因。"
    )
    put(sheet, 3, A, text, color=style.QUIET, size=9.5, locked=False, **head)
    heads: dict[str, Any] = {"bold": True, "fill": style.HEAD_FILL, "locked": False, **BOXED}
    for _, c, label, width in (*RESULT_COLUMNS, RESULT_REMARK):
        put(sheet, RESULT_FIRST_ROW - 1, c, label, **heads)
        sheet.column_dimensions[column_letters(c)].width = width


def _result_rows(sheet: Worksheet) -> None:
    """Rows that get their lines and colours as they are filled."""
    first, last = RESULT_FIRST_ROW, RESULT_FIRST_ROW + MAX_RESULTS - 1
    look: dict[str, Any] = {"size": 10, "locked": False, "border": None, "vertical": "top"}
    for r in range(first, last + 1):
        for _, c, _, _ in RESULT_COLUMNS:
            color = "1155CC" if c == B else style.INK
            horizontal = "left" if c in (C, D, E) else "center"
            put(sheet, r, c, color=color, horizontal=horizontal, **look)
        put(sheet, r, RESULT_REMARK[1], horizontal="left", number_format=style.TEXT, **look)
        put(sheet, r, RESULT_KEY[1], wrap=False, number_format=UNSEEN, **look)
    for r in range(RESULT_SUMMARY[1], first):  # amid what a click writes in one go
        put(sheet, r, RESULT_KEY[1], border=None, locked=False)
    sheet.column_dimensions[column_letters(RESULT_KEY[1])].hidden = True
    for word, color in (
        ("错误", "B42318"),
        ("警告", "B54708"),
        ("提示", "175CD3"),
        ("出错", style.INK),
    ):
        font = style.font(10, bold=True, color=color)
        when(sheet, area(A, first, last), f'$A{first}="{word}"', font=font)
    _remark_looks(sheet, first, last)
    when(sheet, f"A{first}:G{last}", f'$A{first}<>""', border=style.SOFT_BORDER)


def _remark_looks(sheet: Worksheet, first: int, last: int) -> None:
    """Yellow where a reason may be written; what has one is quiet, beside an error it is red."""
    remarks = area(RESULT_REMARK[1], first, last)
    yellow = PatternFill("solid", bgColor=style.INPUT_FILL.fgColor.rgb)
    may = f'OR($A{first}="警告",$A{first}="提示")'
    when(sheet, remarks, may, fill=yellow, border=style.SOFT_BORDER)
    quiet = style.font(10, color=style.QUIET)
    when(
        sheet,
        f"C{first}:E{last}",
        f'AND({may},$G{first}<>"")',
        font=quiet,
        border=style.SOFT_BORDER,
    )
    red = style.font(10, color="B42318")
    when(sheet, remarks, f'AND($A{first}="错误",$G{first}<>"")', font=red, border=style.SOFT_BORDER)
