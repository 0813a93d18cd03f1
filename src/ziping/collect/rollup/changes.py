"""改动清单: what was changed in the returned workbooks against their templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ziping.collect.rollup.cells import Value
from ziping.collect.rollup.files import Counted, Files, counted
from ziping.collect.rollup.page import Column, Table
from ziping.collect.sheets import CHANGES
from ziping.collect.standing import Collected

KINDS = {
    "formula": "公式",
    "label": "标签",
    "rule": "规则",
    "validation": "填写限制",
    "name": "名称",
    "sheet": "工作表",
    "protection": "保护",
}
COLUMNS = (
    Column("单位名称", "text", 24),
    Column("单位编码", "code", 11),
    Column("程度", "middle", 6),
    Column("改动了什么", "middle", 10),
    Column("工作表", "text", 14),
    Column("单元格", "middle", 8),
    Column("所在项目", "wrap", 24),
    Column("原来应为", "wrap", 36),
    Column("现在是", "wrap", 36),
    Column("文件", "quiet", 40),
)


def changes_table(collected: Collected, title: str, files: Files) -> Table:
    offices = counted(collected, files)
    count = sum(len(one.reading.changes) for one in offices)
    note = "“严重”的改动会影响得分或遮住问题，应退回；“一般”的只作记录。"
    empty = "没有发现模板被改动。" if offices else "还没有收到可以核对的文件。"
    rows = _rows(offices)
    return Table(
        *(CHANGES, f"{title}·改动清单", note, COLUMNS, rows, count, empty, 1), printed="现在是"
    )


def _rows(offices: Iterable[Counted]) -> Iterator[list[Value]]:
    for sent in offices:
        for one in sorted(sent.reading.changes, key=lambda change: not change.grave):
            yield [
                sent.office.name,
                sent.office.code,
                "严重" if one.grave else "一般",
                KINDS.get(one.kind, one.kind),
                one.at.sheet,
                one.at.cell,
                one.label,
                one.expected,
                one.found,
                sent.file,
            ]
