"""Which cells of the workbook an item and a measure belong to.

A cell may be meant by more than one figure of a table; the lower rank is the closer one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.checks.labels import COLUMN_LABELS, EXPENSE_LABELS, FUND_LABELS, INCOME_LABELS
from ziping.model import ExpenseLine, Number, Project, ProjectLine
from ziping.tasks.fill.plain import plain_label
from ziping.tasks.fill.words import PROJECT, WHOLE
from ziping.workbook.layout import UNIT_LINES
from ziping.workbook.read import ReadFile

GENERAL, FUND = "general", "fund"  # scope of a table: less than the whole expenditure
EXECUTION = {
    "initial": "initial_budget",
    "adjusted": "adjusted_budget",
    "final": "actual_expenditure",
}
BUDGETS = ("budget", "initial", "adjusted")  # what may stand for 本年预算数, the closest first
SPENDING = {
    "basic_expenditure": "basic_expenditure",
    "personnel_expense": "personnel_expense",
    "operating_expense": "operating_expense",
    "project_expenditure": "project_expenditure",
    "government_fund_spending": "government_fund_budget",
    "state_capital_spending": "state_capital_budget",
    "social_insurance_spending": "social_insurance_budget",
    "other_funds_spending": "other_funds",
}
BY_INCOME = {
    "general_public_budget": "general_spending",
    "government_fund_budget": "government_fund_spending",
    "special_account_revenue": "special_account_spending",
    "other_funds": "other_funds_spending",
}
STAFFING = ("administrative_posts", "institution_posts", "other_posts", "retired", "dispatched")
PARTIAL = frozenset({WHOLE, "income_total"})  # never taken from a table of less than the whole
_UNIT_LABELS = {line.name: line.label for _, lines in UNIT_LINES for line in lines}


class Target(NamedTuple):
    """A number cell, how the sheet names it, and how close the figure is to what it asks."""

    field: Number
    label: str
    rank: int = 0


class Targets:
    """The number cells of one workbook by what they mean."""

    def __init__(self, read: ReadFile) -> None:
        self.read = read
        basis = read.pack.value("income.basis")
        self.basis = next(key for key, name in EXECUTION.items() if name == basis)

    def find(self, item: str, measure: str, scope: str = "") -> list[Target]:
        """The cells that the figure may go into; none where the workbook does not ask for it."""
        if item.startswith(PROJECT):
            return list(self._project(item.removeprefix(PROJECT), measure))
        if scope and item in PARTIAL:
            return []
        return [*self._overall(item, measure, scope), *self._basic(item, measure, scope)]

    def persons(self, item: str) -> list[Target]:
        """The cells of a number of persons."""
        basic, staffing = self.read.assessment.basic_data, self.read.assessment.staffing
        found = []
        if item == "authorized_posts":
            found.append(Target(basic.authorized_posts, "编制数"))
        if item == "staff_in_post":
            found.append(Target(basic.staff_in_post, "实际在职人数"))
            found.append(Target(staffing.staff_in_post, _UNIT_LABELS["report_staff_in_post"]))
        if item in STAFFING:
            found.append(Target(getattr(staffing, item), _UNIT_LABELS[item]))
        return found

    def _overall(self, item: str, measure: str, scope: str) -> Iterator[Target]:
        assessment = self.read.assessment
        if item == WHOLE and measure in EXECUTION:
            name = EXECUTION[measure]
            yield Target(getattr(assessment.overall.execution, name), FUND_LABELS[name])
        yield from self._income(item, measure)
        if measure != "final":
            return
        if item == WHOLE:
            yield Target(assessment.funds.expenditure_total, "按支出性质分")
        if item in ("basic_expenditure", "project_expenditure") and not scope:
            label = SPENDING_HEADS[item]
            yield Target(getattr(assessment.funds, item), f"按支出性质分·{label}")
        if item in SPENDING:
            yield from self._spending(item, scope)

    def _income(self, item: str, measure: str) -> Iterator[Target]:
        """按收入性质分 stands for what was spent, or for the budget: the pack says which."""
        if measure != self.basis:
            return
        funds, is_spent = self.read.assessment.funds, self.basis == "final"
        if item == "income_total":
            yield Target(funds.income_total, "按收入性质分", int(is_spent))
        if item == WHOLE and is_spent:
            yield Target(funds.income_total, "按收入性质分")
        for income, spending in BY_INCOME.items():
            if item in (income, spending):
                rank = int((item == income) == is_spent)
                label = f"按收入性质分·{INCOME_LABELS[income]}"
                yield Target(getattr(funds, income), label, rank)

    def _spending(self, item: str, scope: str) -> Iterator[Target]:
        """基本情况: chapter two of the report tells of the general public budget alone."""
        name = SPENDING[item]
        rank = int(not scope and item in (*SPENDING_HEADS, "personnel_expense"))
        label = _UNIT_LABELS[f"report_{name}"].removeprefix("其中：")
        yield Target(getattr(self.read.assessment.spending, name), label, rank)

    def _basic(self, item: str, measure: str, scope: str) -> Iterator[Target]:
        data = self.read.assessment.basic_data
        if item not in data.expenses or (scope and item == "project_expenditure"):
            return
        label, rank = EXPENSE_LABELS[item], int(bool(scope) and item == "operating_expense")
        if item == "basic_expenditure_adjustment":
            yield Target(data.expense(item).final_accounts, label)
            return
        yield from _line(data.expense(item), label, measure, rank)

    def _project(self, name: str, measure: str) -> Iterator[Target]:
        lines = [line for line in self.read.assessment.basic_data.project_lines if _is(line, name)]
        if len(lines) == 1:
            yield from _line(lines[0].line, lines[0].name.value or name, measure)
        forms = [one for one in self.read.assessment.projects if _is(one, name)]
        if len(forms) == 1 and measure in EXECUTION:
            key = EXECUTION[measure]
            label = f"{forms[0].name.value}·{FUND_LABELS[key]}"
            yield Target(getattr(forms[0].form.execution, key), label)

    def project_names(self) -> set[str]:
        """The names of the projects, as labels are compared."""
        assessment = self.read.assessment
        names = [line.name.value for line in assessment.basic_data.project_lines]
        names += [project.name.value for project in assessment.projects]
        return {core for name in names if (core := plain_label(name or "").core)}


SPENDING_HEADS = {"basic_expenditure": "基本支出", "project_expenditure": "项目支出"}


def _is(one: ProjectLine | Project, name: str) -> bool:
    return plain_label(one.name.value or "").core == name


def _line(line: ExpenseLine, label: str, measure: str, rank: int = 0) -> Iterator[Target]:
    """A line of 基础数据表; 本年预算数 is the bare budget, else that of the start of the year."""
    if measure in BUDGETS:
        where, at = "budget", rank + BUDGETS.index(measure)
    elif measure in ("final", "last_year"):
        where, at = "final_accounts" if measure == "final" else "last_year_final_accounts", rank
    else:
        return
    yield Target(getattr(line, where), f"{label}·{COLUMN_LABELS[where]}", at)
