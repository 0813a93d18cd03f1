"""Figures → values for cells of the workbook, in its unit; sums of what is told in parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ziping.errors import ZipingError
from ziping.model import Place
from ziping.scoring.arithmetic import half_up
from ziping.tasks.fill.shapes import Left, Source
from ziping.tasks.fill.taken import Figure, unit_name
from ziping.tasks.fill.targets import Target, Targets
from ziping.tasks.fill.words import Words

DECIMALS = 2  # of an amount in 万元, as the forms print it
WAN = 10_000
MOST_PLACES = 5
PERSONS = "人"


class Offer(NamedTuple):
    """A value for a cell; the lower rank is the closer one."""

    source: Source
    exact: Decimal
    value: Decimal
    rank: int


class Offers:
    """All values that the figures offer, by cell, and the figures that offer none."""

    def __init__(self, words: Words, targets: Targets) -> None:
        self.words, self.targets = words, targets
        self.by_place: dict[Place, list[Offer]] = {}
        self.cells: dict[Place, Target] = {}
        self.unreadable: list[Left] = []
        self.unclear: list[Left] = []
        self.units: Counter[int] = Counter()
        self.unasked = 0
        self._unitless: list[str] = []

    def add(self, figures: Sequence[Figure]) -> None:
        """Offer them all; a `ZipingError` where the unit of one is not known."""
        for figure in (*figures, *self._sums(figures)):
            self._offer(figure)
        if self._unitless:
            raise self._unit_unknown()

    def _offer(self, figure: Figure) -> None:
        targets = self._targets(figure)
        if not targets:
            self._without_cell(figure)
            return
        if figure.number is None:
            reason = f"这里应是“{targets[0].label}”的数"
            self.unreadable.append(Left(figure.raw, (figure.place,), reason))
            return
        is_persons = self.words.is_persons(figure.item)
        if figure.number and not is_persons:
            if not figure.money:
                self._unitless.append(f"{figure.place}（{figure.raw}）")
                return
            self.units[figure.money] += 1
        exact = figure.number if is_persons else in_wan(figure.number, figure.money or WAN)
        unit = PERSONS if is_persons else unit_name(figure.money)
        source = Source(figure.place, figure.raw, unit)
        for target in targets:
            self.cells.setdefault(target.field.place, target)
            offer = Offer(source, exact, _rounded(exact), figure.rank + target.rank)
            self.by_place.setdefault(target.field.place, []).append(offer)

    def _targets(self, figure: Figure) -> list[Target]:
        if self.words.is_persons(figure.item):
            return self.targets.persons(figure.item)
        return self.targets.find(figure.item, figure.measure, figure.scope)

    def _without_cell(self, figure: Figure) -> None:
        """A budget of the whole that says neither 年初 nor 全年 may be either."""
        if figure.measure == "budget" and self.targets.find(figure.item, "initial", figure.scope):
            reason = "只写“预算数”，没有写明是年初预算还是全年（调整）预算"
            self.unclear.append(Left(figure.label, (figure.place,), reason))
        else:
            self.unasked += 1

    def _sums(self, figures: Sequence[Figure]) -> Iterator[Figure]:
        """水费＋电费＋差旅费 where a table has them one by one, and has them all."""
        for item, parts in self.words.sum_of().items():
            direct = {(one.block[0], one.measure) for one in figures if one.item == item}
            for (sheet, measure), given in _grouped(figures, parts).items():
                targets = self.targets.find(item, measure)
                if (sheet, measure) not in direct and targets:
                    yield from self._summed(item, parts, given, targets[0].label)

    def _summed(
        self, item: str, parts: Sequence[str], given: Mapping[str, Figure], label: str
    ) -> Iterator[Figure]:
        ordered = [given[part] for part in parts if part in given]
        lacking = [self.words.given[part]["labels"][0] for part in parts if part not in given]
        raw, places = "＋".join(one.raw for one in ordered), [one.place for one in ordered]
        if lacking:
            told = "、".join(one.label for one in ordered)
            reason = f"表里没有{'、'.join(lacking)}，凑不成“{label}”；没有发生的请自己合计后填"
            self.unclear.append(Left(told, tuple(places), reason))
            return
        units = {one.money for one in ordered if one.number}
        numbers = [one.number for one in ordered if one.number is not None]
        if len(units) < 2 and len(numbers) == len(parts):
            place = "＋".join([places[0], *(one.rpartition(" ")[2] for one in places[1:])])
            whole = ordered[0]._replace(item=item, raw=raw, place=place)
            rank = max(one.rank for one in ordered)
            money = units.pop() if units else whole.money
            yield whole._replace(number=sum(numbers, Decimal(0)), rank=rank, money=money)

    def _unit_unknown(self) -> ZipingError:
        shown = "、".join(self._unitless[:MOST_PLACES])
        many = len(self._unitless)
        more = f" 等 {many} 处" if many > MOST_PLACES else ""
        return ZipingError(
            f"表里没有写明金额单位，或前后写得不同，不知道是元还是万元：{shown}{more}",
            "核对以后加 --money 元 或 --money 万元",
        )


def _grouped(
    figures: Iterable[Figure], parts: Sequence[str]
) -> dict[tuple[int, str], dict[str, Figure]]:
    """(sheet, measure) → part → its figure, the closest one."""
    found: dict[tuple[int, str], dict[str, Figure]] = {}
    for one in sorted(figures, key=lambda one: -one.rank):
        if one.item in parts:
            found.setdefault((one.block[0], one.measure), {})[one.item] = one
    return found


def in_wan(number: Decimal, money: int) -> Decimal:
    """The exact amount in 万元; all units are powers of ten."""
    return number.scaleb(len(str(money)) - len(str(WAN)))


def _rounded(exact: Decimal) -> Decimal:
    """With two decimals at most."""
    rounded = half_up(exact, DECIMALS)
    return exact if rounded == exact else rounded
