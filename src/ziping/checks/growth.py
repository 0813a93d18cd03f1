"""Growth that a sentence tells of its own counts: 办结400件，比上年增加40件，增长11.11%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.statements import Amount, Sentence, leeway, words
from ziping.scoring.arithmetic import half_up, ratio

_BASE = r"(?:上年度?|去年|上一年度?|20\d\d年度?)(?:同期)?"
_FILL = r"(?:了|率|幅度|幅|为|达到|达|：)*"


class Growth(NamedTuple):
    """A percent, the difference before it, and the counts that either may be of."""

    percent: Amount
    change: Amount
    counts: tuple[Amount, ...]
    up: bool
    based: bool  # 比上年100万元增加: the only count is last year's

    def right(self, count: Amount) -> Decimal | None:
        """What the percent would be, if the count is this year's."""
        if self.based:
            return half_up(ratio(self.change.value, count.value) * 100, self.percent.decimals)
        base = count.value - self.change.value if self.up else count.value + self.change.value
        if base <= 0:
            return None
        return half_up(ratio(self.change.value, base) * 100, self.percent.decimals)

    @property
    def fits(self) -> bool:
        """Some count, this year's or last year's, gives the percent as far as it is printed."""
        return any(_may_be(self, count) for count in self.counts)


def growths(sentence: Sentence) -> Iterator[Growth]:
    """Every difference with its percent right behind it."""
    for at in range(1, len(sentence.amounts)):
        change, percent = sentence.amounts[at - 1], sentence.amounts[at]
        if percent.unit != "%" or percent.vague or change.vague or change.unit == "%":
            continue
        text = sentence.text
        found = pattern(rf"，(?:同比)?(?:{_verbs('up')}|{_verbs('down')}){_FILL}").fullmatch(
            text[change.end : percent.start]
        )
        clause = pattern(r"[，；：（）]").split(text[: change.start])[-1]
        said = pattern(
            rf"(?:同比|(?:比|较|与){_BASE}(?P<base>\d[\d.]*[万亿]?[一-龥]{{1,3}}?)?(?:相比)?)"
            rf"(?:(?P<up>{_verbs('up')})|{_verbs('down')}){_FILL}"
        ).fullmatch(clause)
        if not found or not said:
            continue
        before = [one for one in sentence.amounts[: at - 1] if one.unit == change.unit]
        before = before[-1:] if said["base"] else before
        if before and all(one.value > 0 for one in before) and not any(one.vague for one in before):
            yield Growth(percent, change, tuple(before), bool(said["up"]), bool(said["base"]))


class Rise(NamedTuple):
    """28.6万吨，比上年的27.5万吨增长4.0%: this year's count, last year's, and the percent."""

    percent: Amount
    now: Amount
    before: Amount
    up: bool

    @property
    def right(self) -> Decimal:
        change = abs(self.now.value - self.before.value)
        return half_up(ratio(change, self.before.value) * 100, self.percent.decimals)

    @property
    def fits(self) -> bool:
        if (self.now.value > self.before.value) != self.up and self.now.value != self.before.value:
            return False
        low, high = sorted(
            (self.now.value - self.before.value + sign * slack) * (1 if self.up else -1)
            for sign, slack in ((-1, self._slack()), (1, self._slack()))
        )
        base = self.before.value
        step = self.percent.decimals
        least, most = (half_up(ratio(one, base) * 100, step) for one in (low, high))
        return least <= self.percent.value <= most

    def _slack(self) -> Decimal:
        return Decimal(0) if self.now.is_money else leeway(self.now) + leeway(self.before)


def rises(sentence: Sentence) -> Iterator[Rise]:
    """A count with last year's right behind it, and the percent."""
    for at in range(2, len(sentence.amounts)):
        now, before, percent = sentence.amounts[at - 2 : at + 1]
        if percent.unit != "%" or now.unit != before.unit or now.unit == "%" or before.value <= 0:
            continue
        if any(one.vague for one in (now, before, percent)):
            continue
        text = sentence.text
        versus = pattern(rf"[，（]?(?:比|较){_BASE}的?").fullmatch(text[now.end : before.start])
        said = pattern(rf"(?:(?P<up>{_verbs('up')})|{_verbs('down')}){_FILL}").fullmatch(
            text[before.end : percent.start]
        )
        if versus and said:
            yield Rise(percent, now, before, bool(said["up"]))


def _verbs(direction: str) -> str:
    change = words()["change"]
    found = (*change[direction], *change["more" if direction == "up" else "less"])
    return "|".join(sorted(found, key=len, reverse=True))


def _may_be(one: Growth, count: Amount) -> bool:
    least, most = one.change.value - leeway(one.change), one.change.value + leeway(one.change)
    low, high = count.value - leeway(count), count.value + leeway(count)
    sign = -1 if one.up else 1
    if one.based:
        return _between(one.percent, least, most, (low, high))
    bases = ((low, high), (low + sign * most, high + sign * most))
    if not one.up:
        bases = (bases[0], (low + least, high + most))
    return any(_between(one.percent, least, most, base) for base in bases)


def _between(percent: Amount, least: Decimal, most: Decimal, base: tuple[Decimal, Decimal]) -> bool:
    if base[0] <= 0:
        return base[1] > 0
    low, high = ratio(least, base[1]) * 100, ratio(most, base[0]) * 100
    return half_up(low, percent.decimals) <= percent.value <= half_up(high, percent.decimals)
