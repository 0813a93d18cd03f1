"""What a sentence tells of the figures that the forms have: which figure, which column, how much.

“三公经费”预算0.5万元，实际开支0.17万元，比上年减少0.8万元: two levels and a change. A number whose
name, scope or year is not certain is told of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.statements import Amount, Sentence, split, words
from ziping.checks.told_words import (
    BEFORE,
    FINAL,
    FOREIGN,
    THREE_PUBLIC,
    TOTAL,
    UNSAID,
    change_of,
    column_of,
    has_name,
    has_other_change,
    is_context,
    is_filler,
    is_scoped,
    last_label,
    speaks_of_all,
    without_change,
)
from ziping.passage import BODY, OPENING, Passage
from ziping.scoring import ScoredAssessment

LEVEL, CHANGE = "level", "change"
UNSURE = "unsure"
# of which wholes a figure is a part
PARENTS = {
    "basic_expenditure": (TOTAL,),
    "project_expenditure": (TOTAL,),
    "personnel_expense": ("basic_expenditure", TOTAL),
    "operating_expense": ("basic_expenditure", TOTAL),
    "three_public_expenses": ("operating_expense", "basic_expenditure", TOTAL),
    **dict.fromkeys(
        THREE_PUBLIC[1:], ("three_public_expenses", "vehicle_expenses", "operating_expense")
    ),
}
# chapters that tell of plans or of duties
PLANS = ("improvement_measures", "problems", "publication", "duties")
_QUOTES = str.maketrans("", "", "“”\"‘’'「」『』《》")
_SEPARATORS = "，；、：（）"


class Told(NamedTuple):
    """An amount said of a figure; `column` "" where the words don't tell it.

    A change has a direction (`verb` up or down) and what it compares with (`base`, "" if unsaid).
    """

    key: str
    column: str
    amount: Amount
    kind: str
    sentence: Sentence
    named: bool = True  # the figure's own name stands before the amount, not only before another
    verb: str = ""
    base: str = ""


def told(scored: ScoredAssessment) -> tuple[Told, ...]:
    """Everything that the prose tells of known figures, chapters with plans left out."""
    return _told(scored.assessment.report.passages, frame_of(scored))


@lru_cache(maxsize=8)
def _told(passages: tuple[Passage, ...], frame: Frame) -> tuple[Told, ...]:
    found: list[Told] = []
    for passage in passages:
        if passage.role in (OPENING, BODY) and passage.section not in PLANS:
            found += in_passage(passage, frame)
    return tuple(found)


class Frame(NamedTuple):
    """Whose report it is, and of which year."""

    year: int
    unit: str = ""


class _State(NamedTuple):
    """What the words so far speak of."""

    key: str = ""
    scope: bool = False  # only a part of it, or another year
    column: str = ""  # of the level told last
    verb: str = ""  # of the change told last, or "any" where only its base was told
    base: str = ""
    head: str = ""  # the whole of which 其中 tells the parts
    inside: bool = False  # behind an 其中 of something that is not this figure's own whole


class _Words(NamedTuple):
    """The words in front of an amount: its figure, what stands before and behind the name."""

    key: str
    named: bool
    context: str
    rest: str


def frame_of(scored: ScoredAssessment) -> Frame:
    return Frame(scored.assessment.budget_year, scored.assessment.unit.name.value or "")


def unquoted(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage without quotation marks: “三公”经费 is 三公经费."""
    return split(passage._replace(text=passage.text.translate(_QUOTES)))


def in_passage(passage: Passage, frame: Frame) -> Iterator[Told]:
    """What one passage tells; its figure is remembered from sentence to sentence."""
    state = _State()
    for sentence in unquoted(passage):
        state = _State(state.key)
        at = 0
        for amount in sentence.amounts:
            lead = sentence.text[at : amount.start]
            at = amount.end
            one, state = _read(lead, amount, sentence, state, frame)
            if one is not None:
                yield one
        label = last_label(sentence.text[at:])
        if label:
            state = state._replace(key=label[0])


