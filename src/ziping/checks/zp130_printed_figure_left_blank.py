"""ZP130: a figure that the form prints is blank though all that it follows from is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.amounts import Cell, cells, sum_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.labels import COLUMN_LABELS, EXPENSE_LABELS, INCOME_LABELS
from ziping.checks.registry import check
from ziping.model import BasicData, Number
from ziping.scoring import ScoredAssessment, number
from ziping.scoring.arithmetic import percent, plain, ratio

SUMS = {
    "three_public_expenses": ("vehicle_expenses", "overseas_visits", "official_hospitality"),
    "vehicle_expenses": ("vehicle_purchase", "vehicle_operation"),
}


@check(
    "ZP130",
    severity="W",
    source="表式：小计、执行率、控制率、总分均应填写",
    title="小计、比率或总分空着",
    forms=("overall", "project", "basic_data"),
)
def printed_figure_left_blank(scored: ScoredAssessment) -> Outcomes:
    """毛病：表上印出的小计、执行率、控制率或总分空着，而算它的数都已填好。
    为什么：打印和报送的表上会留下空格，上级通常会退回。
    反例：“按收入性质分：”后面空着，其下 1775.55 和 126.51 已填。
    正例：按收入性质分：1902.06。
    改法：照右侧计算列的数填入。
    """
    for label, cell, computed in _figures(scored):
        if cell.is_blank and computed:
            yield Fact(
                places=(cell.place,),
                subject=f"{label}空着，按已填的数算得 {computed}",
                provided="空",
                expected=computed,
                fix=f"核对各数无误后填入，现为 {computed}",
            )


def _figures(scored: ScoredAssessment) -> Iterator[tuple[str, Number, str]]:
    """Label, cell and what it should show; empty where that can't be told."""
    yield from _subtotals(scored)
    yield from _expenses(scored.assessment.basic_data)
    for _, form in forms(scored):
        rate, total = number(form.rate_shown), number(form.total)
        yield "执行率", form.form.execution.declared_rate, "" if rate is None else percent(rate)
        yield "总分", form.form.declared_total, "" if total is None else plain(total)


def _subtotals(scored: ScoredAssessment) -> Iterator[tuple[str, Number, str]]:
    funds, data = scored.assessment.funds, scored.assessment.basic_data
    spent = {"basic_expenditure": "基本支出", "project_expenditure": "项目支出"}
    yield "按收入性质分小计", funds.income_total, _sum(cells(funds, INCOME_LABELS))
    yield "按支出性质分小计", funds.expenditure_total, _sum(cells(funds, spent))
    staff, posts = data.staff_in_post.value, data.authorized_posts.value
    yield "控制率", data.control_rate, percent(ratio(staff, posts)) if staff and posts else ""


def _expenses(data: BasicData) -> Iterator[tuple[str, Number, str]]:
    for column, label in COLUMN_LABELS.items():
        for whole, parts in SUMS.items():
            found = [Cell(key, getattr(data.expense(key), column)) for key in parts]
            cell = getattr(data.expense(whole), column)
            yield f"{EXPENSE_LABELS[whole]}{label}", cell, _sum(found)
        lines = [line for line in data.project_lines if not line.is_part]
        found = [Cell("", getattr(line.line, column)) for line in lines]
        cell = getattr(data.expense("project_expenditure"), column)
        yield f"项目支出{label}", cell, _sum(found)


def _sum(parts: Sequence[Cell]) -> str:
    total = None if any(part.field.is_bad for part in parts) else sum_of(parts)
    return "" if total is None else plain(total)
