"""The program: selection, calculation, screen, status bar."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ziping.excel.libreoffice import activate


@pytest.fixture
def app(calc: Any, path: Path) -> Any:
    calc.Book(str(path)).sheets[0].activate()
    return calc.apps.active


def test_one_program_and_one_engine(calc: Any) -> None:
    activate()
    assert [engine.name for engine in calc.engines].count("libreoffice") == 1
    assert len(calc.apps) == 1
    assert calc.apps[calc.apps.active.pid] == calc.apps.active
    assert calc.apps.active.version.major >= 7
    assert calc.apps.active.hwnd == 0


def test_the_selection_is_kept_by_reads_and_writes(app: Any) -> None:
    sheet = app.books.active.sheets[0]
    sheet.range("B3:C5").select()
    sheet.range("A1:D9").value = 5
    _ = sheet.used_range.value
    assert app.selection.address == "$B$3:$C$5"
    assert app.books.active.selection == app.selection


def test_selecting_goes_to_the_sheet(app: Any) -> None:
    sheet = app.books.active.sheets["it's 锁定"]
    sheet.range("B2").select()
    assert app.selection.sheet == sheet
    assert app.books.active.sheets.active == sheet


def test_of_several_blocks_the_first_is_the_selection(app: Any) -> None:
    document = app.books.active.api
    blocks = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    sheet = app.books.active.sheets[0]
    for cells in ("B2:B3", "D5"):
        blocks.addRangeAddress(sheet.range(cells).api.getRangeAddress(), False)
    document.getCurrentController().select(blocks)
    assert app.selection.address == "$B$2:$B$3"


def test_manual_calculation_waits(app: Any) -> None:
    sheet = app.books.active.sheets[0]
    sheet.range("F1").formula = "=D4*2"
    assert app.calculation == "automatic"
    app.calculation = "manual"
    sheet.range("D4").value = 1
    assert (app.calculation, sheet.range("F1").value) == ("manual", 25.0)
    app.calculate()
    assert sheet.range("F1").value == 2.0
    app.calculation = "automatic"
    sheet.range("D4").value = 2
    assert sheet.range("F1").value == 4.0


def test_no_window_is_ever_frozen(app: Any) -> None:
    """A process killed in between could not let it go again."""
    with app.properties(screen_updating=False):
        assert not app.screen_updating
        assert not app.books.active.api.hasControllersLocked()
    assert app.screen_updating


def test_status_bar_and_switches_are_kept(app: Any) -> None:
    assert app.status_bar is False
    app.status_bar = "正在评分"
    assert app.status_bar == "正在评分"
    app.status_bar = False
    assert app.status_bar is False
    with app.properties(display_alerts=False, enable_events=False):
        assert not app.display_alerts
    assert app.display_alerts
    assert app.enable_events


def test_inside_the_program_the_context_is_given(calc: Any, path: Path) -> None:
    context = calc.apps.active.impl.host.context
    calc.Book(str(path))
    activate(context)
    assert calc.apps.active.pid == os.getpid()
    assert calc.books.active.fullname == str(path)
