"""Opening the window: what it needs is looked for first, and told in words."""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.errors import UnusableFileError, ZipingError
from ziping.excel.names import XLWINGS

if TYPE_CHECKING:
    from ziping.excel.live.watch import Watch

WORKBOOKS = (".xlsx", ".xlsm")
TK_MISSING = "这个 Python 没有窗口界面（tkinter）"
TK_REMEDIES = {
    "win32": "请重新运行 Python 安装程序，选 Modify，勾上“tcl/tk and IDLE”",
    "darwin": "请安装 python.org 的 Python，或 brew install python-tk",
}
TK_REMEDY = "请安装软件包 python3-tk（Debian、Ubuntu：apt install python3-tk）"


def open_file(path: Path | None) -> int:
    """Follow this file, opened if need be, or else the active workbook of ours.

    Stays until the window is closed; raises `ZipingError` where there can be no window.
    """
    if path is not None:
        _require_workbook(path)
    _require_parts()
    from ziping.excel.live.watch import Watch

    return _show(Watch(path))


def open_window(full_name: str) -> int:
    """Follow the open workbook of this full name, which may be no path of this machine."""
    _require_parts()
    from ziping.excel.live.watch import Watch

    return _show(Watch(full_name=full_name))


def _require_workbook(path: Path) -> None:
    if not path.is_file():
        raise UnusableFileError(
            path, "找不到这个文件", "请核对文件名；不写文件名就跟着正在打开的工作簿"
        )
    if path.suffix.lower() not in WORKBOOKS:
        raise UnusableFileError(
            path, "这不是 .xlsx 或 .xlsm 工作簿", "请指定自评工作簿，或不写文件名"
        )


def _require_parts() -> None:
    if find_spec("xlwings") is None:
        raise ZipingError(
            "没有安装连接 Excel 和 LibreOffice 用的 xlwings",
            f'请运行："{sys.executable}" -m pip install xlwings=={XLWINGS}',
        )
    try:
        import tkinter  # noqa: F401  its compiled part is what may be missing
    except ImportError:
        raise ZipingError(TK_MISSING, TK_REMEDIES.get(sys.platform, TK_REMEDY)) from None


def _show(watch: Watch) -> int:
    from tkinter import TclError

    from ziping.excel.live.window import Window

    gc.set_threshold(5_000)  # a long life, unlike that of every other process of ours
    try:
        window = Window(watch)
    except TclError as error:
        raise ZipingError(
            f"打不开窗口（{error}）",
            "这里没有图形桌面：请在桌面的终端里运行；只要结果的，用 ziping check 工作簿.xlsx",
        ) from None
    window.run()
    return 0
