"""What differs from program to program: text cells, a busy program, a second click."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ziping.excel import busy
from ziping.excel.alone import StillAtWorkError, alone
from ziping.excel.blocks import Area, Block
from ziping.excel.host import in_text_cells


def test_a_text_cell_takes_a_text_as_it_is() -> None:
    """Elsewhere the apostrophe keeps a text from becoming a number, a date or a formula."""
    block = Block(Area(5, 2, 6, 3), [["'≥30万件", "'=1+1"], [7.0, "=A1"]])
    texts = {(5, 2), (6, 2), (6, 3)}
    assert in_text_cells(block, texts) == [["≥30万件", "'=1+1"], [7.0, "=A1"]]


class ComError(Exception):
    """Shaped as pywin32's."""

    def __init__(self, hresult: int, scode: int = 0) -> None:
        super().__init__(hresult)
        self.hresult = hresult
        self.excepinfo = (0, "Microsoft Excel", "", None, 0, scode)


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (ComError(-2147418111), 3),
        (ComError(-2147352567, -2146777998), 3),
        (ComError(-2147352567, -2146827284), 3),  # 1004
        (ComError(-2147352567, -2146827864), 1),  # no such object: it will not come back
        (RuntimeError("gone"), 1),
    ],
)
def test_what_is_put_back_is_tried_again(
    error: Exception, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busy, "PAUSE", 0)
    seen: list[int] = []

    def restore() -> None:
        seen.append(1)
        if len(seen) < 3:
            raise error

    busy.surely(restore)
    assert len(seen) == tries


def test_how_often_a_call_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace(N_COM_ATTEMPTS=0)
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", module)
    busy.patience(busy.SHORT)
    assert module.N_COM_ATTEMPTS == busy.SHORT


HOLD = """
import sys
from ziping.excel.alone import alone
with alone(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_click_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the workbook; killed, it lets go."""
    monkeypatch.setenv("HOME", str(tmp_path))
    command = [sys.executable, "-c", HOLD, "D:/自评.xlsx"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(StillAtWorkError, match="还没有做完"), alone("D:/自评.xlsx"):
            pass
        with alone("D:/别的.xlsx"):
            pass
        other.kill()
        other.wait()
        with alone("D:/自评.xlsx"):
            pass


def test_an_action_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ziping.excel.actions import run

    monkeypatch.setenv("HOME", str(tmp_path))
    book = SimpleNamespace(impl=SimpleNamespace(save_copy=None), fullname="/自评.xlsx")
    with alone("/自评.xlsx"):
        outcome = run(book, "score")
    assert outcome.is_error and outcome.message == "上一次点击还没有做完"
