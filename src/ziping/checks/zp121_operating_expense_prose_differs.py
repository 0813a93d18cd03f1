"""ZP121: 公用经费 differs between the prose and 基础数据表."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare
from ziping.checks.fact import Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP121",
    severity="E",
    source="正文「基本支出情况」与基础数据表「公用经费」",
    title="公用经费前后不一",
    forms=("prose", "basic_data"),
)
def operating_expense_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文的公用经费与基础数据表的公用经费本年决算数不同。
    为什么：两处说的是同一笔钱，必须一致。
    反例：正文 405.96，基础数据表 377.19。
    正例：正文 377.19，基础数据表 377.19。
    改法：对照决算，改正不符的一处。
    """
    yield from compare(
        Cell("正文公用经费", scored.assessment.spending.operating_expense),
        Cell(
            "基础数据表公用经费决算数",
            scored.assessment.basic_data.expense("operating_expense").final_accounts,
        ),
        fix="对照决算，改正不符的一处",
    )
