"""ZP112: 三公 is not vehicles, visits and hospitality together, in some column."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import COLUMN_LABELS, EXPENSE_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment

PARTS = ("vehicle_expenses", "overseas_visits", "official_hospitality")


@check(
    "ZP112",
    severity="E",
    source="基础数据表「三公经费」：公务用车、出国、公务接待三项之和",
    title="三公经费与三项之和不符",
    forms=("basic_data",),
)
def three_public_expenses_differ_from_parts(scored: ScoredAssessment) -> Outcomes:
    """毛病：三公经费不等于公务用车购置和维护经费、出国经费、公务接待三项之和（三列各自核对）。
    为什么：三公经费只由这三项组成，会议费、培训费不在其内；不等说明漏填或多计。
    反例：三公经费 1.5，公务接待 1.09，其余为 0。
    正例：三公经费 1.09，公务接待 1.09，其余为 0。
    改法：核对三项和合计，没有发生的填 0。
    """
    data = scored.assessment.basic_data
    whole = data.expense("three_public_expenses")
    for column, label in COLUMN_LABELS.items():
        yield from compare_sum(
            Cell("三公经费", getattr(whole, column)),
            [Cell(EXPENSE_LABELS[key], getattr(data.expense(key), column)) for key in PARTS],
            column=label,
            fix="核对三项和合计，没有发生的填 0",
        )