def _read(
    lead: str, amount: Amount, sentence: Sentence, state: _State, frame: Frame
) -> tuple[Told | None, _State]:
    """One amount with the words in front of it, and what they leave behind."""
    if "；" in lead and state.head and last_label(lead) is None:
        state = state._replace(key=state.head, inside=False)  # 其中A…，B…；比上年减少: the whole
    said = _words_of(lead, state)
    new = _next_state(lead, said, state, frame)
    if not (amount.is_money or amount.unit == "%") or "占" in pattern(r"[，；]").split(lead)[-1]:
        return None, new
    kept = pattern(r"控制在(?:年初|全年)?预算(?:数|额)?(?:的?)$").search(lead)
    if kept and amount.vague and pattern(r"以?之?内").match(sentence.text[amount.end :]):
        amount = amount._replace(vague=False)  # 控制在预算1.5万元以内: the budget is exact
        lead = lead.replace("控制在", "")
        said = _words_of(lead, state)
    is_ours = not said.context or is_context(said.context, frame.unit)
    change = change_of(said.rest, frame.year)
    if change is not None:
        is_plain = is_ours and is_filler(said.rest[: change[2]])
        return _read_change(change, amount, sentence, new if is_plain else new._replace(key=""))
    if amount.unit == "%":
        return None, new
    return _read_level(lead, said, amount, sentence, new, frame)


def _words_of(lead: str, state: _State) -> _Words:
    label = last_label(lead)
    if label is None:
        return _Words(state.key, False, "", lead)
    context = pattern(rf"[{_SEPARATORS}]").split(lead[: label[1]])[-1]
    return _Words(label[0], True, context, lead[label[2] :])


def _next_state(lead: str, said: _Words, state: _State, frame: Frame) -> _State:
    """What is known behind these words, whether or not the amount is told of a figure."""
    scope = is_scoped(said.context + said.rest, frame.year)
    head = state.key if "其中" in lead else state.head
    if not said.named:
        return state._replace(scope=state.scope or scope, head=head)
    inside = state.inside and "；" not in lead
    if "其中" in lead and state.key and state.key not in PARENTS.get(said.key, ()):
        inside = True
    column = state.column if "；" not in lead else ""
    return _State(said.key, scope, column, head=head, inside=inside)


def _read_level(
    lead: str, said: _Words, amount: Amount, sentence: Sentence, state: _State, frame: Frame
) -> tuple[Told | None, _State]:
    """The amount of a figure itself."""
    key, rest = said.key, said.rest
    compared = pattern(r"[，；]?(?:比|较|与|同|由|从)(?=[^，；]{2,12}$)").match(rest)
    rest = rest[compared.end() :] if compared else without_change(rest)
    is_base = not compared and pattern(r"^[比较与同][^，；]{1,8}$").match(said.context)
    is_all = not key and speaks_of_all(lead, frame.unit)
    joins = (is_filler(rest) or is_all) and not has_other_change(rest)
    context = said.context[1:] if is_base else said.context
    is_ours = not context or is_context(context, frame.unit)
    if not joins or not is_ours:
        keep = key if is_ours and not has_name(rest) else ""
        other = state.inside or bool(
            pattern(words()["scopes"]["organisation"]).search(said.context)
        )
        return None, state._replace(key=keep, inside=other)
    state = state._replace(key=key or (TOTAL if is_all else ""))
    column = column_of(said.context + rest, frame.year)
    if not column and said.named and state.column not in ("", FINAL):
        column = UNSURE  # 年初预算批复的基本支出600万元，项目支出180万元
    if _is_doubtful(state, said, amount, sentence):
        return None, state._replace(column=column)
    one = Told(state.key, column, amount, LEVEL, sentence, said.named)
    became = rest != said.rest and state.column == BEFORE and not said.named
    after = state._replace(column=column)
    if compared or is_base:
        return one, after._replace(verb="any", base=column)
    return one, after._replace(verb="any", base=BEFORE) if became else after


def _is_doubtful(state: _State, said: _Words, amount: Amount, sentence: Sentence) -> bool:
    """No figure of the forms, a part of it, another fund's, or only what was used for one thing."""
    if not state.key or state.key == FOREIGN or state.scope or amount.vague:
        return True
    if state.inside and state.key in PARENTS:
        return True
    if "拨款" in said.context and state.key not in THREE_PUBLIC:
        return True
    return sentence.text[amount.end :].startswith("用于")


def _read_change(
    change: tuple[str, str, int], amount: Amount, sentence: Sentence, state: _State
) -> tuple[Told | None, _State]:
    verb, base, _ = change
    if base in ("", UNSAID) and state.verb in (verb, "any"):
        base = state.base or base
    if not state.key or state.key == FOREIGN or state.scope or state.inside or amount.vague:
        return None, state
    one = Told(state.key, "", amount, CHANGE, sentence, True, verb, base)
    return one, state._replace(verb=verb, base=base)
