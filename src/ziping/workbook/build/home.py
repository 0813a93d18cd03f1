"""首页: the total at a glance, the steps with their state, counts of faults, the projects."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ziping.rules.outline import text_keys
from ziping.workbook.build import style
from ziping.workbook.build.kit import Kit
from ziping.workbook.build.style import BOXED, put
from ziping.workbook.data_formulas import home_formulas
from ziping.workbook.layout import (
    HOME_CHECKED_AT,
    HOME_COUNTS,
    HOME_COUNTS_ROW,
    HOME_NUMBERS,
    HOME_PROJECT_COLUMNS,
    HOME_PROJECTS_ROW,
    HOME_STEPS,
    HOME_STEPS_ROW,
    MAX_HOME_PROJECTS,
    A,
    B,
    C,
    D,
    E,
    F,
    home_spots,
)

BLUE = "1F3B63"


def build_home(kit: Kit, sheet: Worksheet) -> None:
    """Fill 首页: the total at a glance, the steps in their order, the faults counted."""
    kit.declare(sheet, home_spots())
    for letter, width in zip("ABCDEFG", (5, 24, 22, 18, 20, 8, 2), strict=True):
        sheet.column_dimensions[letter].width = width
    put(
        sheet,
        1,
        A,
        "部门整体支出绩效自评工作簿",
        last_col=F,
        size=20,
        bold=True,
        name=style.HEI,
        border=None,
        horizontal="left",
        color=BLUE,
    )
    text = f"规则：{kit.pack.title}　·　黄色格由填报人填写，灰色格由系统计算"
    put(sheet, 2, A, text, last_col=F, border=None, color=style.QUIET, horizontal="left")
    sheet.row_dimensions[1].height = 40
    _numbers(kit, sheet)
    _steps(kit, sheet)
    _counts(sheet)
    _projects(sheet)
    for formula in home_formulas(kit.pack, text_keys(kit.pack)):
        kit.formula(sheet, formula)
    style.page(sheet, f"A1:F{HOME_PROJECTS_ROW + MAX_HOME_PROJECTS - 1}")
    style.protect(sheet)
    sheet.sheet_view.showGridLines = False


def _numbers(kit: Kit, sheet: Worksheet) -> None:
    for _, row, col, label in HOME_NUMBERS:
        put(sheet, row - 1, col, label, color=style.QUIET, fill=style.HEAD_FILL, **BOXED)
        number = style.PERCENT if label == "预算执行率" else style.PLAIN_NUMBER
        put(sheet, row, col, size=22, bold=True, color=BLUE, number_format=number, **BOXED)
    sheet.row_dimensions[HOME_NUMBERS[0][1]].height = 48


def _steps(kit: Kit, sheet: Worksheet) -> None:
    head = HOME_STEPS_ROW - 1
    for col, text in ((A, "步骤"), (B, "工作表（点击前往）"), (C, "做什么"), (D, "状态")):
        put(sheet, head, col, text, bold=True, fill=style.HEAD_FILL, **BOXED)
    put(sheet, head, E, "提示", last_col=F, bold=True, fill=style.HEAD_FILL, **BOXED)
    for index, step in enumerate(HOME_STEPS):
        _step(sheet, index, *step)
    style.write(sheet, HOME_STEPS_ROW + 3, D, "评分后统计")
    style.write(sheet, HOME_STEPS_ROW + 5, D, "尚未校验")


STEP_NOTES = (
    "＊号为必填",
    "项目多于五个可取消隐藏行",
    "指标多于二十行可取消隐藏行",
    "没有项目可不填",
    "分段用 Alt+Enter",
    "点位置可跳到单元格",
)


# what a click writes, and the step between: so that it is written in one go
WRITTEN_STEPS = ("step_projects", "step_report_text", "step_results")


def _step(sheet: Worksheet, index: int, name: str, target: str, what: str) -> None:
    row = HOME_STEPS_ROW + index
    quiet: dict[str, Any] = {"size": 9.5, "color": style.QUIET, "horizontal": "left"}
    put(sheet, row, A, index + 1, **BOXED)
    put(sheet, row, B, target, color="1155CC", horizontal="left", **BOXED)
    cell = sheet.cell(row, B)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1", display=target)
    put(sheet, row, C, what, **quiet, **BOXED)
    put(sheet, row, D, bold=True, locked=name not in WRITTEN_STEPS, **BOXED)
    put(sheet, row, E, STEP_NOTES[index], last_col=F, **quiet, **BOXED)
    sheet.row_dimensions[row].height = 34


def _counts(sheet: Worksheet) -> None:
    for name, col, label in HOME_COUNTS:
        put(
            sheet,
            HOME_COUNTS_ROW - 1,
            col,
            label,
            color=style.QUIET,
            fill=style.HEAD_FILL,
            **BOXED,
        )
        color = {"count_errors": "B42318", "count_warnings": "B54708"}.get(name, BLUE)
        put(
            sheet,
            HOME_COUNTS_ROW,
            col,
            "—",
            size=16,
            bold=True,
            color=color,
            locked=False,
            **BOXED,
        )
    sheet.row_dimensions[HOME_COUNTS_ROW].height = 34
    _, row, col = HOME_CHECKED_AT
    text = "尚未评分和校验。点“评分”按钮；没有按钮的，在命令行运行 ziping score 本文件名。"
    put(
        sheet,
        row,
        col,
        text,
        last_col=E,
        border=None,
        color=style.QUIET,
        size=9.5,
        horizontal="left",
        locked=False,
    )


def _projects(sheet: Worksheet) -> None:
    heads = ("项目自评表", "总分", "评价等级", "系统测算总分")
    look: dict[str, Any] = {
        "color": style.QUIET,
        "fill": style.HEAD_FILL,
        "locked": False,
        **BOXED,
    }
    for (_, col), head in zip(HOME_PROJECT_COLUMNS, heads, strict=True):
        put(sheet, HOME_PROJECTS_ROW - 1, col, head, **look)
        for row in range(HOME_CHECKED_AT[1] + 1, HOME_PROJECTS_ROW - 1):
            put(sheet, row, col, border=None, locked=False)
    for row in range(HOME_PROJECTS_ROW, HOME_PROJECTS_ROW + MAX_HOME_PROJECTS):
        for _, col in HOME_PROJECT_COLUMNS:
            put(sheet, row, col, locked=False, size=10, **BOXED)
        sheet.row_dimensions[row].height = 20
    style.write(sheet, HOME_PROJECTS_ROW, B, "评分后列出各项目得分")
