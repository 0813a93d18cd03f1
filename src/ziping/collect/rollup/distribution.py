"""How the offices spread over grades and execution rates: two small tables of 总览."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas

from ziping.collect.rollup import frames
from ziping.collect.rollup.cells import Formula, Value
from ziping.collect.rollup.charts import Bars
from ziping.collect.rollup.grid import Grid
from ziping.collect.rollup.page import Table
from ziping.collect.sheets import RANKING
from ziping.package.refs import column_letters

Marked = Sequence[tuple[Value, str]]  # values with their looks
NO_RATE = "没有执行率"


class Area(NamedTuple):
    """Where a table may stand: its first row, first column, and how many columns wide."""

    row: int
    col: int
    width: int


class Spread(NamedTuple):
    """A table that was put: its last row, and what its chart shows."""

    last: int
    bars: Bars


class _Line(NamedTuple):
    label: str
    offices: Formula


def put_grades(
    grid: Grid, area: Area, offices: pandas.DataFrame, tables: dict[str, Table]
) -> Spread:
    """One line a grade, the best first."""
    ranking, lines = tables[RANKING], []
    label = column_letters(area.col)
    for row, one in enumerate(frames.grades(offices).itertuples(), area.row + 1):
        if one.grade == frames.NO_GRADE:
            rest = f'SUMPRODUCT(--ISNUMBER({ranking.span("错误")}),--({ranking.span("等级")}=""))'
            count = Formula(rest, int(one.offices))
        else:
            same = f"SUMPRODUCT(--EXACT({ranking.span('等级')},{label}{row}))"
            count = Formula(same, int(one.offices))
        lines.append(_Line(str(one.grade), count))
    return _put(grid, area, ("等级", "单位数", "占比"), lines, "各等级单位数", len(lines))


def put_rates(
    grid: Grid, area: Area, offices: pandas.DataFrame, tables: dict[str, Table]
) -> Spread:
    """One line a band of rates; the offices without a rate last, and not in the chart."""
    ranking, rates = tables[RANKING], offices["rate"]
    span = ranking.span("执行率")
    lines = [
        _Line(label, Formula(_counted(span, low, high), frames.in_bin(rates, low, high)))
        for label, low, high in frames.BINS
    ]
    received = offices["status"] != frames.MISSING
    without = int((received & rates.isna()).sum())
    if without:
        text = f"SUMPRODUCT(--ISNUMBER({ranking.span('错误')}),--NOT(ISNUMBER({span})))"
        lines.append(_Line(NO_RATE, Formula(text, without)))
    heads = ("预算执行率", "单位数", "占比")
    return _put(grid, area, heads, lines, "各档执行率单位数", len(frames.BINS))


def _counted(span: str, low: float | None, high: float | None) -> str:
    if low is None:
        return f'COUNTIF({span},"<{high:g}")'
    if high is None:
        return f'COUNTIF({span},">{low:g}")'
    if low == high:
        return f"COUNTIF({span},{low:g})"
    return f'COUNTIFS({span},">={low:g}",{span},"<{high:g}")'


def _put(
    grid: Grid, area: Area, heads: Sequence[str], lines: Sequence[_Line], title: str, charted: int
) -> Spread:
    third = area.width // 3
    cols = [area.col + third * at for at in range(3)]
    letters = column_letters(cols[1])
    for col, head in zip(cols, heads, strict=True):
        grid.put(area.row, col, head, "head", span=third)
    first, total = area.row + 1, area.row + 1 + len(lines)
    counts = [_value(line) for line in lines]
    for row, line in enumerate(lines, first):
        part = Formula(
            f"IF({letters}${total}=0,0,{letters}{row}/{letters}${total})",
            _value(line) / sum(counts) if sum(counts) else 0,
        )
        cells: Marked = (
            *((line.label, "middle"), (line.offices, "count_middle")),
            (part, "percent_middle"),
        )
        for col, (value, look) in zip(cols, cells, strict=True):
            grid.put(row, col, value, look, span=third)
    whole = Formula(f"SUM({letters}{first}:{letters}{total - 1})" if lines else "0", sum(counts))
    sums: Marked = (("合计", "sum_middle"), (whole, "sum_middle"), ("", "sum_middle"))
    for col, (value, look) in zip(cols, sums, strict=True):
        grid.put(total, col, value, look, span=third)
    grid.heights |= dict.fromkeys(range(area.row, total + 1), 18.0)
    shown = lines[:charted]
    labels = [line.label for line in shown]
    return Spread(total, Bars(title, cols[0], cols[1], first, labels, counts[:charted]))


def _value(line: _Line) -> int:
    assert isinstance(line.offices.value, int)
    return line.offices.value
