"""上年沿用: there where something was carried over, and nothing of it to be seen elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.office import Office, Step
from tests.workbook.native import agrees
from ziping import rules
from ziping.package.refs import column_letters
from ziping.tasks.create import MASTER, create
from ziping.tasks.score import score_file
from ziping.workbook.layout import (
    AWAITS,
    CARRIED_STATE,
    CARRIED_TEXT,
    CHECK_ROW,
    OVERALL,
    OVERALL_FORM,
    PROJECT,
    REPORT_TEXT,
    TEXT_CARRIED,
    TEXT_STATE,
)
from ziping.workbook.opened import Opened
from ziping.workbook.read import read_workbook

FOLDER = Path(__file__).parents[2] / "workbooks"
COLUMNS = {
    OVERALL: (CARRIED_STATE, CARRIED_TEXT),
    PROJECT: (CARRIED_STATE, CARRIED_TEXT),
    REPORT_TEXT: (TEXT_STATE, TEXT_CARRIED),
}
ROW = {"level2": "数量指标", "name": "办件", "target": "30件", "full_marks": 20, "carried": "30件"}
DATA: dict[str, Any] = {
    "unit": {"name": "甲局", "year": 2025},
    "objective": "目标",
    "carried_objective": "目标",
    "indicators": [ROW, {**ROW, "name": "办结", "carried": "29件"}],
    "texts": {"duties": "职能\n两行", "problems": "问题"},
    "carried_texts": {"duties": "职能\n两行", "problems": "别的问题"},
}


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("carried") / "a.xlsx"
    create(rules.load("national", 2025), DATA, path)
    return path


def _cells(opened: Opened, sheet: str, cols: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for (row, col), cell in opened.cells(sheet).items():
        if col in cols and (cell.text or cell.formula) and cell.formula is None:
            yield row, col


def test_a_workbook_of_a_new_office_shows_nothing_of_it() -> None:
    opened, book = Opened(FOLDER / MASTER), load_workbook(FOLDER / MASTER)
    for sheet, cols in COLUMNS.items():
        assert not list(_cells(opened, sheet, cols))
        hidden = [book[sheet].column_dimensions[column_letters(col)].hidden for col in cols]
        assert hidden == [True, True], sheet
        areas = {rule.formula1 for rule in book[sheet].data_validations.dataValidation}
        assert f'"{AWAITS},已确认"' not in areas


def test_the_mark_is_seen_and_the_text_kept_out_of_sight(rolled: Path) -> None:
    book, opened = load_workbook(rolled), Opened(rolled)
    for sheet, cols in COLUMNS.items():
        hidden = [book[sheet].column_dimensions[column_letters(col)].hidden for col in cols]
        assert hidden == [False, True], sheet
    assert book[OVERALL].print_area == load_workbook(FOLDER / MASTER)[OVERALL].print_area
    first = OVERALL_FORM.first + 1
    rows = {OVERALL_FORM.objective_head + 1, first, first + 1}
    marked = {row for row, col in _cells(opened, OVERALL, (CARRIED_TEXT,))}
    assert marked - {OVERALL_FORM.indicator_head} == rows


def test_what_waits_is_read_and_counted(rolled: Path) -> None:
    read = read_workbook(rolled)
    overall = read.assessment.overall
    assert [row.carried.value for row in overall.indicators] == ["30件", "29件"]
    assert [row.awaits_word for row in overall.indicators] == [True, False]
    assert overall.objective_awaits_word and overall.awaiting == 2
    assert read.assessment.awaiting_texts() == ["duties"]
    at = read.opened.find(OVERALL, "carried_count")
    assert read.opened.cell(OVERALL, CHECK_ROW, CARRIED_STATE).text == "2"
    assert (at.row, at.col) == (CHECK_ROW, CARRIED_STATE)


def test_it_is_live_without_us(office: Office, rolled: Path) -> None:
    """Typing another target and choosing 已确认 clear it in the spreadsheet program itself."""
    opened = Opened(rolled)
    first, count = OVERALL_FORM.first + 1, f"{column_letters(CARRIED_STATE)}{CHECK_ROW}"
    objective = f"{column_letters(CARRIED_STATE)}{OVERALL_FORM.objective_head + 1}"
    total = f"{column_letters(TEXT_STATE)}2"
    look = {
        "op": "read",
        "ranges": [[OVERALL, f"{count}:{count}"], [REPORT_TEXT, f"{total}:{total}"]],
    }
    rect = opened.find(REPORT_TEXT, "text_duties")
    text = f"{column_letters(rect.col)}{rect.row}"
    mark, text_mark = f"{column_letters(CARRIED_STATE)}{first}", f"{column_letters(TEXT_STATE)}"
    typed = (
        [OVERALL, mark, ""],
        [REPORT_TEXT, f"{text_mark}{opened.find(REPORT_TEXT, 'text_duties').row}", "看过"],
        [OVERALL, f"E{first}", "31件"],
        [OVERALL, objective, "已确认"],
        [REPORT_TEXT, text, "职能"],
    )
    found = []
    for at in range(6):
        steps: list[Step] = [
            {"op": "unprotect"},
            {"op": "set", "cells": list(typed[:at])},
            {"op": "calculate"},
        ]
        cells = office.run(rolled, [*steps, look]).cells
        found.append((cells[OVERALL, count].value, cells[REPORT_TEXT, total].value))
    assert found == [(2.0, 1.0)] * 3 + [(1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]


def test_only_her_word_affirms(office: Office, rolled: Path, tmp_path: Path) -> None:
    """A mark cleared, another word, an error: it waits, in the sheet as in the engine."""
    path, first = tmp_path / "a.xlsx", OVERALL_FORM.first + 1
    row = Opened(rolled).find(REPORT_TEXT, "text_duties").row
    letters = column_letters(CARRIED_STATE)
    cells = [
        [OVERALL, f"{letters}{first}", ""],
        [OVERALL, f"{letters}{OVERALL_FORM.objective_head + 1}", "=1/0"],
        [REPORT_TEXT, f"{column_letters(TEXT_STATE)}{row}", "看过"],
    ]
    steps: list[Step] = [{"op": "unprotect"}, {"op": "set", "cells": cells}]
    office.run(rolled, steps, save_as=path)
    assessment = read_workbook(path).assessment
    assert assessment.overall.awaiting == 2 and assessment.awaiting_texts() == ["duties"]
    agrees(office, path)


def test_scoring_changes_nothing_of_it(rolled: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(rolled.read_bytes())
    done = score_file(path)
    codes = [finding.code for finding in done.report.findings if finding.code.startswith("ZP5")]
    assert sorted(codes) == ["ZP501", "ZP502", "ZP503"] and not done.written.mended
    after, before = read_workbook(path).assessment, read_workbook(rolled).assessment
    assert (after.overall, after.carried_texts) == (before.overall, before.carried_texts)
