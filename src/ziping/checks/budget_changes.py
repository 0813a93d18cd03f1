"""What the budget rose or fell by in the year, where it is not 全年预算 less 年初预算."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.statements import Amount, Sentence, clause_before, words
from ziping.checks.told import frame_of
from ziping.checks.told_words import is_context
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import half_up, plain, ratio

_INITIAL, _ADJUSTED = r"年初(?:部门)?预算", r"(?:全年|调整后的?|调整)(?:部门)?预算"
_FIGURE = r"(?:数|总额|资金|安排|申请|批复|支出)*(?:为|是|共|共计|达|达到|：)*$"
_FILL = r"(?:了|率|幅度|为|达到|达)*$"


class BudgetChange(NamedTuple):
    """A wrong amount or percent, the two budgets, and what it should be."""

    amount: Amount
    initial: Decimal
    adjusted: Decimal
    expected: str


def budget_changes(sentence: Sentence, scored: ScoredAssessment) -> Iterator[BudgetChange]:
    """Of the whole office's budgets only, as the form or this very sentence has them."""
    own = _own(sentence, scored)
    money = scored.assessment.overall.execution
    form = (money.initial_budget.value, money.adjusted_budget.value)
    pairs = {one for one in (own, form) if one[0] and one[1] is not None}
    for amount, up in _changes(sentence, scored, is_told=None not in own):
        rights = [_right(amount, first, then) for first, then in pairs if first and then]
        if not rights or any(value == amount.value and up == rises for value, rises in rights):
            continue
        first, then = own if None not in own else form
        assert first is not None
        assert then is not None
        value, rises = _right(amount, first, then)
        verb, unit = "增加" if rises else "减少", "%" if amount.unit == "%" else " 万元"
        said = f"{verb} {plain(value)}{unit}" if value else "没有增减"
        yield BudgetChange(amount, first, then, said)


def _right(amount: Amount, first: Decimal, then: Decimal) -> tuple[Decimal, bool]:
    change = then - first
    if amount.unit == "%":
        return half_up(abs(ratio(change, first)) * 100, amount.decimals), change > 0
    return abs(change), change > 0


def _own(sentence: Sentence, scored: ScoredAssessment) -> tuple[Decimal | None, Decimal | None]:
    """年初预算1832万元，…全年预算2078.5万元 of this sentence."""
    found: dict[str, Decimal] = {}
    for amount in sentence.amounts:
        before = clause_before(sentence.text, amount.start)
        for word in (_INITIAL, _ADJUSTED):
            said = pattern(word + _FIGURE).search(before)
            if said and amount.is_money and not amount.vague and _is_all(before, said, scored):
                found.setdefault(word, amount.value)
    return found.get(_INITIAL), found.get(_ADJUSTED)


def _changes(
    sentence: Sentence, scored: ScoredAssessment, *, is_told: bool
) -> Iterator[tuple[Amount, bool]]:
    """Amounts and percents that are told of the budget, with their direction."""
    up, down = ("|".join(words()["change"][way]) for way in ("up", "down"))
    verb = rf"(?:(?P<up>{up}|调增|追加)|(?:{down}|调减)){_FILL}"
    versus = rf"^(?P<head>.*?){_ADJUSTED}(?:数|总额)?(?:比|较){_INITIAL}(?:数)?{verb}"
    yield from _added(sentence, is_told=is_told)
    last: Amount | None = None
    for amount in sentence.amounts:
        before = clause_before(sentence.text, amount.start)
        said = pattern(versus).search(before)
        if said is None and is_told:
            said = pattern(rf"^(?P<head>)预算(?:总额|数)?{verb}").search(before)
        after = pattern(rf"^(?P<head>){verb}").search(before)
        follows = last is not None and sentence.text[last.end : amount.start] == f"，{before}"
        if said is None and last is not None and follows and amount.unit == "%":
            said = after
        last = None
        if said is None or amount.vague or not (amount.is_money or amount.unit == "%"):
            continue
        if not said["head"] or is_context(said["head"], frame_of(scored).unit):
            last = amount
            yield amount, bool(said["up"])


def _added(sentence: Sentence, *, is_told: bool) -> Iterator[tuple[Amount, bool]]:
    """年初预算1832万元，年中追加246.5万元，全年预算2078.5万元: one amount between the two."""
    if not is_told:
        return
    for at in range(1, len(sentence.amounts) - 1):
        before, one, after = (
            clause_before(sentence.text, each.start) for each in sentence.amounts[at - 1 : at + 2]
        )
        framed = (
            pattern(_INITIAL + _FIGURE).search(before),
            pattern(_ADJUSTED + _FIGURE).search(after),
        )
        amount = sentence.amounts[at]
        added = pattern(
            r"^(?:年中|当年|年度?内|执行中|预算执行中|中途|全年)?(?P<verb>追加|调增|调减)"
        )
        said = added.search(one)
        if all(framed) and said and amount.is_money and not amount.vague:
            yield amount, said["verb"] != "调减"


def _is_all(before: str, said: object, scored: ScoredAssessment) -> bool:
    head = before[: said.start()]  # type: ignore[attr-defined]
    return not head or is_context(head, frame_of(scored).unit)
