"""A sheet that is no table: cells put where they belong, neighbours merged."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.rollup.cells import Cell, Row, Value, spell_row
from ziping.collect.rollup.look import Looks
from ziping.package.refs import cell_ref


class Grid:
    """Cells by row and column; a merged block has its look in every cell."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.cells: dict[int, dict[int, Cell]] = {}
        self.heights: dict[int, float] = {}
        self.merged: list[str] = []

    def put(self, row: int, col: int, value: Value, look: str, *, span: int = 1) -> None:
        """A value in a cell, or in `span` cells of a row made into one."""
        line = self.cells.setdefault(row, {})
        for at in range(col, col + span):
            line[at] = Cell(at, value if at == col else None, self.looks[look])
        if span > 1:
            self.merged.append(f"{cell_ref(row, col)}:{cell_ref(row, col + span - 1)}")

    def xml(self) -> Iterator[str]:
        for number in sorted(self.cells.keys() | self.heights.keys()):
            line = self.cells.get(number, {})
            cells = [line[col] for col in sorted(line)]
            yield spell_row(Row(number, cells, self.heights.get(number, 0)))

    def merge(self, sheet: Worksheet) -> None:
        for area in self.merged:
            sheet.merge_cells(area)
