"""The mark of a row that can be marked: by tier, by answer, by satisfaction steps, by quantity."""

from __future__ import annotations

from decimal import Decimal

from ziping.model import Indicator
from ziping.quantity import Quantity, plain_clean
from ziping.rules import RulePack
from ziping.scoring import nature as kind
from ziping.scoring.arithmetic import guarded, percent, ratio
from ziping.scoring.arithmetic import plain as digits
from ziping.scoring.result import Score

ZERO = Decimal(0)


def answer(indicator: Indicator) -> bool | None:
    """Whether a yes/no target was met; None where the actual value is no answer."""
    target = plain_clean(indicator.target.value or "")
    actual = plain_clean(indicator.actual.value or "")
    if actual == target:
        return True
    wanted = target if target in kind.ANSWERS else "是"
    return actual == wanted if actual in kind.ANSWERS else None


def by_tier(indicator: Indicator, full: Decimal, pack: RulePack) -> Score:
    """The own mark if it lies inside the tier, else the nearer edge; with none, the tier's top."""
    tier = next(tier for tier in pack.tiers if tier.label == indicator.tier.value)
    top, bottom = full * tier.top, full * tier.bottom
    own = indicator.declared_score.value
    marks = _round(max(bottom, min(top, top if own is None else own)), pack)
    reason = (
        f"“{tier.label}”档 {digits(full)} × {digits(tier.bottom * 100)}%—{digits(tier.top * 100)}%"
        f" ＝ {digits(bottom)}—{digits(top)}，取 {digits(marks)}"
    )
    return Score(marks, pack.source("qualitative.tiers"), reason)


def by_answer(indicator: Indicator, full: Decimal, pack: RulePack) -> Score:
    met = bool(answer(indicator))
    word = "达到，得满分" if met else "未达到，不得分"
    marks = _round(full if met else ZERO, pack)
    return Score(marks, pack.source("quantitative.method"), f"是否类指标{word} {digits(marks)}")


def by_satisfaction(full: Decimal, actual: Quantity, pack: RulePack) -> Score:
    share = next(
        (s.share for s in pack.steps("satisfaction.steps") if actual.value >= s.rate), ZERO
    )
    marks = _round(full * share, pack)
    reason = f"满意度 {percent(actual.value)}，{digits(full)} × {digits(share)} ＝ {digits(marks)}"
    return Score(marks, pack.source("satisfaction.steps"), reason)


def by_quantity(
    full: Decimal, nature: str, target: Quantity, actual: Quantity, pack: RulePack
) -> Score:
    goal, done = target.value, actual.value
    figures = f"指标值 {_written(target)}，实际 {_written(actual)}"
    if _met(nature, goal, done):
        marks = _round(full, pack)
        return Score(
            marks, pack.source("quantitative.method"), f"{figures}，达到，得满分 {digits(marks)}"
        )
    if goal == 0:
        return Score(
            _round(ZERO, pack), pack.source("quantitative.method"), f"{figures}，未达到，得 0"
        )
    if target.scale == actual.scale:  # the numbers as typed read better, and the ratio is the same
        goal, done = target.number, actual.number
    if done > goal:
        return _exceeded(full, goal, done, figures, pack)
    return _short(full, goal, done, figures, pack)


def _met(nature: str, goal: Decimal, done: Decimal) -> bool:
    if nature == kind.AT_LEAST:
        return done >= goal
    return done <= goal if nature == kind.AT_MOST else done == goal


def _short(full: Decimal, goal: Decimal, done: Decimal, figures: str, pack: RulePack) -> Score:
    """Below the target: marks × actual ÷ target, or what the pass gate leaves of it."""
    if pack.value("quantitative.method") == "proportional":
        marks = _round(ratio(full * done, goal), pack)
        formula = f"{digits(full)} × {digits(done)} ÷ {digits(goal)} ＝ {digits(marks)}"
        return Score(marks, pack.source("quantitative.method"), f"{figures}，{formula}")
    gate = pack.decimal("quantitative.pass_rate")
    raw = ratio(full * (done - gate * goal), (1 - gate) * goal)
    marks = _round(max(ZERO, raw), pack)
    formula = (
        f"（{percent(ratio(done, goal))} － {percent(gate)}）÷ {percent(1 - gate)} × {digits(full)}"
        f" ＝ {digits(marks)}"
    )
    return Score(marks, pack.source("quantitative.method"), f"{figures}，{formula}")


def _exceeded(full: Decimal, goal: Decimal, done: Decimal, figures: str, pack: RulePack) -> Score:
    """Above a target that is a ceiling: marks × target ÷ actual, or linear, not below 0."""
    if pack.value("reverse.method") == "ratio":
        marks = _round(ratio(full * goal, done), pack)
        formula = f"{digits(full)} × {digits(goal)} ÷ {digits(done)} ＝ {digits(marks)}"
    else:
        marks = _round(max(ZERO, ratio(full * (2 * goal - done), goal)), pack)
        over = percent(ratio(done - goal, goal))
        formula = f"{digits(full)} ×（1 － {over}）＝ {digits(marks)}"
    return Score(marks, pack.source("reverse.method"), f"{figures}，超出，{formula}")


def _round(marks: Decimal, pack: RulePack) -> Decimal:
    return guarded(marks, int(pack.value("rounding.decimals")))


def _written(quantity: Quantity) -> str:
    return f"{quantity.sign}{digits(quantity.number)}{quantity.scale}{quantity.unit}"
