"""整体自评表 and 项目自评表: the official form at the left, the system's columns at its right."""

from __future__ import annotations

from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.refs import cell_ref, column_letters
from ziping.rules.wording import indicators_label, note_text
from ziping.workbook.build import style
from ziping.workbook.build.carried import build_carried
from ziping.workbook.build.kit import Kit, area, when
from ziping.workbook.build.style import put, put_input, put_system
from ziping.workbook.form_formulas import form_formulas, subtotal_formulas, subtotal_lines
from ziping.workbook.label_formulas import form_labels
from ziping.workbook.layout import (
    CARRIED_STATE,
    CHECK_BASIS,
    CHECK_DIFFERENCE,
    CHECK_ROW,
    CHECK_VALUE,
    EXECUTION,
    FORM_COLUMNS,
    FUND_SPLIT,
    HELPER,
    INDICATOR_COLUMNS,
    LAST_COLUMN,
    OVERALL_FORM,
    PROJECT_HEAD,
    SHOWN_INDICATORS,
    SOURCE_COLUMNS,
    SUMMARY_COLUMNS,
    SYSTEM,
    A,
    B,
    C,
    D,
    E,
    F,
    FormLayout,
    G,
    H,
    I,
    form_spots,
)
from ziping.workbook.row_formulas import row_formulas

WIDTHS = {A: 8, B: 12, C: 13, D: 27, E: 12.5, F: 12.5, G: 7, H: 9, I: 19, I + 1: 2.5}
# no line below: a label that is repeated hides the line above it, and the group looks merged
GROUP_BORDER = Border(left=style.THIN, right=style.THIN, top=style.THIN)
ROW_HEIGHT = 31  # two lines
LABEL = f"${column_letters(HELPER)}"  # 一级指标 of the row
SYSTEM_WIDTHS = (11, 11, 9, 10.5, 9.5, 20, 12, 90)
INCOME_LABELS = (
    "按收入性质分：",
    "其中：一般公共预算：",
    "政府性基金拨款：",
    "纳入专户管理的非税收入拨款：",
    "其他资金：",
)
EXPENDITURE_LABELS = ("按支出性质分：", "其中：基本支出：", "项目支出：", "", "")
SOURCE_LABELS = ("其中：当年财政拨款", "上年结转资金", "其他资金")


def build_form(
    kit: Kit,
    sheet: Worksheet,
    layout: FormLayout,
    shown: int = SHOWN_INDICATORS,
    *,
    rolled: bool = False,
) -> None:
    """Fill an empty sheet with the form; `shown` rows of indicators are visible.

    `rolled`: with the column 上年沿用, else it is there but hidden and empty.
    """
    lines = subtotal_lines(kit.pack)
    kit.declare(sheet, form_spots(layout, len(lines)), local=True)
    _widths(sheet)
    _head(kit, sheet, layout)
    _execution(kit, sheet, layout)
    _objectives(kit, sheet, layout)
    _indicator_heads(kit, sheet, layout)
    _indicator_rows(kit, sheet, layout, max(shown, SHOWN_INDICATORS))
    _foot(kit, sheet, layout)
    _checks(kit, sheet, layout)
    _subtotals(kit, sheet, layout)
    for formula in (*form_labels(layout, kit.pack), *form_formulas(layout, kit.pack)):
        kit.formula(sheet, formula)
    _conditions(sheet, layout)
    if rolled:
        build_carried(kit, sheet, layout)
    last = layout.foot_row + len(kit.pack.value("forms.overall_notes"))
    head = f"{layout.indicator_head}:{layout.indicator_head}"
    style.page(sheet, f"A1:{cell_ref(last, I)}", rows=head)
    style.protect(sheet)
    sheet.freeze_panes = None
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100


def _widths(sheet: Worksheet) -> None:
    for col, width in WIDTHS.items():
        sheet.column_dimensions[column_letters(col)].width = width
    for index, width in enumerate(SYSTEM_WIDTHS):
        sheet.column_dimensions[column_letters(SYSTEM + index)].width = width
    sheet.column_dimensions[column_letters(CARRIED_STATE)].hidden = True
    for col in range(HELPER, LAST_COLUMN + 1):
        dimension = sheet.column_dimensions[column_letters(col)]
        dimension.width, dimension.hidden, dimension.outlineLevel = 9, True, 1


