"""ZP208: the office's own total is not the sum of the marks that count."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, cure, gap, places, shifted
from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.forms import forms, title, weights_gap
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment, ScoredForm, number
from ziping.scoring.arithmetic import plain


@check(
    "ZP208",
    severity="E",
    source="自评表「总分」：各项得分之和",
    title="总分与各项得分之和不符",
    forms=("overall", "project"),
)
def total_differs_from_sum(scored: ScoredAssessment) -> Outcomes:
    """毛病：填写的总分不等于预算执行率得分与各指标得分之和（没有自评得分的行按测算分计）。
    为什么：总分决定等级，也会写进正文，加错了全文都错。
    反例：9 ＋ 49 ＋ 30 ＋ 8 ＝ 96，总分填 97。
    正例：9 ＋ 49 ＋ 30 ＋ 8 ＝ 96，总分填 96。
    改法：照计算的总分改填；某行得分有误的先改那一行。
    """
    for sheet, form in forms(scored):
        declared = Cell(f"{sheet}总分", form.form.declared_total)
        total = number(form.total)
        empty = gap(declared) or weights_gap(form)
        if empty or total is None:
            yield empty or _unscored(form)
        elif declared.number != total:
            mark = number(form.execution_counted) or Decimal(0)
            added = f"执行率得分 {plain(mark)} ＋ 各指标得分 {plain(total - mark)}"
            yield Fact(
                places=places(declared),
                subject=f"总分填 {plain(declared.number)}，{added} ＝ {plain(total)}",
                provided=declared.number,
                expected=total,
                difference=declared.number - total,
                unit=MARKS,
                fix=f"改为 {plain(total)}；某行得分有误的先改那一行",
                cures=(*cure(declared, total), *shifted(_marks(form), declared.number - total)),
            )


def _marks(form: ScoredForm) -> list[Cell]:
    """The marks that were added: any one of them may be the wrong one."""
    fields = [row.indicator.declared_score for row in form.indicators]
    return [Cell("", field) for field in (form.form.execution.declared_score, *fields)]


def _unscored(form: ScoredForm) -> Blank:
    """The rows, and the execution rate, that have no mark at all."""
    lacking = [row.indicator for row in form.indicators if row.indicator.row in set(form.unscored)]
    spots = [indicator.declared_score.place for indicator in lacking]
    labels = [f"第 {indicator.row} 行{title(indicator)}得分" for indicator in lacking]
    bad = any(indicator.declared_score.is_bad for indicator in lacking)
    if number(form.execution_counted) is None:
        own = form.form.execution.declared_score
        spots.append(own.place)
        labels.append("预算执行率得分")
        bad = bad or own.is_bad
    return Blank(tuple(spots), tuple(labels), BAD_CELL if bad else "未填且不能测算")
