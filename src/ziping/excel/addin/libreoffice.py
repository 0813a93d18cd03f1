"""`--libreoffice`: the extension's own installation, and the launch record for its buttons."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from ziping import __version__
from ziping.errors import ZipingError
from ziping.excel.addin import record
from ziping.excel.addin.diagnosis import Diagnosis, mend
from ziping.excel.addin.faults import OFFLINE
from ziping.excel.addin.install import library, usable
from ziping.excel.addin.interpreter import find
from ziping.excel.addin.journal import Journal
from ziping.excel.addin.record import Record
from ziping.excel.addin.system import System
from ziping.excel.names import XLWINGS

MODULE = "ziping.excel.libreoffice.install"


def install(system: System, given: str | None) -> list[str]:
    """The record first: it is taken back where the extension can't be installed."""
    extension = _extension()
    interpreter = find(system, given)
    told, _ = usable(system, interpreter)
    journal = Journal(system)
    try:
        journal.launch(Record(interpreter.launched, library(told), __version__))
        wanted = None if given is None else Path(interpreter.launched)
        lines: list[str] = extension.install(wanted)
    except OSError as error:
        raise journal.take_back(error) from error
    except ZipingError:
        journal.undo()
        raise
    return [*lines, *journal.lines]


def uninstall(system: System) -> list[str]:
    """The record first: it goes even where LibreOffice itself is gone."""
    extension, lines = _extension(), []
    if system.platform != "win32" and record.read(system) is not None:
        record.write(system, None)
        lines.append(f"启动记录（已删除）：{record.shown_place(system)}")
    return [*extension.uninstall(), *lines]


def rows() -> list[Diagnosis]:
    try:
        extension = _extension()
    except ZipingError as error:
        return [mend("LibreOffice", error.problem, "LibreOffice 里没有菜单和按钮", error.remedy)]
    found: list[Diagnosis] = extension.diagnose()
    return found


def _extension() -> Any:
    """Loaded only here: it belongs to a part that most commands never need."""
    try:
        return importlib.import_module(MODULE)
    except ModuleNotFoundError as error:
        if error.name == "xlwings":
            raise ZipingError(
                "这个 Python 里没有 xlwings，LibreOffice 扩展用不了",
                f'请先安装："{sys.executable}" -m pip install xlwings=={XLWINGS}{OFFLINE}',
            ) from error
        raise ZipingError(
            f"这份 ziping 里没有 LibreOffice 扩展（{error.name}）", "请重新安装 ziping"
        ) from error
