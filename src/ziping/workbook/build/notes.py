"""导入清单 or 结转清单: what became of every piece of the file that a workbook was made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.refs import cell_ref, column_letters
from ziping.workbook.build import style
from ziping.workbook.build.kit import area, when
from ziping.workbook.build.style import put
from ziping.workbook.layout import NOTE_COLUMNS, NOTE_FIRST_ROW, A

LINE_HEIGHT, HIGHEST = 14, 400
LONGEST = 8_000  # characters: what is longer is told by its beginning
CALM, STRONG = "175CD3", "B54708"
COLORS = {
    "未识别": STRONG,
    "有歧义": STRONG,
    "有改动": STRONG,
    "已换算": CALM,
    "未结转": style.QUIET,
}

Row = Sequence[str]


def build_notes(sheet: Worksheet, title: str, rows: Sequence[Row]) -> None:
    """Fill the sheet, a note a row, in the order given; a reader of the workbook ignores it."""
    last_col = len(NOTE_COLUMNS)
    head: dict[str, Any] = {"border": None, "horizontal": "left", "last_col": last_col}
    put(sheet, 1, A, title, size=16, bold=True, name=style.HEI, **head)
    text = f"{_counts(rows)}。本表只供核对，不参加计算；核对完可以删去整张表。"
    put(sheet, 2, A, text, color=style.QUIET, **head)
    for col, (label, width) in enumerate(NOTE_COLUMNS, A):
        sheet.column_dimensions[column_letters(col)].width = width
        put(sheet, NOTE_FIRST_ROW - 1, col, label, bold=True, fill=style.HEAD_FILL, **_SOFT)
    for at, row in enumerate(rows, NOTE_FIRST_ROW):
        _row(sheet, at, row)
    last = max(NOTE_FIRST_ROW, NOTE_FIRST_ROW + len(rows) - 1)
    for word, color in COLORS.items():
        look = style.font(10, bold=True, color=color)
        when(sheet, area(A, NOTE_FIRST_ROW, last), f'$A{NOTE_FIRST_ROW}="{word}"', font=look)
    repeated = f"{NOTE_FIRST_ROW - 1}:{NOTE_FIRST_ROW - 1}"
    style.page(sheet, f"A1:{cell_ref(last, last_col)}", rows=repeated, landscape=True)
    sheet.freeze_panes = cell_ref(NOTE_FIRST_ROW, A)
    sheet.auto_filter.ref = f"A{NOTE_FIRST_ROW - 1}:{cell_ref(last, last_col)}"
    sheet.sheet_view.showGridLines = False
    for number, height in ((1, 30), (2, 20), (NOTE_FIRST_ROW - 1, 22)):
        sheet.row_dimensions[number].height = height


_SOFT: dict[str, Any] = {"border": style.SOFT_BORDER}


def _row(sheet: Worksheet, at: int, row: Row) -> None:
    look: dict[str, Any] = {"size": 10, "vertical": "top", "number_format": style.TEXT, **_SOFT}
    lines = 1
    for col, (text, (_, width)) in enumerate(zip(row, NOTE_COLUMNS, strict=True), A):
        shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}……（下略）"
        put(sheet, at, col, shown or None, horizontal="center" if col == A else "left", **look)
        lines = max(lines, _lines(shown, width))
    sheet.row_dimensions[at].height = min(LINE_HEIGHT * lines + 4, HIGHEST)


def _lines(text: str, width: float) -> int:
    """Lines of a text in a column so many digits wide; a Hanzi takes two and a bit."""
    count = 0
    for line in text.split("\n"):
        size = sum(1.0 if character.isascii() else 2.1 for character in line)
        count += max(1, -(-int(size) // int(width - 3)))
    return count


def _counts(rows: Sequence[Row]) -> str:
    """已取用 12 项，未识别 3 项."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row[0]] = counts.get(row[0], 0) + 1
    return "，".join(f"{kind} {count} 项" for kind, count in counts.items()) or "没有内容"
