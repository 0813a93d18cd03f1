"""Execution rate and marks: 全年执行数 ÷ 全年预算数, and the pack's way to mark it."""

from __future__ import annotations

from decimal import Decimal

from ziping.model import BudgetExecution
from ziping.rules import RulePack
from ziping.scoring.arithmetic import (
    GUARD_DECIMALS,
    field_value,
    guarded,
    half_up,
    percent,
    plain,
    ratio,
)
from ziping.scoring.result import BAD, Score, Value

RATE_DECIMALS = 4  # 99.88%


def execution_rate(execution: BudgetExecution) -> Value:
    """The unrounded fraction; None where a cell is blank or the budget is not above 0."""
    budget = field_value(execution.adjusted_budget)
    actual = field_value(execution.actual_expenditure)
    if isinstance(budget, str) or isinstance(actual, str):
        return BAD
    if budget is None or actual is None or budget <= 0:
        return None
    return ratio(actual, budget)


def shown_rate(rate: Value) -> Value:
    """The rate as the form prints it: a fraction of four decimals."""
    return guarded(rate, RATE_DECIMALS) if isinstance(rate, Decimal) else rate


def execution_score(execution: BudgetExecution, pack: RulePack) -> Score:
    """Marks for the execution rate by the pack's method."""
    rate = execution_rate(execution)
    if isinstance(rate, str):
        return Score(BAD, status="预算数或执行数待改正")
    if rate is None:
        budget = execution.adjusted_budget.value
        blank = budget is not None and budget <= 0
        return Score(
            status="全年预算数不大于0，执行率无法计算" if blank else "未填全年预算数或全年执行数"
        )
    marks, formula = _marks(rate, pack)
    decimals = int(pack.value("rounding.decimals"))
    result = guarded(marks, decimals)
    figures = f"执行率 {_figures(execution)} ＝ {percent(rate)}"
    return Score(
        result, pack.source("execution.method"), f"{figures}，{formula} ＝ {plain(result)}"
    )


def _marks(rate: Decimal, pack: RulePack) -> tuple[Decimal, str]:
    full = pack.decimal("execution.full_marks")
    guarded = half_up(rate, GUARD_DECIMALS)
    if guarded > 1 and pack.value("execution.over_budget") == "zero":
        return Decimal(0), f"超过100%，{plain(full)} × 0"
    if pack.value("execution.method") == "proportional":
        marks = max(Decimal(0), min(full, full * rate))
        return marks, f"{plain(full)} × {percent(min(rate, Decimal(1)))}"
    for step in pack.steps("execution.steps"):
        if guarded >= step.rate:
            return (
                full * step.share,
                f"达到{percent(step.rate)}档，{plain(full)} × {plain(step.share)}",
            )
    return Decimal(0), f"低于最低档，{plain(full)} × 0"


def _figures(execution: BudgetExecution) -> str:
    actual, budget = execution.actual_expenditure.value, execution.adjusted_budget.value
    assert actual is not None and budget is not None  # the rate was computed from them
    return f"{plain(actual)} ÷ {plain(budget)}"
