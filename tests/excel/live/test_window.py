"""The window under a real X server beside a visible Calc: keys go in there, figures come out here.

The title carries total and grade, so that a look at it tells what the window shows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.excel.conftest import require_office
from tests.excel.live.beside import Beside, copied, screen_missing
from tests.excel.live.blocks import SAMPLE
from tests.support.display import Display
from ziping.workbook.layout import OVERALL, RESULTS

PATIENCE = 60.0
FIRST_ROW, SCORE, NORMALIZE = (0.5, 0.414), (0.14, 0.855), (0.87, 0.855)  # where to click


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beside]:
    require_office()
    if reason := screen_missing():
        pytest.skip(reason)
    with Display() as display, Beside(tmp_path_factory.mktemp("live"), display) as running:
        yield running


@pytest.fixture
def xw(beside: Beside) -> Iterator[Any]:
    from ziping.excel.libreoffice import activate
    from ziping.excel.light import xw

    with beside.office.as_home():
        activate()
        yield xw
        for book in list(xw.apps.active.books):
            book.close()


def eventually(is_so: Callable[[], Any]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_keys_typed_into_calc_show_in_the_window(beside: Beside, xw: Any, tmp_path: Path) -> None:
    path = copied(SAMPLE, tmp_path)
    beside.wait_for("没有打开自评工作簿")
    book = beside.open(path, xw)
    calc = beside.display.wait_for("2024.xlsx")
    sheet = book.sheets[OVERALL]
    sheet.activate()
    sheet.range("H14").select()
    beside.wait_for("97.00 分 优秀 · 绩效自评")
    beside.type_into_calc(calc, "3", "Return")
    beside.wait_for("90.00 分")
    assert sheet.range("H14").value == 3
    _click_first_finding(beside, book)
    _click_score(beside, book)
    _click_normalize(beside, book)
    book.close()
    beside.wait_for("没有打开自评工作簿")
    beside.open(path, xw)
    beside.wait_for("97.00 分")
    _restart(beside)
    beside.open(path, xw)
    beside.wait_for("97.00 分")


def _restart(beside: Beside) -> None:
    """The program ends without a word and comes back: the window waits, and follows again."""
    from ziping.excel.libreoffice import activate

    beside.office.kill()
    beside.wait_for("没有连上表格程序")
    beside.office.start()
    activate()


def _click_first_finding(beside: Beside, book: Any) -> None:
    before = book.app.selection.address
    beside.click(*FIRST_ROW)
    assert eventually(lambda: book.app.selection.address != before)


def _click_score(beside: Beside, book: Any) -> None:
    codes = book.sheets[RESULTS].range("F5:F12")
    codes.value = [[None]] * 8
    beside.click(*SCORE)
    assert eventually(lambda: codes.value[0])
    assert str(codes.value[0]).startswith("ZP")


def _click_normalize(beside: Beside, book: Any) -> None:
    """It asks first, in a dialog of the window; without a yes nothing is written."""
    target = book.sheets[OVERALL].range("E14")
    target.value = "≥百万件"
    beside.click_and_answer(*NORMALIZE, "Escape")
    assert target.value == "≥百万件"
    beside.click_and_answer(*NORMALIZE, "Return")
    assert eventually(lambda: target.value == "≥100万件")
