"""What the macros start, in LibreOffice: one program, one module, nothing of the workbook's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.excel.macros.products import BOOK
from tests.excel.macros.running import ODD_NAME, Record, call, opened
from tests.support.live_office import LiveOffice
from ziping.excel.names import ACTIONS
from ziping.excel.request import Request, parse
from ziping.workbook.layout import HOME

SENTINEL = 4711


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("夹 & 100% 'x' \"y\"")
    return Path(shutil.copy(BOOK, folder / ODD_NAME))


@pytest.fixture(scope="module")
def document(live_office: LiveOffice, path: Path) -> Iterator[Any]:
    found = opened(live_office, path)
    yield found
    found.close(True)


@pytest.fixture
def record(live_office: LiveOffice) -> Iterator[Record]:
    found = Record(live_office.home)
    yield found
    for file in (found.file, found.program, found.notes):
        file.unlink(missing_ok=True)


def test_the_whole_project_compiles(document: Any) -> None:
    """LibreOffice says nothing where it does not: then these give no value."""
    assert call(document, "ZipingLauncher.ZipingSentinel") == SENTINEL
    assert call(document, "ZipingFunctions.ZipingFunctionsSentinel") == SENTINEL


def test_a_worksheet_function_says_what_is_missing(document: Any) -> None:
    """There is no DLL outside Windows: a line of text, never an error box."""
    shown = call(document, "ZipingFunctions.ZP_GRADE", 95)
    assert isinstance(shown, str)
    assert "ziping addin" in shown


def test_each_button_hands_over_action_and_workbook(
    document: Any, record: Record, path: Path
) -> None:
    for action in ACTIONS:
        call(document, f"ZipingButtons.{action.macro}")
    calls = record.calls(len(ACTIONS))
    assert {tuple(given[:3]) for given in calls} == {("-I", "-m", "ziping.excel.button")}
    requests = {parse(given[3:]) for given in calls}
    assert requests == {Request(action.name, 0, str(path)) for action in ACTIONS}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "python3",
        "./python3",
        "bin/python3",
        '/usr/bin/env" "-c',
        "/usr/bin/env\t-S",
        "~/python3",
    ],
)
def test_a_record_that_is_no_plain_absolute_path_starts_nothing(
    document: Any, record: Record, line: str
) -> None:
    record.write(line)
    assert call(document, "ZipingLauncher.ZipingPython") in ("", None)
    call(document, "ZipingButtons.ZipingCheck")
    record.write(str(record.program))
    call(document, "ZipingButtons.ZipingScore")
    assert [given[3] for given in record.calls(1)] == ["score"]


def test_without_a_record_nothing_happens_and_no_box_opens(document: Any, record: Record) -> None:
    record.file.unlink()
    call(document, "ZipingButtons.ZipingCheck")
    record.write("/no/such/python")
    call(document, "ZipingButtons.ZipingCheck")
    record.write(str(record.program))
    call(document, "ZipingButtons.ZipingScore")
    assert [given[3] for given in record.calls(1)] == ["score"]


def test_only_the_first_line_counts(document: Any, record: Record) -> None:
    record.write(f"{record.program}\n/bin/false")
    assert call(document, "ZipingLauncher.ZipingPython") == str(record.program)


def test_the_buttons_are_shown_with_caption_and_macro(document: Any) -> None:
    page = document.Sheets.getByName(HOME).DrawPage
    shapes = [page.getByIndex(number) for number in reversed(range(page.Count))]
    assert [shape.Control.Label for shape in shapes] == [action.label for action in ACTIONS]
    assert not any(shape.Control.Printable for shape in shapes)
    form = page.Forms.getByIndex(0)
    macros = [event.ScriptCode for n in range(form.Count) for event in form.getScriptEvents(n)]
    called = [name.split("?")[0].split(".")[-1] for name in macros]
    assert called == [action.macro for action in reversed(ACTIONS)]


def test_the_buttons_cover_no_cell_and_not_each_other(document: Any) -> None:
    sheet = document.Sheets.getByName(HOME)
    area = sheet.getPrintAreas()[0]
    printed = sheet.getCellRangeByPosition(0, 0, area.EndColumn, area.EndRow)
    boxes = [(s.Position, s.Size) for s in map(sheet.DrawPage.getByIndex, range(len(ACTIONS)))][
        ::-1
    ]
    assert all(printed.Size.Width <= at.X for at, _ in boxes)
    ends = [at.Y + size.Height for at, size in boxes]
    assert all(end < at.Y for end, (at, _) in zip(ends, boxes[1:], strict=False))
    assert max(ends) < printed.Size.Height
