"""ZP511: indicators with the same target and the same result as the year before."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import title
from ziping.checks.indicator_rows import read, said
from ziping.checks.last_year import form_pairs, gap, row_pairs
from ziping.checks.registry import check
from ziping.model import Form, Indicator
from ziping.scoring import ScoredAssessment

MOST = 12
FULL = 100  # of a percentage: attained every year, it says nothing


@check(
    "ZP511",
    severity="I",
    source="通行要求：绩效指标按当年工作任务设定，完成值填当年的",
    title="指标与上年完全相同",
    forms=("overall", "project"),
    needs="last_year",
)
def indicator_same_as_last_year(scored: ScoredAssessment) -> Outcomes:
    """毛病：指标的名称、年度指标值、实际完成值都与上年相同。只列有具体数字的，
    定性的和 100% 的附带说明。
    为什么：年年一个数，多是照抄上年的表，不是当年的完成情况。
    反例：上年“整修机耕路 12 公里，完成 12 公里”，今年一字不差。
    正例：今年“整修机耕路 8 公里，完成 8.3 公里”。
    改法：核对当年的任务和台账，改为当年的数；确实相同的可不理会。
    """
    misfit = gap(scored)
    if misfit:
        yield misfit
        return
    for sheet, form, before in form_pairs(scored):
        for row in form.indicators:
            if row.target.is_bad or row.actual.is_bad:
                cell = row.target if row.target.is_bad else row.actual
                yield blank_of(cell, f"{title(row)}指标值")
        same = _same(form, before)
        if any(_is_figure(row) for row in same):
            yield _fact(sheet, same)


def _same(form: Form, before: list[Form]) -> list[Indicator]:
    return [
        row
        for row, other in row_pairs(form, before)
        if said(row.target)
        and said(row.actual)
        and not row.awaits_word  # ZP501 asks about it already
        and (said(row.target), said(row.actual)) == (said(other.target), said(other.actual))
    ]


def _is_figure(row: Indicator) -> bool:
    actual = read(row.actual, actual=True)
    if actual is None or read(row.target) is None:
        return False
    return actual.value != 0 and not (actual.scale == "%" and actual.number == FULL)


def _fact(sheet: str, same: list[Indicator]) -> Fact:
    figures = [row for row in same if _is_figure(row)]
    listed = "、".join(
        f"{title(row)} {said(row.target)}→{said(row.actual)}" for row in figures[:MOST]
    )
    more = f" 等 {len(figures)} 项" if len(figures) > MOST else ""
    rest = len(same) - len(figures)
    beside = f"；另有 {rest} 项定性或 100% 的也相同" if rest else ""
    return Fact(
        places=tuple(row.actual.place for row in figures),
        subject=f"{sheet}有 {len(figures)} 项指标的名称、指标值、完成值与上年相同："
        f"{listed}{more}{beside}",
        provided=f"{len(figures)} 项与上年相同",
        expected="当年的指标值和完成值",
        fix="核对当年的任务和台账，改为当年的数；确实相同的可不理会",
    )
