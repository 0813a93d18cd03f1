"""The lines of Python核对, worked out here from a recalculated workbook, and their verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

from tests.support.office import Cell, CellError, Office, Step
from ziping.excel.functions import FUNCTIONS
from ziping.package.refs import cell_ref, parse_cell
from ziping.quantity import plainly_number
from ziping.rules import RulePack
from ziping.workbook.layout import LAST_COLUMN, OVERALL, UNIT
from ziping.workbook.python_check import CheckRow, agreement, check_rows

REFERENCE = re.compile(r"'([^']+)'!\$?([A-Z]+)\$?([0-9]+)(?::\$?([A-Z]+)\$?([0-9]+))?")
CALL = re.compile(r"(ZP_\w+)\((.*)\)", re.S)
SCRATCH = LAST_COLUMN + 10  # free columns of the form
NATIVE, ARGUMENT = SCRATCH, SCRATCH + 1
PAIRS = "对照"
Value = float | str | None


class Told(NamedTuple):
    """What both sides of a line show."""

    label: str
    answer: Value
    native: Value


def told(office: Office, path: Path, pack: RulePack) -> list[Told]:
    """Every line of a file that can be told; a formula that gives digits as text can't.

    A function sees the text alone and takes it for a number, as it is when typed.
    """
    rows = check_rows(pack)
    cells = office.run(path, _natives(rows)).cells
    return [
        Told(row.label, _answer(row, at, cells), _sent(cells[OVERALL, cell_ref(at, NATIVE)]))
        for at, row in enumerate(rows, 1)
        if not any(_is_own_text(cell) for cell in _inputs(row, cells))
    ]


def verdicts(office: Office, folder: Path, lines: Sequence[Told]) -> list[Value]:
    """What the sheet's own formula says of each pair."""
    book = Workbook()
    book.worksheets[0].title = PAIRS
    path = folder / f"{PAIRS}.xlsx"
    book.save(path)
    cells: list[list[object]] = []
    for row, line in enumerate(lines, 1):
        formula = agreement(f"A{row}", f"B{row}")
        cells += [[PAIRS, f"A{row}", line.answer], [PAIRS, f"B{row}", line.native]]
        cells.append([PAIRS, f"C{row}", {"formula": f"={formula}"}])
    read = {"op": "read", "ranges": [[PAIRS, f"C1:C{len(lines)}"]]}
    result = office.run(path, [{"op": "set", "cells": cells}, {"op": "calculate"}, read])
    return [_sent(result.cells[PAIRS, f"C{row}"]) for row in range(1, len(lines) + 1)]


def _natives(rows: list[CheckRow]) -> list[Step]:
    """The native results, and the arguments that are formulas, in free columns."""
    cells: list[list[object]] = []
    for at, row in enumerate(rows, 1):
        cells.append([OVERALL, cell_ref(at, NATIVE), {"formula": f"={row.native}"}])
        for argument in _arguments(row)[1]:
            if argument.startswith("IF("):
                cells.append([OVERALL, cell_ref(at, ARGUMENT), {"formula": f"={argument}"}])
    area = f"A1:{cell_ref(120, ARGUMENT)}"
    return [
        {"op": "unprotect"},
        {"op": "set", "cells": cells},
        {"op": "calculate"},
        {"op": "read", "ranges": [[OVERALL, area], [UNIT, "A1:C40"]]},
    ]


def _arguments(row: CheckRow) -> tuple[str, list[str]]:
    """The function's name and its arguments as text, split where no bracket or quote is open."""
    found = CALL.fullmatch(row.formula)
    assert found is not None
    parts, depth, quoted = [""], 0, False
    for letter in found[2]:
        quoted ^= letter == '"'
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if letter == "," and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return found[1], parts


def _answer(row: CheckRow, at: int, cells: Mapping[tuple[str, str], Cell]) -> float | str:
    name, arguments = _arguments(row)
    sent = [_value(argument, at, cells) for argument in arguments]
    return FUNCTIONS[name].call(*sent)


def _value(argument: str, at: int, cells: Mapping[tuple[str, str], Cell]) -> object:
    """An argument as a spreadsheet sends it."""
    if argument.startswith("IF("):
        return _sent(cells[OVERALL, cell_ref(at, ARGUMENT)])
    if argument.startswith('"'):
        return argument.strip('"')
    values = [[_sent(cell)] for cell in _cells(argument, cells)]
    return values if ":" in argument else values[0][0]


def _inputs(row: CheckRow, cells: Mapping[tuple[str, str], Cell]) -> Iterator[Cell]:
    for argument in _arguments(row)[1]:
        yield from _cells(argument, cells)


def _cells(argument: str, cells: Mapping[tuple[str, str], Cell]) -> Iterator[Cell]:
    for sheet, left, top, _, bottom in REFERENCE.findall(argument):
        column = parse_cell(f"{left}1")[1]
        for row in range(int(top), int(bottom or top) + 1):
            yield cells[sheet, cell_ref(row, column)]


def _sent(cell: Cell) -> Value:
    return cell.value.text if isinstance(cell.value, CellError) else cell.value


def _is_own_text(cell: Cell) -> bool:
    if not cell.is_formula or not isinstance(cell.value, str) or not cell.value:
        return False
    return not cell.value.strip("　 ") or plainly_number(cell.value) is not None
