"""ZP306: a change told in the prose (saved, grew) is not the difference of the two amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.checks.budget_changes import budget_changes
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.growth import Growth, Rise, growths, rises
from ziping.checks.messages import quoted
from ziping.checks.passages import passages, pattern, places
from ziping.checks.registry import check
from ziping.checks.statements import Sentence, clause, shape
from ziping.checks.told import CHANGE, LEVEL, PLANS, Told, told, unquoted
from ziping.checks.told_cells import SPENDING, cell_of, name_of
from ziping.checks.told_words import ADJUSTED, BEFORE, BUDGET, FINAL, INITIAL, last_label
from ziping.model import Place
from ziping.passage import BODY, OPENING
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, plain, ratio

BASES = {
    BEFORE: (BEFORE,),
    BUDGET: (BUDGET, INITIAL, ADJUSTED),
    INITIAL: (INITIAL, BUDGET),
    "": (BUDGET, INITIAL, ADJUSTED),  # 节约: of the budget, where both amounts are told
}
BASE_LABELS = {BEFORE: "上年", BUDGET: "预算", INITIAL: "年初预算", "": "预算"}


class _Pair(NamedTuple):
    now: Decimal
    base: Decimal


@check(
    "ZP306",
    severity="E",
    source="正文所写的增减额、增减率：本年数与上年数或预算数之差",
    title="正文增减数算错",
    forms=("prose", "basic_data", "overall"),
)
def change_in_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文写“比预算节约”“比上年减少”“下降百分之几”，与两个数相减、相除的结果不同，或方向相反。
    为什么：两个数就在同一句话里或表上，一算就知道。两个数不能确定的，不核对。
    反例：预算 1.5 万元，实际 1.09 万元，节约 0.31 万元。
    正例：预算 1.5 万元，实际 1.09 万元，节约 0.41 万元。
    改法：按两个数重算；方向写反的改过来。
    """
    found = told(scored)
    wrong: dict[tuple[Place, str, str], list[tuple[Told, _Pair]]] = {}
    for one in found:
        if one.kind == CHANGE and one.base in BASES:
            near = [each for each in found if _is_near(each, one)]
            beside = [each for each in found if _is_beside(each, one)]
            pair = _right(one, near, beside, scored)
            if pair is not None and not _fits_another(one, found, scored):
                place = one.sentence.passage.place
                wrong.setdefault((place, one.key, one.base), []).append((one, pair))
    for group in wrong.values():
        yield _fact([one for one, _ in group], group[0][1], scored)
    yield from _growths(scored, found)
    yield from _budgets(scored)


def _growths(scored: ScoredAssessment, found: Iterable[Told]) -> Outcomes:
    """Of counts, and of money that no form has."""
    read = {(one.sentence.text, one.amount.start) for one in found if one.kind == CHANGE}
    for passage in passages(scored, OPENING, BODY):
        if passage.section in PLANS or "%" not in shape(passage.text):
            continue
        for sentence in unquoted(passage):
            for one in growths(sentence):
                if (sentence.text, one.percent.start) not in read and not one.fits:
                    yield from _growth_fact(one, sentence)
            for rise in rises(sentence):
                if (sentence.text, rise.percent.start) not in read and not rise.fits:
                    yield _rise_fact(rise, sentence)


def _budgets(scored: ScoredAssessment) -> Outcomes:
    """全年预算 against 年初预算."""
    for passage in passages(scored, OPENING, BODY):
        if passage.section not in PLANS and "预算" in passage.text:
            for sentence in unquoted(passage):
                for one in budget_changes(sentence, scored):
                    yield Fact(
                        places=(passage.place,),
                        subject=f"正文{quoted(clause(sentence, one.amount))}，年初预算 "
                        f"{plain(one.initial)} 万元，全年预算 {plain(one.adjusted)} 万元，"
                        f"应是{one.expected}",
                        provided=one.amount.text,
                        expected=one.expected,
                        fix=f"改为“{one.expected}”，或改正写错的数",
                    )


