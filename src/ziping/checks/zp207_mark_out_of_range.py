"""ZP207: a mark below 0 or above what the row can give."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, cure, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP207",
    severity="E",
    source="自评表「得分」：不小于 0，不大于分值",
    title="得分超出范围",
    forms=("overall", "project"),
)
def mark_out_of_range(scored: ScoredAssessment) -> Outcomes:
    """毛病：自评得分大于该行分值，或小于 0。
    为什么：得分不能超过分值，也不能为负，多是填错行或漏了小数点。
    反例：分值 5，得分 10。
    正例：分值 5，得分 5。
    改法：改为 0 到分值之间的数。
    """
    for _, form in forms(scored):
        execution = form.form.execution
        yield from _compare(
            "预算执行率",
            Cell("预算执行率得分", execution.declared_score),
            Cell("预算执行率分值", execution.full_marks),
        )
        for row in form.indicators:
            if row.indicator.is_weighted:
                name = title(row.indicator)
                own = Cell(f"{name}得分", row.indicator.declared_score)
                yield from _compare(name, own, Cell(f"{name}分值", row.indicator.full_marks))


def _compare(name: str, own: Cell, full: Cell) -> Outcomes:
    if own.field.is_blank:
        return  # the computed mark counts; ZP213 asks where there is none
    empty = gap(own, full)
    if empty:
        yield empty
    elif not 0 <= own.number <= full.number:
        limit = full.number if own.number > 0 else Decimal(0)
        yield Fact(
            places=places(own, full),
            subject=f"{name}得分 {plain(own.number)}，分值 {plain(full.number)}",
            provided=own.number,
            expected=f"0—{plain(full.number)}",
            difference=own.number - limit,
            unit=MARKS,
            fix=f"改为 0 到 {plain(full.number)} 之间的数",
            cures=cure(own, limit),
        )
