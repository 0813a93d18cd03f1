"""The formulas of 基础数据表 and 首页, with the values they must equal."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from ziping.model import (
    EXPENSE_COLUMNS,
    BasicData,
    ExpenseLine,
    Field,
    Number,
    SelfAssessment,
)
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredAssessment, Value
from ziping.scoring.arithmetic import field_value, guarded, half_up, ratio, shown_total
from ziping.scoring.execution import RATE_DECIMALS
from ziping.workbook.form_formulas import carried_text
from ziping.workbook.formula import Formula, Shown, if_numbers, sum_given
from ziping.workbook.layout import (
    BASIC_DATA,
    COMPUTED_EXPENSES,
    COMPUTED_RATES,
    OVERALL,
    REPORT_TEXT,
    UNIT,
    UNIT_LINES,
)

PARTS = {
    "three_public_expenses": ("vehicle_expenses", "overseas_visits", "official_hospitality"),
    "vehicle_expenses": ("vehicle_purchase", "vehicle_operation"),
}
RATES = {
    "control_rate": ("staff_in_post", "authorized_posts"),
    "size_control_rate": ("actual_size", "approved_size"),
    "investment_control_rate": ("actual_investment", "budget_investment"),
}
PART_LEVEL = "其中"
UNCONFIRMED = "沿用待确认"


def basic_data_formulas() -> Iterator[Formula]:
    """Computed parents and rates beside the declared ones; values are of `BasicData`."""
    for key in COMPUTED_EXPENSES:
        for column in EXPENSE_COLUMNS:
            yield Formula(f"computed_{key}_{column}", _sum_text(key, column), _sum_of(key, column))
        yield Formula(f"verdict_{key}", _verdict_text(key), _verdict_of(key))
    for name in COMPUTED_RATES:
        yield Formula(f"computed_{name}", _rate_text(*RATES[name]), _rate_of(name))
        text = (
            f"IF(AND(ISNUMBER({{{name}}}),ISNUMBER({{computed_{name}}})),"
            f'IF(ROUND(ROUND({{{name}}},4)-{{computed_{name}}},6)=0,"一致","不一致"),"")'
        )
        yield Formula(f"verdict_{name}", text, _rate_verdict(name))


def _sum_text(key: str, column: str) -> str:
    if key in PARTS:
        return sum_given([f"{part}_{column}" for part in PARTS[key]])
    cells = f"{{project_line_{column}:}}"
    return (
        f'IF(COUNT({cells})+COUNTBLANK({cells})<ROWS({cells}),"{BAD}",'
        f'IF(COUNTIFS({cells},">-1E300",{{project_line_level:}},"<>{PART_LEVEL}")=0,"",'
        f'ROUND(SUM({cells})-SUMIF({{project_line_level:}},"{PART_LEVEL}",{cells}),6)))'
    )


def _sum_of(key: str, column: str) -> Callable[[BasicData], Shown]:
    def value(data: BasicData) -> Shown:
        if key in PARTS:
            parts = (getattr(data.expense(part), column) for part in PARTS[key])
            return shown_total(field_value(part) for part in parts)
        lines = [(line, field_value(getattr(line.line, column))) for line in data.project_lines]
        if any(amount == BAD for _, amount in lines):
            return BAD
        return shown_total(amount for line, amount in lines if not line.is_part)

    return value


def _verdict_text(key: str) -> str:
    gaps = [
        f"IF(AND(ISNUMBER({{{key}_{c}}}),ISNUMBER({{computed_{key}_{c}}})),"
        f"IF(ROUND({{{key}_{c}}}-{{computed_{key}_{c}}},6)=0,0,1),0)"
        for c in EXPENSE_COLUMNS
    ]
    pairs = [
        f"AND(ISNUMBER({{{key}_{c}}}),ISNUMBER({{computed_{key}_{c}}}))" for c in EXPENSE_COLUMNS
    ]
    return f'IF(OR({",".join(pairs)}),IF({"+".join(gaps)}=0,"一致","不一致"),"")'


def _verdict_of(key: str) -> Callable[[BasicData], Shown]:
    def value(data: BasicData) -> Shown:
        line: ExpenseLine = data.expense(key)
        pairs = [(cell.value, _sum_of(key, column)(data)) for column, cell in line.columns()]
        known = [(a, b) for a, b in pairs if a is not None and isinstance(b, Decimal)]
        return _agreement(known)

    return value


def _agreement(pairs: Sequence[tuple[Decimal, Decimal]]) -> str:
    if not pairs:
        return ""
    return "一致" if all(half_up(a - b, 6) == 0 for a, b in pairs) else "不一致"


def _rate_text(part: str, whole: str) -> str:
    rate = f'IF({{{whole}}}<=0,"",ROUND(ROUND({{{part}}}/{{{whole}}},10),{RATE_DECIMALS}))'
    return if_numbers([part, whole], rate)


def _rate_fields(name: str, data: BasicData) -> tuple[Number, Number]:
    owner = data if name == "control_rate" else data.office_buildings
    part, whole = RATES[name]
    return getattr(owner, part), getattr(owner, whole)


def computed_rate(name: str, data: BasicData) -> Value:
    """控制率 as the sheet computes it: a fraction of four decimals, blank over a blank or 0."""
    part, whole = (field_value(cell) for cell in _rate_fields(name, data))
    if isinstance(part, str) or isinstance(whole, str):
        return BAD
    if part is None or whole is None or whole <= 0:
        return None
    return guarded(ratio(part, whole), RATE_DECIMALS)


def _rate_of(name: str) -> Callable[[BasicData], Shown]:
    return lambda data: computed_rate(name, data)


def _rate_verdict(name: str) -> Callable[[BasicData], Shown]:
    def value(data: BasicData) -> Shown:
        declared: Number = getattr(data if name == "control_rate" else data.office_buildings, name)
        computed = computed_rate(name, data)
        if declared.value is None or not isinstance(computed, Decimal):
            return ""
        return _agreement([(half_up(declared.value, 4), computed)])

    return value


# 首页
def home_formulas(pack: RulePack, texts: Sequence[str]) -> Iterator[Formula]:
    """The numbers and the state of the steps; values are of `ScoredAssessment`."""
    for name in ("total", "grade", "rate", "weight_total"):
        yield Formula(f"home_{name}", f"{{{OVERALL}!{name}}}", _home(name))
    yield Formula("step_unit", _progress(UNIT, REQUIRED_UNIT), _unit_state)
    yield Formula("step_basic_data", _progress(BASIC_DATA, REQUIRED_DATA), _data_state)
    yield Formula("step_overall", _overall_text(), _overall_state)
    cells = [f"text_{key}" for key in texts]
    state = _progress(REPORT_TEXT, cells) + _waiting(REPORT_TEXT, "carried_text_count")
    yield Formula("step_report_text", state, _texts_state(texts))


def text_formulas() -> Iterator[Formula]:
    """The one formula of 报告正文; values are of `SelfAssessment`."""
    text = carried_text("{text_state:}", "{texts:}", "{carried_text:}")
    yield Formula("carried_text_count", text, lambda a: len(a.awaiting_texts()))


REQUIRED_UNIT = [line.name for _, lines in UNIT_LINES for line in lines if line.required]
REQUIRED_DATA = [
    "authorized_posts",
    "staff_in_post",
    "three_public_expenses_final_accounts",
    "project_expenditure_final_accounts",
    "operating_expense_final_accounts",
]
REQUIRED_OVERALL = [
    "initial_budget",
    "adjusted_budget",
    "actual_expenditure",
    "objective",
    "result",
]


def _counted(sheet: str, names: Sequence[str]) -> str:
    """A formula that gives no text leaves its cell blank; COUNTA would count it."""
    blanks = "".join(f"-COUNTBLANK({{{sheet}!{name}}})" for name in names)
    return f"({len(names)}{blanks})"


def _progress(sheet: str, names: Sequence[str], done: str = '"已填完"') -> str:
    count, whole = _counted(sheet, names), len(names)
    return f'IF({count}=0,"未开始",IF({count}<{whole},"还差"&({whole}-{count})&"项",{done}))'


def _waiting(sheet: str, count: str) -> str:
    """Said from the start: much that is filled in is last year's."""
    number = f"{{{sheet}!{count}}}"
    return f'&IF({number}>0,"，{UNCONFIRMED}"&{number}&"处","")'


