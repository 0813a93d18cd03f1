"""An office's workbook and the tables that its systems export, as real files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ziping import rules
from ziping.tasks.create import create

OFFICE, CODE, YEAR = "甲县水利局", "301001", 2024
BLANK = ["", "", ""]


def office_data() -> dict[str, Any]:
    """A new workbook with two projects, one of them with a form of its own."""
    lines = ("1、水库除险加固", "2、农村饮水安全")
    return {
        "unit": {"name": OFFICE, "code": CODE, "year": YEAR},
        "basic_data": {"project_lines": [{"name": name, "amounts": BLANK} for name in lines]},
        "projects": [{"name": "水库除险加固"}],
    }


@cache
def _workbook() -> bytes:
    """Built once a process: building one takes a second."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "工作簿.xlsx"
        create(rules.load("suining", YEAR), office_data(), path)
        return path.read_bytes()


def save_workbook(folder: Path) -> Path:
    """A copy of the office's workbook."""
    path = folder / f"{OFFICE}.xlsx"
    path.write_bytes(_workbook())
    return path


def save_grid(path: Path, *grids: str) -> Path:
    """A workbook with these sheets: a line a row, cells between bars."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, grid in enumerate(grids, 1):
        _fill(book.create_sheet(f"表{number}"), grid)
    book.save(path)
    return path


def _fill(sheet: Worksheet, grid: str) -> None:
    for row, line in enumerate(grid.strip("\n").split("\n"), 1):
        for col, text in enumerate(line.split("|"), 1):
            if given := text.strip(" "):
                _put(sheet, row, col, given)


def _put(sheet: Worksheet, row: int, col: int, text: str) -> None:
    """A number as a number, an error as an error, everything else as text."""
    cell = sheet.cell(row, col)
    if text.replace(".", "", 1).lstrip("-").isascii() and text.replace(".", "", 1).isdigit():
        cell.value = float(text)
        return
    cell.value = text.removeprefix("'")
    cell.data_type = "e" if text.startswith("#") else "s"
