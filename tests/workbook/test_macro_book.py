"""The macro workbook beside the master: same cells, one sheet more, printed alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import render
from tests.support.office import Office
from ziping.package.gate import open_package
from ziping.package.sheets import Workbook
from ziping.scoring import score
from ziping.tasks.create import MASTER
from ziping.tasks.macros import MACRO_MASTER
from ziping.workbook.buttons import ACTIONS
from ziping.workbook.layout import CHECK_SHEET_FIRST_ROW, HOME, PYTHON_CHECK, SHEETS, B, C, D
from ziping.workbook.python_check import AGREED, NOT_CALLED, NOTHING, CheckRow, check_rows
from ziping.workbook.read import read_workbook

FOLDER = Path(__file__).parent.parent.parent / "workbooks"
FULL, PLAIN = FOLDER / MACRO_MASTER, FOLDER / MASTER
FIRST = CHECK_SHEET_FIRST_ROW


@pytest.fixture(scope="module")
def checks() -> list[CheckRow]:
    return check_rows(read_workbook(FULL).pack)


def test_it_reads_and_scores_like_the_master() -> None:
    full, plain = read_workbook(FULL), read_workbook(PLAIN)
    assert [sheet.name for sheet in full.opened.book.sheets] == [*SHEETS, PYTHON_CHECK]
    assert full.assessment.file.active_content
    assessment = full.assessment._replace(file=plain.assessment.file)  # that it has macros
    assert assessment == plain.assessment
    assert score(assessment, full.pack) == score(plain.assessment, plain.pack)


def test_the_check_sheet_names_no_cells(checks: list[CheckRow]) -> None:
    """So that nothing is left behind when it goes; and no other sheet has a function of ours."""
    book = Workbook(open_package(FULL))
    assert not [name for name in book.names if name.name[:3] == "zp_" and PYTHON_CHECK in name.text]
    for sheet in book.sheets:
        formulas = [cell.formula or "" for cell in book.cells(sheet.name).values()]
        calls = [text for text in formulas if "ZP_" in text]
        assert len(calls) == (len(checks) if sheet.name == PYTHON_CHECK else 0)


def test_a_preview_shows_what_the_sheet_would(office: Office, checks: list[CheckRow]) -> None:
    """Cached values of the native column are those that LibreOffice works out."""
    last = FIRST + len(checks) - 1
    area = f"A{FIRST}:D{last}"
    found = office.run(
        FULL, [{"op": "calculate"}, {"op": "read", "ranges": [[PYTHON_CHECK, area]]}]
    )
    cells = Workbook(open_package(FULL)).cells(PYTHON_CHECK)
    for row, check in enumerate(checks, FIRST):
        shown = [cells[row, col].value or "" for col in (B, C, D)]
        native = found.value(PYTHON_CHECK, f"C{row}")
        assert shown == [native, native, AGREED if native else NOTHING], check.label
        # macros are off here, so that nobody has called the function
        assert found.value(PYTHON_CHECK, f"D{row}") == NOT_CALLED


def test_the_buttons_are_not_printed(office: Office, tmp_path: Path) -> None:
    full, plain = tmp_path / "full.pdf", tmp_path / "plain.pdf"
    steps = [{"op": "only_sheet", "sheet": HOME}]
    office.run(FULL, steps, pdf=full)
    office.run(PLAIN, steps, pdf=plain)
    assert render.text(full) == render.text(plain)
    assert render.pages(full) == 1
    assert not [action.label for action in ACTIONS[2:] if action.label in render.text(full)]
