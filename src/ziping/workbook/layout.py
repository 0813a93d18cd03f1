"""The only authority on sheets, defined names and cells of the workbook.

Rows and columns are those of a newly built workbook. A filled one is read by its defined names,
so that cells that an officer moved are still found; the positions here build it and mend it.
A name on a form sheet is sheet-scoped (copying the sheet copies it); all others are global.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ziping.model import EXPENSE_COLUMNS, FUND_SOURCES

LAYOUT_VERSION = "2"
PREFIX = "zp_"

HOME = "首页"
UNIT = "基本情况"
BASIC_DATA = "基础数据表"
OVERALL = "整体自评表"
PROJECT = "项目自评表"
REPORT_TEXT = "报告正文"
RESULTS = "校验结果"
RULES = "规则"
HIDDEN = "_ziping"
NOTES = "导入清单"  # after 校验结果, only where a workbook was made from a Word report
ROLL_NOTES = "结转清单"  # the same of one that was made from last year's file
PYTHON_CHECK = "Python核对"  # last, only in the macro workbook: worksheet functions beside formulas
SHEETS = (HOME, UNIT, BASIC_DATA, OVERALL, PROJECT, REPORT_TEXT, RESULTS, RULES, HIDDEN)
PROJECT_HEAD = "项目支出名称"  # what tells a project form by eye
REQUIRED_SHEETS = tuple(name for name in SHEETS if name != PROJECT)

MAX_INDICATORS = 60
SHOWN_INDICATORS = 20
MAX_PROJECT_LINES = 20
SHOWN_PROJECT_LINES = 5
MAX_RESULTS = 200
MAX_BLOCK_ROWS = 2_000  # of a named column, as far as a reader goes


class Spot(NamedTuple):
    """A named place: one cell, or a column of cells from `row` to `last`."""

    name: str
    row: int
    col: int
    last: int = 0
    kind: str = "number"  # number, percent, text, formula, output, carried

    @property
    def rows(self) -> range:
        return range(self.row, (self.last or self.row) + 1)

    @property
    def is_input(self) -> bool:
        return self.kind in ("number", "percent", "text")


class Column(NamedTuple):
    """A column of the indicator table."""

    name: str
    col: int
    kind: str
    head: str = ""


A, B, C, D, E, F, G, H, I = range(1, 10)  # noqa: E741  the letters of the sheet
SYSTEM = 11  # K: first system column, right of the printed form
HELPER = 19  # S: first helper column, grouped and folded

INDICATOR_COLUMNS = (
    Column("level1", B, "formula"),
    Column("level2", C, "text"),
    Column("indicator_name", D, "text"),
    Column("target_value", E, "text"),
    Column("actual_value", F, "text"),
    Column("full_marks", G, "number"),
    Column("declared_score", H, "number"),
    Column("deviation_reason", I, "text"),
    Column("tier", SYSTEM, "text", "达成档次\n（定性指标选）"),
    Column("nature", SYSTEM + 1, "text", "指标性质\n（一般不填）"),
    Column("resolved_nature", SYSTEM + 2, "formula", "判定性质"),
    Column("computed_score", SYSTEM + 3, "formula", "系统测算分"),
    Column("counted_score", SYSTEM + 4, "formula", "计入得分"),
    Column("status", SYSTEM + 5, "formula", "提示"),
    Column("carried_state", SYSTEM + 6, "carried", "上年沿用\n（改写，或选）"),
    Column("basis", SYSTEM + 7, "output", "评分依据（点“评分”后写入）"),
    Column("level1_label", HELPER, "formula", "一级指标"),
    Column("target_text", HELPER + 1, "formula", "指标值文字"),
    Column("target_sign", HELPER + 2, "formula", "符号"),
    Column("target_length", HELPER + 3, "formula", "数字长度"),
    Column("target_rest", HELPER + 4, "formula", "数字之后"),
    Column("target_scale", HELPER + 5, "formula", "数量级"),
    Column("target_number", HELPER + 6, "formula", "指标值数"),
    Column("target_measure", HELPER + 7, "formula", "单位"),
    Column("actual_text", HELPER + 8, "formula", "完成值文字"),
    Column("actual_length", HELPER + 9, "formula", "数字长度"),
    Column("actual_rest", HELPER + 10, "formula", "数字之后"),
    Column("actual_scale", HELPER + 11, "formula", "数量级"),
    Column("actual_number", HELPER + 12, "formula", "完成值数"),
    Column("actual_measure", HELPER + 13, "formula", "单位"),
    Column("carried_target", HELPER + 14, "carried", "上年指标值"),
)
FORM_COLUMNS = tuple(column for column in INDICATOR_COLUMNS if column.col <= I)
LAST_COLUMN = INDICATOR_COLUMNS[-1].col

EXECUTION = (
    ("initial_budget", D, "number"),
    ("adjusted_budget", E, "number"),
    ("actual_expenditure", F, "number"),
    ("execution_full_marks", G, "number"),
    ("declared_rate", H, "percent"),
    ("declared_execution_score", I, "number"),
)
FUND_SPLIT = (
    ("income_total", 5, D),
    ("expenditure_total", 5, H),
    ("general_public_budget", 6, D),
    ("basic_expenditure", 6, H),
    ("government_fund_budget", 7, D),
    ("project_expenditure", 7, H),
    ("special_account_revenue", 8, D),
    ("other_funds", 9, D),
)
SOURCE_COLUMNS = (("initial_budget", D), ("adjusted_budget", E), ("actual_expenditure", F))

CHECK_ROW = 2  # first line of 测算与核对; nine lines end above the heads of the indicators
CHECK_VALUE, CHECK_DIFFERENCE, CHECK_VERDICT, CARRIED_STATE, CHECK_BASIS = range(
    SYSTEM + 3, SYSTEM + 8
)
CARRIED_TEXT = LAST_COLUMN  # hidden: what was carried over, beside what stands there now
AWAITS, AFFIRMED = "待确认", "已确认"


class CheckLine(NamedTuple):
    """A line of 测算与核对: a computed value beside what the form declares."""

    name: str
    label: str
    declared: str = ""  # the name it is compared with
    percent: bool = False


OVERALL_CHECKS = (
    CheckLine("rate", "预算执行率", "declared_rate", True),
    CheckLine("execution_score", "预算执行率得分", "declared_execution_score"),
    CheckLine("income_sum", "收入各项之和", "income_total"),
    CheckLine("expenditure_sum", "支出各项之和", "expenditure_total"),
    CheckLine("weight_total", "分值合计（应为100）"),
    CheckLine("computed_total", "系统测算总分"),
    CheckLine("total", "总分（计入得分之和）", "declared_total"),
    CheckLine("grade", "评价等级"),
)
PROJECT_CHECKS = (
    CheckLine("rate", "预算执行率", "declared_rate", True),
    CheckLine("execution_score", "预算执行率得分", "declared_execution_score"),
    CheckLine("initial_budget_sum", "年初预算各来源之和", "initial_budget"),
    CheckLine("adjusted_budget_sum", "全年预算各来源之和", "adjusted_budget"),
    CheckLine("actual_expenditure_sum", "全年执行各来源之和", "actual_expenditure"),
    CheckLine("weight_total", "分值合计（应为100）"),
    CheckLine("computed_total", "系统测算总分"),
    CheckLine("total", "总分（计入得分之和）", "declared_total"),
    CheckLine("grade", "评价等级"),
)


class FormLayout(NamedTuple):
    """Rows of a form sheet; the two kinds differ in what stands above the indicators."""

    kind: str
    execution_row: int
    objective_head: int
    indicator_head: int
    checks: tuple[CheckLine, ...]

    @property
    def first(self) -> int:
        """The hidden spacer above the first indicator: ranges run from spacer to spacer."""
        return self.indicator_head + 1

    @property
    def last(self) -> int:
        return self.first + MAX_INDICATORS + 1

    @property
    def rows(self) -> range:
        return range(self.first + 1, self.last)

    @property
    def total_row(self) -> int:
        return self.last + 1

    @property
    def foot_row(self) -> int:
        return self.total_row + 1

    @property
    def summary_row(self) -> int:
        """Head of 小计与核对, below the print area."""
        return self.foot_row + 8


OVERALL_FORM = FormLayout("overall", 4, 10, 12, OVERALL_CHECKS)
PROJECT_FORM = FormLayout("project", 5, 9, 11, PROJECT_CHECKS)
SUMMARY_COLUMNS = (
    ("subtotal_full_marks", E, "分值"),
    ("subtotal_difference", F, "与规则差额"),
    ("subtotal_computed", G, "测算"),
    ("subtotal_counted", H, "计入"),
)


def form_spots(form: FormLayout, subtotals: int) -> Iterator[Spot]:
    """Every named place of a form sheet; `subtotals` is the number of lines of 小计."""
    yield Spot("title", 1, A, kind="formula")
    yield Spot("foot_line", form.foot_row, A, kind="formula")
    if form.kind == "overall":
        yield Spot("shown_unit_name", 2, C, kind="formula")
        yield from (Spot(name, row, col) for name, row, col in FUND_SPLIT)
    else:
        yield Spot("project_name", 2, C, kind="text")
        yield Spot("supervising_department", 3, C, kind="text")
        yield Spot("implementing_unit", 3, H, kind="text")
        for index, source in enumerate(FUND_SOURCES):
            for column, col in SOURCE_COLUMNS:
                yield Spot(f"{source}_{column}", form.execution_row + 1 + index, col)
    yield from (Spot(name, form.execution_row, col, kind=kind) for name, col, kind in EXECUTION)
    yield Spot("objective", form.objective_head + 1, B, kind="text")
    yield Spot("result", form.objective_head + 1, F, kind="text")
    yield Spot("objective_state", form.objective_head + 1, CARRIED_STATE, kind="carried")
    yield Spot("carried_objective", form.objective_head + 1, CARRIED_TEXT, kind="carried")
    yield Spot("carried_count", CHECK_ROW, CARRIED_STATE, kind="formula")
    for item in INDICATOR_COLUMNS:
        yield Spot(item.name, form.first, item.col, form.last, item.kind)
    yield Spot("printed_weight_total", form.total_row, G, kind="formula")
    yield Spot("declared_total", form.total_row, H)
    yield from _check_spots(form)
    yield Spot("check_basis", CHECK_ROW, CHECK_BASIS, CHECK_ROW + len(form.checks) - 1, "output")
    first, last = form.summary_row + 1, form.summary_row + subtotals
    for name, col, _ in SUMMARY_COLUMNS:
        yield Spot(name, first, col, last, "formula")
    yield Spot("subtotal_basis", first, I, last, "output")


def _check_spots(form: FormLayout) -> Iterator[Spot]:
    for index, line in enumerate(form.checks):
        row = CHECK_ROW + index
        yield Spot(line.name, row, CHECK_VALUE, kind="formula")
        if line.declared:
            yield Spot(f"{line.name}_difference", row, CHECK_DIFFERENCE, kind="formula")
            yield Spot(f"{line.name}_verdict", row, CHECK_VERDICT, kind="formula")


# 基础数据表
EXPENSE_ROWS = {
    "three_public_expenses": 5,
    "vehicle_expenses": 6,
    "vehicle_purchase": 7,
    "vehicle_operation": 8,
    "overseas_visits": 9,
    "official_hospitality": 10,
    "project_expenditure": 11,
    "operating_expense": 34,
    "office_expense": 35,
    "utilities_and_travel": 36,
    "meetings_and_training": 37,
    "government_procurement": 38,
    "basic_expenditure_adjustment": 39,
}
EXPENSE_COLS = dict(zip(EXPENSE_COLUMNS, (B, D, F), strict=True))
LINES_FIRST, LINES_LAST = 12, 33  # hidden spacers around the project lines
LINE_LEVEL, BASIC_CHECK = I, 10  # I: 项目／其中; J, K, L: computed; M: verdict
BUILDING_ROW = 41
BUILDINGS = (
    ("approved_size", B, "number"),
    ("actual_size", C, "number"),
    ("size_control_rate", D, "percent"),
    ("budget_investment", E, "number"),
    ("actual_investment", F, "number"),
    ("investment_control_rate", G, "percent"),
)
COMPUTED_EXPENSES = ("three_public_expenses", "vehicle_expenses", "project_expenditure")
COMPUTED_RATES = {
    "control_rate": 3,
    "size_control_rate": BUILDING_ROW,
    "investment_control_rate": BUILDING_ROW + 1,
}


DATA_LABELS = (
    ("data_title", 1, A),
    ("head_staff_in_post", 2, D),
    ("head_last_year", 4, B),
    ("head_budget", 4, D),
    ("head_final_accounts", 4, F),
    ("head_office_buildings", 40, A),
    ("data_foot_line", 44, A),
)


def basic_data_spots() -> Iterator[Spot]:
    """Every named place of 基础数据表."""
    for name, row, col in DATA_LABELS:
        yield Spot(name, row, col, kind="formula")
    yield Spot("authorized_posts", 3, B)
    yield Spot("staff_in_post", 3, D)
    yield Spot("control_rate", 3, F, kind="percent")
    for key, row in EXPENSE_ROWS.items():
        for column, col in EXPENSE_COLS.items():
            yield Spot(f"{key}_{column}", row, col)
    yield Spot("project_line_name", LINES_FIRST, A, LINES_LAST, "text")
    for column, col in EXPENSE_COLS.items():
        yield Spot(f"project_line_{column}", LINES_FIRST, col, LINES_LAST)
    yield Spot("project_line_level", LINES_FIRST, LINE_LEVEL, LINES_LAST, "text")
    yield from (Spot(name, BUILDING_ROW, col, kind=kind) for name, col, kind in BUILDINGS)
    yield Spot("frugality_measures", 42, B, kind="text")
    for key in COMPUTED_EXPENSES:
        for index, column in enumerate(EXPENSE_COLUMNS):
            row = EXPENSE_ROWS[key]
            yield Spot(f"computed_{key}_{column}", row, BASIC_CHECK + index, kind="formula")
        yield Spot(f"verdict_{key}", EXPENSE_ROWS[key], BASIC_CHECK + 3, kind="formula")
    for name, row in COMPUTED_RATES.items():
        yield Spot(f"computed_{name}", row, BASIC_CHECK + 2, kind="formula")
        yield Spot(f"verdict_{name}", row, BASIC_CHECK + 3, kind="formula")


# 基本情况: a label, a value and a hint a row
class UnitLine(NamedTuple):
    name: str
    label: str
    kind: str
    hint: str
    required: bool = False


UNIT_LINES: tuple[tuple[str, tuple[UnitLine, ...]], ...] = (
    (
        "单位信息",
        (
            UnitLine("unit_name", "单位名称", "text", "写全称，与公章一致；全册自动引用", True),
            UnitLine(
                "unit_supervising_department", "主管部门", "text", "一级预算单位写本单位", True
            ),
            UnitLine("year", "自评年度", "number", "四位年份，如 2024", True),
            UnitLine("report_date", "报告日期", "text", "如 2025年3月20日，不早于所依据的通知"),
            UnitLine(
                "notice",
                "依据的通知",
                "text",
                "如 《关于开展……的通知》（×财绩〔2025〕1号），写全称和文号",
            ),
            UnitLine("filler", "填表人", "text", "印在表下"),
            UnitLine("filling_date", "填报日期", "text", "如 2025年3月18日"),
            UnitLine("telephone", "联系电话", "text", "公开版报告请填办公电话，或留空"),
            UnitLine("leader", "单位负责人", "text", "签字处，打印后手签可留空"),
            UnitLine("unit_code", "单位编码", "text", "财政部门编的代码，发来时已填；没有可留空"),
        ),
    ),
    (
        "人员编制（报告正文第一部分）",
        (
            UnitLine("administrative_posts", "行政编制（人）", "number", "编制部门核定数"),
            UnitLine("institution_posts", "事业编制（人）", "number", "含所属事业单位"),
            UnitLine("other_posts", "其他编制（人）", "number", "没有填 0"),
            UnitLine(
                "report_staff_in_post", "年末在职（人）", "number", "在编在岗，不含劳务派遣和退休"
            ),
            UnitLine("retired", "退休（人）", "number", "没有填 0"),
            UnitLine("dispatched", "劳务派遣（人）", "number", "没有填 0；不计入控制率"),
        ),
    ),
    (
        "支出情况（报告正文第二至五部分，万元）",
        (
            UnitLine(
                "report_basic_expenditure", "基本支出", "number", "＝人员经费＋公用经费", True
            ),
            UnitLine(
                "report_personnel_expense",
                "其中：人员经费",
                "number",
                "工资福利、对个人和家庭补助",
                True,
            ),
            UnitLine(
                "report_operating_expense",
                "其中：公用经费",
                "number",
                "与基础数据表“公用经费”决算数一致",
                True,
            ),
            UnitLine(
                "report_project_expenditure", "项目支出", "number", "与基础数据表、自评表一致", True
            ),
            UnitLine(
                "report_government_fund_budget", "政府性基金预算支出", "number", "没有填 0", True
            ),
            UnitLine(
                "report_state_capital_budget", "国有资本经营预算支出", "number", "没有填 0", True
            ),
            UnitLine(
                "report_social_insurance_budget", "社会保险基金预算支出", "number", "没有填 0", True
            ),
            UnitLine(
                "report_other_funds", "其他资金支出", "number", "以上各项之外的支出，没有填 0", True
            ),
        ),
    ),
)
OPTIONAL_UNIT = frozenset({"unit_code"})  # the first workbooks of this layout lack it
UNIT_FIRST_ROW = 3
UNIT_LABEL, UNIT_VALUE, UNIT_HINT = A, B, C


def unit_rows() -> Iterator[tuple[int, str, UnitLine | None]]:
    """(row, section title or label, line): the title rows carry no line."""
    row = UNIT_FIRST_ROW
    for title, lines in UNIT_LINES:
        yield row, title, None
        for line in lines:
            row += 1
            yield row, line.label, line
        row += 2


def unit_spots() -> Iterator[Spot]:
    for row, _, line in unit_rows():
        if line is not None:
            yield Spot(line.name, row, UNIT_VALUE, kind=line.kind)


# 报告正文: one row a section of the pack's outline
TEXT_FIRST_ROW, TEXT_VALUE = 4, C


def text_spots(keys: list[str]) -> Iterator[Spot]:
    for index, key in enumerate(keys):
        yield Spot(f"text_{key}", TEXT_FIRST_ROW + index, TEXT_VALUE, kind="text")


TEXT_STATE, TEXT_CARRIED = E, F  # hidden where nothing was carried over


def carried_text_spots(count: int) -> Iterator[Spot]:
    """What goes with the sections, in their rows."""
    first, last = TEXT_FIRST_ROW, TEXT_FIRST_ROW + count - 1
    yield Spot("texts", first, TEXT_VALUE, last, "output")
    yield Spot("text_state", first, TEXT_STATE, last, "carried")
    yield Spot("carried_text", first, TEXT_CARRIED, last, "carried")
    yield Spot("carried_text_count", 2, TEXT_STATE, kind="formula")


# 首页
HOME_STEPS_ROW = 9
HOME_NUMBERS = (
    ("home_total", 5, B, "自评总分"),
    ("home_grade", 5, C, "评价等级"),
    ("home_rate", 5, D, "预算执行率"),
    ("home_weight_total", 5, E, "分值合计"),
)
HOME_STEPS = (
    ("step_unit", UNIT, "填单位信息、人员编制和支出情况"),
    ("step_basic_data", BASIC_DATA, "填编制、三公、项目、公用等决算数据"),
    ("step_overall", OVERALL, "填预算执行、目标和绩效指标，得分随填随算"),
    ("step_projects", PROJECT, "一个项目一张表；再有项目就复制这张工作表"),
    ("step_report_text", REPORT_TEXT, "写职能、绩效、问题和改进，数字由系统带入"),
    ("step_results", RESULTS, "评分和校验之后，逐条核对并改正"),
)
HOME_COUNTS_ROW = 18
HOME_COUNTS = (
    ("count_errors", B, "错误"),
    ("count_warnings", C, "警告"),
    ("count_hints", D, "提示"),
    ("count_not_evaluated", E, "未能核对"),
)
HOME_CHECKED_AT = ("checked_at", 19, B)
HOME_PROJECTS_ROW, MAX_HOME_PROJECTS = 22, 10
HOME_PROJECT_COLUMNS = (
    ("home_project_name", B),
    ("home_project_total", C),
    ("home_project_grade", D),
    ("home_project_computed", E),
)


def home_spots() -> Iterator[Spot]:
    for name, row, col, _ in HOME_NUMBERS:
        yield Spot(name, row, col, kind="formula")
    for index, (name, _, _) in enumerate(HOME_STEPS):
        kind = "output" if name in ("step_projects", "step_results") else "formula"
        yield Spot(name, HOME_STEPS_ROW + index, D, kind=kind)
    for name, col, _ in HOME_COUNTS:
        yield Spot(name, HOME_COUNTS_ROW, col, kind="output")
    name, row, col = HOME_CHECKED_AT
    yield Spot(name, row, col, kind="output")
    last = HOME_PROJECTS_ROW + MAX_HOME_PROJECTS - 1
    for name, col in HOME_PROJECT_COLUMNS:
        yield Spot(name, HOME_PROJECTS_ROW, col, last, "output")


# 校验结果
RESULT_FIRST_ROW = 5
RESULT_COLUMNS = (
    ("result_severity", A, "级别", 8),
    ("result_place", B, "位置", 22),
    ("result_problem", C, "问题", 58),
    ("result_fix", D, "改法", 40),
    ("result_source", E, "依据", 32),
    ("result_code", F, "代码", 9),
)
RESULT_SUMMARY = ("result_summary", 2, A)
# 说明, and hidden beside it the finding that it was written for. Both came after the first
# workbooks of this layout, which are read and written without them.
RESULT_REMARK, RESULT_KEY = ("result_remark", G, "说明（不改的写明理由）", 30), ("result_key", H)


def result_spots() -> Iterator[Spot]:
    last = RESULT_FIRST_ROW + MAX_RESULTS - 1
    for name, col, _, _ in RESULT_COLUMNS:
        yield Spot(name, RESULT_FIRST_ROW, col, last, "output")
    name, col, _, _ = RESULT_REMARK
    yield Spot(name, RESULT_FIRST_ROW, col, last, "text")
    name, col = RESULT_KEY
    yield Spot(name, RESULT_FIRST_ROW, col, last, "output")
    name, row, col = RESULT_SUMMARY
    yield Spot(name, row, col, kind="output")


# 导入清单, 结转清单
NOTE_FIRST_ROW = 5
NOTE_COLUMNS = (
    ("结果", 9),
    ("位置", 26),
    ("原文", 44),
    ("取为", 24),
    ("取到哪里", 26),
    ("说明", 34),
)


# Python核对
CHECK_SHEET_FIRST_ROW = 6
CHECK_SHEET_COLUMNS = (("核对项目", 34), ("Python 函数", 42), ("表内公式", 30), ("一致", 14))


# _ziping: what the reader needs to know about the file, very hidden
HIDDEN_FACTS = ("layout_version", "rules", "rules_version", "rules_hash", "build_hash")
HIDDEN_TEXT_ROW = 10
HIDDEN_GRAMMAR = (("grammar_unit", D), ("grammar_digits", E))
FORM_LAYOUT, FORM_LAYOUT_COL = "form_layout", G  # the forms of an imported report, as JSON
# which submission of the office a mailed file is; the first workbooks of this layout lack it
SUBMISSION = ("submission", 6, B)


def hidden_spots(texts: int) -> Iterator[Spot]:
    for row, name in enumerate(HIDDEN_FACTS, 1):
        yield Spot(name, row, B, kind="text")
    name, row, col = SUBMISSION
    yield Spot(name, row, col)
    yield Spot("rules_texts", HIDDEN_TEXT_ROW, B, HIDDEN_TEXT_ROW + texts - 1, "text")
