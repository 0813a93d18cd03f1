"""ZP322: the prose tells other counts of the very thing that a quantity indicator counts.

Or it has the number of a rate of which the form only says that it rose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from re import escape
from typing import NamedTuple

from ziping.checks import near_misses
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import done, goal, said, speaking_rows
from ziping.checks.labels import chapter
from ziping.checks.likeness import core
from ziping.checks.messages import quoted
from ziping.checks.passages import passages, pattern, section
from ziping.checks.prose_counts import Count, counts, numbers, sums
from ziping.checks.registry import check
from ziping.model import Passage
from ziping.passage import BODY, HEADING, OPENING
from ziping.quantity import Quantity
from ziping.scoring import ScoredAssessment, ScoredIndicator

LEVEL = "数量指标"
CHAPTERS = ("performance_summary", "performance")
GENERAL = (
    "组织|开展|完成|编制|制定|发布|建设|建立|新建|实施|举办|召开|受理|办理"
    "|全县|全区|全市|全年|本年|统计|数量|情况"
)
ANY_UNIT = "个|家|次|场|期|项|件|份|户|人次|人|名|处|套"
NOT_WHOLE = r"上半年|下半年|季度|同比|上年|去年|其余|新增|累计|截[至止]|第一批|首批"
NOT_HERE = r"目标|任务|月均|年均|人均|平均|较|每|比"  # of its own clause only
ALIKE = 0.6  # of the name's pairs of characters must occur in the sentence
LONGEST_SHARED = 4
SMALLEST = 2
NEAREST, FAR = 2, 8  # characters between a name and its number
NO_COUNTS = ("%", "分", "元")


class Clause(NamedTuple):
    """A clause of the prose, and its words alone."""

    passage: Passage
    text: str
    words: str


class Prose:
    """All the prose; its numbers are looked for once, not once a row."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._counted: dict[str, set[Decimal]] = {}
        self._numbers: set[Decimal] | None = None

    def counted(self, unit: str) -> set[Decimal]:
        """The numbers that bear this unit."""
        if unit not in self._counted:
            self._counted[unit] = {one.value for one in counts(self.text, unit)}
        return self._counted[unit]

    def numbers(self) -> set[Decimal]:
        """Every number, in digits and in characters."""
        if self._numbers is None:
            self._numbers = numbers(self.text)
        return self._numbers


@check(
    "ZP322",
    severity="W",
    source="自评报告与自评表应当一致：表内完成值在正文主要绩效中应有交代",
    title="正文与指标完成值不一致",
    forms=("overall", "project", "prose"),
)
def actual_value_not_in_prose(scored: ScoredAssessment) -> Outcomes:
    """毛病：数量指标的实际完成值在正文里找不到，正文说同一件事用的是别的数；
    任何指标的完成值与正文同一件事的数只是两位颠倒、差一个数字或多少一个数字；
    或者正文有某个率的数，表里却只写“提升”。
    为什么：同一件事表里一个数、文里一个数，多是表里沿用了旧数。只看同一小句里紧跟名称的数。
    反例：表内“惠民演出进乡村”80 场，正文“惠民演出进乡村送戏62场”。
    正例：正文“惠民演出进乡村80场”；正文没有提到这件事的也不算。
    改法：核对台账，改正不符的一处；口径不同的在正文写明。
    """
    chapters = [one for key in CHAPTERS for one in section(scored, key)]
    slips = _slips(scored)
    yield from _slip_facts(slips.values())
    if not chapters:
        yield Blank((), (f"{chapter(scored.pack, 'performance')}主要绩效",))
        return
    prose = Prose("\n".join(one.text for one in passages(scored, OPENING, HEADING, BODY)))
    clauses = list(_clauses(chapters))
    for _, form in forms(scored):
        for row in speaking_rows(form):
            if id(row) in slips:
                continue
            yield from _told_as_rate(row, chapters)
            actual = done(row)
            if row.indicator.level2.value != LEVEL or actual is None or actual.value < SMALLEST:
                continue
            unit = _unit(actual)
            if unit:
                yield from _compare(row, actual, unit, clauses, prose)


def _slips(scored: ScoredAssessment) -> dict[int, tuple[ScoredIndicator, near_misses.NearMiss]]:
    """The rows whose actual value stands in the prose with a slip of the hand."""
    searched = near_misses.Searched(scored)
    found = {}
    for _, form in forms(scored):
        for row in speaking_rows(form):
            slip = near_misses.near_miss(row, searched)
            if slip is not None:
                found[id(row)] = (row, slip)
    return found


def _slip_facts(slips: Iterable[tuple[ScoredIndicator, near_misses.NearMiss]]) -> Outcomes:
    """One finding where two forms have the same row."""
    seen = set()
    for row, slip in slips:
        key = (slip.clause, said(row.indicator.actual))
        if key not in seen:
            seen.add(key)
            yield _slip_fact(row, slip)


