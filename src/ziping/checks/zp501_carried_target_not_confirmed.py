"""ZP501: a target carried over from last year that nobody affirmed or changed."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.registry import check
from ziping.model import Indicator
from ziping.scoring import ScoredAssessment

MOST_ROWS = 5  # told by name


@check(
    "ZP501",
    severity="W",
    source="结转规则：上年沿用的指标值由填报人逐项确认",
    title="上年沿用的指标值未确认",
    forms=("overall", "project"),
)
def carried_target_not_confirmed(scored: ScoredAssessment) -> Outcomes:
    """毛病：年度指标值是从上年结转来的，既没有改写，也没有选“已确认”。
    为什么：指标值应按当年的工作任务定；照抄上年，得分就不反映当年的绩效。
    反例：上年“≥30万件”结转到今年，“上年沿用”一栏仍是“待确认”。
    正例：改成今年批复的“≥32万件”；或核对无误，选“已确认”。
    改法：逐行核对橙色的指标值，改写，或在“上年沿用”一栏选“已确认”。
    """
    for sheet, form in forms(scored):
        waiting = [row for row in form.form.indicators if row.awaits_word]
        for row in form.form.indicators:
            if row.carried.raw and row.target.is_bad:
                yield blank_of(row.target, f"{title(row)}年度指标值")
        if waiting:
            yield _fact(sheet, waiting)


def _fact(sheet: str, waiting: list[Indicator]) -> Fact:
    names = "、".join(f"第 {row.row} 行{title(row)}" for row in waiting[:MOST_ROWS])
    more = f"等 {len(waiting)} 行" if len(waiting) > MOST_ROWS else ""
    return Fact(
        places=tuple(row.target.place for row in waiting),
        subject=f"“{sheet}”{names}{more}的年度指标值沿用上年，还没有确认",
        provided=f"{len(waiting)} 行待确认",
        expected="改写或已确认",
        fix="逐行核对，改成今年的指标值，或在“上年沿用”一栏选“已确认”",
    )
