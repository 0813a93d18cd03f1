"""ZP114: 三公 cost more than was budgeted for it."""

from __future__ import annotations

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP114",
    severity="W",
    source="财预〔2013〕53号附件2「“三公经费”控制率」：实际支出不超过预算",
    title="三公经费超预算",
    forms=("basic_data",),
)
def three_public_expenses_over_budget(scored: ScoredAssessment) -> Outcomes:
    """毛病：三公经费本年决算数大于本年预算数。
    为什么：三公经费只减不增、不得超预算，是上级必看的一项。
    反例：本年预算数 1.5，本年决算数 1.89。
    正例：本年预算数 1.5，本年决算数 1.09。
    改法：核对两列是否填反；确实超支的，在正文写明原因（已写明的可不理会）。
    """
    line = scored.assessment.basic_data.expense("three_public_expenses")
    budget = Cell("三公经费本年预算数", line.budget)
    spent = Cell("三公经费本年决算数", line.final_accounts)
    empty = gap(budget, spent)
    if empty:
        yield empty
    elif spent.number > budget.number:
        yield Fact(
            places=places(spent, budget),
            subject=f"{spent.said()} 万元大于{budget.said()} 万元",
            provided=spent.number,
            expected=f"不大于 {plain(budget.number)}",
            difference=spent.number - budget.number,
            fix="核对两列是否填反；确实超支的在正文写明原因（已写明的可不理会）",
        )
