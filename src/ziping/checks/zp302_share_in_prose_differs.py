"""ZP302: a share told in the prose is not part ÷ whole."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.case_rates import CaseRate, case_rates
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.filed_shares import GENERAL, budget_shares, filed_shares
from ziping.checks.messages import quoted
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.shares import Share, named_shares, paired_shares, share_of, shares
from ziping.checks.statements import Sentence
from ziping.checks.told import PLANS, frame_of, in_passage, unquoted
from ziping.checks.told_cells import SPENDING, cell_of, is_shorter
from ziping.checks.told_words import FINAL, TOTAL, is_scoped
from ziping.passage import BODY, CELL, OPENING
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP302",
    severity="E",
    source="正文所写的占比：部分÷总数，按所写的小数位四舍五入",
    title="正文占比算错",
    forms=("prose", "overall", "project"),
)
def share_in_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文写“占……的百分之几”，或“受理几件、办结几件，办结率百分之几”，与同一句里两个数
    相除的结果不同；或者相除的一个数本身写短了，照正确的数算不是这个占比。
    为什么：占比一算就知道对不对，最容易被退回。分不清部分和总数的、写“约”的，不核对。
    反例：支出 800 万元，其中基本支出 500 万元，占总支出的 65.2%。
    正例：支出 800 万元，其中基本支出 500 万元，占总支出的 62.5%。
    改法：按两个数重算占比。
    """
    for passage in passages(scored, OPENING, BODY, CELL):
        if passage.is_label or not pattern(r"占|[率度]|为.{0,6}的").search(passage.text):
            continue
        found = list(in_passage(passage, frame_of(scored)))
        for sentence in unquoted(passage):
            mine = [one for one in found if one.sentence.text == sentence.text]
            for share in shares(sentence, mine):
                yield from _judged(share, scored)
            for rate in case_rates(sentence):
                if not rate.fits:
                    yield _rate_fact(rate, sentence)
            if passage.section not in PLANS and passage.role == BODY:
                yield from _named(sentence, scored)
                for share in (
                    *filed_shares(sentence, mine, _wholes(scored)),
                    *budget_shares(sentence, mine),
                ):
                    yield _fact(share, share.part, share.whole, share.expected, "")


def _named(sentence: Sentence, scored: ScoredAssessment) -> Outcomes:
    """Shares without amounts, of figures whose amounts the file has; not of another year."""
    frame = frame_of(scored)
    if is_scoped(sentence.text.replace("占", ""), frame.year):
        return
    if pattern(rf"{frame.year - 1}年|上年|预算").search(sentence.text):
        return
    amounts = _amounts(scored)
    for share in (
        *named_shares(sentence, amounts, frame.unit),
        *paired_shares(sentence, amounts, frame.unit),
    ):
        if share.percent.value != share.expected:
            yield _fact(share, share.part, share.whole, share.expected, "")


def _amounts(scored: ScoredAssessment) -> dict[str, Decimal]:
    found = {key: getattr(scored.assessment.spending, key).value for key in SPENDING}
    found[TOTAL] = scored.assessment.overall.execution.actual_expenditure.value
    return {key: value for key, value in found.items() if value is not None}


def _wholes(scored: ScoredAssessment) -> dict[str, Decimal]:
    """What shares are said of: the figures of the file and 一般公共预算支出."""
    found = _amounts(scored)
    general = scored.assessment.funds.general_public_budget.value
    return found if general is None else {**found, GENERAL: general}


def _judged(share: Share, scored: ScoredAssessment) -> Outcomes:
    given, right = share.percent.value, _by_model(share, scored)
    full = _by_model(share, scored, only_longer=True)
    if given == share.expected:
        if full is not None and full[2] != given:
            yield _fact(share, *full, "（按已采用的数）")
        return
    is_near = share.loose > 0 and abs(given - share.expected) <= share.loose + Decimal(1).scaleb(
        -share.percent.decimals
    )
    if is_near or (right is not None and right[2] == given) or _is_of_the_file(share, scored):
        return
    if full is not None:
        yield _fact(share, *full, "（按已采用的数）")
    else:
        yield _fact(share, share.part, share.whole, share.expected, "")


def _is_of_the_file(share: Share, scored: ScoredAssessment) -> bool:
    """占27.71% without a base, and right by another figure of the file."""
    values = _amounts(scored).values() if share.bare else ()
    given, decimals = share.percent.value, share.percent.decimals
    return any(share_of(share.part, one, decimals) == given for one in values if one >= share.part)


def _by_model(
    share: Share, scored: ScoredAssessment, *, only_longer: bool = False
) -> tuple[Decimal, Decimal, Decimal] | None:
    """Part, whole and share by the model, where it differs a little from what the sentence has.

    `only_longer`: where the sentence's own amounts are the model's, rounded or cut short; any
    other amount that stands in the sentence counts as it stands there.
    """
    part = _value(share.part_key, share.part, scored, only_longer)
    whole = _value(share.whole_key, share.whole, scored, only_longer)
    if part is None or whole is None or not 0 < part <= whole:
        return None
    if (part, whole) == (share.part, share.whole):
        return None
    return part, whole, share_of(part, whole, share.percent.decimals)


def _value(key: str, told: Decimal, scored: ScoredAssessment, only_longer: bool) -> Decimal | None:
    """The model's amount of a figure; as told where the model has none or quite another."""
    cell = cell_of(scored, key, FINAL) if key == TOTAL else None
    if key in SPENDING:
        found = getattr(scored.assessment.spending, key).value
    else:
        found = cell.field.value if cell is not None else None
    if found is None:
        return told
    if only_longer:
        return found if is_shorter(told, found) else told
    return found if abs(found - told) <= abs(found) / 100 else None


def _fact(share: Share, part: Decimal, whole: Decimal, expected: Decimal, how: str) -> Fact:
    places_of = share.percent.decimals
    return Fact(
        places=(share.sentence.passage.place,),
        subject=f"{quoted(_quote(share))}，{plain(part)} ÷ {plain(whole)} ＝ "
        f"{expected:.{places_of}f}%{how}，写的是 {share.percent.text}",
        provided=share.percent.text,
        expected=f"{expected:.{places_of}f}%",
        difference=share.percent.value - expected,
        unit="个百分点",
        fix=f"核对两个数；无误的，占比改为 {expected:.{places_of}f}%",
    )


def _rate_fact(rate: CaseRate, sentence: Sentence) -> Fact:
    percent = rate.percent
    expected = share_of(rate.part.value, rate.whole.value, percent.decimals)
    shown = f"{expected:.{percent.decimals}f}%"
    start = max(sentence.text.rfind(mark, 0, rate.whole.start) for mark in "，；：") + 1
    return Fact(
        places=(sentence.passage.place,),
        subject=f"{quoted(sentence.text[start : percent.end])}，{plain(rate.part.value)} ÷ "
        f"{plain(rate.whole.value)} ＝ {shown}，写的是 {percent.text}",
        provided=percent.text,
        expected=shown,
        difference=percent.value - expected,
        unit="个百分点",
        fix=f"核对两个数；无误的，比率改为 {shown}",
    )


def _quote(share: Share) -> str:
    text, end = share.sentence.text, share.percent.end
    at = max(text.rfind(word, 0, share.percent.start) for word in ("占", "为预算", "是预算"))
    start = max(text.rfind(mark, 0, max(0, at - 2)) for mark in "，；：") + 1
    return text[max(start, end - 30) : end]
