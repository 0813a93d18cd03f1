"""The formulas of a form sheet outside its rows: 测算与核对, the total, the subtotals."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.model import FUND_SOURCES, FundSplit, Number, Project, SelfAssessment
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredForm, Subtotal, Value
from ziping.scoring.arithmetic import field_value, half_up, shown_total
from ziping.workbook.formula import (
    Formula,
    Shown,
    difference,
    if_numbers,
    sum_given,
    verdict,
)
from ziping.workbook.layout import (
    AFFIRMED,
    OVERALL_FORM,
    PROJECT_FORM,
    SOURCE_COLUMNS,
    CheckLine,
    FormLayout,
)


class FormView(NamedTuple):
    """What the formulas of one form sheet are about."""

    scored: ScoredForm
    assessment: SelfAssessment
    project: Project | None = None

    @property
    def funds(self) -> FundSplit:
        return self.assessment.funds


INCOME = (
    "general_public_budget",
    "government_fund_budget",
    "special_account_revenue",
    "other_funds",
)
EXPENDITURE = ("basic_expenditure", "project_expenditure")


def form_formulas(layout: FormLayout, pack: RulePack) -> Iterator[Formula]:
    """Every single-cell formula of a form sheet."""
    yield Formula("rate", RATE, lambda v: v.scored.rate_shown)
    yield Formula("execution_score", execution_text(pack), lambda v: v.scored.execution.marks)
    if layout is OVERALL_FORM:
        yield Formula("income_sum", sum_given([*INCOME]), _income)
        yield Formula("expenditure_sum", sum_given([*EXPENDITURE]), _expenditure)
    else:
        for column, _ in SOURCE_COLUMNS:
            names = [f"{source}_{column}" for source in FUND_SOURCES]
            yield Formula(f"{column}_sum", sum_given(names), _sources(column))
    yield Formula("weight_total", WEIGHT_TOTAL, lambda v: v.scored.weight_total)
    yield Formula("printed_weight_total", "{weight_total}", lambda v: v.scored.weight_total)
    yield Formula("computed_total", COMPUTED_TOTAL, lambda v: v.scored.computed_total)
    yield Formula("total", TOTAL, lambda v: v.scored.total)
    yield Formula("grade", grade_text(pack), lambda v: v.scored.grade)
    yield Formula("carried_count", CARRIED_COUNT, lambda v: v.scored.form.awaiting)
    for line in layout.checks:
        if line.declared:
            yield from _check(line)


def carried_text(state: str, shown: str, carried: str) -> str:
    """How many of these cells stand as they were carried over; 1/0 and any error count for none.

    A mark waits unless it says that she confirmed: cleared, another word or an error does not.
    """
    waits = f'ISERROR(1/({state}="{AFFIRMED}"))'
    same = f'{waits}*EXACT({shown}&"",{carried}&"")*({carried}<>"")'
    return f"SUMPRODUCT(--ISNUMBER(1/({same})))"


CARRIED_COUNT = (
    carried_text("{objective_state}", "{objective}", "{carried_objective}")
    + "+"
    + carried_text("{carried_state:}", "{target_value:}", "{carried_target:}")
)
RATE = if_numbers(
    ["adjusted_budget", "actual_expenditure"],
    'IF({adjusted_budget}<=0,"",ROUND(ROUND({actual_expenditure}/{adjusted_budget},10),4))',
)
WEIGHT_TOTAL = (
    "IF(COUNT({execution_full_marks},{full_marks:})+COUNTBLANK({execution_full_marks})"
    f'+COUNTBLANK({{full_marks:}})<1+ROWS({{full_marks:}}),"{BAD}",'
    'IF(COUNT({execution_full_marks},{full_marks:})=0,"",'
    "ROUND(SUM({execution_full_marks},{full_marks:}),6)))"
)
WEIGHTED = "ROWS({full_marks:})-COUNTBLANK({full_marks:})"
COMPUTED_TOTAL = (
    f'IF(OR({{execution_score}}="{BAD}",COUNTIF({{computed_score:}},"{BAD}")>0),"{BAD}",'
    f'IF(OR({{execution_score}}="",COUNT({{computed_score:}})<{WEIGHTED}),"",'
    "ROUND(ROUND({execution_score}+SUM({computed_score:}),10),zp_rule_decimals)))"
)
OWN = "{declared_execution_score}"
OWN_BAD = f'IF(ISERROR({OWN}),TRUE,IF(ISNUMBER({OWN}),FALSE,{OWN}<>""))'
COUNTED_EXECUTION = (
    f"IF(ISNUMBER({OWN}),ROUND(ROUND({OWN},10),zp_rule_decimals),{{execution_score}})"
)
TOTAL = (
    f'IF(OR({OWN_BAD},COUNTIF({{counted_score:}},"{BAD}")>0),"{BAD}",'
    f'IF({COUNTED_EXECUTION}="{BAD}","{BAD}",'
    f'IF(OR({COUNTED_EXECUTION}="",COUNT({{counted_score:}})<{WEIGHTED}),"",'
    f"ROUND(ROUND({COUNTED_EXECUTION}+SUM({{counted_score:}}),10),zp_rule_decimals))))"
)


def execution_text(pack: RulePack) -> str:
    """Marks for the execution rate by the pack's method."""
    full, part, whole = "zp_rule_execution_full_marks", "{actual_expenditure}", "{adjusted_budget}"
    if pack.value("execution.method") == "proportional":
        marks = f"MAX(0,MIN({full},{full}*{part}/{whole}))"
    else:
        marks = "0"
        for n in range(len(pack.steps("execution.steps")), 0, -1):
            step = f"zp_rule_execution_{n}"
            marks = f"IF(ROUND({part}/{whole},10)>={step}_rate,{full}*{step}_share,{marks})"
    if pack.value("execution.over_budget") == "zero":
        marks = f"IF(ROUND({part}/{whole},10)>1,0,{marks})"
    return (
        f'IF({{rate}}="{BAD}","{BAD}",IF({{rate}}="","",ROUND(ROUND({marks},10),zp_rule_decimals)))'
    )


