"""ZP515: a target that is lower than what was achieved the year before."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import direction, goal, read, said
from ziping.checks.last_year import form_pairs, gap, row_pairs
from ziping.checks.registry import check
from ziping.model import Indicator
from ziping.scoring import ScoredAssessment, ScoredIndicator
from ziping.scoring.nature import AT_LEAST

MOST = 12


@check(
    "ZP515",
    severity="I",
    source="财预〔2020〕10号第十六条：因年初指标值设定明显偏低造成超额完成的要按偏离程度扣分",
    title="指标值低于上年实绩",
    forms=("overall", "project"),
    needs="last_year",
)
def target_below_last_year_actual(scored: ScoredAssessment) -> Outcomes:
    """毛病：今年的指标值（≥）比上年同一指标的实际完成值还低。同一张表合并为一条。
    为什么：目标低于已经做到的水平，可能定低了，得满分没有意义。
    反例：上年培训 520 人次，今年指标值 ≥300 人次。
    正例：今年指标值 ≥530 人次；任务确实减少的，写明原因。
    改法：核对当年任务；定低的下年调高，任务减少的写明原因。
    """
    misfit = gap(scored)
    if misfit:
        yield misfit
        return
    scored_rows = {id(row.indicator): row for _, form in forms(scored) for row in form.indicators}
    for sheet, form, before in form_pairs(scored):
        found = []
        for row, other in row_pairs(form, before):
            if row.target.is_bad:
                yield blank_of(row.target, f"{title(row)}年度指标值")
            elif _is_below(scored_rows[id(row)], other):
                found.append((row, other))
        if found:
            yield _fact(sheet, found)


def _is_below(row: ScoredIndicator, before: Indicator) -> bool:
    target, achieved = goal(row), read(before.actual, actual=True)
    if target is None or achieved is None or direction(row) != AT_LEAST:
        return False
    return target.comparable(achieved) and 0 < target.value < achieved.value


def _fact(sheet: str, found: list[tuple[Indicator, Indicator]]) -> Fact:
    listed = "、".join(
        f"{title(row)}指标值 {said(row.target)}，上年完成 {said(other.actual)}"
        for row, other in found[:MOST]
    )
    more = f" 等 {len(found)} 项" if len(found) > MOST else ""
    return Fact(
        places=tuple(row.target.place for row, _ in found),
        subject=f"{sheet}有 {len(found)} 项指标值低于上年的完成值：{listed}{more}",
        provided=said(found[0][0].target),
        expected=f"不低于上年的 {said(found[0][1].actual)}",
        fix="核对当年任务；定低的下年调高，任务减少的写明原因",
    )
