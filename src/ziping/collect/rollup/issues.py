"""问题清单: every finding of what counts, to be filtered by office, code and severity."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.collect.rollup.cells import Value
from ziping.collect.rollup.files import Files
from ziping.collect.rollup.frames import department_of
from ziping.collect.rollup.page import Column, Table
from ziping.collect.rollup.values import SEVERITIES, cells_of, sheet_of
from ziping.collect.sheets import ISSUES
from ziping.collect.standing import Collected

COLUMNS = (
    Column("单位名称", "text", 24),
    Column("单位编码", "code", 11),
    Column("主管部门", "text", 16),
    Column("级别", "middle", 6),
    Column("代码", "middle", 8),
    Column("问题", "wrap", 46),
    Column("改法", "wrap", 34),
    Column("工作表", "wrap", 14),
    Column("单元格", "wrap", 24),
    Column("依据", "wrap", 28),
    Column("单位说明", "wrap", 24),
    Column("文件", "quiet", 40),
)


def issues_table(collected: Collected, title: str, files: Files) -> Table:
    readings = [one.reading for one in collected.standings if one.reading is not None]
    count = sum(len(reading.findings) for reading in readings)
    note = "只列计入的那一次提交的问题。点表头的箭头，可以只看一个单位、一个代码或一个级别。"
    empty = "没有发现问题。" if readings else "还没有收到可以核对的文件。"
    rows = _rows(collected, files)
    return Table(
        *(ISSUES, f"{title}·问题清单", note, COLUMNS, rows, count, empty, 1), printed="单元格"
    )


def _rows(collected: Collected, files: Files) -> Iterator[list[Value]]:
    for standing in collected.standings:
        if standing.counted is None or standing.reading is None:
            continue
        office, file = standing.office, files.shown(standing.counted.entry.source)
        department = department_of(standing)
        for one in standing.reading.findings:
            yield [
                office.name,
                office.code,
                department,
                SEVERITIES.get(one.severity, one.severity),
                one.code,
                one.problem,
                one.fix,
                sheet_of(one.places),
                cells_of(one.places),
                one.source,
                one.remark,
                file,
            ]
