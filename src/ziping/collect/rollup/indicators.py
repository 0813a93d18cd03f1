"""指标明细: one row an indicator, of the overall form and of every project."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.collect.reading import FormReading, IndicatorReading
from ziping.collect.rollup.cells import Value
from ziping.collect.rollup.files import Files
from ziping.collect.rollup.page import Column, Table
from ziping.collect.rollup.values import number
from ziping.collect.sheets import INDICATORS
from ziping.collect.standing import Collected

COLUMNS = (
    Column("单位名称", "text", 24),
    Column("单位编码", "code", 11),
    Column("自评表", "wrap", 18),
    Column("一级指标", "text", 11),
    Column("二级指标", "text", 19),
    Column("三级指标", "wrap", 26),
    Column("性质", "middle", 7),
    Column("年度指标值", "wrap", 14),
    Column("实际完成值", "wrap", 14),
    Column("分值", "mark", 7),
    Column("系统测算分", "mark", 9),
    Column("自评得分", "mark", 9),
    Column("计入得分", "mark", 9),
    Column("偏差原因及改进措施", "wrap", 28),
    Column("评分依据", "wrap", 36),
    Column("文件", "quiet", 30),
    Column("工作表", "quiet", 13),
    Column("单元格", "quiet", 8),
)


def indicators_table(collected: Collected, title: str, files: Files) -> Table:
    count = sum(
        len(form.indicators)
        for standing in collected.standings
        if standing.reading is not None
        for form in standing.reading.forms
    )
    note = "一行一个指标。系统测算分按规则算出，自评得分是单位打的；有自评得分的按自评得分计入。"
    rows = _rows(collected, files)
    name = f"{title}·指标明细"
    return Table(
        *(INDICATORS, name, note, COLUMNS, rows, count, "还没有指标。", 1),
        printed="偏差原因及改进措施",
    )


def _rows(collected: Collected, files: Files) -> Iterator[list[Value]]:
    for standing in collected.standings:
        if standing.counted is None or standing.reading is None:
            continue
        office, file = standing.office, files.shown(standing.counted.entry.source)
        for form in standing.reading.forms:
            name = "整体" if form.is_overall else f"项目：{form.name}"
            for one in form.indicators:
                yield [office.name, office.code, name, *_row(one, form), file, *_place(one, form)]


def _row(one: IndicatorReading, form: FormReading) -> list[Value]:
    return [
        one.level1,
        one.level2,
        one.name,
        one.nature,
        one.target,
        one.actual,
        number(one.full_marks),
        number(one.computed_score),
        number(one.declared_score),
        number(one.counted_score),
        one.deviation_reason,
        one.basis,
    ]


def _place(one: IndicatorReading, form: FormReading) -> tuple[str, str]:
    return one.at.sheet or form.sheet, one.at.cell
