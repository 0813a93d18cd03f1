"""The computed mark of one indicator row, with the clause and the formula that gave it."""

from __future__ import annotations

from decimal import Decimal

from ziping.model import Indicator
from ziping.quantity import Quantity, plain, plain_clean
from ziping.rules import RulePack
from ziping.scoring import marks
from ziping.scoring import nature as kind
from ziping.scoring.arithmetic import field_value, guarded
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
        counted_mark(indicator, computed, pack),
    )


def counted_mark(indicator: Indicator, computed: Score, pack: RulePack) -> Value:
    """The own mark where given, else the computed one; blank without weight."""
    if indicator.full_marks.is_blank:
        return None
    own = field_value(indicator.declared_score)
    if isinstance(own, Decimal):
        return guarded(own, int(pack.value("rounding.decimals")))
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
        return marks.by_tier(indicator, full, pack)
    if nature == kind.YES_NO:
        return marks.by_answer(indicator, full, pack)
    assert target is not None and actual is not None  # _unready has looked
    if _uses_satisfaction_steps(indicator, pack):
        return marks.by_satisfaction(full, actual, pack)
    return marks.by_quantity(full, nature, target, actual, pack)


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
        return None if marks.answer(indicator) is not None else Score(status="应填“是”或“否”")
    return _unready_quantity(nature, target, actual, _uses_satisfaction_steps(indicator, pack))


def _unready_tier(indicator: Indicator, pack: RulePack) -> Score | None:
    if indicator.tier.is_bad or indicator.declared_score.is_bad:
        return Score(BAD, status="档次或得分待改正")
    labels = [tier.label for tier in pack.tiers]
    return None if indicator.tier.value in labels else Score(status="未选达成档次")


def _unready_quantity(
    nature: str, target: Quantity | None, actual: Quantity | None, satisfaction: bool
) -> Score | None:
    if nature not in (*kind.NATURES, kind.UNREAD):
        return Score(status="指标性质应从清单中选")
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