def _growth_fact(one: Growth, sentence: Sentence) -> Outcomes:
    """By each count of the sentence."""
    rights = {count.text: one.right(count) for count in one.counts}
    shown = {text: f"{value}%" for text, value in rights.items() if value is not None}
    if not shown:
        return
    start = max(sentence.text.rfind(mark, 0, one.change.start) for mark in "，；：") + 1
    given = "、".join(f"按{text}算是 {value}" for text, value in shown.items())
    yield Fact(
        places=(sentence.passage.place,),
        subject=f"正文{quoted(sentence.text[start : one.percent.end])}，{given}",
        provided=one.percent.text,
        expected="或".join(dict.fromkeys(shown.values())),
        fix="核对增减数和增减率，改正写错的一个",
    )


def _rise_fact(one: Rise, sentence: Sentence) -> Fact:
    verb = "增长" if one.now.value >= one.before.value else "下降"
    shown = f"{verb} {one.right}%"
    start = max(sentence.text.rfind(mark, 0, one.now.start) for mark in "，；：") + 1
    return Fact(
        places=(sentence.passage.place,),
        subject=f"正文{quoted(sentence.text[start : one.percent.end])}，{one.now.text}比"
        f"{one.before.text}应是{shown}",
        provided=one.percent.text,
        expected=shown,
        fix="核对两个数和增减率，改正写错的一个",
    )


def _is_near(each: Told, one: Told) -> bool:
    """A level of the same figure in the same paragraph."""
    same = each.sentence.passage.place == one.sentence.passage.place
    return same and each.kind == LEVEL and each.key == one.key


def _right(
    one: Told, near: list[Told], beside: list[Told], scored: ScoredAssessment
) -> _Pair | None:
    """The two amounts that a change contradicts; None where it fits some, or none is certain."""
    if _is_of_budget(one, near):
        return None  # 预算比上年减少: last year's budget is not in the forms
    written = list(_pairs(_now(near), _bases(one, near)))
    model = list(_of_model(one, scored)) if one.base else []
    if not written and not model and not _agree(beside, _bases(one, near)):
        written = list(_pairs(_taken(one, scored), _bases(one, near)))
    certain = written or model
    if not certain or any(_fits(one, pair) for pair in _pairs_of(one, near, scored)):
        return None
    is_certain = len(set(certain)) == 1 or _all_differ_in_direction(one, certain)
    return certain[0] if is_certain else None


def _fits_another(one: Told, found: Iterable[Told], scored: ScoredAssessment) -> bool:
    """Said behind 其中 without a name, and right of another figure of the sentence."""
    text = one.sentence.text[: one.amount.start]
    if "其中" not in text or last_label(pattern(r"[，；]").split(text)[-1]) is not None:
        return False
    same = [each for each in found if each.sentence == one.sentence]
    for key in {each.key for each in same} - {one.key}:
        other = one._replace(key=key)
        near = [each for each in found if _is_near(each, other)]
        if any(_fits(other, pair) for pair in _pairs_of(other, near, scored)):
            return True
    return False


def _pairs_of(one: Told, near: list[Told], scored: ScoredAssessment) -> Iterator[_Pair]:
    model = list(_of_model(one, scored)) if one.base else []
    now = {*_now(near), *_taken(one, scored), *(pair.now for pair in model)}
    base = {*_bases(one, near), *(pair.base for pair in model)}
    yield from _pairs(now, base)


def _is_of_budget(one: Told, near: list[Told]) -> bool:
    before = [each for each in near if each.sentence.text == one.sentence.text]
    before = [each for each in before if each.amount.end <= one.amount.start]
    last = before[-1].column if before else ""
    return one.base == BEFORE and last in (BUDGET, INITIAL, ADJUSTED)


def _now(near: list[Told]) -> set[Decimal]:
    return {each.amount.value for each in near if each.column in ("", FINAL)}


