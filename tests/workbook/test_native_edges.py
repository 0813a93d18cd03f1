"""Cells in which the sheet and the engine once differed, by name: both must show what stands here.

One workbook of the fifth pack (tiers with Latin letters, one decimal, a title without the year)
holds them all; an expectation is read from the scored file after LibreOffice has agreed with it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.office import Office
from tests.workbook.bases import Bases, Kind
from tests.workbook.cases import Case, Input
from tests.workbook.native import agrees, typing
from tests.workbook.packs import FIFTH, all_packs
from tests.workbook.values import Value, formula
from ziping.package.refs import cell_ref
from ziping.workbook.layout import BASIC_DATA, HOME, OVERALL, PROJECT, UNIT
from ziping.workbook.opened import Opened

Line = dict[str, Value]
COUNTS: Line = {"level2": "数量指标", "target_value": "≥30件", "actual_value": "30件"}
WORDS: Line = {"level2": "质量指标", "target_value": "提升", "actual_value": "提升"}

# what is typed into a row of 整体自评表, and what its formula cells must show
ROWS: dict[str, tuple[Line, dict[str, str]]] = {
    "a star is no wildcard": ({**COUNTS, "level2": "数量*"}, {"level1_label": ""}),
    "a question mark is no wildcard": ({**COUNTS, "level2": "??指标"}, {"level1_label": ""}),
    "a tilde is a tilde": ({**COUNTS, "level2": "~数量指标"}, {"level1_label": ""}),
    "a unit in other letters": (
        {**COUNTS, "target_value": "≥30KM", "actual_value": "30km"},
        {"status": "单位不一致", "computed_score": ""},
    ),
    "a tier in other letters": (
        {**WORDS, "tier": "a类（全部实现）"},
        {"status": "未选达成档次", "computed_score": ""},
    ),
    "a nature of blanks": ({**COUNTS, "nature": "　 "}, {"resolved_nature": "≥"}),
    "a nature with a blank": ({**COUNTS, "nature": " ="}, {"resolved_nature": "="}),
    "an unknown nature": (
        {**COUNTS, "nature": ">="},
        {"status": "指标性质应从清单中选", "computed_score": ""},
    ),
    "a name of blanks": ({"indicator_name": "\u00a0\n", "full_marks": None}, {"status": ""}),
    "a third of ten": ({**COUNTS, "full_marks": formula("=10/3")}, {"computed_score": "3.3"}),
    "a formula that gives digits as text": (
        {**COUNTS, "declared_score": formula('="３"')},
        {"counted_score": "待改正", "computed_score": "5"},
    ),
    "a formula that gives no text": (
        {**COUNTS, "declared_score": formula('=""')},
        {"counted_score": "5"},
    ),
    "a formula that gives a blank": (
        {**COUNTS, "full_marks": formula('="　"')},
        {"status": "分值待改正", "counted_score": "待改正"},
    ),
}

# single cells: what is typed, and what other cells must show
CELLS: dict[tuple[str, str], Value] = {
    (UNIT, "filling_date"): 45734.0,
    (UNIT, "filler"): formula("=1/0"),
    (UNIT, "unit_supervising_department"): formula('=""'),
    (OVERALL, "adjusted_budget"): 1.0,
    (OVERALL, "actual_expenditure"): 0.1234499999999,
    (OVERALL, "general_public_budget"): formula("=10/3"),
    (OVERALL, "other_funds"): 0.0000004,
    (OVERALL, "income_total"): 3.333334,
    (BASIC_DATA, "authorized_posts"): 1.0,
    (BASIC_DATA, "staff_in_post"): 0.9999499999999,
    (BASIC_DATA, "control_rate"): 1.0,
    (BASIC_DATA, "vehicle_purchase_budget"): formula("=1/3"),
    (BASIC_DATA, "three_public_expenses_final_accounts"): "　",
    (PROJECT, "project_name"): "甲项目",
}
SHOWN = {
    (OVERALL, "rate"): "0.1235",
    (OVERALL, "income_sum"): "3.333334",
    (OVERALL, "income_sum_verdict"): "一致",
    (OVERALL, "foot_line"): "经办：待改正　　日期：2025年3月18日",
    (BASIC_DATA, "computed_control_rate"): "1",
    (BASIC_DATA, "verdict_control_rate"): "一致",
    (BASIC_DATA, "computed_vehicle_expenses_budget"): "0.333333",
    (BASIC_DATA, "data_title"): "本年度“三公”等基础数据表",
    (HOME, "step_unit"): "还差9项",
    (HOME, "step_basic_data"): "还差3项",
}


@pytest.fixture(scope="module")
def scored(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The workbook typed, saved, scored and recalculated; every formula cell agrees."""
    folder = tmp_path_factory.mktemp("edges")
    base = Bases(folder, all_packs(folder)).of(Kind(FIFTH), office)
    inputs: list[Input] = [(sheet, base.at(sheet, name), v) for (sheet, name), v in CELLS.items()]
    for index, (line, _) in enumerate(ROWS.values(), 1):
        for name, value in {"full_marks": 5.0, **line}.items():
            inputs.append((OVERALL, base.at(OVERALL, name, index), value))
    path = folder / "edges.xlsx"
    office.run(base.opened.path, typing(base, [Case("edges", tuple(inputs))], [path]))
    agrees(office, path)
    return Opened(path)


@pytest.mark.parametrize("name", ROWS)
def test_row(scored: Opened, name: str) -> None:
    index = list(ROWS).index(name) + 1
    spots = {column: scored.find(OVERALL, column) for column in ROWS[name][1]}
    shown = {c: scored.cell(OVERALL, s.row + index, s.col).text for c, s in spots.items()}
    assert shown == ROWS[name][1]


@pytest.mark.parametrize(("sheet", "name"), SHOWN)
def test_cell(scored: Opened, sheet: str, name: str) -> None:
    spot = scored.find(sheet, name)
    assert scored.cell(sheet, spot.row, spot.col).text == SHOWN[sheet, name]


def test_an_officers_formula_stays(scored: Opened) -> None:
    """Only plain cells are rewritten: a text that a formula gives would come back."""
    index = list(ROWS).index("a formula that gives a blank") + 1
    spot = scored.find(OVERALL, "full_marks")
    assert scored.cell(OVERALL, spot.row + index, spot.col).formula == '"　"'


def test_an_error_in_the_year_is_told_in_the_titles(
    office: Office, tmp_path: Path, scored: Opened
) -> None:
    """It would make every title an error; a bad year is 待改正 in them all."""
    path = tmp_path / "年.xlsx"
    year = scored.find(UNIT, "year")
    typed = [UNIT, cell_ref(year.row, year.col), formula("=1/0")]
    office.run(scored.path, [{"op": "unprotect"}, {"op": "set", "cells": [typed]}], save_as=path)
    agrees(office, path)
    opened = Opened(path)
    for sheet, name, text in (
        (OVERALL, "title", "部门自评表（待改正年度）"),
        (BASIC_DATA, "head_budget", "待改正年预算数"),
        (BASIC_DATA, "head_last_year", "年决算数"),
    ):
        spot = opened.find(sheet, name)
        assert opened.cell(sheet, spot.row, spot.col).text == text
