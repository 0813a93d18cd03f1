"""The figures at the head of 总览: who has sent, averages, what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas

from ziping.collect.rollup.cells import Formula, Value
from ziping.collect.rollup.frames import MISSING, RECEIVED, UNLISTED
from ziping.collect.rollup.grid import Grid
from ziping.collect.rollup.page import Table
from ziping.collect.rollup.values import YES
from ziping.collect.sheets import EXCEPTIONS, RANKING, REGISTER
from ziping.collect.standing import REFUSED, Collected

NONE = "—"
FIRST = 4
SPAN, HALF = 2, 3


class _Card(NamedTuple):
    label: str
    value: Value
    look: str = "card_count"


def put_cards(
    grid: Grid,
    collected: Collected,
    offices: pandas.DataFrame,
    tables: dict[str, Table],
    refused: int,
) -> int:
    """Two rows of figures and a line of remarks; gives the row below them."""
    register, ranking = tables[REGISTER], tables[RANKING]
    files = Formula(f'COUNTIF({tables[EXCEPTIONS].span("类别")},"{REFUSED}")', refused)
    first = [*_counts(collected, offices, register), _Card("未能读取的文件", files)]
    _put(grid, FIRST, first)
    _put(grid, FIRST + 3, _averages(offices, register, ranking))
    grid.heights[FIRST + 2] = 6
    notes = _notes(collected, offices)
    if not notes:
        grid.heights[FIRST + 5] = 8
        return FIRST + 5
    grid.put(FIRST + 5, 1, "；".join(notes) + "。", "note", span=SPAN * HALF * 2 + 1)
    grid.heights[FIRST + 5] = 20
    return FIRST + 6


def _counts(collected: Collected, offices: pandas.DataFrame, register: Table) -> list[_Card]:
    status, late, choice = (register.span(head) for head in ("状态", "逾期", "要退回"))
    received = _equal(offices["status"], RECEIVED)
    missing = _equal(offices["status"], MISSING)
    got, gone = f'COUNTIF({status},"{RECEIVED}")', f'COUNTIF({status},"{MISSING}")'
    listed = collected.has_list
    return [
        _Card("应报单位", Formula(f"{got}+{gone}", received + missing) if listed else NONE),
        _Card("已收", Formula(got, received)),
        _Card("未收", Formula(gone, missing) if listed else NONE),
        _Card("逾期报送", Formula(f'COUNTIF({late},"{YES}")', _equal(offices["late"], YES))),
        _Card("要退回", Formula(f'COUNTIF({choice},"{YES}")', _equal(offices["returns"], YES))),
    ]


def _averages(offices: pandas.DataFrame, register: Table, ranking: Table) -> list[_Card]:
    total, rate = ranking.span("得分"), ranking.span("执行率")
    errors = int((offices["errors"] > 0).sum())
    sent = Formula(f"SUM({register.span('提交次数')})", int(offices["submissions"].sum()))
    return [
        _Card("平均得分", _over("AVERAGE", total, offices["total"].mean()), "card_mark"),
        _Card("得分中位数", _over("MEDIAN", total, offices["total"].median()), "card_mark"),
        _Card("平均执行率", _over("AVERAGE", rate, offices["rate"].mean()), "card_percent"),
        _Card("执行率中位数", _over("MEDIAN", rate, offices["rate"].median()), "card_percent"),
        _Card("有错误的单位", Formula(f'COUNTIF({register.span("错误")},">0")', errors)),
        _Card("报送次数合计", sent),
    ]


def _over(function: str, area: str, value: float) -> Formula:
    """An average of what there is; a dash where there is nothing."""
    shown = NONE if pandas.isna(value) else float(value)
    return Formula(f'IF(COUNT({area})=0,"{NONE}",{function}({area}))', shown)


def _notes(collected: Collected, offices: pandas.DataFrame) -> list[str]:
    notes = []
    if not collected.has_list:
        notes.append("没有给单位名单（--units），应报和未收无从判断")
    unlisted = _equal(offices["status"], UNLISTED)
    if unlisted:
        notes.append(f"另有 {unlisted} 个单位不在名单里也报送了，其得分参加排名和下面的统计")
    return notes


def _put(grid: Grid, row: int, cards: Sequence[_Card]) -> None:
    for at, card in enumerate(cards):
        col = at * SPAN + 1 + (at >= HALF)  # a narrow column lies between the halves
        grid.put(row, col, card.label, "card", span=SPAN)
        grid.put(row + 1, col, card.value, card.look, span=SPAN)
    grid.heights |= {row: 20, row + 1: 32}


def _equal(column: pandas.Series[Any], word: str) -> int:
    return int((column == word).sum())
