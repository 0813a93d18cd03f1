"""ZP118: the 其中 lines of 公用经费 come to more than 公用经费."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import COLUMN_LABELS, EXPENSE_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment

PARTS = ("office_expense", "utilities_and_travel", "meetings_and_training")


@check(
    "ZP118",
    severity="E",
    source="基础数据表「公用经费」：“其中”各行之和不大于公用经费",
    title="“其中”大于公用经费",
    forms=("basic_data",),
)
def operating_parts_exceed_total(scored: ScoredAssessment) -> Outcomes:
    """毛病：办公经费，水费、电费、差旅费，会议费、培训费之和大于公用经费（三列各自核对）。
    为什么：它们是公用经费的一部分，可以小于，不能大于。
    反例：公用经费 19.41，办公经费 19.15、会议费 1.6。
    正例：公用经费 19.41，办公经费 19.15、会议费 0.26。
    改法：核对公用经费和“其中”各行，改正填错的数；没有发生的填 0。
    """
    data = scored.assessment.basic_data
    whole = data.expense("operating_expense")
    for column, label in COLUMN_LABELS.items():
        yield from compare_sum(
            Cell("公用经费", getattr(whole, column)),
            [Cell(EXPENSE_LABELS[key], getattr(data.expense(key), column)) for key in PARTS],
            column=label,
            at_most=True,
            fix="核对公用经费和“其中”各行，没有发生的填 0",
        )
