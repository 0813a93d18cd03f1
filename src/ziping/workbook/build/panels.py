"""规则 and the hidden sheet."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from ziping.errors import ZipingError
from ziping.quantity import UNIT_FORBIDDEN
from ziping.quantity.plain import ASCII_DIGITS, FULL_WIDTH_DIGITS
from ziping.rules import digest
from ziping.workbook.build import style
from ziping.workbook.build.kit import Kit
from ziping.workbook.build.style import BOXED, put
from ziping.workbook.layout import (
    FORM_LAYOUT,
    FORM_LAYOUT_COL,
    HIDDEN_GRAMMAR,
    HIDDEN_TEXT_ROW,
    LAYOUT_VERSION,
    MAX_BLOCK_ROWS,
    A,
    B,
    C,
    D,
    E,
    F,
    hidden_spots,
)
from ziping.workbook.rules_sheet import STATUS_LABELS, level_table, rule_lines

CHUNK = 30_000  # a cell holds 32,767 characters
WIDE_CHUNK = 15_000  # of a text from outside: its characters may count double there


def build_rules(kit: Kit, sheet: Worksheet) -> None:
    """Fill 规则: each value with its source, named for the formulas that read it."""
    for letter, width in zip("ABCDEFGHIJ", (34, 18, 12, 12, 60, 18, 3, 24, 16, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    put(
        sheet,
        1,
        A,
        f"规则：{kit.pack.title}",
        last_col=F,
        size=14,
        bold=True,
        name=style.HEI,
        border=None,
        horizontal="left",
    )
    put(
        sheet,
        2,
        A,
        "本表由规则包生成，公式从这里取值，请勿手工修改。",
        last_col=F,
        border=None,
        color=style.QUIET,
        horizontal="left",
    )
    for col, head in enumerate(("项目", "值", "值二", "值三", "依据", "状态"), A):
        put(sheet, 4, col, head, bold=True, fill=style.HEAD_FILL, **BOXED)
    for row, line in enumerate(rule_lines(kit.pack), 5):
        put(sheet, row, A, line.caption, horizontal="left", **BOXED)
        values = (
            (B, line.value, line.name),
            (C, line.second, line.second_name),
            (D, line.third, line.third_name),
        )
        for col, value, name in values:
            put(sheet, row, col, None if value == "" else value, **BOXED)
            if name:
                kit.name(sheet, f"rule_{name}", row, col, row, col)
        put(sheet, row, E, line.rule.source, horizontal="left", size=9.5, **BOXED)
        put(sheet, row, F, STATUS_LABELS[line.rule.status], size=9.5, **BOXED)
    _levels(kit, sheet)
    style.page(sheet, "A1:F60", rows="4:4", landscape=True)
    style.protect(sheet)
    sheet.sheet_view.showGridLines = False


def _levels(kit: Kit, sheet: Worksheet) -> None:
    first, col = 5, 8
    for offset, head in enumerate(("二级指标", "一级指标", "权重")):
        put(sheet, first - 1, col + offset, head, bold=True, fill=style.HEAD_FILL, **BOXED)
    table = level_table(kit.pack)
    for row, values in enumerate(table, first):
        for offset, value in enumerate(values):
            put(sheet, row, col + offset, value, **BOXED)
    last = first + len(table) - 1
    kit.name(sheet, "rule_levels", first, col, last, col + 2)
    kit.name(sheet, "rule_level2_list", first, col, last, col)


def build_hidden(kit: Kit, sheet: Worksheet, build_hash: str, form_layout: str = "") -> None:
    """What the reader needs: layout, pack with its whole text and hash, and the grammar's lists."""
    _form_layout(kit, sheet, form_layout)
    texts = [
        (n, t[i : i + CHUNK]) for n, t in enumerate(kit.pack.texts) for i in range(0, len(t), CHUNK)
    ]
    kit.declare(sheet, hidden_spots(len(texts)))
    pack = kit.pack
    facts = (LAYOUT_VERSION, pack.name, pack.version, digest(pack.texts), build_hash)
    for row, fact in enumerate(facts, 1):
        style.write(sheet, row, B, fact)
    for row, (number, text) in enumerate(texts, HIDDEN_TEXT_ROW):
        style.write(sheet, row, A, str(number))
        style.write(sheet, row, B, text)
    for (name, col), characters in zip(
        HIDDEN_GRAMMAR, (UNIT_FORBIDDEN, ASCII_DIGITS + FULL_WIDTH_DIGITS), strict=True
    ):
        for row, character in enumerate(characters, 1):
            style.write(sheet, row, col, character)
        kit.name(sheet, name, 1, col, len(characters), col)
    sheet.sheet_state = "veryHidden"
    style.protect(sheet)


def _form_layout(kit: Kit, sheet: Worksheet, text: str) -> None:
    """The forms of an imported report, in pieces; a workbook made otherwise has none."""
    pieces = [text[at : at + WIDE_CHUNK] for at in range(0, len(text), WIDE_CHUNK)]
    if len(pieces) > MAX_BLOCK_ROWS:
        raise ZipingError("报告里的表太大，工作簿放不下", "请删去与自评无关的表格，再导入一次")
    for row, piece in enumerate(pieces, 1):
        style.write(sheet, row, FORM_LAYOUT_COL, piece)
    if pieces:
        kit.name(sheet, FORM_LAYOUT, 1, FORM_LAYOUT_COL, len(pieces), FORM_LAYOUT_COL)
