"""Whatever the layout, the figures and the unit: what was put into a table comes out of it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tasks.fill_files import OFFICE, save_workbook
from ziping.errors import ZipingError
from ziping.package.refs import parse_cell
from ziping.tasks.fill.plan import changes_of
from ziping.tasks.fill.shapes import Asked
from ziping.workbook.read import ReadFile, read_workbook

ITEMS = {
    "“三公”经费": "三公经费",
    "（一）因公出国（境）费": "出国经费",
    "公务用车购置及运行费": "公务用车购置和维护经费",
    "　其中：公务用车购置费": "公车购置",
    "2.公务用车运行维护费": "公车运行维护",
    "30217公务接待费": "公务接待",
    "办公费": "办公经费",
    "政府采购金额": "政府采购金额",
    "农村饮水安全": "2、农村饮水安全",
}
MEASURES = {
    "上年决算数": "上年决算数",
    "2023年决算": "上年决算数",
    "预算数": "本年预算数",
    "年初预算": "本年预算数",
    "2024年决算数": "本年决算数",
    "全年执行数": "本年决算数",
    "本年支出数": "本年决算数",
}
UNITS = {"元": 10_000, "千元": 10, "万元": 1}
Figures = Mapping[tuple[str, str], Decimal]
Grid = list[list[str]]

amounts = st.integers(0, 99_999_999).map(lambda cents: Decimal(cents) / 100)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """Some items by some measures, each measure once, every amount in 万元 with two decimals."""
    items = draw(st.lists(st.sampled_from(sorted(ITEMS)), min_size=1, max_size=6, unique=True))
    key = st.sampled_from(sorted(MEASURES))
    measures = draw(st.lists(key, min_size=1, max_size=3, unique_by=lambda name: MEASURES[name]))
    return {(item, measure): draw(amounts) for item in items for measure in measures}


def shown(amount: Decimal, unit: str, commas: bool) -> str:
    value = amount * UNITS[unit]
    return f"{value:,.2f}" if commas else f"{value:f}"


def down(cells: dict[tuple[str, str], str], unit: str) -> Grid:
    items, measures = (list(dict.fromkeys(key)) for key in zip(*cells, strict=True))
    rows = [[item, "", *(cells[item, measure] for measure in measures)] for item in items]
    return [["2024年度决算表"], ["", "", f"单位：{unit}"], ["项目", "", *measures], *rows]


def pairs(cells: dict[tuple[str, str], str], unit: str) -> Grid:
    flat = [[f"{item}{measure}（{unit}）", text] for (item, measure), text in cells.items()]
    doubled = [[*one, *other] for one, other in zip(flat[::2], flat[1::2], strict=False)]
    return [*doubled, *([flat[-1]] if len(flat) % 2 else [])]


def across(cells: dict[tuple[str, str], str], unit: str) -> Grid:
    heads = [f"{item}{measure}" for item, measure in cells]
    other = ["1" for _ in cells]
    return [
        [f"金额单位：{unit}"],
        ["单位名称", *heads],
        ["甲县林业局", *other],
        [OFFICE, *cells.values()],
        ["合计", *other],
    ]


def two_levels(cells: dict[tuple[str, str], str], unit: str) -> Grid:
    """Measures above, items below, a blank beside each head that reaches over others."""
    by_measure = sorted(cells, key=lambda key: key[1])
    upper = [
        measure if index == 0 or by_measure[index - 1][1] != measure else ""
        for index, (_, measure) in enumerate(by_measure)
    ]
    lower = [item for item, _ in by_measure]
    values = [cells[key] for key in by_measure]
    return [[f"单位：{unit}"], ["单位名称", *upper], ["", *lower], [OFFICE, *values]]


LAYOUTS = {"down": down, "pairs": pairs, "across": across, "two_levels": two_levels}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> ReadFile:
    return read_workbook(save_workbook(tmp_path_factory.mktemp("fill")))


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(given=figures(), unit=st.sampled_from(sorted(UNITS)), commas=st.booleans())
def test_what_went_in_comes_out(
    workbook: ReadFile, tmp_path: Path, layout: str, given: Figures, unit: str, commas: bool
) -> None:
    cells = {key: shown(amount, unit, commas) for key, amount in given.items()}
    export = tmp_path / "导出.csv"
    with export.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(LAYOUTS[layout](cells, unit))
    found = changes_of(workbook, export)
    expected = {f"{ITEMS[i]}·{MEASURES[m]}": amount for (i, m), amount in given.items()}
    assert {change.label: change.new for change in found.changes} == expected
    assert not any(change.is_rounded for change in found.changes)
    assert not (found.unknown or found.unclear or found.unreadable or found.conflicts)


CELLS = [
    *("", "", "", "项目", "单位名称", OFFICE, "甲县林业局", "单位：万元", "单位：元", "年度"),
    *("2024", "2023年", "三公经费", "公务接待费", "合计", "总计", "收入", "支出", "决算数"),
    *("年初预算数", "预算数", "上年决算数", "其中：财政拨款", "2130301", "栏次", "1", "1.5"),
    *("-3", "1E+300", "9" * 18, "#REF!", "—", "=1+1", "农村饮水安全", "水费", "电费", "差旅费"),
    *("2024年度决算表", "注：" + "很长" * 40, "基本支出", "12.3万元", "（", "\u3000", "12月"),
]
grids = st.lists(st.lists(st.sampled_from(CELLS), max_size=7), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(grid=grids, money=st.sampled_from(["", "元"]))
def test_no_table_is_a_crash(workbook: ReadFile, tmp_path: Path, grid: Grid, money: str) -> None:
    """Whatever stands where: a refusal in words, or values that stand in their source cells."""
    export = tmp_path / "导出.csv"
    with export.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*grid, ["完"]])
    try:
        found = changes_of(workbook, export, Asked(money))
    except ZipingError as error:
        assert error.remedy
        return
    for change in found.changes:
        if "＋" not in change.source.place:
            row, col = parse_cell(change.source.place)
            assert grid[row - 1][col - 1].strip() == change.source.raw
