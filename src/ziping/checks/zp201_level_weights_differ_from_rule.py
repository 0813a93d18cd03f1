"""ZP201: the weights of a first-level indicator are not what the rule gives it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ziping.checks.amounts import Cell, shifted
from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import forms, title, weights_gap
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.model import Place
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredAssessment, ScoredForm, ScoredIndicator, number
from ziping.scoring.arithmetic import plain


@check(
    "ZP201",
    severity="E",
    source="财预〔2020〕10号第十三条",
    title="一级指标分值与规定不符",
    forms=("overall", "project"),
    follows=("ZP202",),
)
def level_weights_differ_from_rule(scored: ScoredAssessment) -> Outcomes:
    """毛病：某个一级指标（产出、效益、满意度等）下各行分值之和不等于规定的分值。
    为什么：权重由财政统一规定，改了权重，分数就不能在单位之间比较。
    反例：产出指标下各行分值共 40，规定 50。
    正例：产出指标下各行分值共 50。
    改法：调整该一级指标下各行的分值，使其合计等于规定的分值。
    """
    for _, form in forms(scored):
        empty = weights_gap(form)
        weighted = [row for row in form.indicators if row.indicator.is_weighted]
        if empty or not weighted:
            here = _spots(form.indicators) or (form.form.execution.full_marks.place,)
            yield empty or Blank(here, ("指标分值",))
            continue
        stray = [row.indicator for row in weighted if not row.level1]
        if stray:  # ZP215 says so; until then no level's sum is certain
            spots = tuple(indicator.level2.place for indicator in stray)
            yield Blank(spots, tuple(title(indicator) for indicator in stray), "二级指标待改正")
            continue
        for key in form.level1:
            yield from _compare(form, key, scored.pack)


def _compare(form: ScoredForm, key: str, pack: RulePack) -> Outcomes:
    level, rule = form.level1[key], pack.rule(f"weights.{key}")
    members = [row for row in form.indicators if row.level1 == level.label]
    right = Decimal(rule.value)
    if level.full_marks == BAD:
        yield Blank(_spots(members), (f"{level.label}分值",), BAD_CELL)
        return
    given = number(level.full_marks)
    if given == right or (given is None and right == 0):
        return
    said = "没有设分值" if given is None else f"分值共 {plain(given)}"
    yield Fact(
        places=_spots([row for row in members if row.indicator.is_weighted] or members)
        or (form.form.execution.full_marks.place,),  # a level without rows: its form at least
        subject=f"{level.label}{said}，规定 {plain(right)} 分",
        provided="空" if given is None else given,
        expected=right,
        difference=None if given is None else given - right,
        unit=MARKS,
        severity=None if rule.confirmed else Severity.WARNING,
        source=rule.source,
        fix=f"调整{level.label}各行分值，使合计为 {plain(right)}",
        cures=shifted(_weights(members), right - (given or 0)),
    )


def _weights(members: Sequence[ScoredIndicator]) -> list[Cell]:
    return [Cell("", row.indicator.full_marks) for row in members]


def _spots(members: Sequence[ScoredIndicator]) -> tuple[Place, ...]:
    return tuple(row.indicator.full_marks.place for row in members)