def _unit(actual: Quantity) -> str:
    if not actual.measure:
        return ANY_UNIT
    return escape(actual.measure) if actual.measure not in NO_COUNTS else ""


def _clauses(chapters: list[Passage]) -> Iterator[Clause]:
    """Those that have a number and tell the whole of something; 其中 goes with what it is of."""
    for passage in chapters:
        for sentence in pattern("[。；;！!\n]").split(passage.text):
            if not pattern("[0-9]").search(sentence) or pattern(NOT_WHOLE).search(sentence):
                continue
            for text in pattern(r"(?<![0-9])[，,](?!其中)|[，,](?![0-9其])").split(sentence):
                if pattern("[0-9]").search(text) and not pattern(NOT_HERE).search(text):
                    yield Clause(passage, text, core(text))


def _compare(
    row: ScoredIndicator, actual: Quantity, unit: str, clauses: list[Clause], prose: Prose
) -> Outcomes:
    name = pattern(GENERAL).sub("", core(said(row.indicator.name)))
    if not name or actual.value in prose.counted(unit):
        return
    told = {actual.value, actual.number} & prose.numbers()
    for passage, text, words in clauses:
        if not _is_about(name, words):
            continue
        found, gap = _behind(name, text, unit, measured=bool(actual.measure))
        if not found or (told and gap > NEAREST) or actual.value in sums(x.value for x in found):
            continue
        yield _fact(row, passage, text, found)
        return


def _behind(name: str, text: str, unit: str, *, measured: bool) -> tuple[list[Count], int]:
    """The counts behind the name, and how far the first is; of a bare number all in the clause."""
    if not measured:
        return [one for one in counts(text, unit) if one.value >= SMALLEST], FAR
    runs = [name[at : at + LONGEST_SHARED] for at in range(len(name) - LONGEST_SHARED + 1)]
    end = max((text.rfind(run) + len(run) for run in runs if run in text), default=0)
    while end and end < len(text) and text[end - 1 : end + 1] in name:
        end += 1
    found = [one for one in counts(text[end:], unit) if one.value >= SMALLEST]
    gap = text[end:].find(found[0].text) if found else 0
    return (found, gap) if gap <= FAR else ([], gap)


def _told_as_rate(row: ScoredIndicator, chapters: list[Passage]) -> Outcomes:
    """A rate with a word as its value, though the prose has its number."""
    name = core(said(row.indicator.name))
    if not name.endswith("率") or goal(row) is not None or done(row) is not None:
        return
    for passage in chapters:
        if name[-3:] not in passage.text:
            continue
        found = pattern(rf"[一-龥]{{0,4}}{name[-3:]}[为达到约]{{0,2}}[0-9.]+[%％]").search(
            passage.text
        )
        if found:
            target = (row.indicator.target.value or "").strip()
            yield Fact(
                places=(row.indicator.target.place, row.indicator.actual.place, passage.place),
                subject=f"{title(row.indicator)}是一个率，指标值写{quoted(target)}，"
                f"正文却有数{quoted(found.group())}",
                provided=target,
                expected=found.group(),
                severity=Severity.HINT,
                fix="指标值和实际完成值写成百分数，与正文一致",
            )
            return


def _is_about(name: str, sentence: str) -> bool:
    """A long run of the name in the sentence, and most of the rest too."""
    runs = (name[at : at + LONGEST_SHARED] for at in range(len(name) - LONGEST_SHARED + 1))
    if not any(run in sentence for run in runs):
        return False
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return sum(pair in sentence for pair in pairs) >= ALIKE * len(pairs)


def _slip_fact(row: ScoredIndicator, slip: near_misses.NearMiss) -> Fact:
    indicator = row.indicator
    actual = (indicator.actual.value or "").strip()
    how = {
        near_misses.SWAP: "两位数字颠倒",
        near_misses.DIGIT: "只差一个数字",
        near_misses.LOST: "多或少一个数字",
    }[slip.kind]
    return Fact(
        places=(indicator.actual.place, slip.passage.place),
        subject=f"{title(indicator)}实际完成值 {actual} 在正文里没有，"
        f"正文{quoted(slip.clause)}说的是 {slip.told.text}，{how}",
        provided=actual,
        expected=slip.told.text,
        severity=None if slip.kind == near_misses.SWAP else Severity.HINT,
        fix="核对台账，改正不符的一处；口径不同的在正文写明",
    )


def _fact(row: ScoredIndicator, passage: Passage, sentence: str, found: list[Count]) -> Fact:
    indicator = row.indicator
    actual = (indicator.actual.value or "").strip()
    other = "、".join(dict.fromkeys(one.text for one in found))
    return Fact(
        places=(indicator.actual.place, passage.place),
        subject=f"{title(indicator)}实际完成值 {actual} 在正文里没有，"
        f"正文{quoted(sentence.strip())}说的是 {other}",
        provided=actual,
        expected=other,
        severity=Severity.HINT,
        fix="核对台账，改正不符的一处；口径不同的在正文写明",
    )
