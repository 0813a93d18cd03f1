"""基础数据: one row an office, one column a figure; where each stands is told over the heads.

Offices fill the same template, so a figure stands in the same cell nearly everywhere. The usual
cell is told once over the head; an office whose cell is another one says so in its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from math import fsum
from typing import NamedTuple, TypeVar

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.reading import At, FigureReading
from ziping.collect.rollup.cells import Formula, Value
from ziping.collect.rollup.files import Files
from ziping.collect.rollup.frames import UNLISTED, department_of, status_of
from ziping.collect.rollup.page import FIRST_ROW, Column, Table
from ziping.collect.rollup.values import number, number_or_text
from ziping.collect.sheets import BASIC
from ziping.collect.standing import Collected, Standing
from ziping.package.refs import column_letters

NOTE = "一行一个单位。每列数字所在的工作表和单元格写在表头上方，个别不同的写在最后一列。"
GROUPS = ("overall", "basic_data", "funds", "spending", "staffing")  # and the rest
MOST = 400  # figures; more than any template has
TOLD_APART = frozenset({"unit.name", "unit.code", "unit.supervising_department", "unit.year"})
HEADS = {"overall.execution.declared_rate": "执行率（自填）"}  # beside the worked out one of 排名
_PERSONS = ("posts", "staff_in_post", "retired", "dispatched")
_FIXED = (
    Column("单位名称", "text", 26),
    Column("单位编码", "code", 11),
    Column("主管部门", "text", 16),
)
_LAST = (Column("文件", "quiet", 36), Column("位置不同的格", "quiet", 40))


Kind = TypeVar("Kind", str, At)


class Figure(NamedTuple):
    """One figure over all offices: its head, look, and the usual cell."""

    key: str
    head: str
    look: str
    at: At


def basic_table(collected: Collected, title: str, files: Files) -> Table:
    known = [one for one in collected.standings if one.reading is not None]
    figures = list(_figures(known))
    width = {"count": 9, "percent": 10, "text": 18}
    heads = [
        Column(one.head, one.look, 15 if one.key in HEADS else width.get(one.look, 13))
        for one in figures
    ]
    places = [f"{one.at.sheet} {one.at.cell}".strip() for one in figures]
    return Table(
        *(BASIC, title, _note(collected), (*_FIXED, *heads, *_LAST)),
        *(_rows(known, figures, files), len(known), "还没有收到可以汇总的数据。", 1),
        above=("所在格", "", "", *places, "", ""),
        below=_sums(known, figures),
        printed=(heads or _FIXED)[-1].head,
        corner=(BASIC, "金额单位：万元"),
    )


def _note(collected: Collected) -> str:
    """Offices outside the list are summed too, as 总览 counts them."""
    status = (status_of(one, collected.has_list) for one in collected.standings)
    outside = sum(one == UNLISTED for one in status)
    return f"{NOTE}含名单外的 {outside} 个单位，合计里也有。" if outside else NOTE


def dress_basic(sheet: Worksheet) -> None:
    """Too wide for one page: as many as it takes, each with the names of the offices."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = 70
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_cols = "A:A"


def _figures(known: list[Standing]) -> Iterator[Figure]:
    """Money first, else in the order of the sheets; each named as most offices have it."""
    order: list[str] = []
    labels: dict[str, Counter[str]] = {}
    places: dict[str, Counter[At]] = {}
    numeric, filled = set(), set()
    for standing in known:
        before = -1
        for one in _of(standing):
            if one.key not in labels:
                order.insert(before + 1, one.key)
                labels[one.key], places[one.key] = Counter(), Counter()
            if not (before + 1 < len(order) and order[before + 1] == one.key):
                before = order.index(one.key) - 1
            before += 1
            labels[one.key][one.label] += 1
            places[one.key][one.at] += 1
            if one.value is not None:
                numeric.add(one.key)
            if one.value is not None or one.text:
                filled.add(one.key)
    shown = sorted((key for key in order if key in filled), key=_group)[:MOST]
    usual = {key: (HEADS.get(key) or _usual(labels[key]), _usual(places[key])) for key in shown}
    yield from _headed(usual, numeric)


def _headed(usual: Mapping[str, tuple[str, At]], numeric: Container[str]) -> Iterator[Figure]:
    """Two figures of one label are told apart by their sheets."""
    often = Counter(label for label, _ in usual.values())
    for key, (label, at) in usual.items():
        head = f"{at.sheet}：{label}" if often[label] > 1 and at.sheet else label
        yield Figure(key, head, _look(key) if key in numeric else "text", at)


def _usual(counted: Counter[Kind]) -> Kind:
    """What most offices have."""
    return counted.most_common(1)[0][0]


def _look(key: str) -> str:
    last = key.rpartition(".")[2]
    if last.endswith("_rate"):
        return "percent"
    return "count" if last.endswith(_PERSONS) else "money"


def _of(standing: Standing) -> list[FigureReading]:
    reading = standing.reading
    return [] if reading is None else [f for f in reading.figures if f.key not in TOLD_APART]


def _rows(known: list[Standing], figures: list[Figure], files: Files) -> Iterator[list[Value]]:
    for standing in known:
        assert standing.counted is not None
        found = {one.key: one for one in _of(standing)}
        cells = [_value(found.get(figure.key)) for figure in figures]
        office, file = standing.office, files.shown(standing.counted.entry.source)
        elsewhere = "；".join(_elsewhere(found, figures))
        yield [office.name, office.code, department_of(standing), *cells, file, elsewhere]


def _value(one: FigureReading | None) -> Value:
    return None if one is None else number_or_text(one.value, one.text)


def _elsewhere(found: Mapping[str, FigureReading], figures: list[Figure]) -> Iterator[str]:
    for figure in figures:
        one = found.get(figure.key)
        if one is not None and one.at != figure.at:
            yield f"{figure.head}：{one.at.sheet} {one.at.cell}".strip()


def _group(key: str) -> int:
    group = key.partition(".")[0]
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def _adds_up(figure: Figure) -> bool:
    """The first project of one office is not that of another."""
    return figure.look in ("count", "money") and ".project_lines." not in figure.key


def _sums(known: list[Standing], figures: list[Figure]) -> list[tuple[Value, str]]:
    """合计 under the rows, of those that a filter leaves in sight; a rate has no sum."""
    parts: dict[str, list[float]] = {}
    for standing in known:
        for one in _of(standing):
            value = number(one.value)
            if value is not None:
                parts.setdefault(one.key, []).append(float(f"{value:.15g}"))
    last = FIRST_ROW + len(known) - 1
    cells: list[tuple[Value, str]] = [("合计", "sum_text"), ("", "sum_text"), ("", "sum_text")]
    for col, figure in enumerate(figures, len(_FIXED) + 1):
        if not _adds_up(figure) or figure.key not in parts:
            cells.append((None, "sum_text"))
            continue
        area = f"{column_letters(col)}{FIRST_ROW}:{column_letters(col)}{last}"
        total = Formula(f"SUBTOTAL(109,{area})", float(f"{fsum(parts[figure.key]):.12g}"))
        cells.append((total, f"sum_{figure.look}"))
    return [*cells, ("随筛选变化", "sum_text"), ("", "sum_text")]
