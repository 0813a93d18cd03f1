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
