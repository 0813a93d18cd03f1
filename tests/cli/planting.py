"""Putting something into a workbook as Excel would have saved it: only the part patcher, no office.

Cells are named by sheet and defined name; a name that covers a column takes a row beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ziping.package.gate import Package, open_package
from ziping.package.patch import CellEdit, patch_sheet
from ziping.package.refs import cell_ref
from ziping.package.rewrite import rewrite
from ziping.package.sheets import Workbook
from ziping.rules.outline import text_keys
from ziping.workbook.layout import (
    BASIC_DATA,
    OVERALL,
    OVERALL_FORM,
    PROJECT_FORM,
    REPORT_TEXT,
    UNIT,
    Spot,
    basic_data_spots,
    form_spots,
    text_spots,
    unit_spots,
)
from ziping.workbook.opened import Opened

Value = Decimal | int | str | bool | None
WORKBOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"


class Where(NamedTuple):
    """An input cell with what the layout says of it."""

    sheet: str
    spot: Spot
    row: int
    col: int

    @property
    def place(self) -> tuple[str, str]:
        return self.sheet, cell_ref(self.row, self.col)


def inputs(opened: Opened) -> Iterator[Where]:
    """Every input cell of a workbook; of a column, the first indicator's or line's."""
    for sheet, spot in _spots(opened):
        if spot.is_input:
            rect = opened.find(sheet, spot.name)
            yield Where(sheet, spot, rect.row + (1 if spot.last else 0), rect.col)


def _spots(opened: Opened) -> Iterator[tuple[str, Spot]]:
    yield from ((UNIT, spot) for spot in unit_spots())
    yield from ((BASIC_DATA, spot) for spot in basic_data_spots())
    yield from ((OVERALL, spot) for spot in form_spots(OVERALL_FORM, 0))
    for sheet in opened.projects:
        yield from ((sheet, spot) for spot in form_spots(PROJECT_FORM, 0))
    yield from ((REPORT_TEXT, spot) for spot in text_spots(text_keys(opened.pack())))


def find(path: Path, sheet: str, name: str, nth: int = 0) -> tuple[int, int]:
    """Row and column of a name; `nth` counts the rows of a column, 1 for its first row."""
    rect = Opened(path).find(sheet, name)
    return rect.row + nth, rect.col


def ref(path: Path, sheet: str, name: str, nth: int = 0) -> str:
    return cell_ref(*find(path, sheet, name, nth))


def plant(
    path: Path, sheet: str, name: str, value: Value, *, formula: str | None = None, nth: int = 0
) -> str:
    """One cell by its name; returns its address."""
    row, col = find(path, sheet, name, nth)
    edit_cells(path, sheet, [CellEdit(row, col, value, formula)])
    return cell_ref(row, col)


def edit_cells(path: Path, sheet: str, edits: Sequence[CellEdit]) -> None:
    def change(xml: bytes) -> bytes:
        return patch_sheet(xml, edits)

    edit_part(path, part_of(open_package(path), sheet), change)


def part_of(package: Package, sheet: str) -> str:
    info = Workbook(package).sheet(sheet)
    assert info is not None
    return info.part


def edit_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    package = open_package(path)
    old = package.read(part)
    new = change(old)
    assert new != old, f"{part} was not changed"
    rewrite(package, {part: new}, path, backup=None)


def replace_in(path: Path, part: str, old: str, new: str) -> None:
    """Text in a part replaced once; it must be there."""

    def change(xml: bytes) -> bytes:
        assert old.encode() in xml, old
        return xml.replace(old.encode(), new.encode(), 1)

    edit_part(path, part, change)


def add_style(path: Path, number_format: int) -> int:
    """A cell style with this built-in number format (14 is a date, 10 a percentage); its number."""
    xml = open_package(path).read(STYLES).decode()
    count = xml.partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ")
    xf = f'<xf numFmtId="{number_format}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    replace_in(path, STYLES, "</cellXfs>", xf + "</cellXfs>")
    return count
