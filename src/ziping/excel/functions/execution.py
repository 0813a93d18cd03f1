"""预算执行率 and its marks."""

from __future__ import annotations

from ziping.excel.functions.given import Block, number, wrong
from ziping.excel.functions.packs import PACK, YEAR, chosen
from ziping.excel.functions.register import Argument, Shown, to_mend, worksheet_function
from ziping.model import BudgetExecution
from ziping.scoring import BAD, Value
from ziping.scoring.execution import execution_rate, execution_score, shown_rate

BUDGET = Argument("adjusted_budget", "全年预算数", "全年预算数（调整后），万元")
ACTUAL = Argument("actual_expenditure", "全年执行数", "全年执行数，万元")


@worksheet_function(
    "预算执行率＝全年执行数÷全年预算数，四位小数（显示为百分数是两位）。",
    "小数，如 0.9988；有一格空着或预算数不大于 0 时为空",
    "=ZP_EXECUTION_RATE(E4,F4)",
    BUDGET,
    ACTUAL,
)
def zp_execution_rate(budget: Block, actual: Block) -> Shown:
    execution = _execution(budget, actual)
    return _told(shown_rate(execution_rate(execution)), execution)


@worksheet_function(
    "预算执行率得分，按规则包规定的办法。",
    "分数；执行率算不出时为空",
    "=ZP_EXECUTION_SCORE(E4,F4)",
    BUDGET,
    ACTUAL,
    PACK,
    YEAR,
)
def zp_execution_score(budget: Block, actual: Block, rules: Block, year: Block) -> Shown:
    execution = _execution(budget, actual)
    return _told(execution_score(execution, chosen(rules, year)).marks, execution)


def _execution(budget: Block, actual: Block) -> BudgetExecution:
    return BudgetExecution(adjusted_budget=number(budget), actual_expenditure=number(actual))


def _told(value: Value, execution: BudgetExecution) -> Shown:
    if value != BAD:
        return value
    cells = (execution.adjusted_budget, execution.actual_expenditure)
    return to_mend("；".join(wrong(cell) for cell in cells if cell.is_bad))
