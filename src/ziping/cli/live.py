"""`ziping live`: what the window needs is looked for first, and told in words."""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec
from pathlib import Path

from ziping.errors import UnusableFileError, ZipingError

WORKBOOKS = (".xlsx", ".xlsm")
TK_MISSING = "这个 Python 没有窗口界面（tkinter）"
TK_REMEDIES = {
    "win32": "请重新运行 Python 安装程序，选 Modify，勾上“tcl/tk and IDLE”",
    "darwin": "请安装 python.org 的 Python，或 brew install python-tk",
}
TK_REMEDY = "请安装软件包 python3-tk（Debian、Ubuntu：apt install python3-tk）"


def run_live(file: str | None) -> int:
    """Open the window and stay until it is closed; nothing is written without a click."""
    path = None if file is None else _workbook(Path(file))
    _require_parts()
    gc.set_threshold(5_000)  # a long life, unlike that of every other command
    _open(path)
    return 0


def _workbook(path: Path) -> Path:
    if not path.is_file():
        raise UnusableFileError(
            path, "找不到这个文件", "请核对文件名；不写文件名就跟着正在打开的工作簿"
        )
    if path.suffix.lower() not in WORKBOOKS:
        raise UnusableFileError(
            path, "这不是 .xlsx 或 .xlsm 工作簿", "请指定自评工作簿，或不写文件名"
        )
    return path


def _require_parts() -> None:
    if find_spec("xlwings") is None:
        raise ZipingError(
            "没有安装连接 Excel 和 LibreOffice 用的 xlwings", "请运行：pip install ziping[excel]"
        )
    try:
        import tkinter  # noqa: F401  its compiled part is what may be missing
    except ImportError:
        raise ZipingError(TK_MISSING, TK_REMEDIES.get(sys.platform, TK_REMEDY)) from None


def _open(path: Path | None) -> None:
    from tkinter import TclError

    from ziping.excel.live.watch import Watch
    from ziping.excel.live.window import Window

    try:
        window = Window(Watch(path))
    except TclError as error:
        raise ZipingError(
            f"打不开窗口（{error}）",
            "这里没有图形桌面：请在桌面的终端里运行；只要结果的，用 ziping check 工作簿.xlsx",
        ) from None
    window.run()
