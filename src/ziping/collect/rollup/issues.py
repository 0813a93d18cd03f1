"""问题清单: every finding of what counts, to be filtered by office, code and severity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ziping.collect.reading import FindingReading
from ziping.collect.rollup.cells import Value
from ziping.collect.rollup.files import Counted, Files, counted
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
    Column("同因", "wrap", 16),
    Column("问题", "wrap", 46),
    Column("改法", "wrap", 34),
    Column("工作表", "wrap", 14),
    Column("单元格", "wrap", 24),
    Column("依据", "wrap", 28),
    Column("单位说明", "wrap", 24),
    Column("文件", "quiet", 40),
)


SAME_CAUSE = (
    "“同因”写着另一条的，与那一条是同一个原因，排在它下面；"
    "总览、排名、登记的错误、警告只数“同因”空着的。"
)
NO_HEAD = "与另一条同因"


def issues_table(collected: Collected, title: str, files: Files) -> Table:
    offices = counted(collected, files)
    count = sum(len(one.reading.findings) for one in offices)
    note = f"只列计入的那一次提交的问题，可以按单位、代码、级别筛选。{SAME_CAUSE}"
    empty = "没有发现问题。" if offices else "还没有收到可以核对的文件。"
    rows = _rows(offices)
    return Table(
        *(ISSUES, f"{title}·问题清单", note, COLUMNS, rows, count, empty, 1), printed="单元格"
    )


def _rows(offices: Iterable[Counted]) -> Iterator[list[Value]]:
    for sent in offices:
        for one, cause in _with_cause(sent.reading.findings):
            yield [
                sent.office.name,
                sent.office.code,
                department_of(sent.standing),
                SEVERITIES.get(one.severity, one.severity),
                one.code,
                cause,
                one.problem,
                one.fix,
                sheet_of(one.places),
                cells_of(one.places),
                one.source,
                one.remark,
                sent.file,
            ]


def _with_cause(found: Sequence[FindingReading]) -> Iterator[tuple[FindingReading, str]]:
    """Each with the code and place of the one whose cause it shares: that stands above it."""
    head = NO_HEAD
    for one in found:
        yield one, "" if one.is_head else head
        if one.is_head:
            place = cells_of(one.places[:1])
            head = f"{one.code} {sheet_of(one.places[:1])} {place}".strip()
