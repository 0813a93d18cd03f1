"""The tamper report of workbooks that LibreOffice saved: what it re-spells is no change."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.office import Office, Step
from tests.workbook.test_tampering import changes
from ziping.tasks.create import MASTER
from ziping.tasks.roll import Request, roll_file
from ziping.tasks.score import score_file
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.layout import OVERALL, PROJECT
from ziping.workbook.read import read_workbook

WORKBOOKS = Path(__file__).parent.parent.parent / "workbooks"
FILES = ("master", "suining", "junshan", "rolled")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file of each kind, as the program writes them; the first three as they are handed out."""
    folder = tmp_path_factory.mktemp("written")
    shutil.copy(WORKBOOKS / MASTER, folder / "master.xlsx")
    shutil.copy(WORKBOOKS / "samples" / f"{SAMPLES[0]}.xlsx", folder / "suining.xlsx")
    shutil.copy(WORKBOOKS / "samples" / f"{SAMPLES[1]}.xlsx", folder / "junshan.xlsx")
    roll_file(folder / "suining.xlsx", folder / "rolled.xlsx", Request(2025))
    return folder


def saved(office: Office, path: Path, tmp_path: Path, steps: Sequence[Step] = ()) -> Path:
    target = tmp_path / path.name
    office.run(path, steps, save_as=target)
    return target


@pytest.mark.parametrize("name", FILES)
def test_untouched(folder: Path, name: str) -> None:
    assert changes(folder / f"{name}.xlsx") == []


@pytest.mark.parametrize("name", FILES)
def test_saved_by_another_program(office: Office, folder: Path, tmp_path: Path, name: str) -> None:
    assert changes(saved(office, folder / f"{name}.xlsx", tmp_path)) == []


def test_scored(folder: Path, tmp_path: Path) -> None:
    """What a click writes is no change."""
    path = Path(shutil.copy(folder / "junshan.xlsx", tmp_path))
    score_file(path)
    assert changes(path) == []


def test_rows_put_in(office: Office, folder: Path, tmp_path: Path) -> None:
    """Each new row without formulas is told once, and nothing else though all below has moved."""
    path = folder / "junshan.xlsx"
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "insert_rows", "sheet": OVERALL, "at": 20},
        {"op": "insert_rows", "sheet": OVERALL, "at": 16},
        {"op": "insert_rows", "sheet": PROJECT, "at": 18},
    ]
    found = changes(saved(office, path, tmp_path, steps))
    rows = [(one.kind, *one.place, one.grave) for one in found if one.kind == "formula"]
    assert rows == [
        ("formula", OVERALL, "D16", False),
        ("formula", OVERALL, "D21", False),
        ("formula", PROJECT, "D18", False),
    ]
    assert {one.kind for one in found} <= {"formula", "validation", "protection"}
    score_file(tmp_path / path.name)
    assert not [one for one in changes(tmp_path / path.name) if one.kind == "formula"]


def test_rows_and_columns_elsewhere(office: Office, folder: Path, tmp_path: Path) -> None:
    """Above the form, amid its heads, and a column: every text is found where it moved to."""
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "insert_rows", "sheet": OVERALL, "at": 1},
        {"op": "insert_rows", "sheet": OVERALL, "at": 12},
        {"op": "insert_columns", "sheet": OVERALL, "at": 5},
        {"op": "insert_rows", "sheet": "基本情况", "at": 14},
        {"op": "insert_rows", "sheet": "基础数据表", "at": 40},
        {"op": "delete_rows", "sheet": PROJECT, "at": 30},
    ]
    found = changes(saved(office, folder / "suining.xlsx", tmp_path, steps))
    assert [one.kind for one in found] == ["protection"]


def test_a_change_is_found_where_it_moved_to(office: Office, folder: Path, tmp_path: Path) -> None:
    opened = read_workbook(folder / "suining.xlsx").opened
    assert opened.find(OVERALL, "total").row == 8
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "insert_rows", "sheet": OVERALL, "at": 1, "count": 2},
        {"op": "set", "cells": [[OVERALL, "N10", 99], [OVERALL, "F5", "随意"]]},
    ]
    found = changes(saved(office, folder / "suining.xlsx", tmp_path, steps))
    told = [(one.kind, one.place.cell, one.found) for one in found if one.grave]
    assert told == [("formula", "N10", "99"), ("label", "F5", "随意")]


def test_project_sheet_copied(office: Office, folder: Path, tmp_path: Path) -> None:
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "copy_sheet", "sheet": PROJECT, "new": "项目三", "position": 5},
        {"op": "set", "cells": [["项目三", "C2", "又一个项目"]]},
    ]
    found = changes(saved(office, folder / "junshan.xlsx", tmp_path, steps))
    assert [one.kind for one in found] == ["protection"]


def test_input_cell_moved_alone(office: Office, folder: Path, tmp_path: Path) -> None:
    """Cut and pasted: name and formulas go along, and so does the reading."""
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "move_cells", "sheet": OVERALL, "range": "F4:F4", "to": "F8"},
    ]
    found = changes(saved(office, folder / "suining.xlsx", tmp_path, steps))
    assert [(one.kind, one.grave) for one in found if one.kind == "name"] == [("name", False)]
    assert not [one for one in found if one.kind == "formula"]


def test_sheet_added_and_projects_taken_out(office: Office, folder: Path, tmp_path: Path) -> None:
    steps: list[Step] = [
        {"op": "copy_sheet", "sheet": "报告正文", "new": "草稿"},
        {"op": "remove_sheet", "sheet": PROJECT},
    ]
    found = changes(saved(office, folder / "suining.xlsx", tmp_path, steps))
    told = {(one.kind, one.place.sheet, one.grave) for one in found}
    assert {("sheet", "草稿", False), ("sheet", PROJECT, False)} <= told
    assert not [one for one in found if one.grave]
