"""A file's sheets as blocks of values, as a program would give them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from ziping.excel.live.blocks import Block, Rows
from ziping.workbook.opened import Opened

SAMPLES = Path(__file__).parents[3] / "workbooks" / "samples"
SAMPLE = SAMPLES / "绥宁县数据局_2024.xlsx"
OTHER_SAMPLE = SAMPLES / "君山区数据局_2024.xlsx"


def rows_of(opened: Opened, block: Block) -> Rows:
    return tuple(
        tuple(given(opened, block.sheet, row, col) for col in range(1, block.cols + 1))
        for row in range(1, block.rows + 1)
    )


def given(opened: Opened, sheet: str, row: int, col: int) -> Any:
    """Numbers as floats, nothing for empty text, as xlwings gives them."""
    value = opened.cell(sheet, row, col).value
    if isinstance(value, Decimal):
        return float(value)
    return value or None if isinstance(value, str) else value