def _is_beside(each: Told, one: Told) -> bool:
    """A change of the same figure in the same sentence."""
    same = each.sentence == one.sentence and each.key == one.key
    return same and each.kind == CHANGE and each.base == one.base


def _agree(changes: list[Told], bases: set[Decimal]) -> bool:
    """The amount and the percent fit each other: then it is a level elsewhere that is wrong."""
    shares = [each.amount for each in changes if each.amount.unit == "%"]
    return any(
        half_up(ratio(each.amount.value, base) * 100, share.decimals) == share.value
        for each in changes
        for share in shares
        for base in bases
        if each.amount.is_money and base
    )


def _taken(one: Told, scored: ScoredAssessment) -> set[Decimal]:
    """This year's amount where another paragraph tells it."""
    if one.key not in SPENDING:
        return set()
    value = getattr(scored.assessment.spending, one.key).value
    return set() if value is None else {value}


def _bases(one: Told, near: list[Told]) -> set[Decimal]:
    return {each.amount.value for each in near if each.column in BASES[one.base]}


def _pairs(now: set[Decimal], base: set[Decimal]) -> Iterator[_Pair]:
    for here in sorted(now):
        for there in sorted(base):
            yield _Pair(here, there)


def _of_model(one: Told, scored: ScoredAssessment) -> Iterator[_Pair]:
    now = cell_of(scored, one.key, FINAL)
    for column in BASES[one.base]:
        base = cell_of(scored, one.key, column)
        if now is not None and base is not None and now.is_given and base.is_given:
            yield _Pair(now.number, base.number)


def _fits(one: Told, pair: _Pair) -> bool:
    change = pair.now - pair.base
    if change and (change > 0) != (one.verb == "up"):
        return False
    if one.amount.unit != "%":
        return abs(change) == one.amount.value or _is_short(one, abs(change))
    if not pair.base:
        return True  # no percent of nothing
    exact = abs(ratio(change, pair.base)) * 100
    return half_up(exact, one.amount.decimals) == one.amount.value


def _is_short(one: Told, change: Decimal) -> bool:
    """Printed with fewer decimals than the difference has, and right as far as it goes."""
    is_whole = one.amount.decimals == 0 or "亿" in one.amount.text
    shift = 4 if "亿" in one.amount.text else 0
    return is_whole and half_up(change, one.amount.decimals - shift) == one.amount.value


def _all_differ_in_direction(one: Told, pairs: list[_Pair]) -> bool:
    return all(
        pair.now != pair.base and (pair.now > pair.base) != (one.verb == "up") for pair in pairs
    )


def _fact(wrong: list[Told], pair: _Pair, scored: ScoredAssessment) -> Fact:
    """One finding for the amount and the percent of one change."""
    first = wrong[0]
    name = name_of(first.key).removesuffix("支出")
    said = f"{name}支出 {plain(pair.now)} 万元，{BASE_LABELS[first.base]} {plain(pair.base)} 万元"
    expected = "、".join(dict.fromkeys(_expected(one, pair) for one in wrong))
    words = "".join(quoted(clause(one.sentence, one.amount, 1)) for one in wrong)
    cell = cell_of(scored, first.key, FINAL)
    return Fact(
        places=(*places([first.sentence.passage]), *((cell.field.place,) if cell else ())),
        subject=f"正文{words}，{said}，应是{expected}",
        provided="、".join(one.amount.text for one in wrong),
        expected=expected,
        fix=f"改为“{expected}”，或改正写错的数",
    )


def _expected(one: Told, pair: _Pair) -> str:
    change = pair.now - pair.base
    word = "增加" if change > 0 else "减少"
    if not change:
        return "没有增减"
    if one.amount.unit == "%" and pair.base:
        return f"{word} {half_up(abs(ratio(change, pair.base)) * 100, one.amount.decimals)}%"
    return f"{word} {plain(abs(change))} 万元"
