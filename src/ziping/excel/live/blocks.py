"""What of each sheet is looked at: one block from A1 over every cell that an officer fills in.

A tick reads a whole block at once and compares only the cells that the model reads. The labels
beside them are landmarks: one that stands elsewhere means that rows or columns were moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ziping.excel.live.values import same
from ziping.package.cells import Cell
from ziping.workbook.formula import Rect
from ziping.workbook.layout import (
    HIDDEN,
    HOME,
    OVERALL_FORM,
    PROJECT_FORM,
    RESULTS,
    basic_data_spots,
    form_spots,
    result_spots,
)
from ziping.workbook.opened import Opened

Position = tuple[int, int]
Rows = Sequence[Sequence[Any]]
NEVER_TYPED = frozenset(
    {"carried_target", "carried_objective", "carried_text", "carried_text_count", "texts"}
)
READ_BACK = frozenset({"result_problem", "result_key"})  # what a remark belongs to
NOT_LOOKED_AT = frozenset({HOME, HIDDEN})


class Block(NamedTuple):
    """A1 to (rows, cols) of a sheet; `inputs` are the positions in it that the model reads."""

    sheet: str
    rows: int
    cols: int
    inputs: frozenset[Position]

    def at(self, rows: Rows, position: Position) -> Any:
        return rows[position[0] - 1][position[1] - 1]

    def has_shape(self, rows: Rows) -> bool:
        return len(rows) == self.rows and all(len(row) == self.cols for row in rows)


def blocks(opened: Opened) -> dict[str, Block]:
    """A block for each sheet that holds cells of ours, in tab order."""
    found: dict[str, set[Position]] = {}
    for (_, name), rect in opened.places.items():
        if rect.sheet not in NOT_LOOKED_AT and _is_read(name, rect.sheet):
            found.setdefault(rect.sheet, set()).update(_positions(rect))
    ordered = [sheet.name for sheet in opened.book.sheets if sheet.name in found]
    return {name: _block(name, found[name]) for name in ordered}


def landmarks(block: Block, cells: Mapping[Position, Cell], rows: Rows) -> dict[Position, Cell]:
    """The labels of the sheet, as far as the program shows them as the file has them."""
    return {
        position: cell
        for position, cell in _labels(block, cells)
        if same(cell, block.at(rows, position))
    }


def _labels(block: Block, cells: Mapping[Position, Cell]) -> Iterator[tuple[Position, Cell]]:
    for position in cells:
        row, col = position
        if row > block.rows or col > block.cols or position in block.inputs:
            continue
        cell = cells[position]
        if cell.kind == "s" and cell.formula is None and cell.text.strip():
            yield position, cell


def _block(sheet: str, inputs: set[Position]) -> Block:
    rows, cols = max(row for row, _ in inputs), max(col for _, col in inputs)
    return Block(sheet, rows, cols, frozenset(inputs))


def _positions(rect: Rect) -> Iterator[Position]:
    return ((row, rect.col) for row in range(rect.row, max(rect.row, rect.last) + 1))


def _is_read(name: str, sheet: str) -> bool:
    if sheet == RESULTS and name in READ_BACK:
        return True
    return name not in NEVER_TYPED and KINDS.get(name) not in ("formula", "output")


KINDS = {
    spot.name: spot.kind
    for spots in (
        form_spots(OVERALL_FORM, 1),
        form_spots(PROJECT_FORM, 1),
        basic_data_spots(),
        result_spots(),
    )
    for spot in spots
}
