"""The self-assessment as values that know their place: what an office declared, nothing computed.

Money is `Decimal` in 万元, a rate is a fraction, marks are points. A blank cell is `None`, never 0.
Named tuples, not dataclasses: importing this module is on the path of every click, and making
thirty frozen dataclasses costs more than reading a workbook.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from ziping.field import NOWHERE, Field, Number, Place, Text
from ziping.passage import Passage, ReportText

__all__ = [
    "NOWHERE",
    "BasicData",
    "BudgetExecution",
    "ExpenseLine",
    "Field",
    "FileState",
    "Form",
    "FundSource",
    "FundSplit",
    "Indicator",
    "Number",
    "OfficeBuildings",
    "Passage",
    "Place",
    "Project",
    "ProjectLine",
    "ReportText",
    "SelfAssessment",
    "Spending",
    "Staffing",
    "Text",
    "Unit",
]

FIRST_YEAR, LAST_YEAR = 2000, 2100  # what can be meant by a budget year
NOTHING: Mapping[str, Any] = MappingProxyType({})


class ExpenseLine(NamedTuple):
    """A line of 基础数据表: 上年决算数, 本年预算数, 本年决算数, in 万元."""

    last_year_final_accounts: Number = Number()
    budget: Number = Number()
    final_accounts: Number = Number()

    def columns(self) -> Iterator[tuple[str, Number]]:
        for name in EXPENSE_COLUMNS:
            yield name, getattr(self, name)


EXPENSE_COLUMNS = ExpenseLine._fields


class ProjectLine(NamedTuple):
    """A line under 项目支出; a sub-line (其中) is part of the line above it, not of the sum."""

    name: Text
    line: ExpenseLine
    is_part: bool = False


EXPENSE_KEYS = (
    "three_public_expenses",
    "vehicle_expenses",
    "vehicle_purchase",
    "vehicle_operation",
    "overseas_visits",
    "official_hospitality",
    "project_expenditure",
    "operating_expense",
    "office_expense",
    "utilities_and_travel",
    "meetings_and_training",
    "government_procurement",
    "basic_expenditure_adjustment",
)


class OfficeBuildings(NamedTuple):
    """楼堂馆所控制情况 (projects completed in the year): sizes in ㎡, investment in 万元."""

    approved_size: Number = Number()
    actual_size: Number = Number()
    size_control_rate: Number = Number()
    budget_investment: Number = Number()
    actual_investment: Number = Number()
    investment_control_rate: Number = Number()


class BasicData(NamedTuple):
    """附件1 基础数据表: posts in persons, `control_rate` as a fraction, `expenses` by key."""

    authorized_posts: Number = Number()
    staff_in_post: Number = Number()
    control_rate: Number = Number()
    expenses: Mapping[str, ExpenseLine] = NOTHING
    project_lines: tuple[ProjectLine, ...] = ()
    office_buildings: OfficeBuildings = OfficeBuildings()
    frugality_measures: Text = Text()

    def expense(self, key: str) -> ExpenseLine:
        return self.expenses.get(key, ExpenseLine())


class BudgetExecution(NamedTuple):
    """年度资金总额: 万元, with the office's own rate (a fraction) and mark."""

    initial_budget: Number = Number()
    adjusted_budget: Number = Number()
    actual_expenditure: Number = Number()
    full_marks: Number = Number()
    declared_rate: Number = Number()
    declared_score: Number = Number()


class FundSplit(NamedTuple):
    """按收入性质分 and 按支出性质分 of the overall form, in 万元."""

    income_total: Number = Number()
    general_public_budget: Number = Number()
    government_fund_budget: Number = Number()
    special_account_revenue: Number = Number()
    other_funds: Number = Number()
    expenditure_total: Number = Number()
    basic_expenditure: Number = Number()
    project_expenditure: Number = Number()

    def income_parts(self) -> tuple[Number, ...]:
        return (
            self.general_public_budget,
            self.government_fund_budget,
            self.special_account_revenue,
            self.other_funds,
        )

    def expenditure_parts(self) -> tuple[Number, ...]:
        return (self.basic_expenditure, self.project_expenditure)


class FundSource(NamedTuple):
    """One source of a project's money (当年财政拨款, 上年结转资金, 其他资金), in 万元."""

    initial_budget: Number = Number()
    adjusted_budget: Number = Number()
    actual_expenditure: Number = Number()


FUND_SOURCES = ("current_appropriation", "carry_over", "other_funds")


class Indicator(NamedTuple):
    """One row of the indicator table; `row` is the sheet's row, the basis of every place in it."""

    row: int
    level1: str
    level2: Text
    name: Text
    target: Text
    actual: Text
    full_marks: Number
    declared_score: Number
    deviation_reason: Text
    tier: Text = Text()
    nature: Text = Text()
    carried: Text = Text()  # last year's target while it waits for the officer's word

    @property
    def awaits_word(self) -> bool:
        return is_same_text(self.target, self.carried)

    @property
    def is_empty(self) -> bool:
        cells = (self.name, self.target, self.actual, self.full_marks, self.declared_score)
        return all(cell.is_blank for cell in cells)

    @property
    def is_weighted(self) -> bool:
        return not self.full_marks.is_blank


