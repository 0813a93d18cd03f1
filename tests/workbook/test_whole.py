"""Nothing that was filled may drop out: hidden rows, project sheets without their names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ziping.errors import UnusableFileError
from ziping.model import Place
from ziping.package.gate import open_package
from ziping.tasks.check import check_file
from ziping.tasks.score import score_file
from ziping.workbook.layout import CHECK_ROW, OVERALL, OVERALL_FORM, PROJECT_FORM, FormLayout
from ziping.workbook.opened import Opened
from ziping.workbook.write import patched_parts, value_edit

SAMPLES = Path(__file__).parent.parent.parent / "workbooks/samples"


@pytest.fixture
def suining(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / "绥宁县数据局_2024.xlsx", tmp_path / "a.xlsx"))


@pytest.mark.parametrize("form", [OVERALL_FORM, PROJECT_FORM], ids=lambda form: str(form.kind))
def test_the_panel_ends_above_the_heads_of_the_indicators(form: FormLayout) -> None:
    assert CHECK_ROW + len(form.checks) - 1 < form.indicator_head


def test_a_spare_row_that_was_filled_is_shown(suining: Path) -> None:
    opened = Opened(suining)
    row = OVERALL_FORM.first + 40
    assert row in opened.book.hidden_rows(OVERALL)
    edits = [
        value_edit(Place(OVERALL, f"{col}{row}"), text)
        for col, text in (("C", "数量指标"), ("D", "新指标"), ("E", "3"), ("F", "3"))
    ]
    from ziping.package.rewrite import rewrite

    rewrite(opened.package, patched_parts(opened, edits), suining, backup=None)
    score_file(suining)
    again = Opened(suining)
    assert row not in again.book.hidden_rows(OVERALL)
    assert row + 1 in again.book.hidden_rows(OVERALL)


def test_a_project_form_without_its_names_is_refused_by_name(suining: Path) -> None:
    book = load_workbook(suining)
    copied = book.copy_worksheet(book["项目自评表"])  # openpyxl leaves the sheet's names behind
    copied.title = "乙项目"
    book.save(suining)
    with pytest.raises(UnusableFileError) as caught:
        check_file(suining)
    assert "乙项目" in str(caught.value) and "移动或复制工作表" in str(caught.value)


def test_another_kind_of_sheet_may_be_added(suining: Path) -> None:
    book = load_workbook(suining)
    book.create_sheet("我的备注")["A1"] = "项目安排"
    book.save(suining)
    assert check_file(suining).scored.assessment.unit.name.raw == "绥宁县数据局"


@pytest.mark.parametrize("suffix", [".et", ".xls", ".xlsb"])
def test_another_format_is_to_be_saved_as_xlsx(suining: Path, suffix: str) -> None:
    other = suining.with_suffix(suffix)
    shutil.copy(suining, other)
    with pytest.raises(UnusableFileError) as caught:
        open_package(other, extensions=frozenset({".xlsx", ".xlsm"}))
    assert "另存为 .xlsx" in str(caught.value)
