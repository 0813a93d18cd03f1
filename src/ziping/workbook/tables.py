"""Any table from outside, read only: a list of offices, an export of the budget system.

An .xlsx passes the gate and is bounded in rows and columns; a .csv is UTF-8 or GB 18030.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ziping.errors import UnusableFileError
from ziping.package.gate import open_package, read_file
from ziping.package.refs import cell_ref
from ziping.package.sheets import Workbook

MAX_ROWS, MAX_COLS = 5_000, 256
TABLES = frozenset({".xlsx", ".xlsm"})
_ENCODINGS = ("utf-8-sig", "gb18030")


class TableCell(NamedTuple):
    """What a cell shows as text, and the number where it is one (a percent as a fraction)."""

    text: str
    number: Decimal | None
    is_formula: bool = False


class Table(NamedTuple):
    """A sheet by (row, column), both from 1; blank cells are left out; a .csv has no name."""

    name: str
    cells: Mapping[tuple[int, int], TableCell]
    is_hidden: bool = False
    is_cut: bool = False  # there is more than was read
    hidden_rows: frozenset[int] = frozenset()

    def at(self, row: int, col: int) -> str:
        """The place as people say it: 指标表 C5."""
        return f"{self.name} {cell_ref(row, col)}".strip()


def read_tables(path: Path) -> tuple[Table, ...]:
    """Every sheet of the file, in its order; an `UnusableFileError` for what is no table."""
    path = Path(path)
    if path.suffix.lower() == ".csv":
        return (_csv(path),)
    return _sheets(path)


def _sheets(path: Path) -> tuple[Table, ...]:
    book = Workbook(open_package(path, extensions=TABLES))
    found = []
    for sheet in book.sheets:
        try:
            grid = book.grid(sheet.name, max_rows=MAX_ROWS, max_cols=MAX_COLS)
        except UnusableFileError:
            if "/worksheets/" in sheet.part:
                raise  # damaged, or crafted: never passed over in silence
            continue  # a chart sheet has no cells
        cells = {}
        for (row, col), cell in grid.cells.items():
            text = cell.text.strip()
            if text:
                number = cell.value if isinstance(cell.value, Decimal) else None
                is_formula = cell.formula is not None
                cells[row, col] = TableCell(text, number, is_formula)
        is_hidden = sheet.state != "visible"
        found.append(Table(sheet.name, cells, is_hidden, grid.truncated, grid.hidden_rows))
    return tuple(found)


def _csv(path: Path) -> Table:
    text = _decoded(path, read_file(path))
    cells = {}
    is_cut = False
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if number > MAX_ROWS:
                is_cut = True
                break
            for col, value in enumerate(row[:MAX_COLS], 1):
                if value.strip():
                    cells[number, col] = TableCell(value.strip(), None)
    except csv.Error as error:
        raise UnusableFileError(
            path, "不是完整的 CSV 表格", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"
        ) from error
    return Table("", cells, is_cut=is_cut)


def _decoded(path: Path, raw: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusableFileError(path, "文字编码认不出来", "请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