class Form(NamedTuple):
    """What the overall form and a project form share."""

    sheet: str
    execution: BudgetExecution = BudgetExecution()
    objective: Text = Text()
    result: Text = Text()
    indicators: tuple[Indicator, ...] = ()
    declared_total: Number = Number()
    carried_objective: Text = Text()

    @property
    def objective_awaits_word(self) -> bool:
        return is_same_text(self.objective, self.carried_objective)

    @property
    def awaiting(self) -> int:
        """How many targets and objectives stand as they were carried over."""
        return self.objective_awaits_word + sum(row.awaits_word for row in self.indicators)


class Project(NamedTuple):
    """附件3 项目支出绩效自评表: one project, one sheet."""

    form: Form
    name: Text = Text()
    supervising_department: Text = Text()
    implementing_unit: Text = Text()
    sources: Mapping[str, FundSource] = NOTHING

    @property
    def is_used(self) -> bool:
        """A project with a name, figures or indicators; a blank sheet is none."""
        money = self.form.execution
        cells = (
            self.name,
            money.initial_budget,
            money.adjusted_budget,
            money.actual_expenditure,
            self.form.objective,
        )
        rows = any(not indicator.is_empty for indicator in self.form.indicators)
        return rows or any(not cell.is_blank for cell in cells)


class Unit(NamedTuple):
    """基本情况: who fills the form and who signs it."""

    name: Text = Text()
    supervising_department: Text = Text()
    year: Number = Number()
    report_date: Text = Text()
    notice: Text = Text()
    filler: Text = Text()
    filling_date: Text = Text()
    telephone: Text = Text()
    leader: Text = Text()
    code: Text = Text()  # what the finance bureau numbers the office by


class Staffing(NamedTuple):
    """人员编制 as the report's first chapter tells it, in persons."""

    administrative_posts: Number = Number()
    institution_posts: Number = Number()
    other_posts: Number = Number()
    staff_in_post: Number = Number()
    retired: Number = Number()
    dispatched: Number = Number()


class Spending(NamedTuple):
    """Chapters two to five of the report, in 万元."""

    basic_expenditure: Number = Number()
    personnel_expense: Number = Number()
    operating_expense: Number = Number()
    project_expenditure: Number = Number()
    government_fund_budget: Number = Number()
    state_capital_budget: Number = Number()
    social_insurance_budget: Number = Number()
    other_funds: Number = Number()


class FileState(NamedTuple):
    """What the reader saw of the file itself, apart from its values.

    `missing_formulas`: cells that should hold a formula of ours and don't (an inserted row);
    `changed_rules`: cells of 规则 that differ from the pack; `pack_changed`: the pack's text inside
    the file is not the one it was built with; `is_report`: a Word report, whose forms have no
    column for 达成档次.
    """

    missing_formulas: tuple[Place, ...] = ()
    changed_rules: tuple[Place, ...] = ()
    pack_changed: bool = False
    active_content: tuple[str, ...] = ()
    is_report: bool = False
    is_rolled: bool = False  # made of last year's file: some of its prose was carried over


class SelfAssessment(NamedTuple):
    """The whole file: `texts` holds the officer's prose by section key of the pack's outline.

    `carried_texts` has those of last year that wait for the officer's word, by the same keys.
    """

    unit: Unit
    overall: Form
    basic_data: BasicData = BasicData()
    funds: FundSplit = FundSplit()
    staffing: Staffing = Staffing()
    spending: Spending = Spending()
    projects: tuple[Project, ...] = ()
    texts: Mapping[str, Text] = NOTHING
    rules: str = ""
    file: FileState = FileState()
    carried_texts: Mapping[str, Text] = NOTHING
    report: ReportText = ReportText()

    def fields(self) -> Iterator[tuple[str, Field[object]]]:
        """Every field of the file with its attribute's name, forms and rows included."""
        yield from _walk("", self)

    def awaiting_texts(self) -> list[str]:
        """The sections whose prose stands as it was carried over."""
        carried = self.carried_texts.items()
        return [key for key, text in carried if is_same_text(self.texts.get(key, Text()), text)]

    @property
    def awaiting(self) -> int:
        """How much of the whole file is last year's and waits for the officer's word."""
        forms = (self.overall, *(project.form for project in self.projects))
        return sum(form.awaiting for form in forms) + len(self.awaiting_texts())

    @property
    def budget_year(self) -> int:
        """The year assessed; 0 where the cell is blank, bad or no year (24)."""
        year = self.unit.year.value or Decimal(0)
        return int(year) if FIRST_YEAR <= year <= LAST_YEAR else 0


def is_same_text(cell: Text, carried: Text) -> bool:
    """Whether a cell still shows what was carried into it, to the letter."""
    return bool(carried.raw) and cell.raw == carried.raw and not (cell.problem or carried.problem)


def _walk(name: str, node: object) -> Iterator[tuple[str, Field[object]]]:
    if isinstance(node, Field):
        yield name, node
    elif isinstance(node, Mapping):
        for key, item in node.items():
            yield from _walk(str(key), item)
    elif isinstance(node, tuple) and not isinstance(node, (Place, ReportText)):
        names = getattr(node, "_fields", None) or [name] * len(node)
        for item_name, item in zip(names, node, strict=True):
            yield from _walk(item_name, item)
