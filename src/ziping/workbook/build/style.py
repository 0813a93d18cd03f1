"""How the sheets look: the official form in black on white, inputs pale yellow, helpers grey."""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.text import cell_text

SONG, HEI = "宋体", "黑体"
INK, QUIET, LINE, SOFT_LINE = "1F1F1F", "6B7280", "404040", "D9DDE3"
INPUT_FILL = PatternFill("solid", fgColor="FFFBE0")
SYSTEM_FILL = PatternFill("solid", fgColor="F4F6F9")
HEAD_FILL = PatternFill("solid", fgColor="E8EDF3")
THIN = Side(style="thin", color=LINE)
SOFT = Side(style="thin", color=SOFT_LINE)
FORM_BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SOFT_BORDER = Border(left=SOFT, right=SOFT, top=SOFT, bottom=SOFT)
MONEY, PERCENT, MARK, TEXT, COUNT = "#,##0.00####", "0.00%", "0.##", "@", "0"
PLAIN_NUMBER = "General"
LONGEST_NUMBER = 20  # digits
UNLOCKED = Protection(locked=False)


def font(size: float = 10.5, *, bold: bool = False, color: str = INK, name: str = SONG) -> Font:
    return Font(name=name, size=size, bold=bold, color=color)


def align(horizontal: str = "center", *, wrap: bool = True, vertical: str = "center") -> Alignment:
    indent = 1 if horizontal == "left" else 0
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap, indent=indent)


class Look(NamedTuple):
    """All that makes up how a cell looks; border and fill by identity."""

    size: float
    bold: bool
    color: str
    name: str
    horizontal: str
    vertical: str
    wrap: bool
    border: int
    fill: int
    number_format: str
    locked: bool


_DRESSED: WeakKeyDictionary[Any, dict[Any, tuple[Any, ...]]] = WeakKeyDictionary()


BOXED: dict[str, Any] = {"border": SOFT_BORDER}  # what belongs to no official form


def put(
    sheet: Worksheet,
    row: int,
    col: int,
    value: Any = None,
    *,
    last_col: int = 0,
    last_row: int = 0,
    size: float = 10.5,
    bold: bool = False,
    color: str = INK,
    name: str = SONG,
    horizontal: str = "center",
    vertical: str = "center",
    border: Border | None = FORM_BORDER,
    fill: PatternFill | None = None,
    number_format: str = PLAIN_NUMBER,
    locked: bool = True,
    wrap: bool = True,
) -> None:
    """Write a cell, or a merged block of cells, with its whole look."""
    look = Look(
        *(size, bold, color, name, horizontal, vertical, wrap),
        *(id(border), id(fill), number_format, locked),
    )
    for r in range(row, (last_row or row) + 1):
        for c in range(col, (last_col or col) + 1):
            _dress(sheet.cell(r, c), look, border, fill)
    if value is not None:
        write(sheet, row, col, value)
    if max(last_col, col) > col or max(last_row, row) > row:
        sheet.merge_cells(
            start_row=row, end_row=last_row or row, start_column=col, end_column=last_col or col
        )


def _dress(cell: Any, look: Look, border: Border | None, fill: PatternFill | None) -> None:
    """Give a cell its look; one that a cell of this book got before is copied as a whole.

    openpyxl compares every font and border with all it knows, which took three quarters of the
    time of building a workbook.
    """
    known = _DRESSED.setdefault(cell.parent.parent, {})
    key = (tuple(cell._style or ()), look)
    if key in known:
        cell._style = copy(known[key][0])
        return
    cell.font = font(look.size, bold=look.bold, color=look.color, name=look.name)
    cell.alignment = align(look.horizontal, wrap=look.wrap, vertical=look.vertical)
    cell.number_format = look.number_format
    if border is not None:
        cell.border = border
    if fill is not None:
        cell.fill = fill
    if not look.locked:
        cell.protection = UNLOCKED
    known[key] = (copy(cell._style), border, fill)  # kept, so that no other gets their ids


def write(sheet: Worksheet, row: int, col: int, value: Any) -> None:
    """A value as what it is: a text that begins with = stays text unless it's ours to compute."""
    cell = sheet.cell(row, col)
    if isinstance(value, str) and not isinstance(value, OurFormula):
        cell.value = cell_text(value)
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.value = _digits(value)  # openpyxl would write 94852615.6 as 94852615.59999999
        cell.data_type = "n"
    else:
        cell.value = value


def _digits(value: Decimal) -> str:
    """All digits of a number, without exponent where it has an ordinary size."""
    if abs(value.adjusted()) > LONGEST_NUMBER:
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class OurFormula(str):
    """A text that is a formula of ours, never one from data."""


def put_input(sheet: Worksheet, row: int, col: int, **look: Any) -> None:
    """An unlocked yellow cell."""
    put(sheet, row, col, fill=INPUT_FILL, locked=False, **look)


def put_system(sheet: Worksheet, row: int, col: int, value: Any = None, **look: Any) -> None:
    """A cell of the system's own columns: quiet, at the right of the printed form."""
    look = {"size": 9.5, "color": QUIET, "border": SOFT_BORDER, "fill": SYSTEM_FILL, **look}
    put(sheet, row, col, value, **look)


def page(sheet: Worksheet, area: str, *, rows: str = "", landscape: bool = False) -> None:
    """A4, one page wide, as many pages high as it needs; `rows` repeat on each page."""
    sheet.print_area = area
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_setup.blackAndWhite = True
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top, margins.bottom = 0.75, 0.7
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if rows:
        sheet.print_title_rows = rows


def protect(sheet: Worksheet) -> None:
    """Against slips only: no password, and hiding and sizing rows and columns stays allowed."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = False
    sheet.protection.formatColumns = False
    sheet.protection.formatCells = False
