"""Tables that only lay out the page: a frame around a form, a chapter in a box, a cover in rows.

What stands in them is read as the paragraphs that a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterator

from ziping.word.reading.document import Document, Paragraph, Table
from ziping.word.reading.rows import Row, rows
from ziping.word.reading.wording import core

COVER = (
    *("单位名称", "部门名称", "部门单位名称", "填报日期", "填表日期", "填报时间", "填表人"),
    *("填报人", "联系电话", "评价年度", "年度", "评价方式", "单位负责人", "联系人", "日期"),
    *("填报单位", "报告日期", "主管部门", "单位", "部门", "评价类型", "项目名称"),
)  # fmt: skip
MOST_COVER_ROWS = 15


def unboxed(document: Document) -> Document:
    """The document with layout tables as paragraphs; nested tables stand after their text."""
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        if isinstance(block, Table) and _is_frame(block):
            blocks.extend(_paragraphs(block))
        elif isinstance(block, Table) and _is_cover(block):
            blocks.extend(_lines(block))
        else:
            blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def _is_frame(table: Table) -> bool:
    """One column: no form of ours has less than two."""
    return table.cols == 1 or len(table.cells) == 1


def _is_cover(table: Table) -> bool:
    """Two cells a row, every first one a label of a title page."""
    lines = list(rows(table))
    return 0 < len(lines) <= MOST_COVER_ROWS and all(map(_is_entry, lines))


def _is_entry(row: Row) -> bool:
    return len(row.cells) == 2 and core(row.cells[0].text) in COVER


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    for at, cell in enumerate(table.cells):
        for line, text in enumerate(cell.text.split("\n")):
            yield Paragraph(_number(table, 100 * at + line), text)


def _lines(table: Table) -> Iterator[Paragraph]:
    for row in rows(table):
        label, value = row.cells
        text = f"{''.join(label.text.split())}：{' '.join(value.text.split())}"
        yield Paragraph(_number(table, row.number), text)


def _number(table: Table, at: int) -> int:
    """No paragraph of the body has this number."""
    return -(100_000 * table.nth + at + 1)
