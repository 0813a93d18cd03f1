"""ZP305: no number of the few cases that a sentence tells gives the rate that it tells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from ziping.checks.case_rates import case_rates
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.checks.statements import Amount, Sentence, sentences, words
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, ratio

MOST = 50  # cases: of more, nearly every rate with two decimals is near one that is possible


@check(
    "ZP305",
    severity="I",
    source="比率与件数：几件之中的几件只能得出有限的几个百分比",
    title="这个件数得不出这个比率",
    forms=("prose", "overall", "project"),
)
def percentage_impossible_for_count(scored: ScoredAssessment) -> Outcomes:
    """毛病：一句话里刚说了不多于 50 件（项、起……），紧接着的办结率、及时率之类，
    不论其中办了几件都算不出来。
    为什么：不是件数就是比率写错了，或者比率说的是别的事，应当写明。
    反例：办理提案 4 件，办结率 66.67%。
    正例：办理提案 3 件，办结率 66.67%。
    改法：核对件数和比率；比率另有基数的写明基数。
    """
    for sentence in sentences(scored):
        for rate, counts in _pairs(sentence):
            if not any(_is_possible(rate, count) for count in counts):
                yield _fact(rate, counts[-1], sentence)


def _pairs(sentence: Sentence) -> Iterator[tuple[Amount, list[Amount]]]:
    """A rate, and the counts told right before it."""
    divided = {one.percent for one in case_rates(sentence)}  # by ZP302
    for at, rate in enumerate(sentence.amounts):
        if rate in divided or rate.unit != "%" or rate.vague or not 0 < rate.value < 100 or not at:
            continue
        count = sentence.amounts[at - 1]
        between = sentence.text[count.end : rate.start]
        clause = pattern(r"[，；：]").split(sentence.text[: count.start])[-1]
        sampled = pattern("|".join(words()["counted"]["sampled"])).search(clause) is not None
        names = _names(count, sampled=sampled)
        told = pattern(
            rf"[^，；。（）\d]{{0,8}}[，（][^，；、。（）\d]{{0,8}}?(?:{names})(?:为|达到|达|是|：)?"
        )
        if not names or told.fullmatch(between) is None or _is_other(between):
            continue
        same = [one for one in sentence.amounts[:at] if one.unit == count.unit]
        if all(_is_few(one) for one in same) and (sampled or not _is_other(clause)):
            yield rate, same


def _names(count: Amount, *, sampled: bool) -> str:
    """The rates that a count of this unit may have."""
    counted = words()["counted"]
    if sampled and count.unit in counted["things"]:
        return "|".join(counted["sample_rates"])
    for units, rates in (("persons", "person_rates"), ("cases", "case_rates")):
        if count.unit in counted[units]:
            return "|".join(counted[rates])
    return ""


def _is_other(text: str) -> bool:
    """The words speak of money, of a change or of something that has no count."""
    return any(word in text for word in words()["counted"]["not_counts"])


def _is_few(count: Amount) -> bool:
    return not count.vague and 0 < count.value <= MOST and count.value == int(count.value)


def _is_possible(rate: Amount, count: Amount) -> bool:
    """Some part of the cases gives the rate, rounded or cut."""
    step = Decimal(1).scaleb(-rate.decimals)
    for part in range(int(count.value) + 1):
        exact = ratio(Decimal(part), count.value) * 100
        if rate.value in (
            half_up(exact, rate.decimals),
            exact.quantize(step, rounding=ROUND_DOWN),
        ):
            return True
    return False


def _fact(rate: Amount, count: Amount, sentence: Sentence) -> Fact:
    near = ratio(rate.value * count.value, Decimal(100))
    part = int(near)
    shown = [
        f"{one} {count.unit}是 {half_up(ratio(Decimal(one), count.value) * 100, rate.decimals)}%"
        for one in (part, part + 1)
    ]
    start = max(sentence.text.rfind(mark, 0, count.start) for mark in "，；：") + 1
    return Fact(
        places=(sentence.passage.place,),
        subject=f"{quoted(sentence.text[start : rate.end])}，{count.text}之中{'、'.join(shown)}，"
        f"得不出 {rate.text}",
        provided=rate.text,
        expected="、".join(shown),
        fix="核对件数和比率；比率另有基数的，写明基数",
    )
