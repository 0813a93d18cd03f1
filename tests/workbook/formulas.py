"""Formulas of a built file, taken apart as a spreadsheet program would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.workbook import Workbook


class Found(NamedTuple):
    """A formula and where it stands: a cell, a condition, a validation."""

    where: str
    text: str


class Measured(NamedTuple):
    """What a limit may be set to."""

    functions: frozenset[str]
    depth: int
    arguments: int
    longest_text: int
    has_array_constant: bool


def formulas(book: Workbook) -> Iterator[Found]:
    """Cells, conditional formats and validations of all sheets."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield Found(f"{sheet.title} {cell.coordinate}", str(cell.value))
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                for text in rule.formula:
                    yield Found(f"{sheet.title} {area.sqref}", f"={text}")
        for rule in sheet.data_validations.dataValidation:
            for text in (rule.formula1, rule.formula2):
                if text is not None:
                    yield Found(f"{sheet.title} {rule.sqref}", f"={text}")


def measured(text: str) -> Measured:
    """One formula in figures."""
    functions, longest, is_array = set(), 0, False
    open_arguments: list[int] = []
    depth = arguments = 0
    for item in Tokenizer(text).items:
        if item.type == Token.FUNC and item.subtype == Token.OPEN:
            functions.add(item.value.rstrip("(").upper())
            open_arguments.append(1)
        elif item.type == Token.FUNC:
            arguments = max(arguments, open_arguments.pop())
        elif item.type == Token.SEP and item.subtype == Token.ARG and open_arguments:
            open_arguments[-1] += 1
        elif item.type == Token.OPERAND and item.subtype == Token.TEXT:
            longest = max(longest, len(item.value[1:-1].replace('""', '"')))
        is_array = is_array or item.type == Token.ARRAY
        depth = max(depth, len(open_arguments))
    return Measured(frozenset(functions), depth, arguments, longest, is_array)
