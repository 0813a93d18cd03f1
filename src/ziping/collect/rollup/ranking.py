"""排名: the offices by their total; who has none stands below with the reason."""

from __future__ import annotations

from collections.abc import Iterator

import pandas

from ziping.collect.rollup.cells import Formula, Value
from ziping.collect.rollup.files import Files
from ziping.collect.rollup.frames import department_of, late_of
from ziping.collect.rollup.page import FIRST_ROW, Column, Table
from ziping.collect.sheets import RANKING
from ziping.collect.standing import Collected, Standing

NOTE = "得分相同的名次相同；没有得分的单位排在最后并写明原因。文件、工作表、单元格是总分的出处。"
COLUMNS = (
    Column("名次", "rank", 6),
    Column("单位名称", "wrap", 26),
    Column("单位编码", "code", 11),
    Column("主管部门", "wrap", 18),
    Column("得分", "mark", 8.5),
    Column("等级", "middle", 8),
    Column("执行率", "percent", 10),
    Column("系统测算总分", "mark", 10),
    Column("得分与测算差", "difference", 10),
    Column("错误", "count", 6),
    Column("警告", "count", 6),
    Column("第几次提交", "count", 8),
    Column("逾期", "middle", 6),
    Column("说明", "wrap", 28),
    Column("文件", "quiet", 36),
    Column("工作表", "quiet", 13),
    Column("单元格", "quiet", 8),
)


def ranking_table(
    collected: Collected, offices: pandas.DataFrame, title: str, files: Files
) -> Table:
    order = offices["total"].sort_values(ascending=False, kind="stable", na_position="last").index
    last = FIRST_ROW + max(len(order), 1) - 1

    def rows() -> Iterator[list[Value]]:
        for row, index in enumerate(order, FIRST_ROW):
            yield _row(collected.standings[index], offices.loc[index], row, last, files)

    return Table(
        *(RANKING, f"{title}·排名", NOTE, COLUMNS, rows(), len(order), "还没有单位。", 2),
        printed="说明",
    )


def _row(
    standing: Standing, known: pandas.Series, row: int, last: int, files: Files
) -> list[Value]:
    counted, reading = standing.counted, standing.reading
    overall = None if reading is None else reading.overall
    total, computed, rate = (_value(known[name]) for name in ("total", "computed", "rate"))
    at = None if overall is None else overall.total_at
    return [
        _rank(known["rank"], row, last) if total is not None else None,
        standing.office.name,
        standing.office.code,
        department_of(standing),
        total,
        known["grade"],
        rate,
        computed,
        _difference(total, computed, row),
        None if reading is None else int(known["errors"]),
        None if reading is None else int(known["warnings"]),
        None if counted is None else counted.number or None,
        late_of(standing),
        _remark(standing, total),
        "" if counted is None else files.shown(counted.entry.source),
        "" if at is None else at.sheet,
        "" if at is None else at.cell,
    ]


def _rank(rank: float, row: int, last: int) -> Formula:
    return Formula(f"RANK(E{row},E${FIRST_ROW}:E${last})", int(rank))


def _difference(total: float | None, computed: float | None, row: int) -> Formula | None:
    """Both marks have few decimals: what binary fractions leave behind is rounded away."""
    if total is None or computed is None:
        return None
    return Formula(f"ROUND(E{row}-H{row},4)", round(total - computed, 4))


def _remark(standing: Standing, total: float | None) -> str:
    """Why there is no rank, or what a person should look at."""
    reading, why = standing.reading, ""
    if standing.counted is None:
        why = "未收到可以计入的文件"
    elif reading is None or reading.overall is None:
        why = "文件里没有整体自评表"
    elif total is None:
        why = "总分算不出：有指标还没有得分，见问题清单"
    listed = "" if standing.is_listed or standing.remark else "单位名单里没有这个单位"
    return "；".join(filter(None, (why, listed, standing.remark)))


def _value(found: float) -> float | None:
    return None if pandas.isna(found) else float(found)
