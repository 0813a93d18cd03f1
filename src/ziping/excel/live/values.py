"""A value as a running program gives it, beside a cell as the file holds it.

Excel gives floats, text, truth values, dates, money as Decimal, and errors as whole numbers;
LibreOffice gives floats, text and None. What only the file can tell (is it a date? a formula?)
stays as the last copy has it.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from ziping.package.cells import Cell, ErrorValue
from ziping.workbook.fields import FIRST_DATE, LAST_DATE

ERRORS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
}
FIRST_DAYS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
DAY = 86_400


def number_of(value: Any, date1904: bool = False) -> Decimal | None:
    """The number that a program gave, to the 15 digits that a cell shows; None if it is none."""
    if isinstance(value, datetime):
        passed = value.replace(tzinfo=None) - FIRST_DAYS[date1904]
        return _shown(passed.total_seconds() / DAY)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return _shown(float(value))


def cell_of(value: Any, old: Cell, date1904: bool = False) -> Cell:
    """The cell with a new value; its formula and its look stay those of the file."""
    if value is None or value == "":
        return _blank(old)
    if isinstance(value, bool):
        return old._replace(value=value, kind="b", text=str(int(value)))
    if type(value) is int and value in ERRORS:
        return old._replace(value=ErrorValue(ERRORS[value]), kind="e", text=ERRORS[value])
    number = number_of(value, date1904)
    if number is not None:
        return old._replace(value=number, kind="n", text=str(number))
    return old.as_text(_text(value))


def same(cell: Cell, value: Any, date1904: bool = False) -> bool:
    """Whether the program still shows what the file has."""
    if value is None or value == "":
        return cell.value in (None, "") or cell.kind == "e"
    if cell.kind == "n":
        return cell.value == number_of(value, date1904)
    if cell.kind == "b":
        return isinstance(value, bool | float | int) and bool(value) == cell.value
    if cell.kind == "e":
        return type(value) is int or value == cell.text
    return isinstance(value, str) and _text(value) == _text(cell.text)


def only_a_copy_tells(cell: Cell, value: Any) -> bool:
    """Whether the value alone does not say what was typed.

    3-15 became a date, which the cell's look says; a formula may show an error, which comes as
    nothing from LibreOffice.
    """
    number = number_of(value)
    if number is not None and FIRST_DATE <= number < LAST_DATE:
        return True
    return cell.formula is not None and (value is None or value == "")


def _blank(old: Cell) -> Cell:
    if old.formula is None:
        return old._replace(value=None, kind="", text="")
    return old.as_text("")


def _shown(value: float) -> Decimal | None:
    return Decimal(f"{value + 0.0:.15g}") if isfinite(value) else None


def _text(value: Any) -> str:
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
