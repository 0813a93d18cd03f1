"""Python核对 in a real LibreOffice: the document's own stubs reach the extension."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.excel.conftest import require_office
from tests.excel.libreoffice.asked import ASKED, SCRATCH
from tests.excel.macros.products import BOOK
from tests.excel.macros.running import opened
from tests.excel.open_book import inputs, suining_file
from tests.support.extension_home import User
from tests.support.live_office import LiveOffice
from ziping.excel.functions import FUNCTIONS
from ziping.excel.stubs import TEXTS
from ziping.package.refs import cell_ref
from ziping.workbook.layout import (
    CHECK_SHEET_FIRST_ROW,
    OVERALL,
    OVERALL_FORM,
    PYTHON_CHECK,
    form_spots,
)
from ziping.workbook.python_check import AGREED, NOTHING

pytestmark = pytest.mark.libreoffice
LAST_ROW = CHECK_SHEET_FIRST_ROW + 60  # beyond the last
FIRST_RESULTS = ("预算执行率", "预算执行率得分", "总分", "评价等级")


@pytest.fixture(scope="module")
def user() -> Iterator[User]:
    require_office()
    created = User()
    try:
        done = created.ziping("addin", "install", "--libreoffice")
        assert done.returncode == 0, done.stderr
        created.office.start()
        yield created
    finally:
        created.close()


@pytest.fixture
def document(user: User) -> Iterator[Any]:
    """A copy of the macro workbook, its macros allowed."""
    found = opened(user.office, Path(shutil.copy(BOOK, user.folder)))
    yield found
    found.close(True)


@pytest.fixture
def filled(user: User, document: Any) -> Any:
    """The same with the figures of Suining typed into it."""
    path = suining_file(user.home / "national.xlsx", "national")
    for sheet, address, content in inputs(path):
        cell = document.Sheets.getByName(sheet).getCellRangeByName(address)
        if isinstance(content, str):
            cell.String = content.removeprefix("'")
        else:
            cell.Value = content
    return document


def lines(document: Any) -> dict[str, tuple[Any, Any, str]]:
    """Label: what the function shows, what the form shows, and the verdict."""
    sheet = document.Sheets.getByName(PYTHON_CHECK)
    rows = sheet.getCellRangeByName(f"A{CHECK_SHEET_FIRST_ROW}:D{LAST_ROW}").getDataArray()
    return {label: (answer, native, verdict) for label, answer, native, verdict in rows if label}


def assert_agreed(shown: dict[str, tuple[Any, Any, str]]) -> None:
    for label, (answer, native, verdict) in shown.items():
        wanted = NOTHING if answer == native == "" else AGREED
        assert verdict == wanted, (label, answer, native)


def form_cell(document: Any, name: str, below: int = 0) -> Any:
    (spot,) = [spot for spot in form_spots(OVERALL_FORM, 0) if spot.name == name]
    address = cell_ref(spot.row + below, spot.col)
    return document.Sheets.getByName(OVERALL).getCellRangeByName(address)


def test_an_empty_workbook_differs_nowhere(document: Any) -> None:
    document.calculateAll()
    assert_agreed(lines(document))


def test_every_function_agrees_with_the_form(filled: Any) -> None:
    shown = lines(filled)
    assert_agreed(shown)
    assert len([answer for answer, *_ in shown.values() if answer != ""]) >= 20
    assert all(isinstance(shown[label][0], float) for label in FIRST_RESULTS[:3])


def test_an_input_recomputes_both_sides(filled: Any) -> None:
    form_cell(filled, "declared_execution_score").String = ""
    before = lines(filled)
    form_cell(filled, "actual_expenditure").Value /= 10
    after = lines(filled)
    assert all(before[label][0] != after[label][0] for label in FIRST_RESULTS)
    assert_agreed(after)
    form_cell(filled, "full_marks", 1).String = "五"
    wrong = lines(filled)
    assert str(wrong["第1行 系统测算分"][0]).startswith("待改正：")
    assert_agreed(wrong)


def test_references_of_every_kind_arrive_as_they_are(document: Any) -> None:
    document.Sheets.insertNewByName("试", 0)
    sheet = document.Sheets.getByName("试")
    for address, content in SCRATCH.items():
        sheet.getCellRangeByName(address).Formula = content
    for row, (formula, _, _) in enumerate(ASKED, 1):
        sheet.getCellRangeByName(f"E{row}").Formula = f"={formula}"
    shown = [line[0] for line in sheet.getCellRangeByName(f"E1:E{len(ASKED)}").getDataArray()]
    assert shown == [FUNCTIONS[name].call(*sent) for _, name, sent in ASKED]
    sheet.getCellRangeByName("E1").Formula = "=ZP_GRADE(A:A)"
    assert sheet.getCellRangeByName("E1").String == TEXTS["TOO_LARGE"]


def test_without_the_extension_every_cell_says_what_to_do(
    live_office: LiveOffice, tmp_path: Path
) -> None:
    found = opened(live_office, Path(shutil.copy(BOOK, tmp_path)))
    try:
        told = {answer for answer, *_ in lines(found).values()}
    finally:
        found.close(True)
    assert told == {TEXTS["INSTALL_FIRST"]}
