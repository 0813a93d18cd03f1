"""ZP003: an amount, a head count, an area or a weight below 0."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import unit_of
from ziping.checks.registry import check
from ziping.model import Field
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain

RATES = ("declared_rate", "control_rate", "size_control_rate", "investment_control_rate")
OWN_MARKS = ("declared_score", "declared_total")  # ZP207 and ZP208 see to them


@check(
    "ZP003",
    severity="E",
    source="填报要求：金额、人数、面积、分值不得为负",
    title="金额或人数为负",
    forms=("overall", "project", "basic_data", "prose"),
    bad_cell=True,
)
def negative_amount(scored: ScoredAssessment) -> Outcomes:
    """毛病：金额、人数、面积或分值填了负数（“部门基本支出预算调整”可以为负，不在此列）。
    为什么：预算数、执行数、人数不会小于 0，多是多打了负号，或把调减数当成了余额。
    反例：全年执行数填 -1885.44。
    正例：全年执行数填 1885.44。
    改法：核对后改为不小于 0 的数。
    """
    adjustment = scored.assessment.basic_data.expense("basic_expenditure_adjustment")
    allowed = [cell for _, cell in adjustment.columns()]
    for attribute, cell in scored.fields:
        amount = cell.value
        if not isinstance(amount, Decimal) or amount >= 0 or attribute in RATES + OWN_MARKS:
            continue
        if not any(cell is other for other in allowed):
            yield _fact(attribute, cell, amount)


def _fact(attribute: str, cell: Field[object], amount: Decimal) -> Fact:
    return Fact(
        places=(cell.place,),
        subject=f"填的是 {plain(amount)} {unit_of(attribute)}，不应小于 0",
        provided=amount,
        expected="不小于 0 的数",
        fix=f"核对是否多打了负号，如应为 {plain(abs(amount))} 请改填",
    )
