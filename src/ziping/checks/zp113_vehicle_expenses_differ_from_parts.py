"""ZP113: vehicle expenses are not purchase and operation together, in some column."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import COLUMN_LABELS, EXPENSE_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment

PARTS = ("vehicle_purchase", "vehicle_operation")


@check(
    "ZP113",
    severity="E",
    source="基础数据表「公务用车购置和维护经费」：公车购置与公车运行维护之和",
    title="公务用车经费与两项之和不符",
    forms=("basic_data",),
)
def vehicle_expenses_differ_from_parts(scored: ScoredAssessment) -> Outcomes:
    """毛病：公务用车购置和维护经费不等于公车购置与公车运行维护之和（三列各自核对）。
    为什么：它只由这两项组成，不等说明漏填或填错列。
    反例：公务用车 3.2，公车购置 0，公车运行维护 2.3。
    正例：公务用车 2.3，公车购置 0，公车运行维护 2.3。
    改法：核对两项和合计，没有发生的填 0。
    """
    data = scored.assessment.basic_data
    whole = data.expense("vehicle_expenses")
    for column, label in COLUMN_LABELS.items():
        yield from compare_sum(
            Cell("公务用车购置和维护经费", getattr(whole, column)),
            [Cell(EXPENSE_LABELS[key], getattr(data.expense(key), column)) for key in PARTS],
            column=label,
            fix="核对两项和合计，没有发生的填 0",
        )
