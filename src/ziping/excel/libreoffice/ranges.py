"""A block of cells."""

from __future__ import annotations

from typing import Any, ClassVar

from ziping.excel.libreoffice import address, formats
from ziping.excel.libreoffice.address import Block
from ziping.excel.libreoffice.cells import Contents
from ziping.excel.libreoffice.seam import guarded

POINT = 2540 / 72  # LibreOffice measures in hundredths of a millimetre


@guarded
class Range:
    """Cells of one sheet; UNO is asked only when contents or looks are wanted."""

    max_cells_per_read: ClassVar[int | None] = None  # a block is one call, however large
    max_cells_per_write: ClassVar[int | None] = None

    def __init__(self, sheet: Any, block: Block) -> None:
        self.sheet = sheet
        self.document = sheet.document
        self.block = block
        self.options: dict[str, Any] = {}

    @classmethod
    def of(cls, sheet: Any, at: Any) -> Range:
        """The range at an address of UNO, which counts from 0."""
        rows, columns = (at.StartRow + 1, at.EndRow + 1), (at.StartColumn + 1, at.EndColumn + 1)
        return cls(sheet, Block(rows[0], columns[0], rows[1], columns[1]))

    @property
    def api(self) -> Any:
        top, left, bottom, right = self.block
        return self.sheet.table.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return (self.sheet.name, self.row, self.column, *self.shape)

    @property
    def row(self) -> int:
        return self.block.top

    @property
    def column(self) -> int:
        return self.block.left

    @property
    def shape(self) -> tuple[int, int]:
        return self.block.shape

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __call__(self, first: int, second: int | None = None) -> Range:
        """The cell at (row, column) inside, or the n-th cell; also one that lies outside."""
        if second is None:
            row, column = divmod(first - 1, self.shape[1])
        else:
            row, column = first - 1, second - 1
        top, left = self.block.top + row, self.block.left + column
        if top < 1 or left < 1:
            raise IndexError("rows and columns are counted from 1")
        return Range(self.sheet, Block(top, left, top, left))

    @property
    def address(self) -> str:
        return address.spelled(self.block)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        spelled = address.spelled(self.block, row_absolute, column_absolute)
        if not external:
            return spelled
        return f"'[{self.sheet.book.name}]{address.quoted(self.sheet.name)[1:]}!{spelled}"

    @property
    def raw_value(self) -> Any:
        """One value for one cell, else a tuple of rows; errors as Excel's numbers."""
        return self._shaped(Contents(self).values())

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._write(value)

    @property
    def formula(self) -> Any:
        """Formulas in Excel's spelling, anything else as text."""
        return self._shaped(Contents(self).formulas())

    @formula.setter
    def formula(self, value: Any) -> None:
        self._write(value)

    def _shaped(self, rows: tuple[tuple[Any, ...], ...]) -> Any:
        return rows[0][0] if self.shape == (1, 1) else rows

    def _write(self, value: Any) -> None:
        if not isinstance(value, list | tuple):
            Contents(self).fill(value)
        elif not value or not isinstance(value[0], list | tuple):
            Contents(self).write([value])
        else:
            Contents(self).write(value)

    def clear_contents(self) -> None:
        Contents(self).clear()

    def select(self) -> None:
        controller = self.sheet.book.controller()
        if controller is not None:
            controller.select(self.api)

    @property
    def number_format(self) -> str | None:
        """Excel's code; None where the cells differ."""
        cells = self.api
        if cells.getPropertyState("NumberFormat").value == formats.MIXED:
            return None
        return formats.code(self.document, cells.NumberFormat)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.api.NumberFormat = formats.key(self.document, value)

    @property
    def row_height(self) -> float:
        """In points, of the first row where they differ."""
        return float(self.api.getRows().getByIndex(0).Height) / POINT

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.api.getRows().Height = round(value * POINT)

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "r", "rows"):
            self.api.getRows().OptimalHeight = True
        if axis in (None, "c", "columns"):
            self.api.getColumns().OptimalWidth = True

    @property
    def row_hidden(self) -> bool | None:
        """None where some rows are hidden and others not."""
        shown = {bool(row.IsVisible) for row in self.api.getRows()}
        return None if len(shown) > 1 else not shown.pop()

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.api.getRows().IsVisible = not value

    def set_hidden(self, value: bool) -> None:
        """Hide or show whole rows."""
        self.row_hidden = value
