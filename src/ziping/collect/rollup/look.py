"""How the sheets look: dark ink on white, thin grey lines, one calm blue; styles by name."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.rollup.cells import Look

BLUE, PALE_BLUE = "3B6EA5", "EEF3F8"
INK, QUIET, LINE, RED = "1F2933", "6B7280", "D5DAE1", "A4342A"
SONG, HEI = "宋体", "黑体"
INPUT = "FFFBE0"
MONEY, MARK, PERCENT, COUNT = "#,##0.00##", "0.00", "0.00%", "0"
DAY, TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_BOX = "box"


class _Style(NamedTuple):
    size: float = 10
    bold: bool = False
    color: str = INK
    horizontal: str = "left"
    wrap: bool = False
    number_format: str = "General"
    fill: str = ""
    border: str = _BOX  # box, under, none
    font: str = SONG
    vertical: str = "center"


_MIDDLE = _Style(horizontal="center")
_NUMBER = _Style(horizontal="right")
_SUM = _NUMBER._replace(bold=True, fill=PALE_BLUE)
_CARD = _Style(horizontal="center", border="none", fill=PALE_BLUE)
_FIGURE = _CARD._replace(size=18, bold=True, color=BLUE, font=HEI)
STYLES = {
    "plain": _Style(border="none"),
    "title": _Style(size=15, bold=True, font=HEI, border="none"),
    "cover": _Style(size=20, bold=True, font=HEI, border="none", horizontal="center"),
    "note": _Style(size=9, color=QUIET, border="none"),
    "note_wrap": _Style(size=9, color=QUIET, border="none", wrap=True, vertical="top"),
    "note_middle": _Style(size=10, color=QUIET, border="none", horizontal="center"),
    "calm": _Style(size=10.5, color=QUIET, border="none"),
    "section": _Style(size=12, bold=True, font=HEI, color=BLUE, border="under"),
    "head": _Style(bold=True, fill=PALE_BLUE, horizontal="center", wrap=True),
    "place": _Style(size=8, color=QUIET, horizontal="center", wrap=True),
    "text": _Style(),
    "wrap": _Style(wrap=True),
    "code": _MIDDLE._replace(number_format="@"),
    "middle": _MIDDLE,
    "quiet": _Style(size=9, color=QUIET),
    "count": _NUMBER._replace(number_format=COUNT),
    "mark": _NUMBER._replace(number_format=MARK),
    "difference": _NUMBER._replace(number_format="+0.00;-0.00;0.00"),
    "money": _NUMBER._replace(number_format=MONEY),
    "percent": _NUMBER._replace(number_format=PERCENT),
    "count_middle": _MIDDLE._replace(number_format=COUNT),
    "mark_middle": _MIDDLE._replace(number_format=MARK),
    "percent_middle": _MIDDLE._replace(number_format=PERCENT),
    "rank": _MIDDLE._replace(number_format=COUNT, bold=True),
    "day": _MIDDLE._replace(number_format=DAY),
    "time": _MIDDLE._replace(number_format=TIME),
    "input": _Style(fill=INPUT, wrap=True),
    "choice": _MIDDLE._replace(fill=INPUT),
    "sum_text": _SUM._replace(horizontal="left"),
    "sum_middle": _SUM._replace(horizontal="center", number_format=COUNT),
    "sum_count": _SUM._replace(number_format=COUNT),
    "sum_money": _SUM._replace(number_format=MONEY),
    "card": _CARD._replace(color=QUIET, size=9),
    "card_count": _FIGURE._replace(number_format=COUNT),
    "card_mark": _FIGURE._replace(number_format=MARK),
    "card_percent": _FIGURE._replace(number_format=PERCENT),
}


class Looks:
    """The styles of one workbook by name; all get their numbers before the book is saved."""

    def __init__(self, book: Workbook) -> None:
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        self._sheet = sheet
        self._known = {
            name: Look(self._number(style, False), self._number(style, True))
            for name, style in STYLES.items()
        }

    def __getitem__(self, name: str) -> Look:
        return self._known[name]

    def _number(self, style: _Style, quoted: bool) -> int:
        """The index among the book's formats, as it will be saved."""
        cell = WriteOnlyCell(self._sheet)  # a new one each: the book keeps its style by reference
        cell.font = Font(name=style.font, size=style.size, bold=style.bold, color=style.color)
        inset = style.border == _BOX and style.horizontal == "left"
        cell.alignment = Alignment(
            horizontal=style.horizontal,
            vertical=style.vertical,
            wrap_text=style.wrap,
            indent=int(inset),
        )
        cell.number_format = style.number_format
        cell.border = _border(style.border)
        cell.fill = PatternFill("solid", fgColor=style.fill) if style.fill else PatternFill()
        cell.quotePrefix = quoted
        return int(cell.style_id)


def _border(kind: str) -> Border:
    if kind == "none":
        return Border()
    if kind == "under":
        return Border(bottom=Side(style="medium", color=BLUE))
    line = Side(style="thin", color=LINE)
    return Border(left=line, right=line, top=line, bottom=line)
