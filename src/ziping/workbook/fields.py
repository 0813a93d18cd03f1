"""One cell as a field of the model: its value, its place, and what is wrong with it."""

from __future__ import annotations

from decimal import Decimal

from ziping.model import Field, Number, Place, Text
from ziping.package.cells import Cell
from ziping.package.refs import cell_ref
from ziping.quantity import general_text
from ziping.workbook.formula import Rect
from ziping.workbook.opened import Opened
from ziping.workbook.typed_cells import number_from_text, text_field

NOT_COMPUTED = "（公式没有结果）"
FIRST_DATE, LAST_DATE = 29_221, 73_051  # 1980 to 2099, as a spreadsheet counts days


def number_at(opened: Opened, rect: Rect, row: int = 0, *, percent: bool = False) -> Number:
    """The cell of a name as a number; text that is plainly a number is read with a hint."""
    row = row or rect.row
    place = Place(rect.sheet, cell_ref(row, rect.col))
    cell = opened.cells(rect.sheet).get((row, rect.col))
    if cell is None:
        return Field(None, place)
    hint = "" if cell.formula is None else "formula"
    if cell.kind == "n":
        hint = hint or _date_hint(opened, cell)
        return Field(cell.value, place, cell.text, "", hint)  # type: ignore[arg-type]
    if cell.kind == "s":
        return number_from_text(str(cell.value), place, hint, percent=percent)
    if cell.kind == "":
        if cell.formula is None:
            return Field(None, place)
        return Field(None, place, NOT_COMPUTED, "error", hint)
    if cell.kind == "b":
        return Field(None, place, _as_text(opened, cell), "text", hint)
    return Field(None, place, cell.text, "error", hint)


def _date_hint(opened: Opened, cell: Cell) -> str:
    """ "date" for 3-15 that became a date; styles are read only where the number may be one."""
    value = cell.value
    if not isinstance(value, Decimal) or not FIRST_DATE <= value < LAST_DATE:
        return ""
    return "date" if opened.book.is_date(cell.style) else ""


def text_at(opened: Opened, rect: Rect, row: int = 0) -> Text:
    """The cell of a name as text; a number cell gives what `&` would make of it."""
    row = row or rect.row
    place = Place(rect.sheet, cell_ref(row, rect.col))
    cell = opened.cells(rect.sheet).get((row, rect.col))
    if cell is None or (cell.kind == "" and cell.formula is None):
        return Field(None, place)
    hint = "" if cell.formula is None else "formula"
    if cell.kind == "e" or cell.kind == "":
        return Field(None, place, cell.text or NOT_COMPUTED, "error", hint)
    text = _as_text(opened, cell)
    hint = hint or _date_hint(opened, cell)
    return text_field(text, place, hint)


def _as_text(opened: Opened, cell: Cell) -> str:
    if isinstance(cell.value, bool):
        return "TRUE" if cell.value else "FALSE"
    if isinstance(cell.value, Decimal):
        return general_text(cell.value)
    return str(cell.value or "")


def date_text_at(opened: Opened, rect: Rect) -> Text:
    """A date typed as a date reads as 2025年3月20日; typed as text it stays as typed.

    The foot line's formula sees no cell format, so here too the number alone decides.
    """
    cell = opened.cell(rect.sheet, rect.row, rect.col)
    field = text_at(opened, rect)
    if isinstance(cell.value, Decimal) and FIRST_DATE <= cell.value < LAST_DATE:
        from datetime import date, timedelta

        first = date(1904, 1, 1) if opened.book.date1904 else date(1899, 12, 30)
        day = first + timedelta(days=int(cell.value))
        shown = f"{day.year}年{day.month}月{day.day}日"
        return Field(shown, field.place, shown, field.problem, field.hint.removeprefix("date"))
    return field
