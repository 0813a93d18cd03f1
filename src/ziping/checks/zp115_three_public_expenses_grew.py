"""ZP115: 三公 cost more than the year before."""

from __future__ import annotations

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP115",
    severity="W",
    source="财预〔2013〕53号附件2「“三公经费”变动率」",
    title="三公经费比上年增加",
    forms=("basic_data",),
)
def three_public_expenses_grew(scored: ScoredAssessment) -> Outcomes:
    """毛病：三公经费本年决算数大于上年决算数。
    为什么：三公经费要求只减不增，增加了要说明原因。
    反例：上年决算数 0.97，本年决算数 1.17。
    正例：上年决算数 0.97，本年决算数 0.17。
    改法：核对两列；确实增加的，在正文写明原因（已写明的可不理会）。
    """
    line = scored.assessment.basic_data.expense("three_public_expenses")
    before = Cell("三公经费上年决算数", line.last_year_final_accounts)
    spent = Cell("三公经费本年决算数", line.final_accounts)
    empty = gap(before, spent)
    if empty:
        yield empty
    elif spent.number > before.number:
        yield Fact(
            places=places(spent, before),
            subject=f"{spent.said()} 万元大于{before.said()} 万元",
            provided=spent.number,
            expected=f"不大于 {plain(before.number)}",
            difference=spent.number - before.number,
            fix="核对两列；确实增加的在正文写明原因（已写明的可不理会）",
        )
