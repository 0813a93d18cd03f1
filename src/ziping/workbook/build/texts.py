"""基本情况 and 报告正文: a label, a cell to fill, and what to write there."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.refs import cell_ref, column_letters
from ziping.rules.outline import Section, text_sections
from ziping.workbook.build import style
from ziping.workbook.build.carried import build_carried_texts
from ziping.workbook.build.kit import Kit
from ziping.workbook.build.style import put, put_input
from ziping.workbook.data_formulas import text_formulas
from ziping.workbook.layout import (
    TEXT_CARRIED,
    TEXT_FIRST_ROW,
    TEXT_STATE,
    TEXT_VALUE,
    UNIT_HINT,
    UNIT_LABEL,
    UNIT_VALUE,
    A,
    B,
    D,
    UnitLine,
    carried_text_spots,
    text_spots,
    unit_rows,
    unit_spots,
)


def build_unit(kit: Kit, sheet: Worksheet) -> None:
    """Fill 基本情况."""
    kit.declare(sheet, unit_spots())
    for letter, width in (("A", 30), ("B", 46), ("C", 62)):
        sheet.column_dimensions[letter].width = width
    _title(sheet, "基本情况", "黄色格由填报人填写；金额单位万元，没有的填 0。")
    for row, label, line in unit_rows():
        sheet.row_dimensions[row].height = 24
        if line is None:
            put(
                sheet,
                row,
                UNIT_LABEL,
                label,
                last_col=UNIT_HINT,
                bold=True,
                name=style.HEI,
                horizontal="left",
                border=None,
                color="1F3B63",
                size=12,
            )
        else:
            _unit_line(kit, sheet, row, line)
    style.page(sheet, "A1:C35")
    style.protect(sheet)
    sheet.sheet_view.showGridLines = False


def _unit_line(kit: Kit, sheet: Worksheet, row: int, line: UnitLine) -> None:
    star = "＊" if line.required else ""
    put(sheet, row, UNIT_LABEL, f"{line.label}{star}", horizontal="left", border=style.SOFT_BORDER)
    look: dict[str, Any] = {"horizontal": "left", "border": style.SOFT_BORDER}
    if line.kind == "text":
        look["number_format"] = style.TEXT
    put_input(sheet, row, UNIT_VALUE, **look)
    put(
        sheet,
        row,
        UNIT_HINT,
        line.hint,
        horizontal="left",
        border=style.SOFT_BORDER,
        color=style.QUIET,
        size=9.5,
    )
    if line.kind == "number":
        kit.numbers(sheet, cell_ref(row, UNIT_VALUE), line.label, line.hint)


def build_report_text(kit: Kit, sheet: Worksheet, *, rolled: bool = False) -> None:
    """Fill 报告正文: one row a section; figures come in by themselves."""
    sections = list(text_sections(kit.pack))
    kit.declare(sheet, text_spots([section.key for section in sections]))
    kit.declare(sheet, carried_text_spots(len(sections)))
    for formula in text_formulas():
        kit.formula(sheet, formula)
    for col in (TEXT_STATE, TEXT_CARRIED):
        sheet.column_dimensions[column_letters(col)].hidden = True
    if rolled:
        build_carried_texts(kit, sheet, len(sections))
    for letter, width in (("A", 24), ("B", 22), ("C", 88), ("D", 40)):
        sheet.column_dimensions[letter].width = width
    _title(sheet, "报告正文", "只写文字，金额、得分、等级由系统带入报告；分段请用 Alt+Enter 换行。")
    for col, head in ((A, "部分"), (B, "小节"), (TEXT_VALUE, "内容"), (D, "写法提示")):
        put(
            sheet,
            TEXT_FIRST_ROW - 1,
            col,
            head,
            bold=True,
            fill=style.HEAD_FILL,
            border=style.SOFT_BORDER,
        )
    for index, section in enumerate(sections):
        _section(sheet, TEXT_FIRST_ROW + index, section)
    last = TEXT_FIRST_ROW + len(sections) - 1
    style.page(
        sheet, f"A1:D{last}", rows=f"{TEXT_FIRST_ROW - 1}:{TEXT_FIRST_ROW - 1}", landscape=True
    )
    style.protect(sheet)
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = cell_ref(TEXT_FIRST_ROW, A)


def _section(sheet: Worksheet, row: int, section: Section) -> None:
    look: dict[str, Any] = {"horizontal": "left", "vertical": "top", "border": style.SOFT_BORDER}
    put(sheet, row, A, section.chapter, **look)
    put(sheet, row, B, section.title, **look)
    put_input(sheet, row, TEXT_VALUE, number_format=style.TEXT, **look)
    hint = section.hint + ("；开头的数字由系统写好，这里只作补充" if section.generated else "")
    put(sheet, row, D, hint, color=style.QUIET, size=9.5, **look)
    sheet.row_dimensions[row].height = 64 if section.generated else 110


def _title(sheet: Worksheet, title: str, subtitle: str) -> None:
    put(sheet, 1, A, title, size=16, bold=True, name=style.HEI, border=None, horizontal="left")
    put(
        sheet,
        2,
        A,
        subtitle,
        last_col=3,
        border=None,
        color=style.QUIET,
        size=10,
        horizontal="left",
    )
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[2].height = 20
