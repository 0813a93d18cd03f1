"""What the figures would change in the workbook, and everything that is not taken with its reason.

Nothing is written here: `write_changes` writes those that were confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from ziping.errors import UnusableFileError
from ziping.model import Number, Place
from ziping.package.refs import parse_cell
from ziping.scoring.arithmetic import plain
from ziping.tasks.fill import meaning
from ziping.tasks.fill.figures import Reader
from ziping.tasks.fill.offers import WAN, Offer, Offers
from ziping.tasks.fill.offices import Wanted, several
from ziping.tasks.fill.plain import MONEY_UNITS
from ziping.tasks.fill.shapes import Asked, Change, Conflict, Filling, Left, Source
from ziping.tasks.fill.taken import (
    NO_MEASURE,
    OTHER_YEAR,
    Passed,
    Tables,
    grouped,
    unit_name,
)
from ziping.tasks.fill.targets import Target, Targets
from ziping.tasks.fill.words import Words
from ziping.workbook.layout import HIDDEN, UNIT
from ziping.workbook.read import ReadFile, read_workbook
from ziping.workbook.tables import Table, read_tables
from ziping.workbook.write import Written, value_edit, write_values

NOTHING = Asked()
EXACT_UNIT = "与原值恰好差 1 万倍，请核对单位"


def find_changes(path: Path, export: Path, asked: Asked = NOTHING) -> Filling:
    """Read both files and compare; a `ZipingError` where they do not fit each other."""
    return changes_of(read_workbook(path), export, asked)


def changes_of(read: ReadFile, export: Path, asked: Asked = NOTHING) -> Filling:
    """The same of a workbook that was read already."""
    year = read.assessment.budget_year
    if not year:
        raise UnusableFileError(
            read.opened.path, "“基本情况”没有填自评年度，不知道该取哪一年的数", "请先填好年度再导入"
        )
    wanted, targets = _wanted(read, asked), Targets(read)
    words = Words(targets.project_names())
    tables = Reader(words, wanted, year, MONEY_UNITS.get(asked.money, 0)).read(_exported(export))
    if tables.offices and not tables.figures:
        raise several(tables.offices, wanted)
    offers = Offers(words, targets)
    offers.add(tables.figures)
    return _filling(read, asked, words, tables, offers)


def _exported(export: Path) -> tuple[Table, ...]:
    """The tables of an export; workbooks of our own are none, though they hold tables."""
    tables = read_tables(export)
    names = {table.name for table in tables}
    if HIDDEN not in names:
        return tables
    if UNIT in names:
        raise UnusableFileError(
            export,
            "这是自评工作簿，不是预算、账务系统导出的表",
            "由上年的工作簿结转用 ziping roll；对比两份工作簿用 ziping diff；取数请给系统导出的表",
        )
    raise UnusableFileError(
        export, "这是 ziping 的汇总工作簿，不是预算、账务系统导出的表", "请给系统导出的表"
    )


def write_changes(filling: Filling, changes: Iterable[Change]) -> Written:
    """Write these into the file that was read, the old file kept as backup."""
    edits = [value_edit(change.place, change.new) for change in changes]
    return write_values(filling.read.opened, edits)


def _wanted(read: ReadFile, asked: Asked) -> Wanted:
    if asked.unit:
        return Wanted(asked.unit, is_asked=True)
    unit = read.assessment.unit
    return Wanted(unit.name.value or "", unit.code.value or "")


def _filling(read: ReadFile, asked: Asked, words: Words, tables: Tables, offers: Offers) -> Filling:
    changes: list[Change] = []
    untouched: list[Change] = []
    conflicts: list[Conflict] = []
    equal = 0
    order = {sheet.name: index for index, sheet in enumerate(read.opened.book.sheets)}
    by_place = sorted(offers.by_place.items(), key=lambda one: _position(order, one[0]))
    for place, given in by_place:
        target = offers.cells[place]
        closest = _closest(given)
        best = _exactest(closest)
        if conflict := _conflict(place, target, closest):
            conflicts.append(conflict)
        elif target.field.value in (best.value, best.exact):
            equal += 1
        else:
            change = _change(target, best)
            (untouched if target.field.hint == "formula" else changes).append(change)
    return Filling(
        read,
        tuple(changes),
        equal,
        tuple(untouched),
        tuple(conflicts),
        tuple(offers.unreadable),
        tuple(_unknown(words, tables.passed)),
        (*offers.unclear, *_unclear(tables.passed)),
        (*tables.notes, *_notes(asked, tables.passed, offers)),
    )


def _position(order: Mapping[str, int], place: Place) -> tuple[int, int, int]:
    return (order[place.sheet], *parse_cell(place.cell))


def _closest(given: Sequence[Offer]) -> list[Offer]:
    rank = min(offer.rank for offer in given)
    return [offer for offer in given if offer.rank == rank]


def _exactest(offers: Sequence[Offer]) -> Offer:
    """Of equal values the one with the most decimals: 12345.67元 before 1.23万元."""
    return max(offers, key=lambda offer: len(plain(offer.exact).partition(".")[2]))


def _conflict(place: Place, target: Target, offers: Sequence[Offer]) -> Conflict | None:
    values: dict[Decimal, Source] = {}
    for offer in offers:
        values.setdefault(offer.value, offer.source)
    if len(values) == 1:
        return None
    return Conflict(place, target.label, tuple((one, value) for value, one in values.items()))


def _change(target: Target, offer: Offer) -> Change:
    field = target.field
    old = shown_old(field)
    remark = _remark(field, offer)
    return Change(field.place, target.label, old, offer.value, offer.exact, offer.source, remark)


def shown_old(field: Number) -> str:
    """What stands in the cell now, as people read it."""
    return field.raw if field.problem or field.value is None else plain(field.value)


def _remark(field: Number, offer: Offer) -> str:
    """A unit that was taken wrongly shows as ten thousand times as much, or as little."""
    if not field.value or not offer.value:
        return ""
    old, new = abs(field.value), abs(offer.exact)
    return EXACT_UNIT if old in (new * WAN, new / WAN) else ""


def _unknown(words: Words, passed: Sequence[Passed]) -> Iterator[Left]:
    for reason in (meaning.UNKNOWN_ROW, meaning.UNKNOWN_HEAD):
        for label, places in grouped(passed, reason):
            yield Left(label, tuple(places), "", words.nearest(label))


def _unclear(passed: Sequence[Passed]) -> Iterator[Left]:
    for label, places in grouped(passed, NO_MEASURE):
        yield Left(label, tuple(places), "没有写明是预算数还是决算数（执行数）")
    for label, places in grouped(passed, meaning.TWO_YEARS):
        yield Left(label, tuple(places), "写了两个年份")


def _notes(asked: Asked, passed: Sequence[Passed], offers: Offers) -> Iterator[str]:
    units = offers.units
    if len(units) > 1:
        shown = "、".join(f"{unit_name(unit)} {count} 个" for unit, count in sorted(units.items()))
        yield f"表里的金额单位不止一种（{shown}），已各按各的换算"
    if asked.money and units and MONEY_UNITS[asked.money] not in units:
        yield f"表里写明了单位，--money {asked.money} 没有用上"
    counted = (
        (sum(one.reason == OTHER_YEAR for one in passed), "别的年度的数"),
        (sum(one.is_subject for one in passed), "科目明细"),
        (offers.unasked + sum(one.reason == meaning.CROSSED for one in passed), "工作簿不要的数"),
    )
    told = "，".join(f"{what} {count} 个" for count, what in counted if count)
    if told:
        yield f"没有取：{told}"
