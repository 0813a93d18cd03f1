"""A real click: mouse → VBA → Python → cells, amid everything that would lead it astray."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.excel.conftest import require_office
from tests.excel.macros import hostile
from tests.excel.macros.products import BOOK
from tests.excel.macros.running import ODD_NAME, SECONDS, Record, interpreter, opened
from tests.support import display
from tests.support.display import Display
from tests.support.live_office import LiveOffice
from ziping.excel.names import ACTIONS
from ziping.workbook.layout import HOME, HOME_CHECKED_AT, PYTHON_CHECK, RESULT_SUMMARY, RESULTS

BLANK, SCORED = "尚未校验", "上次评分校验"
PICTURES = "ZIPING_PICTURES"  # a folder for screenshots, for whoever wants to look


class Desk(NamedTuple):
    """The workbook on a screen, hostile things all around."""

    screen: Display
    document: Any
    folder: Path
    marks: Path
    python: Path

    def result(self, name: str = "A") -> str:
        _, row, _ = RESULT_SUMMARY
        text: str = (
            self.document.Sheets.getByName(RESULTS).getCellRangeByName(f"{name}{row}").String
        )
        return text

    def is_done(self) -> bool:
        """首页 is written last."""
        _, row, col = HOME_CHECKED_AT
        cell = self.document.Sheets.getByName(HOME).getCellByPosition(col - 1, row - 1)
        return str(cell.String).startswith(SCORED)

    def click(self, macro: str) -> None:
        """The left button of the mouse, in the middle of the button of this macro."""
        sheet = self.document.Sheets.getByName(HOME)
        at = [action.macro for action in reversed(ACTIONS)].index(macro)
        control = self.document.CurrentController.getControl(sheet.DrawPage.getByIndex(at).Control)
        place, size = control.AccessibleContext.getLocationOnScreen(), control.getPosSize()
        x, y = place.X + size.Width // 2, place.Y + size.Height // 2
        self.screen.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def picture(self, name: str) -> None:
        if os.environ.get(PICTURES):
            self.screen.picture(Path(os.environ[PICTURES], f"{name}.png"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    if reason := display.missing():
        if os.environ.get("ZIPING_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    require_office()
    base = tmp_path_factory.mktemp("click")
    home, folder, marks = base / "home", base / "来 件", base / "marks"
    for new in (home, folder, marks):
        new.mkdir()
    python = interpreter(base / "解释器")
    Record(home).write(str(python))
    hostile.plant_files(folder, marks)
    path = Path(shutil.copy(BOOK, folder / ODD_NAME))
    with pytest.MonkeyPatch.context() as patch, Display() as screen:
        patch.chdir(folder)
        for name, value in hostile.environment(folder).items():
            patch.setenv(name, value)
        with LiveOffice(home, visible=True, display=screen.name) as office:
            document = opened(office, path, hidden=False)
            hostile.plant_sheets(document, folder / "python", marks)
            show(document)
            yield Desk(screen, document, folder, marks, python)


def show(document: Any) -> None:
    """The first sheet, large enough to see and small enough that its buttons are on the screen."""
    controller = document.CurrentController
    controller.setActiveSheet(document.Sheets.getByName(HOME))
    controller.Frame.ContainerWindow.setPosSize(0, 0, 1280, 900, 15)
    controller.ZoomType, controller.ZoomValue = 3, 80
    document.CurrentController.select(document.Sheets.getByName(HOME).getCellRangeByName("A1"))


def test_a_click_scores_and_nothing_planted_runs(desk: Desk) -> None:
    assert desk.result().startswith(BLANK)
    desk.picture("before")
    until = time.monotonic() + SECONDS
    while not desk.is_done() and time.monotonic() < until:
        desk.click("ZipingScore")  # a window that is still being drawn swallows the first one
        pause = time.monotonic() + 10
        while not desk.is_done() and time.monotonic() < pause:
            time.sleep(0.05)
    desk.picture("after")
    assert desk.result().startswith("错误")
    results = desk.document.Sheets.getByName(RESULTS)
    assert results.getCellRangeByName("A5").String == "错误"
    assert list(desk.marks.iterdir()) == []


def test_the_check_sheet_says_what_it_could_not_compare(desk: Desk) -> None:
    """Its functions need Windows' own DLL, or the extension of LibreOffice."""
    rows = desk.document.Sheets.getByName(PYTHON_CHECK).getCellRangeByName("A6:D10").getDataArray()
    assert {row[3] for row in rows} <= {"未核对", "一致", "—"}
    assert [row[2] for row in rows] == ["", "", "不一致", "", ""]


def test_the_traps_work_where_python_is_started_otherwise(desk: Desk) -> None:
    """The control: without `-I` each of these would have run."""
    home = {"PYTHONHOME": "", "PYTHONINSPECT": ""}
    variables = os.environ | hostile.environment(desk.folder)
    command = [str(desk.python), "-m", "ziping.excel.button", "score", "0", ""]
    subprocess.run(command, cwd="/", env=variables | home, capture_output=True)
    assert (desk.marks / "sitecustomize").exists()  # PYTHONPATH
    without = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    subprocess.run(command, cwd=desk.folder, env=without, capture_output=True)
    assert (desk.marks / "ziping").exists()  # the current folder
    done = subprocess.run(command, cwd="/", env=variables, capture_output=True)
    assert done.returncode  # PYTHONHOME: no standard library there
    assert b"encodings" in done.stderr
    subprocess.run([str(desk.folder / "python")], check=True)
    assert (desk.marks / "program").exists()
    isolated = [command[0], "-I", *command[1:]]
    marks = set(desk.marks.iterdir())
    done = subprocess.run(isolated, cwd=desk.folder, env=variables, capture_output=True)
    assert "改法" in done.stderr.decode()  # it came as far as our own words
    assert set(desk.marks.iterdir()) == marks
