"""What the deviation reason of a row says: nothing to explain, a shortfall, or a bare fact."""

from __future__ import annotations

from ziping.checks.forms import explains, is_broken_ceiling, own_mark
from ziping.checks.indicator_rows import direction, done, goal, said
from ziping.checks.indicator_words import words
from ziping.checks.likeness import core
from ziping.checks.passages import pattern
from ziping.rules import RulePack
from ziping.scoring import ScoredIndicator, number
from ziping.scoring.nature import AT_LEAST

SHORTEST = 8  # characters; in fewer nobody tells a cause and a measure
NO_DEVIATION = r"(?:无|没有|不存在|未发生|未出现)(?:任何|明显)?(?:偏差|差异)(?!原因)"
SHORTFALL = (
    r"未完成(?!部分)|未能完成|没有完成|没完成|未实现|未按期完成|未按时完成|未达标|未达成|未达预期"
    r"|(?:未|没有|没|未能)达到?(?:年初|年度|预期|指标|目标|要求|[0-9])"
    r"|(?:低于|少于)(?:年初|年度|预期)?(?:目标|指标)"
)
NOT_THIS = (
    r"(?:无|没有|不存在|防止|避免|杜绝|上年|去年|往年|以前年度|前期|其他|其余)[^，。；]{0,8}$"
)
OPENERS = ("主要是", "由于", "因为", "主要", "受到", "因", "受", "系", "是")
CLOSERS = ("的影响", "影响", "所致", "导致", "造成", "等原因", "的原因", "原因")


def says_no_deviation(row: ScoredIndicator) -> bool:
    text = said(row.indicator.deviation_reason)
    return bool(pattern(NO_DEVIATION).search(text)) and len(text) <= 12


def says_shortfall(row: ScoredIndicator) -> bool:
    """Whether a reason speaks plainly of this year's target not being reached."""
    text = said(row.indicator.deviation_reason)
    found = pattern(SHORTFALL).search(text)
    return found is not None and not pattern(NOT_THIS).search(text[: found.start()])


def lost_marks(row: ScoredIndicator) -> bool:
    full, counted = row.indicator.full_marks.value, number(row.counted)
    return full is not None and counted is not None and counted < full


def has_full_marks(row: ScoredIndicator) -> bool:
    full = row.indicator.full_marks.value
    return full is not None and number(row.counted) == full


def is_overmarked(row: ScoredIndicator) -> bool:
    """A broken ceiling with more marks than the rule leaves it: ZP210's."""
    own, computed = own_mark(row), number(row.computed.marks)
    if not is_broken_ceiling(row) or own is None or computed is None:
        return False
    return own > computed


def far_exceeded(row: ScoredIndicator, pack: RulePack) -> bool:
    target, actual = goal(row), done(row)
    if target is None or actual is None or direction(row) != AT_LEAST or target.value <= 0:
        return False
    limit = target.value * pack.decimal("over_fulfilment.rate")
    return target.comparable(actual) and actual.value >= limit


def is_bare(row: ScoredIndicator, pack: RulePack) -> bool:
    """A reason that is there, is due, and tells neither why nor what will be done."""
    reason = row.indicator.deviation_reason
    if reason.is_bad or not explains(reason):
        return False
    short = lost_marks(row) or is_broken_ceiling(row)
    text = core(said(reason))
    if short and 0 < len(text) <= SHORTEST:
        return True
    return (short or far_exceeded(row, pack)) and _is_vague(text)


def _is_vague(text: str) -> bool:
    """Only one of the phrases that name no cause, whatever stands around it."""
    vague = words("vague_reasons")
    bare = text
    for opener in OPENERS:
        bare = bare.removeprefix(opener)
    stripped = next((bare.removesuffix(end) for end in CLOSERS if bare.endswith(end)), bare)
    return bool({text, bare, stripped} & vague)
