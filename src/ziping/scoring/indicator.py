"""The computed mark of one indicator row, with the clause and the formula that gave it."""

from __future__ import annotations

from decimal import Decimal

from ziping.model import Indicator
from ziping.quantity import Quantity, plain, plain_clean
from ziping.rules import RulePack
from ziping.scoring import nature as kind
from ziping.scoring.arithmetic import (
    GUARD_DECIMALS,
    field_value,
    half_up,
    percent,
    ratio,
)
from ziping.scoring.arithmetic import plain as digits
from ziping.scoring.result import BAD, Score, ScoredIndicator, Value

ZERO = Decimal(0)


def score_indicator(indicator: Indicator, pack: RulePack) -> ScoredIndicator:
    """Score one row; a row without weight has no marks and no status."""
    nature = kind.nature_of(indicator)
    target = None if indicator.target.is_bad else plain(indicator.target.value)
    actual = kind.plain_actual(indicator)
    level = pack.level1_of(indicator.level2.value or "")
    computed = _computed(indicator, nature, target, actual, pack)
    return ScoredIndicator(
        indicator,
        level.label if level else "",
        nature,
        target,
        actual,
        computed,
        counted_mark(indicator, computed),
    )


def counted_mark(indicator: Indicator, computed: Score) -> Value:
    """The own mark where given, else the computed one; blank without weight."""
    if indicator.full_marks.is_blank:
        return None
    own = field_value(indicator.declared_score)
    if isinstance(own, Decimal):
        return half_up(half_up(own, GUARD_DECIMALS), 2)
    return BAD if own == BAD else computed.marks


def _computed(
    indicator: Indicator,
    nature: str,
    target: Quantity | None,
    actual: Quantity | None,
    pack: RulePack,
) -> Score:
    early = _unready(indicator, nature, target, actual, pack)
    if early is not None:
        return early
    full = indicator.full_marks.value
    assert full is not None  # _unready has looked
    if nature == kind.QUALITATIVE:
        return _by_tier(indicator, full, pack)
    if nature == kind.YES_NO:
        return _by_answer(indicator, full, pack)
    assert target is not None and actual is not None  # _unready has looked
    if _uses_satisfaction_steps(indicator, pack):
        return _by_satisfaction(full, actual, pack)
    return _by_quantity(full, nature, target, actual, pack)


def _unready(
    indicator: Indicator,
    nature: str,
    target: Quantity | None,
    actual: Quantity | None,
    pack: RulePack,
) -> Score | None:
    """Why a row has no computed mark, in the order in which the sheet asks; None if it has one."""
    if indicator.full_marks.is_blank:
        return Score(status="" if indicator.is_empty else "未填分值")
    if indicator.full_marks.is_bad:
        return Score(BAD, status="分值待改正")
    if nature == BAD or indicator.actual.is_bad:
        return Score(BAD, status="指标值待改正")
    if not nature:
        return Score(status="未填年度指标值")
    if not plain_clean(indicator.actual.value or ""):
        return Score(status="未填实际完成值")
    if nature == kind.QUALITATIVE:
        return _unready_tier(indicator, pack)
    if nature == kind.YES_NO:
        return None if _answer(indicator) is not None else Score(status="应填“是”或“否”")
    return _unready_quantity(nature, target, actual, _uses_satisfaction_steps(indicator, pack))


def _unready_tier(indicator: Indicator, pack: RulePack) -> Score | None:
    if indicator.tier.is_bad or indicator.declared_score.is_bad:
        return Score(BAD, status="档次或得分待改正")
    labels = [tier.label for tier in pack.tiers]
    return None if indicator.tier.value in labels else Score(status="未选达成档次")


def _unready_quantity(
    nature: str, target: Quantity | None, actual: Quantity | None, satisfaction: bool
) -> Score | None:
    if nature == kind.UNREAD or target is None:
        return Score(status="待规范：年度指标值")
    if actual is None:
        return Score(status="待规范：实际完成值")
    if target.measure != actual.measure or (satisfaction and actual.measure != "%"):
        return Score(status="单位不一致")
    if target.value == 0 and nature == kind.AT_LEAST and not satisfaction:
        return Score(status="指标值为0，无法计算")
    return None


def _uses_satisfaction_steps(indicator: Indicator, pack: RulePack) -> bool:
    level = pack.level1_of(indicator.level2.value or "")
    return bool(level and level.key == "satisfaction" and pack.get("satisfaction.steps"))


def _by_tier(indicator: Indicator, full: Decimal, pack: RulePack) -> Score:
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


def _answer(indicator: Indicator) -> bool | None:
    """Whether a yes/no target was met; None where the actual value is no answer."""
    target = plain_clean(indicator.target.value or "")
    actual = plain_clean(indicator.actual.value or "")
    if actual == target:
        return True
    wanted = target if target in kind.ANSWERS else "是"
    return actual == wanted if actual in kind.ANSWERS else None


def _by_answer(indicator: Indicator, full: Decimal, pack: RulePack) -> Score:
    met = bool(_answer(indicator))
    word = "达到，得满分" if met else "未达到，不得分"
    marks = _round(full if met else ZERO, pack)
    return Score(marks, pack.source("quantitative.method"), f"是否类指标{word} {digits(marks)}")


def _by_satisfaction(full: Decimal, actual: Quantity, pack: RulePack) -> Score:
    share = next(
        (s.share for s in pack.steps("satisfaction.steps") if actual.value >= s.rate), ZERO
    )
    marks = _round(full * share, pack)
    reason = f"满意度 {percent(actual.value)}，{digits(full)} × {digits(share)} ＝ {digits(marks)}"
    return Score(marks, pack.source("satisfaction.steps"), reason)


def _by_quantity(
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
    return half_up(half_up(marks, GUARD_DECIMALS), int(pack.value("rounding.decimals")))


def _written(quantity: Quantity) -> str:
    return f"{quantity.sign}{digits(quantity.number)}{quantity.scale}{quantity.unit}"
