"""Why a sum, a weight check or a grade is what it is: the clause and the numbers put in."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ziping.rules import RulePack
from ziping.scoring.arithmetic import percent, plain
from ziping.scoring.result import ScoredForm, Subtotal, Value

MANY = 30  # a longer sum names its count instead of every part


def rate_basis(form: ScoredForm) -> str:
    """全年执行数 ÷ 全年预算数 with the office's figures."""
    execution = form.form.execution
    if not isinstance(form.rate, Decimal):
        return f"未测算：{form.execution.status}"
    actual, budget = execution.actual_expenditure.value, execution.adjusted_budget.value
    return f"全年执行数 ÷ 全年预算数 ＝ {shown(actual)} ÷ {shown(budget)} ＝ {percent(form.rate)}"


def weights_basis(form: ScoredForm, pack: RulePack) -> str:
    """The first-level weights as allocated, beside those of the rule."""
    full = form.form.execution.full_marks.value
    parts = [f"执行率 {shown(full)}（规则 {plain(pack.weight('execution'))}）"]
    for subtotal in form.level1.values():
        wanted = "" if subtotal.rule is None else f"（规则 {plain(subtotal.rule)}）"
        parts.append(f"{subtotal.label} {shown(subtotal.full_marks)}{wanted}")
    total = shown(form.weight_total)
    return f"{pack.source('weights.execution')}：{' ＋ '.join(parts)} ＝ {total}，应为 100"


def subtotal_basis(subtotal: Subtotal, form: ScoredForm, pack: RulePack) -> str:
    """The marks that make up a first- or second-level subtotal."""
    rows = [
        row
        for row in form.indicators
        if subtotal.label in (row.level1, row.indicator.level2.value) and row.indicator.is_weighted
    ]
    return f"{subtotal.label}：{_sum((row.counted for row in rows), subtotal.counted)}"


def computed_total_basis(form: ScoredForm) -> str:
    """The marks by rule that make up the computed total, or the rows that have none."""
    if not isinstance(form.computed_total, Decimal):
        return f"未测算：{_missing(form.uncomputed, form.execution.status)}"
    marks = (row.computed.marks for row in form.indicators if row.indicator.is_weighted)
    return _sum((form.execution.marks, *marks), form.computed_total)


def total_basis(form: ScoredForm) -> str:
    """The marks that count, or the rows that have neither an own nor a computed one."""
    if not isinstance(form.total, Decimal):
        return f"没有总分：{_missing(form.unscored, form.execution.status)}"
    marks = (row.counted for row in form.indicators if row.indicator.is_weighted)
    return _sum((form.execution_counted, *marks), form.total)


def grade_basis(form: ScoredForm, pack: RulePack) -> str:
    """The band that the total lies in, with its clause."""
    band = next((band for band in pack.bands if band.label == form.grade), None)
    if band is None or not isinstance(form.total, Decimal):
        return ""
    sign = "≥" if band.inclusive else "＞"
    return (
        f"{pack.source('grade.bands')}：{plain(form.total)} {sign} {plain(band.edge)}，"
        f"评价等级为“{band.label}”"
    )


def shown(value: Value) -> str:
    """A value inside a sentence; a blank as （空）."""
    if value is None:
        return "（空）"
    return plain(value) if isinstance(value, Decimal) else value


def _sum(parts: Iterable[Value], total: Value) -> str:
    listed = [shown(part) for part in parts]
    if not listed:
        return "没有指标"
    if len(listed) > MANY:
        return (
            f"{listed[0]} ＋ {listed[1]} ＋ … ＋ {listed[-1]}（共{len(listed)}项）＝ {shown(total)}"
        )
    return f"{' ＋ '.join(listed)} ＝ {shown(total)}"


def _missing(rows: tuple[int, ...], status: str) -> str:
    if rows:
        return f"第 {'、'.join(str(row) for row in rows)} 行没有分"
    return status or "执行率没有得分"
