"""Comparing amounts: exact as Decimal, a blank is never 0, a bad cell is reported elsewhere.

The rule for parts: all blank, nothing to compare; some blank, the sum of those given may equal the
whole, may not exceed it, and below it the check is not evaluated and names the blank cells.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from ziping.checks.fact import BAD_CELL, Blank, Cure, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.model import Field, Number, Place
from ziping.scoring.arithmetic import half_up, percent, plain, ratio

SHOWN_RATE = 4  # decimals of a fraction: 99.88%
SHOWN_AMOUNT = 2


class Cell(NamedTuple):
    """A number cell and what a sentence calls it."""

    label: str
    field: Number

    @property
    def number(self) -> Decimal:
        """The value; only after `gap` has found the cell whole."""
        assert self.field.value is not None
        return self.field.value

    @property
    def is_given(self) -> bool:
        return self.field.value is not None

    def said(self) -> str:
        return f"{self.label} {plain(self.number)}"


def cells(owner: object, labels: Mapping[str, str]) -> tuple[Cell, ...]:
    """The attributes of `owner` that `labels` names, in its order."""
    return tuple(Cell(label, getattr(owner, name)) for name, label in labels.items())


def places(*items: Cell) -> tuple[Place, ...]:
    return tuple(item.field.place for item in items)


def gap(*items: Cell) -> Blank | None:
    """The cells that keep these from being compared: the bad ones, else the blank ones."""
    bad = [item for item in items if item.field.is_bad]
    if bad:
        return Blank(places(*bad), tuple(item.label for item in bad), BAD_CELL)
    blank = [item for item in items if not item.is_given]
    return Blank(places(*blank), tuple(item.label for item in blank)) if blank else None


def blank_of(cell: Field[object], label: str) -> Blank:
    """One text cell that is blank or bad."""
    return (
        Blank((cell.place,), (label,), BAD_CELL) if cell.is_bad else Blank((cell.place,), (label,))
    )


def sum_of(items: Iterable[Cell]) -> Decimal | None:
    """The sum of what is given; None where nothing is."""
    given = [item.number for item in items if item.is_given]
    return sum(given, Decimal(0)) if given else None


def parts_gap(whole: Cell, parts: Sequence[Cell]) -> Blank | None:
    """What the rule for parts says can't be compared."""
    bad = gap(*(item for item in (whole, *parts) if item.field.is_bad))
    if bad or not whole.is_given:
        return bad or gap(whole)
    total = sum_of(parts)
    return gap(*parts) if total is None or total < whole.number else None


def added(parts: Sequence[Cell], unit: str) -> str:
    """基本支出 183.17 ＋ 项目支出 1702.25 ＝ 1885.42 万元."""
    given = [item for item in parts if item.is_given]
    listed = " ＋ ".join(item.said() for item in given)
    return f"{listed} {unit}" if len(given) == 1 else f"{listed} ＝ {plain(_total(parts))} {unit}"


def compare_sum(
    whole: Cell,
    parts: Sequence[Cell],
    *,
    fix: str,
    column: str = "",
    unit: str = "万元",
    anchored: bool = False,
    at_most: bool = False,
    severity: Severity | None = None,
    source: str | None = None,
) -> Outcomes:
    """The whole against the sum of its parts.

    `anchored`: the whole is known from elsewhere and the parts are what was provided; else the
    whole was declared and its parts say what it should be. `at_most`: parts of which it may have
    others beside them.
    """
    empty = parts_gap(whole, parts)
    if empty:
        yield empty
        return
    total = _total(parts)
    if total == whole.number or (at_most and total < whole.number):
        return
    provided, expected = (total, whole.number) if anchored else (whole.number, total)
    head = f"{column}：" if column else ""
    yield Fact(
        places=places(*(part for part in parts if part.is_given), whole),
        subject=f"{head}{added(parts, unit)}，{whole.said()} {unit}",
        provided=provided,
        expected=expected,
        fix=fix,
        difference=provided - expected,
        unit=unit,
        severity=severity,
        source=source,
        cures=(*cure(whole, total), *shifted(parts, whole.number - total)),
    )


def compare(
    declared: Cell,
    expected: Cell,
    *,
    fix: str,
    unit: str = "万元",
    severity: Severity | None = None,
    source: str | None = None,
) -> Outcomes:
    """Two cells that must hold the same number."""
    empty = gap(declared, expected)
    if empty:
        yield empty
    elif declared.number != expected.number:
        yield Fact(
            places=places(declared, expected),
            subject=f"{declared.said()} {unit}，{expected.said()} {unit}",
            provided=declared.number,
            expected=expected.number,
            fix=fix,
            difference=declared.number - expected.number,
            unit=unit,
            severity=severity,
            source=source,
            cures=(*cure(declared, expected.number), *cure(expected, declared.number)),
        )


def compare_rate(
    declared: Cell, part: Cell, whole: Cell, *, fix: str, prefix: str = ""
) -> Outcomes:
    """A declared rate against part ÷ whole, both as printed: percent with two decimals."""
    empty = gap(declared, part, whole)
    if empty:
        yield empty
        return
    if whole.number <= 0:
        yield Blank(places(whole), (whole.label,), "不大于 0，不能作除数")
        return
    right = half_up(ratio(part.number, whole.number), SHOWN_RATE)
    given = half_up(declared.number, SHOWN_RATE)
    if given != right:
        yield Fact(
            places=places(declared, part, whole),
            subject=f"{declared.label}填 {percent(given)}，{part.said()} ÷ {whole.said()}"
            f" ＝ {percent(right)}",
            provided=percent(given),
            expected=percent(right),
            fix=fix,
            difference=(given - right) * 100,
            unit="个百分点",
            cures=(*cure(declared, right), *_rate_cures(declared, part, whole)),
        )


def cure(cell: Cell, value: Decimal) -> tuple[Cure, ...]:
    """The cell with another value; none where an amount would have to be negative."""
    return () if value < 0 else (Cure(cell.field.place, value, cell.field.value),)


def shifted(parts: Iterable[Cell], by: Decimal) -> tuple[Cure, ...]:
    """Any one of the parts of a sum with the difference put in."""
    given = (part for part in parts if part.is_given)
    return tuple(chain.from_iterable(cure(part, part.number + by) for part in given))


def _rate_cures(declared: Cell, part: Cell, whole: Cell) -> Iterable[Cure]:
    """The part or the whole that the declared rate tells, where it comes out even."""
    meant = declared.number * whole.number
    if meant == half_up(meant, SHOWN_AMOUNT):
        yield from cure(part, meant)
    if declared.number > 0:
        meant = ratio(part.number, declared.number)
        if meant == half_up(meant, SHOWN_AMOUNT):
            yield from cure(whole, meant)


def _total(parts: Sequence[Cell]) -> Decimal:
    total = sum_of(parts)
    assert total is not None  # parts_gap has looked
    return total
