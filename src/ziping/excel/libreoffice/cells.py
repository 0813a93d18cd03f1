"""What stands in a block of cells: read and written as one block.

Text goes through `setDataArray`, which never takes it for a number, a date or a formula, and
keeps every digit of a number. Only cells that hold a formula are written a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from ziping.excel.libreoffice import booleans, errors, formats, formulas
from ziping.excel.libreoffice.seam import LockedError, guarded, is_uno
from ziping.excel.libreoffice.texts import whole

Rows = tuple[tuple[Any, ...], ...]


class Run(NamedTuple):
    """Formulas that stand below each other: written by one call."""

    row: int
    column: int
    texts: list[str]


@guarded
class Contents:
    """The contents of one range. Set `calls` to a list to have each block call noted in it."""

    calls: ClassVar[list[tuple[str, str]] | None] = None

    def __init__(self, cells: Any) -> None:
        self.sheet = cells.sheet
        self.document = cells.document
        self.block = cells.block
        self.address = cells.address
        self.wants_booleans = cells.options.get("booleans", True)
        self.api = cells.api

    def _note(self, kind: str) -> None:
        if Contents.calls is not None:
            Contents.calls.append((self.sheet.name, kind))

    def values(self) -> Rows:
        """Numbers, text, None for empty, booleans, errors by Excel's numbers."""
        self._note("read")
        rows = self.api.getDataArray()
        if not self.wants_booleans and not any(None in row for row in rows):  # no error either
            return tuple(tuple(value if value != "" else None for value in row) for row in rows)
        truths = booleans.found(self.document, self.api, rows) if self.wants_booleans else set()
        return tuple(
            tuple(self._value(v, r, c, (c, r) in truths) for c, v in enumerate(values))
            for r, values in enumerate(rows)
        )

    def _value(self, value: Any, row: int, column: int, is_boolean: bool) -> Any:
        if value is None:
            error = self.api.getCellByPosition(column, row).getError()
            return errors.number(error)
        if isinstance(value, str):
            return value or None
        return bool(value) if is_boolean else value

    def formulas(self) -> Rows:
        """Formulas in Excel's spelling; text and numbers as text; empty cells as ""."""
        self._note("read")
        texts = [list(row) for row in self.api.getFormulaArray()]
        values = self.api.getDataArray()
        found = []
        for row, column, text in _each(texts):
            value = values[row][column]
            if text.startswith("=") and value != text:
                found.append((row, column))
            elif value is not None:
                texts[row][column] = value if isinstance(value, str) else _shortest(value)
        for (row, column), text in zip(found, self._in_excel(texts, found), strict=True):
            texts[row][column] = text
        return tuple(tuple(row) for row in texts)

    def _in_excel(self, texts: list[list[str]], found: list[tuple[int, int]]) -> list[str]:
        if not found:
            return []
        placed = [
            formulas.Placed(texts[row][column].removeprefix("="), at := self._at(row, column), at)
            for row, column in found
        ]
        translator = formulas.Translator(self.document)
        return ["=" + t for t in translator.translated(placed, formulas.CALC, formulas.EXCEL)]

    def _at(self, row: int, column: int) -> Any:
        sheet = self.api.getRangeAddress().Sheet
        return formulas.cell(sheet, self.block.top - 1 + row, self.block.left - 1 + column)

    def fill(self, value: Any) -> None:
        """The same in each cell; a formula's relative references move along."""
        rows, columns = self.block.shape
        self.write([[value] * columns] * rows, anchor=self._at(0, 0))

    def write(self, rows: Sequence[Sequence[Any]], anchor: Any = None) -> None:
        """Text beginning with = is a formula; a leading apostrophe makes it plain text."""
        self._note("write")
        runs = self._runs(rows, anchor)  # before anything is written: a formula may not parse
        self._try("setDataArray", tuple(tuple(map(_plain, row)) for row in rows), self.api)
        for run in runs:
            last = run.row + len(run.texts) - 1
            cells = self.api.getCellRangeByPosition(run.column, run.row, run.column, last)
            self._try("setFormulaArray", tuple((text,) for text in run.texts), cells)
        for row, column, value in _each(rows):
            if isinstance(value, bool):
                self.api.getCellByPosition(column, row).NumberFormat = formats.logical(
                    self.document
                )

    def _try(self, method: str, rows: Rows, cells: Any) -> None:
        try:
            getattr(cells, method)(rows)
        except Exception as error:
            if not is_uno(error) or not self.sheet.table.isProtected():
                raise
        else:
            return
        raise LockedError(self.sheet.name, self.address.replace("$", ""))

    def _runs(self, rows: Sequence[Sequence[Any]], anchor: Any) -> list[Run]:
        found = sorted((c, r) for r, c, value in _each(rows) if _is_formula(value))
        if not found:
            return []
        placed = [
            formulas.Placed(whole(rows[r][c][1:]), anchor or self._at(r, c), self._at(r, c))
            for c, r in found
        ]
        translator = formulas.Translator(self.document)
        texts = translator.translated(placed, formulas.EXCEL, formulas.CALC)
        runs: list[Run] = []
        for (column, row), text in zip(found, texts, strict=True):
            last = runs[-1] if runs else None
            if last and last.column == column and last.row + len(last.texts) == row:
                last.texts.append("=" + text)
            else:
                runs.append(Run(row, column, ["=" + text]))
        return runs

    def clear(self) -> None:
        """Empty the cells; their formats stay."""
        rows, columns = self.block.shape
        self._note("clear")
        self._try("setDataArray", (("",) * columns,) * rows, self.api)


def _each(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, int, Any]]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            yield row, column, value


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=") and len(value) > 1


def _plain(value: Any) -> float | str:
    """A value as `setDataArray` takes it; "" empties the cell, also the one of a formula."""
    if value is None or _is_formula(value):
        return ""
    if isinstance(value, str):
        return whole(value.removeprefix("'"))
    return float(value)


def _shortest(value: float) -> str:
    return repr(value).removesuffix(".0")
