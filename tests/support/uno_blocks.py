"""Cells put in by blocks: a call over the bridge takes milliseconds, a block is one call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Cells = dict[tuple[int, int], Any]  # (row, column), both from 0
Block = tuple[int, int, list[list[Any]]]  # top, left, lines


def blocks(cells: Cells) -> Iterator[Block]:
    """The cells as rectangles without holes: runs of a row, joined with equal runs below."""
    block: Block | None = None
    for row, left, values in sorted(_runs(cells), key=lambda run: (run[1], len(run[2]), run[0])):
        if block and _goes_on(block, row, left, values):
            block[2].append(values)
            continue
        if block:
            yield block
        block = (row, left, [values])
    if block:
        yield block


def _goes_on(block: Block, row: int, left: int, values: list[Any]) -> bool:
    top, first, lines = block
    return row == top + len(lines) and left == first and len(values) == len(lines[0])


def _runs(cells: Cells) -> Iterator[tuple[int, int, list[Any]]]:
    """Cells of one row that touch: row, first column, values."""
    last = (-1, -1)
    run: tuple[int, int, list[Any]] | None = None
    for row, column in sorted(cells):
        if run and last == (row, column - 1):
            run[2].append(cells[row, column])
        else:
            if run:
                yield run
            run = (row, column, [cells[row, column]])
        last = (row, column)
    if run:
        yield run


def put_block(sheet: Any, block: Block) -> None:
    """One block: text stays text, None empties the cell."""
    top, left, lines = block
    area = sheet.getCellRangeByPosition(left, top, left + len(lines[0]) - 1, top + len(lines) - 1)
    area.setDataArray(tuple(tuple("" if v is None else v for v in line) for line in lines))