def grade_text(pack: RulePack) -> str:
    text = '""'
    for n in range(len(pack.bands), 0, -1):
        sign = ">=" if pack.bands[n - 1].inclusive else ">"
        text = f"IF({{total}}{sign}zp_rule_band_{n}_edge,zp_rule_band_{n}_label,{text})"
    return f'IF({{total}}="{BAD}","{BAD}",IF({{total}}="","",{text}))'


def _check(line: CheckLine) -> Iterator[Formula]:
    text = difference(line.declared, line.name, percent=line.percent)
    yield Formula(f"{line.name}_difference", text, _difference(line))
    yield Formula(f"{line.name}_verdict", verdict(f"{line.name}_difference"), _verdict(line))


def _difference(line: CheckLine) -> Callable[[FormView], Shown]:
    def value(view: FormView) -> Shown:
        declared = field_value(declared_field(view, line.declared))
        computed = COMPUTED[line.name](view)
        if not isinstance(declared, Decimal) or not isinstance(computed, Decimal):
            return None
        return half_up((half_up(declared, 4) if line.percent else declared) - computed, 6)

    return value


def _verdict(line: CheckLine) -> Callable[[FormView], Shown]:
    def value(view: FormView) -> Shown:
        gap = _difference(line)(view)
        return "" if gap is None else ("不一致" if gap else "一致")

    return value


def declared_field(view: FormView, name: str) -> Number:
    """The input cell that a line of 测算与核对 is compared with."""
    form = view.scored.form
    if name == "declared_total":
        return form.declared_total
    if name == "declared_execution_score":
        return form.execution.declared_score
    if name in ("income_total", "expenditure_total"):
        found: Number = getattr(view.funds, name)
    else:
        found = getattr(form.execution, name)
    return found


def _income(view: FormView) -> Value:
    return shown_total(field_value(part) for part in view.funds.income_parts())


def _expenditure(view: FormView) -> Value:
    return shown_total(field_value(part) for part in view.funds.expenditure_parts())


def _sources(column: str) -> Callable[[FormView], Value]:
    def value(view: FormView) -> Value:
        sources = view.project.sources.values() if view.project else ()
        return shown_total(field_value(getattr(source, column)) for source in sources)

    return value


COMPUTED: dict[str, Callable[[FormView], Value]] = {
    "rate": lambda v: v.scored.rate_shown,
    "execution_score": lambda v: v.scored.execution.marks,
    "income_sum": _income,
    "expenditure_sum": _expenditure,
    "total": lambda v: v.scored.total,
    **{f"{column}_sum": _sources(column) for column, _ in SOURCE_COLUMNS},
}


class SubtotalLine(NamedTuple):
    """A line of 小计: `column` is where its rows carry `label`."""

    key: str
    label: str
    column: str
    rule_name: str  # "" for a second-level line


def subtotal_lines(pack: RulePack) -> list[SubtotalLine]:
    lines = []
    for level in pack.levels:
        lines.append(
            SubtotalLine(level.key, level.label, "level1_label", f"zp_rule_weight_{level.key}")
        )
        lines += [SubtotalLine("", label, "level2", "") for label in level.second]
    return lines


def subtotal_of(line: SubtotalLine, scored: ScoredForm) -> Subtotal:
    return scored.level1[line.key] if line.key else scored.level2[line.label]


def subtotal_formulas(line: SubtotalLine) -> Iterator[Formula]:
    """The four cells of one subtotal line; values are of its `Subtotal`."""
    marks_bad = "COUNT({full_marks:})+COUNTBLANK({full_marks:})<ROWS({full_marks:})"
    yield Formula("subtotal_full_marks", _sum_if(line, "full_marks", marks_bad), _full)
    marks = "{subtotal_full_marks}"
    gap = f'IF(ISNUMBER({marks}),ROUND({marks}-{line.rule_name},6),"")'
    yield Formula("subtotal_difference", gap if line.rule_name else '""', lambda s: s.difference)
    for name in ("computed", "counted"):
        bad = f'COUNTIF({{{name}_score:}},"{BAD}")>0'
        yield Formula(f"subtotal_{name}", _sum_if(line, f"{name}_score", bad), _marks(name))


def _sum_if(line: SubtotalLine, column: str, bad: str) -> str:
    labels = f'{{{line.column}:}},"{line.label}"'
    return (
        f'IF({bad},"{BAD}",IF(COUNTIFS({labels},{{{column}:}},">-1E300")=0,"",'
        f"ROUND(SUMIF({labels},{{{column}:}}),6)))"
    )


def _full(subtotal: Subtotal) -> Shown:
    return subtotal.full_marks


def _marks(name: str) -> Callable[[Subtotal], Shown]:
    def value(subtotal: Subtotal) -> Shown:
        marks: Shown = getattr(subtotal, name)
        return marks

    return value


LAYOUTS = {"overall": OVERALL_FORM, "project": PROJECT_FORM}
