"""A table as its rows: the cells that begin in a row, and those that reach into it from above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.model import Place
from ziping.word.reading.document import Cell, Table


class Columns(NamedTuple):
    """The grid columns under a head: from `first` up to, not including, `end`."""

    first: int
    end: int


class Row(NamedTuple):
    """One row of a table: `cells` from the left, whatever row they began in."""

    table: Table
    number: int
    cells: tuple[Cell, ...]
    own: tuple[Cell, ...]  # those of them that begin in this row

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self.own)

    def under(self, columns: Columns | None) -> Cell | None:
        """The cell under a head: the one that covers most of its columns."""
        if columns is None:
            return None
        best, most = None, 0
        for cell in self.cells:
            common = min(cell.col + cell.cols, columns.end) - max(cell.col, columns.first)
            if common > most:
                best, most = cell, common
        return best

    def right_of(self, cell: Cell) -> Cell | None:
        """The next cell to the right."""
        return next((one for one in self.cells if one.col >= cell.col + cell.cols), None)

    def place(self, cell: Cell) -> Place:
        """表3 第5行第2列, counted as a reader counts the cells of the line."""
        column = next((at for at, one in enumerate(self.cells, 1) if one is cell), 0)
        return Place(f"表{self.table.nth}", f"第{self.number + 1}行第{column}列")


def rows(table: Table) -> Iterator[Row]:
    """Every row of a table, from the top."""
    running: list[Cell] = []
    waiting = sorted(table.cells, key=lambda cell: (cell.row, cell.col))
    at = 0
    for number in range(table.rows):
        running = [cell for cell in running if cell.row + cell.rows > number]
        while at < len(waiting) and waiting[at].row == number:
            running.append(waiting[at])
            at += 1
        cells = tuple(sorted(running, key=lambda cell: cell.col))
        own = tuple(cell for cell in cells if cell.row == number)
        yield Row(table, number, cells, own)


def columns_of(cell: Cell) -> Columns:
    return Columns(cell.col, cell.col + cell.cols)
