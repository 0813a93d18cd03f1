"""Rates whose two counts stand in the same sentence: 受理735件，办结666件，办结率90.61%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.statements import Amount, Sentence, clause_before, leeway
from ziping.scoring.arithmetic import half_up, ratio

_RATE = r"^(?P<name>[一-龥]{2,4})[率度](?:也|均|则|约)?(?:为|是|达到了?|达|：)*$"
_CONTENT = (  # 表示满意的, 满意及基本满意: 基本满意 alone is one step of several
    r"(?:其中)?(?:表示|回答|评价为)?(?:非常满意[和及、与或])?(?:基本|比较|较)?满意"
    r"(?:[和及、与或](?:基本|比较|较)满意)?的?(?:有|为|共)?"
)
_BEFORE = r"(?:其中|目前|现|已经?|均|共计?|累计|实际|全部|全年|当年|年内|成功)*"


class CaseRate(NamedTuple):
    """A rate, the count done, and the whole right before it."""

    percent: Amount
    part: Amount
    whole: Amount
    fits: bool  # some count before the part, or some of them together, give the rate


def case_rates(sentence: Sentence) -> Iterator[CaseRate]:
    """Every X率 of a sentence that tells how many were X, and of how many."""
    for at, percent in enumerate(sentence.amounts):
        if percent.unit != "%" or percent.vague or not at:
            continue
        said = pattern(_RATE).match(clause_before(sentence.text, percent.start))
        own = _same_list(sentence, at)
        part = _part(sentence, own, said["name"]) if said else None
        wholes = [one for one in own if part and one.end <= part.start and _alike(one, part)]
        if part is None or not wholes or part.vague or any(one.vague for one in wholes):
            continue
        if part.value <= wholes[-1].value:
            fits = any(_fits(percent, part, some) for some in _together(wholes))
            yield CaseRate(percent, part, wholes[-1], fits)


def _alike(one: Amount, part: Amount) -> bool:
    return one.unit == part.unit or {one.unit, part.unit} <= {"人", "名"}


def _part(sentence: Sentence, own: Sequence[Amount], name: str) -> Amount | None:
    """How many were done, were content, or the whole less those that were not."""
    if name.endswith("满意"):
        return _content(sentence, own)
    done = _done(sentence, own, name)
    missed = _done(sentence, own, f"(?:不|未|没有){name}的?") if done is None else None
    if missed is None:
        return done
    wholes = [one for one in own if one.end <= missed.start and _alike(one, missed)]
    if len(wholes) != 1 or wholes[0].value < missed.value or wholes[0].vague or missed.vague:
        return None
    return missed._replace(value=wholes[0].value - missed.value)


def _content(sentence: Sentence, own: Sequence[Amount]) -> Amount | None:
    """满意466户, 满意及基本满意372人; none where contentment is told in several steps."""
    found = [
        one
        for one in own
        if "满意" in clause_before(sentence.text, one.start)
        or pattern(r"[^，；、]{0,2}(?:表示)?(?:满意|基本满意)").match(sentence.text, one.end)
    ]
    if len(found) != 1 or "不满意" in sentence.text:
        return None
    before = clause_before(sentence.text, found[0].start)
    behind = sentence.text[found[0].end :]
    if pattern(_CONTENT).fullmatch(before) and not pattern(r"^(?:基本|比较|较)满意").match(before):
        return found[0]
    told = not before and pattern(r"(?:表示)?满意(?=[，。；]|$)").match(behind)
    return found[0] if told else None


def _same_list(sentence: Sentence, at: int) -> list[Amount]:
    """The amounts before the rate, back to the last semicolon."""
    start = sentence.text.rfind("；", 0, sentence.amounts[at].start)
    return [one for one in sentence.amounts[:at] if one.start > start]


def _done(sentence: Sentence, amounts: Sequence[Amount], name: str) -> Amount | None:
    """已办结666件: nothing but the rate's own verb before the count."""
    for one in reversed(amounts):
        if pattern(rf"{_BEFORE}{name}了?").fullmatch(clause_before(sentence.text, one.start)):
            return one
    return None


def _together(wholes: Sequence[Amount]) -> Iterator[Sequence[Amount]]:
    for start in range(len(wholes)):
        for end in range(start + 1, len(wholes) + 1):
            yield wholes[start:end]


def _fits(percent: Amount, part: Amount, wholes: Sequence[Amount]) -> bool:
    """The rate lies between what the counts as printed allow."""
    whole = sum((one.value for one in wholes), Decimal(0))
    slack = sum((leeway(one) for one in wholes), Decimal(0))
    if whole - slack <= 0:
        return True
    low = ratio(part.value - leeway(part), whole + slack) * 100
    high = ratio(part.value + leeway(part), whole - slack) * 100
    step = Decimal(1).scaleb(-percent.decimals)
    cut = low.quantize(step, rounding=ROUND_DOWN)
    return (
        min(half_up(low, percent.decimals), cut) <= percent.value <= half_up(high, percent.decimals)
    )
