"""ZP202: all weights of a form do not come to 100."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ziping.checks.amounts import Cell, gap, places, shifted, sum_of
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.forms import forms, title, weights_gap
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain

HUNDRED = Decimal(100)


@check(
    "ZP202",
    severity="E",
    source="财预〔2020〕10号第十八条：总分 100 分",
    title="分值合计不是 100",
    forms=("overall", "project"),
)
def weights_do_not_sum_to_hundred(scored: ScoredAssessment) -> Outcomes:
    """毛病：预算执行率的分值与各指标分值之和不是 100。
    为什么：总分以 100 分计，分值合计不对，总分和等级都没有意义。
    反例：执行率 10 ＋ 产出 50 ＋ 效益 20 ＋ 满意度 10 ＝ 90。
    正例：执行率 10 ＋ 产出 50 ＋ 效益 30 ＋ 满意度 10 ＝ 100。
    改法：补齐漏填的分值，或调整各行分值。
    """
    for sheet, form in forms(scored):
        execution = Cell("预算执行率分值", form.form.execution.full_marks)
        found = [
            Cell(f"{title(row.indicator)}分值", row.indicator.full_marks)
            for row in form.indicators
            if row.indicator.is_weighted
        ]
        empty = gap(execution, *found) or weights_gap(form)
        if empty or not found:
            yield empty or Blank(places(execution), (f"{sheet}各指标分值",))
            continue
        total = sum_of([execution, *found])
        if total is not None and total != HUNDRED:
            yield _fact(execution, found, total)


def _fact(execution: Cell, found: Sequence[Cell], total: Decimal) -> Fact:
    indicators = plain(total - execution.number)
    return Fact(
        places=places(execution, *found),
        subject=f"{execution.said()} ＋ 各指标分值 {indicators} ＝ {plain(total)}，应为 100",
        provided=total,
        expected=HUNDRED,
        difference=total - HUNDRED,
        unit=MARKS,
        fix="补齐漏填的分值，或调整各行分值，使合计为 100",
        cures=shifted([execution, *found], HUNDRED - total),
    )
