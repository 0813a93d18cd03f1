"""The offices by 主管部门: counts and averages, one line a department."""

from __future__ import annotations

from typing import Any

import pandas

from ziping.collect.rollup.cells import Formula, Value
from ziping.collect.rollup.grid import Grid
from ziping.collect.rollup.page import Table
from ziping.collect.rollup.values import YES
from ziping.package.refs import column_letters

NO_DEPARTMENT = "（未写主管部门）"
NONE = "—"
_NAME = 4  # columns that the name takes
_PLACES = ((5, 1), (6, 1), (7, 2), (9, 1), (10, 1), (11, 1), (12, 1), (13, 1))  # and the others
_HEADS = ("单位", "已收", "未收", "逾期", "平均得分", "平均执行率", "错误", "警告")
_LOOKS = (*["count_middle"] * 4, "mark_middle", "percent_middle", *["count_middle"] * 2)


def put_departments(grid: Grid, row: int, table: pandas.DataFrame, ranking: Table) -> int:
    """Heads, lines and a sum from `row` on; gives the last row."""
    grid.put(row, 1, "主管部门", "head", span=_NAME)
    for (col, span), head in zip(_PLACES, _HEADS, strict=True):
        grid.put(row, col, head, "head", span=span)
    first = row + 1
    for number, one in enumerate(table.itertuples(), first):
        name = str(one.department)
        grid.put(number, 1, name or NO_DEPARTMENT, "text", span=_NAME)
        values = _values(one, _same(ranking, name, number), ranking, number)
        for (col, span), value, look in zip(_PLACES, values, _LOOKS, strict=True):
            grid.put(number, col, value, look, span=span)
    last = first + len(table)
    _put_sums(grid, first, last, table)
    grid.heights |= dict.fromkeys(range(row, last + 1), 18.0)
    return last


def _same(ranking: Table, name: str, row: int) -> str:
    """Which offices are of this department; EXACT takes no sign in a name for a wildcard."""
    span = ranking.span("主管部门")
    unit = ranking.span("单位名称")
    return f"--EXACT({span},$A{row})" if name else f'--({span}=""),--({unit}<>"")'


def _values(one: Any, same: str, ranking: Table, row: int) -> list[Value]:
    errors, warnings = ranking.span("错误"), ranking.span("警告")
    late = ranking.span("逾期")
    return [
        Formula(f"SUMPRODUCT({same})", int(one.offices)),
        Formula(f"SUMPRODUCT({same},--ISNUMBER({errors}))", int(one.received)),
        Formula(f"E{row}-F{row}", int(one.offices - one.received)),
        Formula(f'SUMPRODUCT({same},--({late}="{YES}"))', int(one.late)),
        _average(same, ranking.span("得分"), one.total),
        _average(same, ranking.span("执行率"), one.rate),
        Formula(f"SUMPRODUCT({same},{errors})", int(one.errors)),
        Formula(f"SUMPRODUCT({same},{warnings})", int(one.warnings)),
    ]


def _average(same: str, span: str, value: float) -> Formula:
    """Of the offices that have a number there; a blank cell counts neither above nor below."""
    count = f"SUMPRODUCT({same},--ISNUMBER({span}))"
    shown = NONE if pandas.isna(value) else float(value)
    return Formula(f'IF({count}=0,"{NONE}",SUMPRODUCT({same},{span})/{count})', shown)


def _put_sums(grid: Grid, first: int, last: int, table: pandas.DataFrame) -> None:
    grid.put(last, 1, "合计", "sum_text", span=_NAME)
    received = int(table["received"].sum())
    offices = int(table["offices"].sum())
    sums = (
        *(offices, received, offices - received, int(table["late"].sum()), None, None),
        *(int(table["errors"].sum()), int(table["warnings"].sum())),
    )
    for (col, span), value in zip(_PLACES, sums, strict=True):
        letters = column_letters(col)
        text = f"SUM({letters}{first}:{letters}{last - 1})"
        shown = None if value is None else Formula(text, value)
        grid.put(last, col, shown, "sum_middle", span=span)
