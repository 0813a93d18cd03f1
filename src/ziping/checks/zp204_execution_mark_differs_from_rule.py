"""ZP204: the office's mark for the execution rate is not the rule's."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, cure, gap, places
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import TOLERANCE, forms
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.model import Place
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, ScoredForm, number
from ziping.scoring.arithmetic import plain

RULES = ("execution.method", "execution.over_budget")


@check(
    "ZP204",
    severity="E",
    source="规则包「预算执行率计分」",
    title="执行率得分与规则测算不符",
    forms=("overall", "project"),
    follows=("ZP106",),
)
def execution_mark_differs_from_rule(scored: ScoredAssessment) -> Outcomes:
    """毛病：预算执行率的自评得分与按规则测算的得分相差超过 0.01 分。
    计分办法未经确认的地方只作警告。
    为什么：执行率是算出来的，同样的执行率应得同样的分；给整数分或随意扣分，上级无法复核。
    反例：执行率 99.13%，自评 9 分（按比例应得 9.91 分）。
    正例：执行率 99.13%，自评 9.91 分。
    改法：改为测算分；当地另有计分办法的，请告知规则维护者。
    """
    for _, form in forms(scored):
        own = Cell("预算执行率得分", form.form.execution.declared_score)
        computed = number(form.execution.marks)
        if own.field.is_bad or computed is None:
            yield gap(own) or _uncomputed(form)
        elif own.is_given and _differs(form, own.number, computed):
            yield _fact(form, own, computed, _weaker(form, scored.pack))


def _differs(form: ScoredForm, own: Decimal, computed: Decimal) -> bool:
    """A mark out of its range is ZP207's."""
    full = form.form.execution.full_marks.value
    within = own >= 0 and (full is None or own <= full)
    return within and abs(own - computed) > TOLERANCE


def _weaker(form: ScoredForm, pack: RulePack) -> Severity | None:
    used = RULES if (number(form.rate) or 0) > 1 else RULES[:1]
    return None if all(pack.rule(key).confirmed for key in used) else Severity.WARNING


def _uncomputed(form: ScoredForm) -> Blank:
    execution = form.form.execution
    money = (
        Cell("全年预算数", execution.adjusted_budget),
        Cell("全年执行数", execution.actual_expenditure),
    )
    return gap(*money) or Blank(places(money[0]), ("全年预算数",), "不大于 0")


def _wrong_rate(form: ScoredForm, own: Decimal) -> tuple[Place, ...]:
    """The declared rate, where the mark is right by it: ZP106 tells why both are wrong."""
    execution = form.form.execution
    rate, full = execution.declared_rate.value, execution.full_marks.value
    if rate is None or full is None or abs(rate * full - own) > TOLERANCE:
        return ()
    return (execution.declared_rate.place,)


def _fact(form: ScoredForm, own: Cell, computed: Decimal, severity: Severity | None) -> Fact:
    return Fact(
        places=(*places(own), *_wrong_rate(form, own.number)),
        subject=f"{own.said()} 分，按规则测算 {plain(computed)} 分（{form.execution.formula}）",
        provided=own.number,
        expected=computed,
        difference=own.number - computed,
        unit=MARKS,
        severity=severity,
        source=form.execution.clause,
        fix=f"改为 {plain(computed)}，或说明当地的计分办法",
        cures=cure(own, computed),
    )
