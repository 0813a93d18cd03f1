"""Numbers of the prose that an indicator's actual value nearly is: 386.5 for 368.5, 3.02 for 3.2.

Only where the actual value itself is told nowhere, the clause names what the indicator names, the
unit is the same, and the two numbers differ as typing slips do.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from re import escape
from typing import NamedTuple

from ziping.checks.forms import forms
from ziping.checks.indicator_rows import done, goal, said
from ziping.checks.likeness import core
from ziping.checks.passages import passages, pattern
from ziping.checks.prose_counts import Count, counts, numbers, sums
from ziping.checks.statements import swapped
from ziping.checks.told import PLANS
from ziping.checks.told_cells import is_shorter
from ziping.passage import BODY, HEADING, OPENING, Passage
from ziping.quantity import SCALES, Quantity
from ziping.scoring import ScoredAssessment, ScoredIndicator

SWAP, DIGIT, LOST = "swap", "digit", "lost"
FEWEST_DIGITS = 3  # of the longer number: 15 and 16 are simply two numbers
SHARED, LONG = 3, 4  # characters of the name that the clause must have
LONGEST_NAME = 80  # what is longer is a paragraph in the wrong cell: its length would cost hours
FAR = 5  # characters between a name and its number
PERSONS = ("人", "名")
NOT_COUNTED = ("", "分")
_PARTIAL = r"上半年|下半年|季度|[1-9]月|截[至止]|第[一二三四]批|首批|目标|任务|计划"
_OTHER = r"同比|上年|去年|其余|新增|累计|月均|年均|人均|平均|较|每|比|增长|提高|下降"
_SPENT = "支出|成本|资金|经费|费用|投入|投资|补助|补贴|造价|预算"
# what every report has a rate of: alone they name nothing
_USUAL = r"(?:满意|合格|完成|及时|达标|覆盖|执行|到位|办结|整改|通过|验收)[率度]|资金|情况|数量"


class NearMiss(NamedTuple):
    """Where another number stands, which, and how it differs."""

    passage: Passage
    clause: str
    told: Count
    kind: str


class _Clause(NamedTuple):
    passage: Passage
    text: str
    words: str


class Searched:
    """The prose of a file, cut and counted once for all the rows that are looked for in it."""

    def __init__(self, scored: ScoredAssessment) -> None:
        texts = [one.text for one in passages(scored, OPENING, HEADING, BODY)]
        self.prose = "\n".join(texts)
        cut = pattern(r"(?<![0-9])[，,]|[，,](?![0-9])|[。；;！!\n]")
        self.pieces = [one for text in texts for one in cut.split(text)]
        self.words = [core(one) for one in self.pieces]
        self.clauses = _clauses(scored)
        self.by_pair: dict[str, list[int]] = {}
        for at, clause in enumerate(self.clauses):
            for pair in {clause.words[i : i + 2] for i in range(len(clause.words) - 1)}:
                self.by_pair.setdefault(pair, []).append(at)
        self.rows = _values_of_rows(scored)
        self._counted: dict[str, tuple[set[Decimal], dict[Decimal, list[int]]]] = {}
        self._numerals: set[Decimal] | None = None
        self.answers: dict[tuple[object, ...], NearMiss | None] = {}

    def about(self, name: str) -> list[_Clause]:
        """The clauses that share two neighbouring characters with a name."""
        pairs = {name[at : at + 2] for at in range(len(name) - 1)}
        found = {at for pair in pairs for at in self.by_pair.get(pair, ())}
        return [self.clauses[at] for at in sorted(found)]

    def numerals(self) -> set[Decimal]:
        """The numbers that are told in characters."""
        if self._numerals is None:
            self._numerals = numbers(pattern(r"[0-9]+").sub("，", self.prose))
        return self._numerals

    def told(self, actual: Quantity) -> tuple[set[Decimal], dict[Decimal, list[int]]]:
        """The values with this unit in all the prose, and the pieces that each stands in."""
        if actual.measure not in self._counted:
            where: dict[Decimal, list[int]] = {}
            for at, piece in enumerate(self.pieces):
                for one in _counts(piece, actual) if _has_digit(piece) else ():
                    where.setdefault(one.value, []).append(at)
            everywhere = {one.value for one in _counts(self.prose, actual)}
            self._counted[actual.measure] = (everywhere, where)
        return self._counted[actual.measure]


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _clauses(scored: ScoredAssessment) -> list[_Clause]:
    """The clauses with a number that tell something of the whole year."""
    found = []
    for passage in passages(scored, OPENING, BODY):
        if passage.section in PLANS:
            continue
        for sentence in pattern("[。；;！!\n]").split(passage.text):
            if pattern("[0-9]").search(sentence) and not pattern(_PARTIAL).search(sentence):
                found += [_Clause(passage, one, core(one)) for one in _pieces(sentence)]
    return found


def _pieces(sentence: str) -> Iterator[str]:
    for piece in pattern(r"(?<![0-9])[，,]|[，,](?![0-9])").split(sentence):
        if pattern("[0-9]").search(piece) and not pattern(_OTHER).search(piece):
            yield piece


def near_miss(row: ScoredIndicator, found: Searched) -> NearMiss | None:
    """The first number of the prose that is the row's actual value with a slip."""
    actual = done(row)
    name = core(said(row.indicator.name))[:LONGEST_NAME]
    if actual is None or actual.measure in NOT_COUNTED or not name:
        return None
    if actual.measure == "元" and pattern(_SPENT).search(name):
        return None  # the checks of the funds compare what was spent
    asked = (name, actual, goal(row))
    if asked not in found.answers:
        found.answers[asked] = _searched(name, actual, goal(row), found)
    return found.answers[asked]


