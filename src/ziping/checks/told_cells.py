"""The cells of the forms that a told figure must equal, and what may explain that it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ziping.checks.amounts import Cell
from ziping.checks.labels import COLUMN_LABELS, EXPENSE_LABELS, FUND_LABELS
from ziping.checks.statements import Amount, quantum, swapped
from ziping.checks.told_words import ADJUSTED, BEFORE, BUDGET, FINAL, INITIAL, TOTAL
from ziping.model import SelfAssessment
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, plain

SPENDING = {
    "basic_expenditure": "基本支出",
    "personnel_expense": "人员经费",
    "operating_expense": "公用经费",
    "project_expenditure": "项目支出",
    "government_fund_budget": "政府性基金预算支出",
    "state_capital_budget": "国有资本经营预算支出",
    "social_insurance_budget": "社会保险基金预算支出",
    "other_funds": "其他资金支出",
}
_COLUMNS = {BEFORE: "last_year_final_accounts", BUDGET: "budget", FINAL: "final_accounts"}
_TOTALS = {INITIAL: "initial_budget", ADJUSTED: "adjusted_budget", FINAL: "actual_expenditure"}


def name_of(key: str) -> str:
    return "整体支出" if key == TOTAL else SPENDING.get(key) or EXPENSE_LABELS[key]


def cell_of(scored: ScoredAssessment, key: str, column: str) -> Cell | None:
    """The cell of a figure's column; None where the forms have none."""
    assessment = scored.assessment
    if key == TOTAL:
        attribute = _TOTALS.get(column or FINAL)
        if attribute is None:
            return None
        return Cell(
            f"自评表{FUND_LABELS[attribute]}", getattr(assessment.overall.execution, attribute)
        )
    if key in assessment.basic_data.expenses:
        attribute = _COLUMNS.get(BUDGET if column in (INITIAL, ADJUSTED) else column or FINAL)
        if attribute is None:
            return None
        cell = getattr(assessment.basic_data.expense(key), attribute)
        return Cell(f"基础数据表{EXPENSE_LABELS[key]}{COLUMN_LABELS[attribute]}", cell)
    return None


def others_of(scored: ScoredAssessment, key: str) -> list[Cell]:
    """All columns of a figure that have a number."""
    found = (cell_of(scored, key, column) for column in (INITIAL, ADJUSTED, BUDGET, BEFORE, FINAL))
    unique = {cell.label: cell for cell in found if cell is not None and cell.is_given}
    return list(unique.values())


def agrees(amount: Amount, expected: Decimal) -> bool:
    """The same number; one in 亿元 may be printed shorter."""
    if amount.value == expected:
        return True
    return "亿" in amount.text and abs(amount.value - expected) <= quantum(amount) / 2


def is_sum(value: Decimal, found: Iterable[Decimal]) -> bool:
    """Two or more of these numbers together are the value: they were told of parts."""
    sums = {Decimal(0)}
    for one in list(found)[:8]:
        sums |= {total + one for total in sums}
    return value in sums


def explained(amount: Amount, expected: Decimal, cells: Sequence[Cell]) -> str:
    """Why an amount may differ from what it should be, where that can be told."""
    value = amount.value
    for cell in cells:
        if value and cell.number == value and cell.number != expected:
            return f"，{plain(value)} 是{cell.label}"
    if is_shorter(value, expected):
        return f"，是 {plain(expected)} 四舍五入或少写了小数"
    if swapped(value, expected):
        return "，是两位数字写颠倒了"
    for shift, words in ((1, "多了一位（扩大 10 倍）"), (-1, "少了一位（缩小 10 倍）")):
        if value == expected.scaleb(shift):
            return f"，应是小数点点错，{words}"
    if abs(value.adjusted() - expected.adjusted()) >= 3 and value.normalize().as_tuple().digits == (
        expected.normalize().as_tuple().digits
    ):
        return "，应是“元”和“万元”写错"
    gap = abs(value - expected)
    same = next((cell for cell in cells if cell.number == gap and gap), None)
    return f"，差数正好是{same.said()}" if same else ""


def is_shorter(value: Decimal, expected: Decimal) -> bool:
    """The same number with fewer decimals, rounded or cut."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    if decimals >= -int(expected.normalize().as_tuple().exponent):
        return False
    cut = expected.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_DOWN")
    return bool(value) and value in (half_up(expected, decimals), cut)


def known(assessment: SelfAssessment) -> list[Cell]:
    """The amounts that a difference may come from."""
    funds, spending = assessment.funds, assessment.spending
    found = [
        Cell("政府性基金", funds.government_fund_budget),
        Cell("其他资金", funds.other_funds),
        Cell("人员经费", spending.personnel_expense),
        Cell("公用经费", spending.operating_expense),
        Cell("项目支出", spending.project_expenditure),
        Cell("基本支出", spending.basic_expenditure),
    ]
    return [cell for cell in found if cell.is_given and cell.number]
