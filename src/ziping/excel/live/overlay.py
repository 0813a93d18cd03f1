"""The file as it would be if it were saved now: the last copy with the values of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ziping.excel.live.blocks import Block, Position, Rows
from ziping.excel.live.values import cell_of, only_a_copy_tells, same
from ziping.package.cells import Cell
from ziping.workbook.opened import NOTHING, Opened

NONE: Mapping[Position, Cell] = MappingProxyType({})


class Overlaid(Opened):
    """An opened copy with some cells changed; the copy itself stays as it is."""

    def __init__(self, base: Opened, changes: Mapping[str, Mapping[Position, Cell]]) -> None:
        self.__dict__.update(base.__dict__)  # names, sheets and package are those of the copy
        self.base = base
        self.changes = {sheet: found for sheet, found in changes.items() if found}
        self.layered = {
            sheet: Layered(found, base.cells(sheet)) for sheet, found in self.changes.items()
        }

    def cells(self, sheet: str) -> Mapping[Position, Cell]:
        found = self.layered.get(sheet)
        return self.base.cells(sheet) if found is None else found

    def cell(self, sheet: str, row: int, col: int) -> Cell:
        changed = self.changes.get(sheet, NONE).get((row, col))
        return changed if changed is not None else self.base.cell(sheet, row, col)

    def has_formula(self, sheet: str, row: int, col: int) -> bool:
        return self.base.has_formula(sheet, row, col)

    def are_formulas(
        self, sheet: str, row: int, cols: Iterable[int], *, blank: bool = False
    ) -> bool:
        return not blank and self.base.are_formulas(sheet, row, cols)

    def shows(self, sheet: str, row: int, col: int, value: Decimal | str | int) -> bool:
        is_changed = (row, col) in self.changes.get(sheet, NONE)
        return not is_changed and self.base.shows(sheet, row, col, value)

    def is_blank(self, sheet: str, row: int, col: int) -> bool:
        changed = self.changes.get(sheet, NONE).get((row, col))
        if changed is not None:
            return changed.value in (None, "")
        return self.base.is_blank(sheet, row, col)


class Layered(Mapping[Position, Cell]):
    """The changed cells above those of the copy."""

    def __init__(self, above: Mapping[Position, Cell], below: Mapping[Position, Cell]) -> None:
        self.above, self.below = above, below

    def __getitem__(self, position: Position) -> Cell:
        found = self.above.get(position)
        return self.below[position] if found is None else found

    def get(self, position: Position, default: Any = None) -> Any:
        """Without the KeyError of every blank cell, which `Mapping` raises and catches."""
        found = self.above.get(position)
        return self.below.get(position, default) if found is None else found

    def __iter__(self) -> Iterator[Position]:
        yield from self.below
        yield from (position for position in self.above if position not in self.below)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def changes(opened: Opened, block: Block, rows: Rows) -> dict[Position, Cell]:
    """The cells of the model whose value is no longer that of the copy."""
    return {
        position: cell_of(value, old, opened.book.date1904)
        for position, old, value in _differing(opened, block, rows)
    }


def wants_copy(opened: Opened, block: Block, rows: Rows) -> bool:
    """Whether something was typed of which only a new copy tells what it is."""
    return any(only_a_copy_tells(old, value) for _, old, value in _differing(opened, block, rows))


def _differing(opened: Opened, block: Block, rows: Rows) -> Iterator[tuple[Position, Cell, Any]]:
    cells, date1904 = opened.cells(block.sheet), opened.book.date1904
    for position in block.inputs:
        old = cells.get(position, NOTHING)
        value = block.at(rows, position)
        if not same(old, value, date1904):
            yield position, old, value