def _searched(
    name: str, actual: Quantity, target: Quantity | None, found: Searched
) -> NearMiss | None:
    told = is_told(actual, found)
    if told and _is_told_of(name, actual, found):
        return None
    known = {_value(target)} if target else set()
    known |= _of_other_rows(actual, found)
    for one in found.about(name):
        shared = _shared(name, one.words)
        is_short = len(shared) < min(SHARED, len(name))
        if is_short and not _is_head_word(name, shared):
            continue
        here = _counts(one.text, actual)
        if _value(actual) in sums(count.value for count in here):
            continue
        for count in here:
            kind = slip(actual, count.value) if count.value not in known else ""
            if told and kind != SWAP:
                continue  # the value stands somewhere: only a plain slip is certain
            if is_short and (kind != SWAP or f"{shared}{count.text}" not in one.text):
                continue
            if kind == SWAP or (kind and _is_close(name, shared, one.text, count)):
                return NearMiss(one.passage, one.text.strip(), count, kind)
    return None


def _is_head_word(name: str, shared: str) -> bool:
    """改厕 of 农户改厕: the word that the name ends with; a rate or a number says too little."""
    return (
        len(shared) == SHARED - 1 and name.endswith(shared) and shared[-1] not in "率度数量值额出"
    )


def _is_close(name: str, shared: str, text: str, count: Count) -> bool:
    """Most of the name stands right before the number."""
    between = text[: text.find(count.text)].rpartition(shared)
    return len(shared) >= min(LONG, len(name)) and bool(between[1]) and len(between[2]) <= FAR


def is_told(actual: Quantity, found: Searched) -> bool:
    """The value stands somewhere in the prose, with its unit or in characters."""
    everywhere, _ = found.told(actual)
    return _value(actual) in everywhere or _value(actual) in found.numerals()


def _is_told_of(name: str, actual: Quantity, found: Searched) -> bool:
    """The value with its unit in a clause that has two characters of the name."""
    _, where = found.told(actual)
    return any(_shared(name, found.words[at]) for at in where.get(_value(actual), ()))


def _value(one: Quantity) -> Decimal:
    """As prose tells it: 98% is 98."""
    return one.number if one.measure == "%" else one.value


def _counts(text: str, actual: Quantity) -> list[Count]:
    if actual.measure == "%":
        return counts(text, "[%％](?!以)")
    units = PERSONS if actual.measure in PERSONS else (actual.measure,)
    found = counts(text, "|".join(rf"{escape(one)}(?!次)" for one in units))
    return [one for one in found if one.value > 0]


def _values_of_rows(scored: ScoredAssessment) -> list[Quantity]:
    """Both values of every row, each once."""
    found = {}
    for _, form in forms(scored):
        for row in form.indicators:
            for one in (goal(row), done(row)):
                if one is not None:
                    found[one.measure, one.value] = one
    return list(found.values())


def _of_other_rows(actual: Quantity, found: Searched) -> set[Decimal]:
    """The other values with the same unit: the number may be theirs."""
    return {
        _value(one) for one in found.rows if one.comparable(actual) and one.value != actual.value
    }


def _shared(name: str, words: str) -> str:
    """The longest run of the name that the clause has; its usual words alone do not count."""
    for size in range(len(name), 1, -1):
        runs = {name[at : at + size] for at in range(len(name) - size + 1)}
        hit = next((run for run in runs if run in words), "")
        if hit:
            usual = hit != name and pattern(rf"[^，]?(?:{_USUAL})[^，]?").fullmatch(hit)
            return "" if usual else hit
    return ""


def slip(actual: Quantity, value: Decimal) -> str:
    """How the number differs from the actual value, where typing may have done it."""
    scale = Decimal(1) if actual.measure == "%" else SCALES[actual.scale]
    mine, other = _value(actual) / scale, value / scale
    if mine == other or is_shorter(mine, other) or is_shorter(other, mine):
        return ""
    if swapped(mine, other):
        return SWAP
    left, right = f"{mine.normalize():f}", f"{other.normalize():f}"
    if max(_digits(left), _digits(right)) < FEWEST_DIGITS:
        return ""
    if len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1:
        return DIGIT
    short, full = sorted((left, right), key=len)
    if len(full) == len(short) + 1 and _digits(short) > 1:
        cut = (full[:at] + full[at + 1 :] for at in range(len(full)) if full[at] != ".")
        return LOST if short in cut else ""
    return ""


def _digits(text: str) -> int:
    return len(text.replace(".", ""))
