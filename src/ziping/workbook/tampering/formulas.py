"""Formulas of ours that were typed over or changed, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from ziping.workbook.tampering.elements import Elements
from ziping.workbook.tampering.rendered import Column, SheetFormulas, Single
from ziping.workbook.tampering.spelling import spelled

Position = tuple[int, int]


class Difference(NamedTuple):
    """A formula that is not where, or not what, it should be; `found` is "" where none stands.

    `order` counts the formulas of the sheet, so that two arrangements can be compared.
    """

    order: tuple[int, int]
    at: Position
    names: tuple[str, str]
    expected: str
    found: str


def differences(elements: Elements, formulas: SheetFormulas) -> Iterator[Difference]:
    """What differs on one sheet, single cells first."""
    places = [single.at for single in formulas.singles]
    found = elements.of(places)
    for number, (single, element) in enumerate(zip(formulas.singles, found, strict=True)):
        if element in single.known:
            continue
        text = _single(elements, single, element)
        if text is not None:
            yield Difference((-1, number), single.at, single.names, single.expected, text)
    rows = [b"%d" % row for row in formulas.rows]
    for number, column in enumerate(formulas.columns):
        yield from _column(elements, number, column, formulas.rows, rows)


def _single(elements: Elements, single: Single, element: bytes) -> str | None:
    """What stands there instead; None where the formula is ours."""
    if not element:
        return ""
    text = elements.text(single.at, spelled(element))
    return None if single.is_same(element, text) else text


def _column(
    elements: Elements, number: int, column: Column, rows: range, digits: list[bytes]
) -> Iterator[Difference]:
    if _is_whole(elements, column, rows, digits):
        return
    ours: set[bytes] = set()  # what only points to a text that is ours
    found = elements.of(column.places(rows))
    for row, element in zip(rows, found, strict=True):
        if element in ours:
            continue
        text = _in_column(elements, column, row, element, ours) if element else ""
        if text is not None:
            at = (row, column.col)
            yield Difference((number, row), at, column.names, column.expected(row), text)


def _is_whole(elements: Elements, column: Column, rows: range, digits: list[bytes]) -> bool:
    """Whether the column is surely ours from end to end, as nearly always: at one quick look."""
    places = column.places(rows)
    if any(
        elements.all_hold(places, (row.join(pieces) for row in digits))
        for pieces in column.spellings
    ):
        return True
    first, second = elements.of(places[:2]) if len(places) > 1 else (b"", b"")
    if not second.endswith(b"/>") or _in_column(elements, column, rows[0], first, set()):
        return False
    ours: set[bytes] = set()
    _in_column(elements, column, rows[1], second, ours)
    return second in ours and elements.all_hold(places[1:], repeat(second))


def _in_column(
    elements: Elements, column: Column, row: int, element: bytes, ours: set[bytes]
) -> str | None:
    """What stands there instead; None where it is ours. `ours` grows."""
    found, at = spelled(element), (row, column.col)
    if found.is_dependent:
        master = elements.master(found.number)
        if master is not None and column.is_strict(master):
            ours.add(element)
            return None
    elif (row, element) in column.masters:
        return None
    text = elements.text(at, found)
    if not column.is_same(element, text, row):
        return text
    if found.kind == "shared" and not found.is_dependent:
        column.keep_master(element, row)
    return None
