"""A sheet of the roll-up: its cells as XML, and what openpyxl sets around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.rollup.cells import Cell, Look, Row, Value, spell_row, spell_table
from ziping.collect.rollup.look import Looks
from ziping.collect.sheets import REGISTER_HEAD_ROW
from ziping.package.refs import column_letters

HEAD_ROW = REGISTER_HEAD_ROW  # the same on every sheet that is a table
FIRST_ROW = HEAD_ROW + 1
TITLE_HEIGHT, HEAD_HEIGHT = 26, 32
WRAPPED = frozenset({"wrap", "input"})


class Column(NamedTuple):
    """A column of a table: its head, the look of its cells by name, its width in characters."""

    head: str
    look: str = "text"
    width: float = 12


class Table(NamedTuple):
    """A sheet with heads in `HEAD_ROW` and one thing a row; `length` rows in all."""

    name: str
    title: str
    note: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    length: int
    empty: str  # what stands there instead of rows
    frozen: int = 1  # columns that stay in sight
    above: Sequence[Value] = ()  # a row of places over the heads
    below: Sequence[tuple[Value, str]] = ()  # sums under the rows, with their looks
    printed: str = ""  # the last head that prints; what is right of it is for the screen
    corner: tuple[str, str] = ("", "")  # short words for a first column that each page repeats

    @property
    def last_row(self) -> int:
        return HEAD_ROW + max(self.length, 1)

    def span(self, head: str) -> str:
        """The cells of a column, for formulas on other sheets: 登记!$C$5:$C$44."""
        letters = self.letters(head)
        return f"{self.name}!${letters}${FIRST_ROW}:${letters}${self.last_row}"

    def letters(self, head: str) -> str:
        return column_letters([column.head for column in self.columns].index(head) + 1)


def table_xml(table: Table, looks: Looks) -> Iterator[str]:
    """All rows of a table's sheet."""
    yield spell_row(Row(1, _beside(table.corner[0], table.title, looks["title"]), TITLE_HEIGHT))
    yield spell_row(Row(2, _beside(table.corner[1], table.note, looks["note"])))
    if table.above:
        yield spell_row(_row(HEAD_ROW - 1, table.above, looks["place"], HEAD_HEIGHT))
    heads = [column.head for column in table.columns]
    yield spell_row(_row(HEAD_ROW, heads, looks["head"], HEAD_HEIGHT))
    if not table.length:
        yield spell_row(Row(FIRST_ROW, [Cell(1, table.empty, looks["calm"])]))
        return
    styles = [looks[column.look] for column in table.columns]
    wrapped = {at: one.width for at, one in enumerate(table.columns) if one.look in WRAPPED}
    yield from spell_table(table.rows, styles, FIRST_ROW, wrapped)
    if table.below:
        cells = [Cell(col, v, looks[name]) for col, (v, name) in enumerate(table.below, 1)]
        yield spell_row(Row(FIRST_ROW + table.length, cells, 20))


def dress_table(sheet: Worksheet, table: Table) -> None:
    """Widths, filter, frozen heads, and how it prints."""
    for col, column in enumerate(table.columns, 1):
        sheet.column_dimensions[column_letters(col)].width = column.width
    last = column_letters(len(table.columns))
    sheet.freeze_panes = f"{column_letters(table.frozen + 1)}{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{table.last_row}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    set_print(sheet, landscape=True)
    if table.printed:
        bottom = table.last_row + bool(table.below)
        sheet.print_area = f"A1:{table.letters(table.printed)}{bottom}"


def set_print(sheet: Worksheet, *, landscape: bool) -> None:
    """A4, as wide as one page, page numbers at the foot, no gridlines on the screen."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = sheet.page_setup
    setup.paperSize = 9
    setup.orientation = "landscape" if landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom, margins.footer = 0.55, 0.6, 0.3
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "&A　第 &P 页，共 &N 页"


def _beside(corner: str, text: str, look: Look) -> list[Cell]:
    """A text that runs over its cell: not out of a column that is cut off on the next page."""
    return [Cell(1, corner, look), Cell(2, text, look)] if corner else [Cell(1, text, look)]


def _row(number: int, values: Sequence[Value], look: Look, height: float) -> Row:
    return Row(number, [Cell(col, v, look) for col, v in enumerate(values, 1)], height)
