"""ZP205: the office's mark of a quantitative row is not the rule's.

A ceiling that was broken is ZP210's, a mark out of range ZP207's.
"""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import BAD_CELL, Blank, Cure, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import TOLERANCE, is_broken_ceiling, own_mark, rows, title
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredAssessment, ScoredIndicator, number
from ziping.scoring.arithmetic import plain
from ziping.scoring.nature import AT_LEAST, AT_MOST, EQUAL, UNREAD, YES_NO

NATURES = (AT_LEAST, AT_MOST, EQUAL, YES_NO)


@check(
    "ZP205",
    severity="E",
    source="财预〔2020〕10号第十六条",
    title="定量指标得分与规则测算不符",
    forms=("overall", "project"),
)
def quantitative_mark_differs_from_rule(scored: ScoredAssessment) -> Outcomes:
    """毛病：定量指标的自评得分与按规则测算的得分相差超过 0.01 分。指标值没有写“≥”“≤”，
    或计分办法未经确认的，只作警告。
    为什么：定量指标达到的得满分，未达到的按完成比例计分，不能随意给分、扣分。
    反例：满意度指标值 ≥100%，实际 99%，分值 10，自评 8 分（应得 9.9 分）。
    正例：满意度指标值 ≥100%，实际 99%，自评 9.9 分。
    改法：改为测算分；指标的方向写错的，先改指标值。
    """
    for _, row in rows(scored):
        own, computed = own_mark(row), number(row.computed.marks)
        if row.nature not in (*NATURES, UNREAD, BAD) or is_broken_ceiling(row):
            continue
        if computed is None:
            yield _uncomputed(row)
        elif row.indicator.declared_score.is_bad:
            label = f"{title(row.indicator)}得分"
            yield Blank((row.indicator.declared_score.place,), (label,), BAD_CELL)
        elif own is not None and abs(own - computed) > TOLERANCE:
            yield _fact(row, own, computed, _weaker(row, scored.pack))


def _uncomputed(row: ScoredIndicator) -> Blank:
    indicator = row.indicator
    spots = (indicator.target.place, indicator.actual.place)
    return Blank(spots, (title(indicator),), row.computed.status)


def _weaker(row: ScoredIndicator, pack: RulePack) -> Severity | None:
    """A warning where the rule, or which way the target points, is not certain."""
    indicator, goal, done = row.indicator, row.target, row.actual
    guessed = goal is not None and not goal.sign and indicator.nature.is_blank
    generous = False
    if row.nature == AT_LEAST and goal is not None and done is not None:
        # far above the target the clause itself lets marks be taken off
        generous = done.value >= goal.value * pack.decimal("over_fulfilment.rate")
    certain = pack.rule(_rule(row, pack)).confirmed and not guessed and not generous
    return None if certain else Severity.WARNING


def _rule(row: ScoredIndicator, pack: RulePack) -> str:
    level = pack.level1_of(row.indicator.level2.value or "")
    if level and level.key == "satisfaction" and pack.get("satisfaction.steps"):
        return "satisfaction.steps"
    goal, done = row.target, row.actual
    above = (
        row.nature == EQUAL and goal is not None and done is not None and done.value > goal.value
    )
    return "reverse.method" if above else "quantitative.method"


def _fact(row: ScoredIndicator, own: Decimal, computed: Decimal, severity: Severity | None) -> Fact:
    indicator = row.indicator
    return Fact(
        places=(indicator.declared_score.place,),
        subject=f"{title(indicator)}自评 {plain(own)} 分，按规则测算 {plain(computed)} 分"
        f"（{row.computed.formula}）",
        provided=own,
        expected=computed,
        difference=own - computed,
        unit=MARKS,
        severity=severity,
        source=row.computed.clause,
        fix=f"改为 {plain(computed)}；指标方向有误的先改年度指标值",
        cures=(Cure(indicator.declared_score.place, computed, own),),
    )
