"""A clean workbook has no finding; each slip in it has the finding that a reviewer would write."""

from __future__ import annotations

import shutil
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.planting import edit_cells
from ziping import rules
from ziping.checks import Report
from ziping.package.patch import CellEdit
from ziping.tasks.check import check_file
from ziping.tasks.create import create
from ziping.workbook.layout import BASIC_DATA, OVERALL, PROJECT, REPORT_TEXT, UNIT
from ziping.workbook.opened import Opened

HERE = Path(__file__).parent
SHEETS = {
    "unit": UNIT,
    "data": BASIC_DATA,
    "form": OVERALL,
    "p1": PROJECT,
    "p2": f"{PROJECT} (2)",
    "text": REPORT_TEXT,
}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"), parse_float=Decimal)


FAULTS: list[dict[str, Any]] = _toml("workbook_faults.toml")["fault"]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of `workbook.toml`, as the product makes and writes it."""
    path = tmp_path_factory.mktemp("trial") / "clean.xlsx"
    create(rules.load("national", 2024), _toml("workbook.toml"), path)
    return path


@cache
def opened(path: Path) -> Opened:
    return Opened(path)


def checked(path: Path) -> Report:
    return check_file(path).report


def spoilt(clean: Path, fault: dict[str, Any], folder: Path) -> Path:
    """A copy with the cells of one fault changed, by their names."""
    path = folder / "spoilt.xlsx"
    shutil.copyfile(clean, path)
    edits: dict[str, list[CellEdit]] = {}
    for sheet, name, nth, value in fault["set"]:
        rect = opened(clean).find(SHEETS[sheet], name)
        edit = CellEdit(rect.row + nth, rect.col, None if value == "" else value)
        edits.setdefault(sheet, []).append(edit)
    for sheet, changes in edits.items():
        edit_cells(path, SHEETS[sheet], changes)
    return path


def test_the_clean_workbook_has_no_finding(clean: Path) -> None:
    report = checked(clean)
    assert [finding.message for finding in report.findings] == []
    assert [crash.message for crash in report.crashed] == []


def test_there_are_faults_of_every_family() -> None:
    assert len(FAULTS) >= 60
    assert {fault["code"][2] for fault in FAULTS} == set("012347")
    assert len({fault["name"] for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"].replace(" ", "-"))
def test_a_slip_is_found_and_nothing_else(
    fault: dict[str, Any], clean: Path, tmp_path: Path
) -> None:
    report = checked(spoilt(clean, fault, tmp_path))
    messages = [finding.message for finding in report.findings]
    assert not report.crashed
    right = {fault["code"], *fault.get("any", ())}
    assert right & {finding.code for finding in report.findings}, messages
    heads = [finding for finding in report.findings if finding.is_head]
    assert len(heads) <= fault.get("heads", 1), messages
