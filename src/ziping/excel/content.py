"""What a cell holds, spelled as `Range.formula` takes and gives it.

A number is a number; a formula begins with `=`; a text bears a leading apostrophe, so that no
program takes it for a formula, a number or a date; an empty text clears the cell.
"""

from __future__ import annotations

from decimal import Decimal

from ziping.package.cells import Cell
from ziping.package.edits import CellEdit
from ziping.workbook.formula import same_formula

Content = float | str | bool
CLEARED = ""
DIGITS = ".15g"  # as many as a cell keeps


def of_edit(edit: CellEdit) -> Content:
    """The new content of a cell; for a formula its text, the host works out the value."""
    if isinstance(edit.formula, str) and edit.formula:
        return "=" + edit.formula.removeprefix("=")
    return _of_value(edit.value)


def of_cell(cell: Cell) -> Content | None:
    """What stands in a cell; None where it can't be put back (part of a shared formula)."""
    if cell.formula is not None:
        return "=" + cell.formula if cell.formula else None
    if cell.kind == "e":
        return cell.text
    return _of_value(cell.value)


def _of_value(value: Decimal | str | bool | int | None) -> Content:
    if value is None or value == "":
        return CLEARED
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return "'" + value
    return float(format(value, DIGITS))


def same(one: Content, other: Content) -> bool:
    """Whether two contents are one; each program spells formulas in its own way."""
    if isinstance(one, str) and isinstance(other, str):
        if one.startswith("=") and other.startswith("="):
            return same_formula(one, other)
        return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
    return type(one) is type(other) and one == other
