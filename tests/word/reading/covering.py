"""The grid of a table that was read, place by place."""

from __future__ import annotations

from ziping.word.reading.document import Cell, Table


def covering(table: Table) -> dict[tuple[int, int], Cell]:
    """Every place of the grid → the cell that covers it."""
    return {
        (row, col): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for col in range(cell.col, cell.col + cell.cols)
    }
