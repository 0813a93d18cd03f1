"""基础数据表: the official table at the left, computed parents and rates at its right."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.refs import cell_ref, column_letters
from ziping.workbook.build import style
from ziping.workbook.build.kit import Kit, area, when
from ziping.workbook.build.style import put, put_input, put_system
from ziping.workbook.data_formulas import basic_data_formulas
from ziping.workbook.label_formulas import data_labels
from ziping.workbook.layout import (
    BASIC_CHECK,
    BUILDING_ROW,
    BUILDINGS,
    COMPUTED_EXPENSES,
    COMPUTED_RATES,
    EXPENSE_COLS,
    EXPENSE_ROWS,
    LINE_LEVEL,
    LINES_FIRST,
    LINES_LAST,
    SHOWN_PROJECT_LINES,
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    basic_data_spots,
)

WIDTHS = (34, 11, 11, 11, 11, 11, 11, 2.5, 10, 12, 12, 12, 12)
LABELS = {
    "three_public_expenses": "三公经费",
    "vehicle_expenses": "　1、公务用车购置和维护经费",
    "vehicle_purchase": "　　其中：公车购置",
    "vehicle_operation": "　　　　　公车运行维护",
    "overseas_visits": "　2、出国经费",
    "official_hospitality": "　3、公务接待",
    "project_expenditure": "项目支出",
    "operating_expense": "公用经费",
    "government_procurement": "政府采购金额",
    "basic_expenditure_adjustment": "部门基本支出预算调整",
}
OPERATING = ("office_expense", "utilities_and_travel", "meetings_and_training")
BUILDING_HEADS = (
    "批复规模\n（㎡）",
    "实际规模\n（㎡）",
    "规模\n控制率",
    "预算投资\n（万元）",
    "实际投资\n（万元）",
    "投资概算\n控制率",
)
HINTS = {
    "three_public_expenses": "＝公务用车＋出国＋公务接待；会议费、培训费不算三公。",
    "project_expenditure": "＝下面各项目之和（“其中”行不重复相加）。",
    "operating_expense": "基本支出中的一般商品和服务支出。",
    "government_procurement": "没有填 0，不要留空。",
    "basic_expenditure_adjustment": "年中调整数，没有填 0，不要留空。",
}


def build_basic_data(kit: Kit, sheet: Worksheet, shown: int = SHOWN_PROJECT_LINES) -> None:
    """Fill an empty sheet; `shown` project lines are visible."""
    kit.declare(sheet, basic_data_spots())
    for index, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[column_letters(index)].width = width
    put(sheet, 1, A, last_col=G, size=16, bold=True, name=style.HEI, border=None)
    sheet.row_dimensions[1].height = 36
    _staff(kit, sheet)
    _expenses(kit, sheet)
    _lines(kit, sheet, max(shown, SHOWN_PROJECT_LINES))
    _buildings(kit, sheet)
    _foot(kit, sheet)
    _checks(kit, sheet)
    for formula in (*data_labels(kit.pack), *basic_data_formulas()):
        kit.formula(sheet, formula)
    style.page(sheet, "A1:G44")
    style.protect(sheet)
    sheet.sheet_view.showGridLines = False


def _staff(kit: Kit, sheet: Worksheet) -> None:
    put(sheet, 2, A, "财政供养人员情况（人）", last_row=3)
    put(sheet, 2, B, "编制数", last_col=C)
    put(sheet, 2, D, last_col=E)
    put(sheet, 2, F, "控制率", last_col=G)
    put_input(sheet, 3, B, last_col=C)
    put_input(sheet, 3, D, last_col=E)
    put_input(sheet, 3, F, last_col=G, number_format=style.PERCENT)
    kit.numbers(sheet, "B3", "编制数", "编制部门核定的编制数，单位：人。")
    kit.numbers(sheet, "D3", "实际在职人数", "在编在岗人数，不含劳务派遣和退休人员，单位：人。")
    kit.numbers(sheet, "F3", "控制率", "＝在职人数÷编制数，可不填，以右侧计算为准。")
    for row in (2, 3):
        sheet.row_dimensions[row].height = 22


def _expenses(kit: Kit, sheet: Worksheet) -> None:
    put(sheet, 4, A, "经费控制情况（万元）", bold=True)
    for col in EXPENSE_COLS.values():
        put(sheet, 4, col, last_col=col + 1, bold=True)
    labels = {**LABELS, **dict(zip(OPERATING, _operating_labels(kit), strict=True))}
    for key, row in EXPENSE_ROWS.items():
        strong = not labels[key].startswith("　")
        put(sheet, row, A, labels[key], horizontal="left", bold=strong)
        _amounts(kit, sheet, row, HINTS.get(key, "没有填 0。"))
    for row in (4, *EXPENSE_ROWS.values()):
        sheet.row_dimensions[row].height = 20


def _operating_labels(kit: Kit) -> list[str]:
    first, *others = kit.pack.value("forms.operating_lines")
    return [f"　　{first}", *(f"　　　　　{label}" for label in others)]


def _amounts(kit: Kit, sheet: Worksheet, row: int, hint: str) -> None:
    for col in EXPENSE_COLS.values():
        put_input(sheet, row, col, last_col=col + 1)
        kit.numbers(sheet, cell_ref(row, col), "金额（万元）", f"单位：万元。{hint}")


def _lines(kit: Kit, sheet: Worksheet, shown: int) -> None:
    names = kit.pack.value("forms.project_lines")
    for index, row in enumerate(range(LINES_FIRST + 1, LINES_LAST)):
        put_input(sheet, row, A, horizontal="left", number_format=style.TEXT)
        if index < len(names):
            style.write(sheet, row, A, names[index])
        _amounts(kit, sheet, row, "一行一个项目。")
        put_input(sheet, row, LINE_LEVEL, size=9.5, border=style.SOFT_BORDER)
        sheet.row_dimensions[row].height = 20
        sheet.row_dimensions[row].hidden = index >= shown
    for row in (LINES_FIRST, LINES_LAST):
        sheet.row_dimensions[row].hidden = True
    put_system(sheet, EXPENSE_ROWS["project_expenditure"], LINE_LEVEL, "层级", fill=style.HEAD_FILL)
    cells = area(LINE_LEVEL, LINES_FIRST + 1, LINES_LAST - 1)
    kit.choices(
        sheet, cells, '"项目,其中"', "层级", "上一行的组成部分选“其中”，不重复相加；其余不选。"
    )
    hint = "一行一个项目，名称与项目自评表一致；多余的行留空。"
    kit.hint(sheet, area(A, LINES_FIRST + 1, LINES_LAST - 1), "项目名称", hint)


def _buildings(kit: Kit, sheet: Worksheet) -> None:
    put(sheet, BUILDING_ROW - 1, A, last_row=BUILDING_ROW)
    for (_, col, kind), head in zip(BUILDINGS, BUILDING_HEADS, strict=True):
        put(sheet, BUILDING_ROW - 1, col, head, size=10)
        number = style.PERCENT if kind == "percent" else style.PLAIN_NUMBER
        put_input(sheet, BUILDING_ROW, col, number_format=number)
        hint = "当年没有完工项目的填 0，控制率留空。"
        kit.numbers(sheet, cell_ref(BUILDING_ROW, col), "楼堂馆所", hint)
    sheet.row_dimensions[BUILDING_ROW - 1].height = 34
    sheet.row_dimensions[BUILDING_ROW].height = 22


def _foot(kit: Kit, sheet: Worksheet) -> None:
    row = BUILDING_ROW + 1
    put(sheet, row, A, "厉行节约保障措施")
    put_input(sheet, row, B, last_col=G, horizontal="left", number_format=style.TEXT)
    sheet.row_dimensions[row].height = 60
    note = kit.pack.value("forms.basic_note")
    put(sheet, row + 1, A, note, last_col=G, horizontal="left", size=10)
    sheet.row_dimensions[row + 1].height = 32
    put(sheet, row + 2, A, last_col=G, horizontal="left", border=None)
    sheet.row_dimensions[row + 2].height = 28


def _checks(kit: Kit, sheet: Worksheet) -> None:
    heads = ("上年决算\n（计算）", "本年预算\n（计算）", "本年决算\n（计算）", "核对")
    for index, head in enumerate(heads):
        put_system(sheet, 4, BASIC_CHECK + index, head, fill=style.HEAD_FILL)
    sheet.row_dimensions[4].height = 30
    for key in COMPUTED_EXPENSES:
        for index in range(4):
            put_system(sheet, EXPENSE_ROWS[key], BASIC_CHECK + index)
    captions = {
        "control_rate": "控制率",
        "size_control_rate": "规模控制率",
        "investment_control_rate": "投资控制率",
    }
    for name, row in COMPUTED_RATES.items():
        put_system(sheet, row, BASIC_CHECK + 1, captions[name])
        put_system(sheet, row, BASIC_CHECK + 2, number_format=style.PERCENT)
        put_system(sheet, row, BASIC_CHECK + 3)
    verdict = column_letters(BASIC_CHECK + 3)
    test = f'{verdict}3="不一致"'
    when(
        sheet, f"{verdict}3:{verdict}{BUILDING_ROW + 1}", test, font=style.font(9.5, color="B42318")
    )
