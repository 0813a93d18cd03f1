"""Last year's final accounts become this year's comparison column; other figures don't carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ziping.checks.labels import (
    BUILDING_LABELS,
    COLUMN_LABELS,
    EXPENSE_LABELS,
    FUND_LABELS,
    INCOME_LABELS,
    POST_LABELS,
    SPENDING_LABELS,
)
from ziping.errors import ZipingError
from ziping.model import (
    EXPENSE_KEYS,
    BasicData,
    ExpenseLine,
    Field,
    Number,
    ProjectLine,
    SelfAssessment,
    Staffing,
)
from ziping.tasks.roll_list import Ledger
from ziping.workbook.layout import BASIC_DATA, MAX_PROJECT_LINES, UNIT

LAST, FINAL = "last_year_final_accounts", "final_accounts"
STAFF = {"staff_in_post": "年末在职", "retired": "退休", "dispatched": "劳务派遣"}
EXECUTION_LABELS = {
    **FUND_LABELS,
    "declared_rate": "执行率",
    "declared_score": "执行率得分",
}
FUNDS = {
    "income_total": "按收入性质分",
    **INCOME_LABELS,
    "expenditure_total": "按支出性质分",
    "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出",
}
SPENDING = {
    **SPENDING_LABELS,
    "personnel_expense": "人员经费",
    "operating_expense": "公用经费",
}
NEW_FIGURES = "按今年的数据填"


def labelled(node: Any, labels: Mapping[str, str]) -> Iterator[tuple[str, Field[Any]]]:
    """The fields of a named tuple with their labels."""
    for name, label in labels.items():
        yield label, getattr(node, name)


def roll_staffing(old: SelfAssessment, ledger: Ledger) -> Staffing:
    """Posts are of the establishment and carry; who filled them is counted anew."""
    posts = {
        name: ledger.number(label, getattr(old.staffing, name), ledger.at(UNIT, name), "请核对")
        for name, label in POST_LABELS.items()
    }
    ledger.drop("人员情况", labelled(old.staffing, STAFF), NEW_FIGURES)
    ledger.drop("支出情况", labelled(old.spending, SPENDING), NEW_FIGURES)
    ledger.drop("资金构成", labelled(old.funds, FUNDS), NEW_FIGURES)
    return Staffing(**posts)


def roll_basic_data(old: BasicData, gap: int, ledger: Ledger) -> BasicData:
    """决算数 → 上年决算数 of every line; budget and final accounts of the new year are blank."""
    posts = ledger.number(
        "编制数", old.authorized_posts, ledger.at(BASIC_DATA, "authorized_posts"), "请核对"
    )
    staff = [("实际在职人数", old.staff_in_post), ("控制率", old.control_rate)]
    ledger.drop("财政供养人员", staff, NEW_FIGURES)
    expenses = {
        key: _line(
            EXPENSE_LABELS[key], old.expense(key), f"{key}_{LAST}", 0, gap=gap, ledger=ledger
        )
        for key in EXPENSE_KEYS
    }
    lines = _project_lines(old.project_lines, gap, ledger)
    ledger.drop("楼堂馆所", labelled(old.office_buildings, BUILDING_LABELS), NEW_FIGURES)
    frugality = [("", old.frugality_measures)]
    ledger.drop("厉行节约保障措施", frugality, "请按今年的措施写；上年的文字见“原文”")
    return BasicData(authorized_posts=posts, expenses=expenses, project_lines=lines)


def _project_lines(
    old: tuple[ProjectLine, ...], gap: int, ledger: Ledger
) -> tuple[ProjectLine, ...]:
    if len(old) > MAX_PROJECT_LINES:
        raise ZipingError(
            f"基础数据表的“项目支出”有 {len(old)} 行，工作簿里最多放 {MAX_PROJECT_LINES} 行",
            "请在原文件里合并或删去一些行，再结转",
        )
    lines = []
    for index, line in enumerate(old, 1):
        at = ledger.at(BASIC_DATA, "project_line_name", index)
        name = ledger.text("项目支出的项目", line.name, at, "今年没有的请删去")
        label = f"项目支出“{line.name.value or index}”"
        amounts = _line(label, line.line, f"project_line_{LAST}", index, gap=gap, ledger=ledger)
        lines.append(ProjectLine(name, amounts, line.is_part))
    return tuple(lines)


def _line(
    label: str, line: ExpenseLine, name: str, index: int, *, gap: int, ledger: Ledger
) -> ExpenseLine:
    gone = [(COLUMN_LABELS[key], getattr(line, key)) for key in (LAST, "budget")]
    ledger.drop(label, gone, NEW_FIGURES)
    return ExpenseLine(_comparison(label, line.final_accounts, name, index, gap, ledger))


def _comparison(
    label: str, cell: Number, name: str, index: int, gap: int, ledger: Ledger
) -> Number:
    if gap != 1:
        why = f"隔了 {gap} 年，不是今年的上年决算数，请按上年决算填"
        ledger.drop(label, [(COLUMN_LABELS[FINAL], cell)], why)
        return Field()
    at = ledger.at(BASIC_DATA, name, index)
    return ledger.number(f"{label}决算数", cell, at, f"作为{COLUMN_LABELS[LAST]}")