def waiting(count: int) -> str:
    return f"，{UNCONFIRMED}{count}处" if count else ""


def progress(filled: int, whole: int) -> str:
    """The state of a step as the sheet words it."""
    if not filled:
        return "未开始"
    return f"还差{whole - filled}项" if filled < whole else "已填完"


def _overall_text() -> str:
    total_cell = f"{{{OVERALL}!total}}"
    done = f'IF({total_cell}="{BAD}","{BAD}",IF({total_cell}="","指标未填完","已填完"))'
    return _progress(OVERALL, REQUIRED_OVERALL, done) + _waiting(OVERALL, "carried_count")


def filled(cells: Sequence[Field[object]]) -> int:
    """How many cells show anything at all."""
    return sum(
        1 for cell in cells if not cell.is_blank or (cell.raw and cell.hint != "text_number")
    )


def _home(name: str) -> Callable[[ScoredAssessment], Shown]:
    def value(scored: ScoredAssessment) -> Shown:
        shown: Shown = getattr(scored.overall, "rate_shown" if name == "rate" else name)
        # a reference to a cell that shows "" gives "" again
        return "" if shown is None else shown

    return value


def _unit_state(scored: ScoredAssessment) -> Shown:
    return progress(filled(required_unit(scored.assessment)), len(REQUIRED_UNIT))


def required_unit(assessment: SelfAssessment) -> list[Field[object]]:
    cells: list[Field[object]] = []
    for name in REQUIRED_UNIT:
        if name.startswith("report_"):
            cells.append(getattr(assessment.spending, name.removeprefix("report_")))
        else:
            cells.append(getattr(assessment.unit, name.removeprefix("unit_")))
    return cells


def _data_state(scored: ScoredAssessment) -> Shown:
    data = scored.assessment.basic_data
    cells: list[Field[object]] = [data.authorized_posts, data.staff_in_post]
    for key in ("three_public_expenses", "project_expenditure", "operating_expense"):
        cells.append(data.expense(key).final_accounts)
    return progress(filled(cells), len(REQUIRED_DATA))


def _overall_state(scored: ScoredAssessment) -> Shown:
    form = scored.overall.form
    execution = form.execution
    cells: list[Field[object]] = [
        execution.initial_budget,
        execution.adjusted_budget,
        execution.actual_expenditure,
        form.objective,
        form.result,
    ]
    state = progress(filled(cells), len(cells))
    if state == "已填完" and scored.overall.total == BAD:
        state = BAD
    elif state == "已填完" and scored.overall.total is None:
        state = "指标未填完"
    return state + waiting(form.awaiting)


def _texts_state(texts: Sequence[str]) -> Callable[[ScoredAssessment], Shown]:
    def value(scored: ScoredAssessment) -> Shown:
        written = scored.assessment.texts
        cells: list[Field[object]] = [written[key] for key in texts if key in written]
        waits = waiting(len(scored.assessment.awaiting_texts()))
        return progress(filled(cells), len(texts)) + waits

    return value