def _head(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    put(sheet, 1, A, last_col=I, size=16, bold=True, name=style.HEI, border=None)
    sheet.row_dimensions[1].height = 34
    if layout is OVERALL_FORM:
        put(sheet, 2, A, kit.pack.value("forms.unit_label"), last_col=B)
        put(sheet, 2, C, last_col=I, horizontal="left")
        sheet.row_dimensions[2].height = 22
        return
    put(sheet, 2, A, PROJECT_HEAD, last_col=B)
    put_input(sheet, 2, C, last_col=I, horizontal="left", number_format=style.TEXT)
    put(sheet, 3, A, "主管部门", last_col=B)
    put_input(sheet, 3, C, last_col=E, horizontal="left", number_format=style.TEXT)
    put(sheet, 3, F, "实施单位", last_col=G)
    put_input(sheet, 3, H, last_col=I, horizontal="left", number_format=style.TEXT)
    kit.hint(sheet, cell_ref(2, C), "项目名称", "与基础数据表“项目支出”下的名称一致。")
    kit.hint(sheet, cell_ref(3, C), "主管部门", "写本部门的名称，一般不是财政局。")
    for row in (2, 3):
        sheet.row_dimensions[row].height = 24


def _execution(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    row, overall = layout.execution_row, layout is OVERALL_FORM
    count = 5 if overall else 3
    label = "年度预算申请（万元）" if overall else "项目资金（万元）"
    put(sheet, row - 1, A, label, last_row=row + count)
    put(sheet, row - 1, B, last_col=C)
    for (_, col, _), head in zip(EXECUTION, kit.pack.value("forms.fund_heads"), strict=True):
        put(sheet, row - 1, col, head)
    put(sheet, row, B, "年度资金总额", last_col=C)
    for name, col, kind in EXECUTION:
        number = style.PERCENT if kind == "percent" else style.PLAIN_NUMBER
        put_input(sheet, row, col, number_format=number)
        title, text = EXECUTION_HINTS[name]
        kit.numbers(sheet, cell_ref(row, col), title, text)
    full = kit.pack.decimal("execution.full_marks")
    style.write(sheet, row, G, int(full) if full == int(full) else float(full))
    (_fund_split if overall else _sources)(kit, sheet, row)
    for r in range(row - 1, row + count + 1):
        sheet.row_dimensions[r].height = 24


EXECUTION_HINTS = {
    "initial_budget": ("年初预算数", "单位：万元。年初批复的预算数。"),
    "adjusted_budget": ("全年预算数", "单位：万元。年初预算加上年中调整后的预算数。"),
    "actual_expenditure": ("全年执行数", "单位：万元。以决算数为准，一般不大于全年预算数。"),
    "execution_full_marks": ("分值", "预算执行率的分值，按规则已填好，一般不改。"),
    "declared_rate": ("执行率", "可不填，以右侧系统计算为准；要填就写百分数，如 99.88%。"),
    "declared_execution_score": ("得分", "本单位自评的执行率得分；不填按系统测算分计。"),
}


def _fund_split(kit: Kit, sheet: Worksheet, row: int) -> None:
    for index, (left, right) in enumerate(zip(INCOME_LABELS, EXPENDITURE_LABELS, strict=True), 1):
        put(sheet, row + index, B, left, last_col=C, horizontal="left")
        put(sheet, row + index, E, right, last_col=G, horizontal="left")
        if not right:
            put(sheet, row + index, H, last_col=I)
    for _, r, col in FUND_SPLIT:
        put_input(sheet, r, col, last_col=I if col == H else 0)
        kit.numbers(sheet, cell_ref(r, col), "金额", "单位：万元；没有填 0。", low=0)


def _sources(kit: Kit, sheet: Worksheet, row: int) -> None:
    for index, label in enumerate(SOURCE_LABELS, 1):
        put(sheet, row + index, B, label, last_col=C, horizontal="left")
        for _, col in SOURCE_COLUMNS:
            put_input(sheet, row + index, col)
            kit.numbers(sheet, cell_ref(row + index, col), "金额", "单位：万元；没有填 0。")
        for col in (G, H, I):
            put(sheet, row + index, col)


def _objectives(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    row = layout.objective_head
    left, right = kit.pack.value("forms.objective_heads")
    put(sheet, row, A, "年度总体目标", last_row=row + 1)
    put(sheet, row, B, left, last_col=E)
    put(sheet, row, F, right, last_col=I)
    sheet.row_dimensions[row].height = 22
    look = {"horizontal": "left", "vertical": "top", "number_format": style.TEXT}
    put_input(sheet, row + 1, B, last_col=E, **look)
    put_input(sheet, row + 1, F, last_col=I, **look)
    sheet.row_dimensions[row + 1].height = 96
    hint = "写做成了什么、到什么程度，用数字说话；不要照抄目标。"
    kit.hint(sheet, cell_ref(row + 1, F), "完成情况", hint)


def _indicator_heads(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    row = layout.indicator_head
    put(sheet, row, A, indicators_label(kit.pack).replace("（", "\n（"))
    heads = kit.pack.value("forms.indicator_heads")
    for column, head in zip(FORM_COLUMNS, heads, strict=True):
        put(sheet, row, column.col, head, bold=True)
    for column in INDICATOR_COLUMNS:
        if column.head and column.kind != "carried":
            locked = column.kind != "output"  # a head amid what a click writes in one go
            put_system(sheet, row, column.col, column.head, fill=style.HEAD_FILL, locked=locked)
    for between in (*range(CHECK_ROW + len(layout.checks), row), layout.first):
        put(sheet, between, CHECK_BASIS, border=None, locked=False)
    sheet.row_dimensions[row].height = 44


def _indicator_rows(kit: Kit, sheet: Worksheet, layout: FormLayout, shown: int) -> None:
    formulas = list(row_formulas(kit.pack))
    for row in layout.rows:
        _indicator_row(sheet, row)
        for formula in formulas:
            kit.formula(sheet, formula, row)
        sheet.row_dimensions[row].height = ROW_HEIGHT
        sheet.row_dimensions[row].hidden = row - layout.first > shown
    for row in (layout.first, layout.last):
        sheet.row_dimensions[row].hidden = True
    _indicator_lists(kit, sheet, layout)


def _indicator_row(sheet: Worksheet, row: int) -> None:
    put(sheet, row, A, border=Border(left=style.THIN, right=style.THIN))
    put(sheet, row, B, border=GROUP_BORDER)
    left = {"horizontal": "left", "number_format": style.TEXT}
    for column in INDICATOR_COLUMNS:
        if column.col in (D, I):
            put_input(sheet, row, column.col, size=10, **left)
        elif C <= column.col <= I:
            number = style.TEXT if column.kind == "text" else style.PLAIN_NUMBER
            border = GROUP_BORDER if column.col == C else style.FORM_BORDER
            put_input(sheet, row, column.col, size=10, number_format=number, border=border)
        elif column.kind == "text":
            put_input(sheet, row, column.col, size=9.5, border=style.SOFT_BORDER)
        elif column.col >= SYSTEM and column.kind != "carried":
            wide = column.name in ("status", "basis")
            horizontal = "left" if wide else "center"
            locked = column.kind != "output"
            put_system(sheet, row, column.col, horizontal=horizontal, locked=locked, wrap=not wide)


def _indicator_lists(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    first, last = layout.first + 1, layout.last - 1
    by_name = {column.name: area(column.col, first, last) for column in INDICATOR_COLUMNS}
    kit.choices(
        sheet,
        by_name["level2"],
        "zp_rule_level2_list",
        "二级指标",
        "从清单选择，一级指标自动带出。",
    )
    tiers = ",".join(tier.label for tier in kit.pack.tiers)
    kit.choices(
        sheet, by_name["tier"], f'"{tiers}"', "达成档次", "定性指标选一档，测算分由此得出。"
    )
    kit.choices(
        sheet, by_name["nature"], '"≥,≤,=,是否,定性"', "指标性质", "系统判断有误时才选，一般留空。"
    )
    for name, (title, text) in ROW_HINTS.items():
        if name in ("full_marks", "declared_score"):
            kit.numbers(sheet, by_name[name], title, text, high=100)
        else:
            kit.hint(sheet, by_name[name], title, text)


ROW_HINTS = {
    "indicator_name": ("三级指标", "一行一个指标，写具体、可衡量的内容。"),
    "target_value": (
        "年度指标值",
        "如 ≥30万件、≤120万元、98.5%、4次/年、稳步提升。成本类金额不写符号时按“≤”算。",
    ),
    "actual_value": (
        "实际完成值",
        "写确定的数或结果，如 42.2万件、99%、稳步提升；单位与指标值一致。",
    ),
    "full_marks": ("分值", "各行分值之和加预算执行率分值应为 100。"),
    "declared_score": ("得分", "本单位自评得分；不填按系统测算分计。"),
    "deviation_reason": ("偏差原因", "扣了分、没达到或超额较多的，写明原因和改进措施。"),
}


def _foot(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    row = layout.total_row
    put(sheet, row, A, "总分", last_col=F, bold=True)
    put(sheet, row, G, bold=True)
    put_input(sheet, row, H, bold=True)
    put(sheet, row, I)
    kit.numbers(sheet, cell_ref(row, H), "总分", "可不填，以右侧系统合计为准。", high=100)
    sheet.row_dimensions[row].height = 26
    put(sheet, layout.foot_row, A, last_col=I, horizontal="left", border=None)
    sheet.row_dimensions[layout.foot_row].height = 26 if kit.pack.value("forms.foot_line") else 6
    for index, note in enumerate(kit.pack.value("forms.overall_notes"), 1):
        r = layout.foot_row + index
        text = note_text(kit.pack, note)
        put(sheet, r, A, text, last_col=I, horizontal="left", border=None, size=10)
        sheet.row_dimensions[r].height = 30 if len(text) > 55 else 17


def _checks(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    put_system(
        sheet,
        CHECK_ROW - 1,
        SYSTEM,
        "测算与核对（不打印，随填随算）",
        last_col=CHECK_VALUE,
        bold=True,
        horizontal="left",
        fill=style.HEAD_FILL,
    )
    put_system(sheet, CHECK_ROW - 1, CHECK_DIFFERENCE, "差额", fill=style.HEAD_FILL)
    put_system(sheet, CHECK_ROW - 1, CHECK_DIFFERENCE + 1, "核对", fill=style.HEAD_FILL)
    for index, line in enumerate(layout.checks):
        row = CHECK_ROW + index
        put_system(sheet, row, SYSTEM, line.label, last_col=CHECK_VALUE - 1, horizontal="left")
        number = style.PERCENT if line.percent else style.PLAIN_NUMBER
        strong = {"size": 11, "color": style.INK, "bold": line.name in ("total", "grade", "rate")}
        put_system(sheet, row, CHECK_VALUE, number_format=number, **strong)
        gap = style.PERCENT if line.percent else style.PLAIN_NUMBER
        put_system(sheet, row, CHECK_DIFFERENCE, number_format=gap)
        put_system(sheet, row, CHECK_DIFFERENCE + 1)
        put_system(sheet, row, CHECK_BASIS, horizontal="left", locked=False, wrap=False)


def _subtotals(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    row = layout.summary_row
    put_system(
        sheet,
        row,
        B,
        "小计与核对（不打印）",
        last_col=D,
        bold=True,
        horizontal="left",
        fill=style.HEAD_FILL,
    )
    for _, col, head in SUMMARY_COLUMNS:
        put_system(sheet, row, col, head, bold=True, fill=style.HEAD_FILL)
    for index, line in enumerate(subtotal_lines(kit.pack), 1):
        label = line.label if line.key else f"　　{line.label}"
        put_system(sheet, row + index, B, label, last_col=D, bold=bool(line.key), horizontal="left")
        for _, col, _ in SUMMARY_COLUMNS:
            put_system(sheet, row + index, col, bold=bool(line.key))
        put_system(
            sheet,
            row + index,
            I,
            horizontal="left",
            locked=False,
            wrap=False,
            fill=None,
            border=None,
        )
        for formula in subtotal_formulas(line):
            kit.formula(sheet, formula, row + index)


def _conditions(sheet: Worksheet, layout: FormLayout) -> None:
    """Repeated labels vanish so that groups look merged; what needs a hand turns red."""
    first, last = layout.first + 1, layout.last - 1
    no_line = Border(left=style.THIN, right=style.THIN, top=Side(style=None))
    for col, label, paper in ((B, LABEL, "FFFFFF"), (C, "$C", "FFFBE0")):
        test = f'AND({label}{first}<>"",{label}{first}={label}{layout.first})'
        when(sheet, area(col, first, last), test, font=Font(color=paper), border=no_line)
    status = SYSTEM + 5
    test = f"LEN({column_letters(status)}{first})>0"
    when(sheet, area(status, first, last), test, font=Font(color="B42318"))
    verdict = CHECK_DIFFERENCE + 1
    cells = area(verdict, CHECK_ROW, CHECK_ROW + len(layout.checks) - 1)
    test = f'{column_letters(verdict)}{CHECK_ROW}="不一致"'
    when(sheet, cells, test, font=Font(color="B42318", bold=True))
