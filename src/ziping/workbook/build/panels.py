"""首页, 校验结果, 规则 and the hidden sheet."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ziping.errors import ZipingError
from ziping.package.refs import cell_ref, column_letters
from ziping.quantity import UNIT_FORBIDDEN
from ziping.quantity.plain import ASCII_DIGITS, FULL_WIDTH_DIGITS
from ziping.rules import digest
from ziping.rules.outline import text_keys
from ziping.workbook.build import style
from ziping.workbook.build.kit import Kit, area, when
from ziping.workbook.build.style import put
from ziping.workbook.data_formulas import home_formulas
from ziping.workbook.layout import (
    FORM_LAYOUT,
    FORM_LAYOUT_COL,
    HIDDEN_GRAMMAR,
    HIDDEN_TEXT_ROW,
    HOME_CHECKED_AT,
    HOME_COUNTS,
    HOME_COUNTS_ROW,
    HOME_NUMBERS,
    HOME_PROJECT_COLUMNS,
    HOME_PROJECTS_ROW,
    HOME_STEPS,
    HOME_STEPS_ROW,
    LAYOUT_VERSION,
    MAX_BLOCK_ROWS,
    MAX_HOME_PROJECTS,
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
    F,
    G,
    hidden_spots,
    home_spots,
    result_spots,
)
from ziping.workbook.rules_sheet import STATUS_LABELS, level_table, rule_lines

BLUE = "1F3B63"
SOFT: dict[str, Any] = {"border": style.SOFT_BORDER}
UNSEEN = ";;;"  # a hidden column's text would run over into the next one
CHUNK = 30_000  # a cell holds 32,767 characters
WIDE_CHUNK = 15_000  # of a text from outside: its characters may count double there


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
        put(sheet, row - 1, col, label, color=style.QUIET, fill=style.HEAD_FILL, **SOFT)
        number = style.PERCENT if label == "预算执行率" else style.PLAIN_NUMBER
        put(sheet, row, col, size=22, bold=True, color=BLUE, number_format=number, **SOFT)
    sheet.row_dimensions[HOME_NUMBERS[0][1]].height = 48


def _steps(kit: Kit, sheet: Worksheet) -> None:
    head = HOME_STEPS_ROW - 1
    for col, text in ((A, "步骤"), (B, "工作表（点击前往）"), (C, "做什么"), (D, "状态")):
        put(sheet, head, col, text, bold=True, fill=style.HEAD_FILL, **SOFT)
    put(sheet, head, E, "提示", last_col=F, bold=True, fill=style.HEAD_FILL, **SOFT)
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
    put(sheet, row, A, index + 1, **SOFT)
    put(sheet, row, B, target, color="1155CC", horizontal="left", **SOFT)
    cell = sheet.cell(row, B)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1", display=target)
    put(sheet, row, C, what, **quiet, **SOFT)
    put(sheet, row, D, bold=True, locked=name not in WRITTEN_STEPS, **SOFT)
    put(sheet, row, E, STEP_NOTES[index], last_col=F, **quiet, **SOFT)
    sheet.row_dimensions[row].height = 34


def _counts(sheet: Worksheet) -> None:
    for name, col, label in HOME_COUNTS:
        put(sheet, HOME_COUNTS_ROW - 1, col, label, color=style.QUIET, fill=style.HEAD_FILL, **SOFT)
        color = {"count_errors": "B42318", "count_warnings": "B54708"}.get(name, BLUE)
        put(sheet, HOME_COUNTS_ROW, col, "—", size=16, bold=True, color=color, locked=False, **SOFT)
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
    look: dict[str, Any] = {"color": style.QUIET, "fill": style.HEAD_FILL, "locked": False, **SOFT}
    for (_, col), head in zip(HOME_PROJECT_COLUMNS, heads, strict=True):
        put(sheet, HOME_PROJECTS_ROW - 1, col, head, **look)
        for row in range(HOME_CHECKED_AT[1] + 1, HOME_PROJECTS_ROW - 1):
            put(sheet, row, col, border=None, locked=False)
    for row in range(HOME_PROJECTS_ROW, HOME_PROJECTS_ROW + MAX_HOME_PROJECTS):
        for _, col in HOME_PROJECT_COLUMNS:
            put(sheet, row, col, locked=False, size=10, **SOFT)
        sheet.row_dimensions[row].height = 20
    style.write(sheet, HOME_PROJECTS_ROW, B, "评分后列出各项目得分")


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
    heads: dict[str, Any] = {"bold": True, "fill": style.HEAD_FILL, "locked": False, **SOFT}
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


def build_rules(kit: Kit, sheet: Worksheet) -> None:
    """Fill 规则: each value with its source, named for the formulas that read it."""
    for letter, width in zip("ABCDEFGHIJ", (34, 18, 12, 12, 60, 18, 3, 24, 16, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    put(
        sheet,
        1,
        A,
        f"规则：{kit.pack.title}",
        last_col=F,
        size=14,
        bold=True,
        name=style.HEI,
        border=None,
        horizontal="left",
    )
    put(
        sheet,
        2,
        A,
        "本表由规则包生成，公式从这里取值，请勿手工修改。",
        last_col=F,
        border=None,
        color=style.QUIET,
        horizontal="left",
    )
    for col, head in enumerate(("项目", "值", "值二", "值三", "依据", "状态"), A):
        put(sheet, 4, col, head, bold=True, fill=style.HEAD_FILL, **SOFT)
    for row, line in enumerate(rule_lines(kit.pack), 5):
        put(sheet, row, A, line.caption, horizontal="left", **SOFT)
        values = (
            (B, line.value, line.name),
            (C, line.second, line.second_name),
            (D, line.third, line.third_name),
        )
        for col, value, name in values:
            put(sheet, row, col, None if value == "" else value, **SOFT)
            if name:
                kit.name(sheet, f"rule_{name}", row, col, row, col)
        put(sheet, row, E, line.rule.source, horizontal="left", size=9.5, **SOFT)
        put(sheet, row, F, STATUS_LABELS[line.rule.status], size=9.5, **SOFT)
    _levels(kit, sheet)
    style.page(sheet, "A1:F60", rows="4:4", landscape=True)
    style.protect(sheet)
    sheet.sheet_view.showGridLines = False


def _levels(kit: Kit, sheet: Worksheet) -> None:
    first, col = 5, 8
    for offset, head in enumerate(("二级指标", "一级指标", "权重")):
        put(sheet, first - 1, col + offset, head, bold=True, fill=style.HEAD_FILL, **SOFT)
    table = level_table(kit.pack)
    for row, values in enumerate(table, first):
        for offset, value in enumerate(values):
            put(sheet, row, col + offset, value, **SOFT)
    last = first + len(table) - 1
    kit.name(sheet, "rule_levels", first, col, last, col + 2)
    kit.name(sheet, "rule_level2_list", first, col, last, col)


def build_hidden(kit: Kit, sheet: Worksheet, build_hash: str, form_layout: str = "") -> None:
    """What the reader needs: layout, pack with its whole text and hash, and the grammar's lists."""
    _form_layout(kit, sheet, form_layout)
    texts = [
        (n, t[i : i + CHUNK]) for n, t in enumerate(kit.pack.texts) for i in range(0, len(t), CHUNK)
    ]
    kit.declare(sheet, hidden_spots(len(texts)))
    pack = kit.pack
    facts = (LAYOUT_VERSION, pack.name, pack.version, digest(pack.texts), build_hash)
    for row, fact in enumerate(facts, 1):
        style.write(sheet, row, B, fact)
    for row, (number, text) in enumerate(texts, HIDDEN_TEXT_ROW):
        style.write(sheet, row, A, str(number))
        style.write(sheet, row, B, text)
    for (name, col), characters in zip(
        HIDDEN_GRAMMAR, (UNIT_FORBIDDEN, ASCII_DIGITS + FULL_WIDTH_DIGITS), strict=True
    ):
        for row, character in enumerate(characters, 1):
            style.write(sheet, row, col, character)
        kit.name(sheet, name, 1, col, len(characters), col)
    sheet.sheet_state = "veryHidden"
    style.protect(sheet)


def _form_layout(kit: Kit, sheet: Worksheet, text: str) -> None:
    """The forms of an imported report, in pieces; a workbook made otherwise has none."""
    pieces = [text[at : at + WIDE_CHUNK] for at in range(0, len(text), WIDE_CHUNK)]
    if len(pieces) > MAX_BLOCK_ROWS:
        raise ZipingError("报告里的表太大，工作簿放不下", "请删去与自评无关的表格，再导入一次")
    for row, piece in enumerate(pieces, 1):
        style.write(sheet, row, FORM_LAYOUT_COL, piece)
    if pieces:
        kit.name(sheet, FORM_LAYOUT, 1, FORM_LAYOUT_COL, len(pieces), FORM_LAYOUT_COL)
