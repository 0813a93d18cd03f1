"""上年沿用: which targets, objectives and prose are last year's, until the officer gives her word.

The sheets of a workbook that was not rolled forward hold none of this, only the hidden columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ziping.package.refs import cell_ref, column_letters
from ziping.workbook.build import style
from ziping.workbook.build.kit import Kit, area, when
from ziping.workbook.build.style import put_input, put_system
from ziping.workbook.layout import (
    AFFIRMED,
    AWAITS,
    CARRIED_STATE,
    CARRIED_TEXT,
    CHECK_ROW,
    INDICATOR_COLUMNS,
    TEXT_CARRIED,
    TEXT_FIRST_ROW,
    TEXT_STATE,
    TEXT_VALUE,
    B,
    E,
    FormLayout,
)

ORANGE, STRONG = "FFE3C2", "B54708"
PAPER = "FFFBE0"  # of an input cell: what is written in it can't be seen there
HINT = "沿用上年的内容：适合今年的选“已确认”，不适合的直接改写，底色即消失。"
HEAD = next(column.head for column in INDICATOR_COLUMNS if column.name == "carried_state")
SHORT_HEAD = HEAD.partition("\n")[0]


def is_rolled(data: Mapping[str, Any]) -> bool:
    """Whether anything in the data was carried over from last year."""
    forms = (data, *data.get("projects", ()))
    return bool(data.get("carried_texts")) or any(
        form.get("carried_objective")
        or any(row.get("carried") for row in form.get("indicators", ()))
        for form in forms
    )


def build_carried(kit: Kit, sheet: Worksheet, layout: FormLayout) -> None:
    """The column on a form sheet: a list a row and one beside the objective, and their count."""
    sheet.column_dimensions[column_letters(CARRIED_STATE)].hidden = False
    put_system(sheet, CHECK_ROW - 1, CARRIED_STATE, "沿用待确认", fill=style.HEAD_FILL)
    _count(sheet, CHECK_ROW, CARRIED_STATE)
    objective = layout.objective_head + 1
    for row in range(CHECK_ROW + 1, objective - 1):
        put_system(sheet, row, CARRIED_STATE)
    put_system(sheet, layout.indicator_head, CARRIED_STATE, HEAD, fill=style.HEAD_FILL)
    put_system(sheet, objective - 1, CARRIED_STATE, SHORT_HEAD, fill=style.HEAD_FILL)
    _marked(kit, sheet, B, CARRIED_STATE, CARRIED_TEXT, objective, objective)
    _marked(kit, sheet, E, CARRIED_STATE, CARRIED_TEXT, layout.first + 1, layout.last - 1)


def build_carried_texts(kit: Kit, sheet: Worksheet, count: int) -> None:
    """The column on 报告正文."""
    letters = column_letters(TEXT_STATE)
    sheet.column_dimensions[letters].hidden = False
    sheet.column_dimensions[letters].width = 13
    _count(sheet, 2, TEXT_STATE)
    put_system(sheet, 1, TEXT_STATE, "沿用待确认", fill=style.HEAD_FILL)
    put_system(sheet, TEXT_FIRST_ROW - 1, TEXT_STATE, SHORT_HEAD, fill=style.HEAD_FILL)
    last = TEXT_FIRST_ROW + count - 1
    _marked(kit, sheet, TEXT_VALUE, TEXT_STATE, TEXT_CARRIED, TEXT_FIRST_ROW, last)


def _count(sheet: Worksheet, row: int, col: int) -> None:
    put_system(sheet, row, col, size=11, color=style.INK, bold=True)
    at = cell_ref(row, col)
    when(sheet, at, f"{at}>0", font=Font(color=STRONG, bold=True))


def _marked(
    kit: Kit, sheet: Worksheet, shown: int, state: int, text: int, first: int, last: int
) -> None:
    """Orange while the text is last year's without her word; the mark fades on another text."""
    look: dict[str, Any] = {"size": 9.5, "border": style.SOFT_BORDER}
    for row in range(first, last + 1):
        put_input(sheet, row, state, **look)
    cells = area(state, first, last)
    kit.choices(sheet, cells, f'"{AWAITS},{AFFIRMED}"', "上年沿用", HINT)
    mark, now, then = (f"${column_letters(col)}{first}" for col in (state, shown, text))
    same = f'AND({then}<>"",EXACT({now}&"",{then}&""))'
    orange = PatternFill("solid", bgColor=ORANGE)
    waits = f'AND(ISERROR(1/({mark}="{AFFIRMED}")),{same})'
    when(sheet, area(shown, first, last), waits, fill=orange)
    when(sheet, cells, waits, fill=orange, font=Font(color=STRONG, bold=True))
    when(sheet, cells, f'AND({mark}="{AWAITS}",NOT({same}))', font=Font(color=PAPER))
