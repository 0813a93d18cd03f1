"""Workbooks of ours opened in the live program, and read back cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ziping import rules
from ziping.package.refs import cell_ref
from ziping.rules.outline import text_keys
from ziping.tasks.create import create, create_sample
from ziping.workbook.build.samples import sample
from ziping.workbook.layout import (
    BASIC_DATA,
    HOME,
    OVERALL,
    OVERALL_FORM,
    REPORT_TEXT,
    RESULTS,
    UNIT,
    Spot,
    basic_data_spots,
    form_spots,
    text_spots,
    unit_spots,
)
from ziping.workbook.opened import Opened

SUINING = "绥宁县数据局_2024"
MASTER = Path(__file__).parents[2] / "workbooks" / "绩效自评工作簿.xlsx"
Shown = dict[tuple[str, str], Any]


def suining_file(path: Path, pack: str = "suining") -> Path:
    """The published figures of Suining, in a workbook of one pack."""
    if pack == "suining":
        create_sample(SUINING, path, overwrite=True)
    else:
        data = {key: part for key, part in sample(SUINING).items() if key != "file"}
        create(rules.load(pack, 2024), data, path, overwrite=True)
    return path


def inputs(path: Path) -> list[tuple[str, str, Any]]:
    """Sheet, address and content of every cell that the officer filled in."""
    opened = Opened(path)
    keys = text_keys(opened.pack(2024))
    spots: dict[str, list[Spot]] = {
        UNIT: list(unit_spots()),
        BASIC_DATA: list(basic_data_spots()),
        OVERALL: list(form_spots(OVERALL_FORM, 0)),
        REPORT_TEXT: list(text_spots(keys)),
    }
    found = []
    for sheet, places in spots.items():
        for spot in places:
            for row in spot.rows:
                cell = opened.cell(sheet, row, spot.col)
                if spot.is_input and cell.formula is None and cell.value not in (None, ""):
                    text = isinstance(cell.value, str)
                    content = f"'{cell.value}" if text else float(cell.value)
                    found.append((sheet, cell_ref(row, spot.col), content))
    return found


def shown_in_file(path: Path, sheets: tuple[str, ...] = (HOME, RESULTS, OVERALL)) -> Shown:
    """What the cells of a file show, as a live cell would give it."""
    opened = Opened(path)
    shown = {}
    for sheet in sheets:
        for (row, col), cell in opened.cells(sheet).items():
            if cell.value not in (None, ""):
                value = cell.value
                shown[sheet, cell_ref(row, col)] = (
                    value if isinstance(value, str | bool) else float(value)
                )
    return shown


def shown_in_program(book: Any, sheets: tuple[str, ...] = (HOME, RESULTS, OVERALL)) -> Shown:
    """The same of the open workbook."""
    shown = {}
    for sheet in sheets:
        rows = book.sheets[sheet].range("A1:AH210").raw_value
        for row, line in enumerate(rows, 1):
            for col, value in enumerate(line, 1):
                if value not in (None, ""):
                    shown[sheet, cell_ref(row, col)] = value
    return shown
