"""`ziping live` where something is missing: a sentence and exit code 2, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run

LIVE = "import sys; from ziping.cli import main; sys.exit(main(['live']))"
WITHOUT = "import sys; sys.modules[{!r}] = None; " + LIVE


def alone(code: str, **environment: str) -> tuple[int, str]:
    """A process without a screen."""
    there = {key: text for key, text in os.environ.items() if key != "DISPLAY"} | environment
    done = subprocess.run([sys.executable, "-c", code], env=there, capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("module", "said", "remedy"),
    [
        ("xlwings", "没有安装连接 Excel 和 LibreOffice 用的 xlwings", "pip install xlwings=="),
        ("_tkinter", "没有窗口界面（tkinter）", "python3-tk"),
    ],
)
def test_a_missing_part_is_named(module: str, said: str, remedy: str) -> None:
    code, told = alone(WITHOUT.format(module))
    assert code == 2
    assert said in told and remedy in told and "Traceback" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen() -> None:
    code, told = alone(LIVE)
    assert code == 2
    assert "打不开窗口" in told and "图形桌面" in told and "Traceback" not in told


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run("live", tmp_path / "没有.xlsx")
    assert done.code == 2 and "找不到这个文件" in done.err


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes(b"PK")
    done = run("live", report)
    assert done.code == 2 and "不是 .xlsx 或 .xlsm 工作簿" in done.err


def test_help_names_the_command() -> None:
    assert "实时窗口" in run("--help").out


def test_the_watch_knows_no_window() -> None:
    """What follows the workbook runs without tkinter; the window alone needs it."""
    code = "import sys; import ziping.excel.live.worker; sys.exit('tkinter' in sys.modules)"
    assert alone(code)[0] == 0
