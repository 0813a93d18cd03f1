"""The sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ziping.excel.libreoffice import address
from ziping.excel.libreoffice.address import Block
from ziping.excel.libreoffice.names import Names
from ziping.excel.libreoffice.ranges import Range
from ziping.excel.libreoffice.seam import HostError, HostGoneError, guarded


@guarded
class Sheets:
    """Sheets by number or name."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.document = book.document

    @property
    def api(self) -> Any:
        return self.book.tables()

    @property
    def active(self) -> Sheet:
        controller = self.book.controller()
        if controller is None:
            return self(1)
        return Sheet(self.book, controller.getActiveSheet())

    def __call__(self, key: int | str) -> Sheet:
        tables = self.book.tables()
        if isinstance(key, int):
            if not 1 <= key <= tables.getCount():
                raise IndexError(key)
            return Sheet(self.book, tables.getByIndex(key - 1))
        if not tables.hasByName(key):
            raise KeyError(key)
        return Sheet(self.book, tables.getByName(key))

    def __contains__(self, name: str) -> bool:
        return bool(self.book.tables().hasByName(name))

    def __len__(self) -> int:
        return int(self.book.tables().getCount())

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self.book, table) for table in self.book.tables()])


@guarded
class Sheet:
    """One sheet; `table` is UNO's object of it."""

    def __init__(self, book: Any, table: Any) -> None:
        self.book = book
        self.document = book.document
        self.table = table

    @property
    def api(self) -> Any:
        return self.table

    @property
    def name(self) -> str:
        found = str(self.table.getName())
        if not found:
            raise HostGoneError  # a closed document raises nothing here
        return found

    @name.setter
    def name(self, value: str) -> None:
        self.table.setName(value)

    @property
    def index(self) -> int:
        return int(self.table.getRangeAddress().Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.table.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.table.IsVisible = bool(value)

    @property
    def names(self) -> Names:
        return Names(self.book, self)

    def activate(self) -> None:
        controller = self.book.controller()
        if controller is not None:
            controller.setActiveSheet(self.table)

    def select(self) -> None:
        self.activate()

    @property
    def cells(self) -> Range:
        return Range.of(self, self.table.getRangeAddress())

    @property
    def used_range(self) -> Range:
        cursor = self.table.createCursor()
        cursor.gotoEndOfUsedArea(False)
        cursor.gotoStartOfUsedArea(True)
        return Range.of(self, cursor.getRangeAddress())

    def range(self, first: Any, second: Any = None) -> Range:
        """By address, by name, by (row, column), or from one corner to another."""
        start = self._resolved(first)
        if second is None:
            return start
        end = self._resolved(second)
        rows = (start.block.top, end.block.top, start.block.bottom, end.block.bottom)
        columns = (start.block.left, end.block.left, start.block.right, end.block.right)
        return Range(self, Block(min(rows), min(columns), max(rows), max(columns)))

    def _resolved(self, place: Any) -> Range:
        if isinstance(place, Range):
            return place
        if isinstance(place, tuple):
            return Range(self, _block(*place))
        if (block := address.parsed(place)) is not None:
            return Range(self, block)
        for names in (self.names, self.book.names):
            if names.contains(place):
                return names(place).refers_to_range
        raise HostError(f"工作表“{self.name}”里没有“{place}”这个名称或单元格", "请检查工作簿的名称")

    def clear_contents(self) -> None:
        self.used_range.clear_contents()


def _block(row: int, column: int, rows: int = 1, columns: int = 1) -> Block:
    """A cell, or (as xlwings cuts its slices) a cell and how many rows and columns."""
    if min(row, column, rows, columns) < 1:
        raise IndexError("rows and columns are counted from 1")
    return Block(row, column, row + rows - 1, column + columns - 1)
