"""Which numbers of a block are TRUE and FALSE.

LibreOffice keeps a boolean as the number 1 or 0 in a format of its own, so only numbers of these
two values are asked for their format; constants below each other are asked together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ziping.excel.libreoffice import formats

NUMBERS = 1  # com.sun.star.sheet.FormulaResult.VALUE
Position = tuple[int, int]  # column and row inside the block


def found(document: Any, cells: Any, rows: Sequence[Sequence[Any]]) -> set[Position]:
    """The positions of the booleans among these values of these cells."""
    asked = [
        (column, row)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if isinstance(value, float) and value in (0.0, 1.0)
    ]
    if not asked:
        return set()
    known: dict[int, bool] = {}
    truths: set[Position] = set()
    for run in _runs(sorted(asked), _formulas(cells)):
        truths.update(_truths(document, cells, run, known))
    return truths


def _formulas(cells: Any) -> set[Position]:
    """Formulas with a number: their format is that of their own result."""
    at = cells.getRangeAddress()
    return {
        (column - at.StartColumn, row - at.StartRow)
        for part in cells.queryFormulaCells(NUMBERS).getRangeAddresses()
        for column in range(part.StartColumn, part.EndColumn + 1)
        for row in range(part.StartRow, part.EndRow + 1)
    }


def _runs(asked: list[Position], formulas: set[Position]) -> list[list[Position]]:
    """Constants below each other together, each formula alone."""
    runs: list[list[Position]] = []
    for column, row in asked:
        joins = bool(runs) and runs[-1][-1] == (column, row - 1)
        if joins and not formulas & {(column, row), runs[-1][-1]}:
            runs[-1].append((column, row))
        else:
            runs.append([(column, row)])
    return runs


def _truths(
    document: Any, cells: Any, run: list[Position], known: dict[int, bool]
) -> list[Position]:
    (column, first), (_, last) = run[0], run[-1]
    part = cells.getCellRangeByPosition(column, first, column, last)
    if len(run) > 1 and part.getPropertyState("NumberFormat").value == formats.MIXED:
        middle = len(run) // 2
        halves = (run[:middle], run[middle:])
        return [at for half in halves for at in _truths(document, cells, half, known)]
    number = part.NumberFormat
    if number not in known:
        known[number] = formats.is_logical(document, number)
    return run if known[number] else []
