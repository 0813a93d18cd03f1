"""ZP119: 公用经费 or one of its lines is more than a tenth over its budget."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import EXPENSE_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent, plain, ratio

LINES = ("operating_expense", "office_expense", "utilities_and_travel", "meetings_and_training")


@check(
    "ZP119",
    severity="W",
    source="财预〔2013〕53号附件2「公用经费控制率」；超过预算 10% 提示为通行做法",
    title="公用经费明显超预算",
    forms=("basic_data",),
)
def operating_expense_over_budget(scored: ScoredAssessment) -> Outcomes:
    """毛病：公用经费或其中一项的本年决算数超过本年预算数的 110%。
    为什么：超得多而没有说明，与“严格执行预算、厉行节约”的说法矛盾；也可能是预算数没有计入调整。
    反例：公用经费预算 35.11，决算 377.19。
    正例：公用经费预算 19.74，决算 19.41。
    改法：核对口径和数字；确实超支的，在正文写明原因（已写明的可不理会）。
    """
    data, rule = scored.assessment.basic_data, scored.pack.get("over_budget.rate")
    limit = Decimal(rule or 0)
    for key in LINES if rule else ():
        label, line = EXPENSE_LABELS[key], data.expense(key)
        budget, spent = (
            Cell(f"{label}本年预算数", line.budget),
            Cell(f"{label}本年决算数", line.final_accounts),
        )
        empty = gap(budget, spent)
        if empty:
            yield empty
        elif spent.number > budget.number * limit:
            yield _fact(budget, spent, limit)


def _fact(budget: Cell, spent: Cell, limit: Decimal) -> Fact:
    share = ""
    if budget.number > 0:
        share = f"，是预算的 {percent(ratio(spent.number, budget.number))}"
    return Fact(
        places=places(spent, budget),
        subject=f"{spent.said()} 万元，{budget.said()} 万元{share}",
        provided=spent.number,
        expected=f"不超过 {plain(budget.number * limit)}",
        difference=spent.number - budget.number,
        fix="核对口径和数字；确实超支的在正文写明原因（已写明的可不理会）",
    )
