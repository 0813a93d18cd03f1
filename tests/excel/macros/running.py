"""The macro workbook open in a live LibreOffice, with its macros allowed."""

from __future__ import annotations

import shlex
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlwings

import ziping
from tests.support.live_office import SYSTEM_PACKAGES, LiveOffice
from ziping.excel.places import LAUNCH_FILE

SECONDS = 120.0
ODD_NAME = "绥宁县 “终稿” \"a\" & 'b' 100%25 #1.xlsm"
ALWAYS_EXECUTE = 4  # com.sun.star.document.MacroExecMode, without asking
LIBRARY = "VBAProject"
MACRO_FILTER = "Calc MS Excel 2007 VBA XML"


def desktop(office: LiveOffice) -> Any:
    """The running program's desktop."""
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    context = resolver.resolve(f"uno:pipe,name={office.pipe};urp;StarOffice.ComponentContext")
    return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")


def opened(office: LiveOffice, path: Path, *, hidden: bool = True) -> Any:
    """The document of this file, its macros free to run."""
    options = _options(Hidden=hidden, MacroExecutionMode=ALWAYS_EXECUTE)
    return desktop(office).loadComponentFromURL(path.as_uri(), "_blank", 0, options)


def saved_again(office: LiveOffice, path: Path, target: Path) -> None:
    """The file as LibreOffice writes it, macros and all."""
    document = opened(office, path)
    document.storeToURL(target.as_uri(), _options(FilterName=MACRO_FILTER))
    document.close(True)


def _options(**given: object) -> tuple[Any, ...]:
    import uno

    options = []
    for name, value in given.items():
        option = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        option.Name, option.Value = name, value
        options.append(option)
    return tuple(options)


def call(document: Any, procedure: str, *arguments: object) -> Any:
    """What `Module.Procedure` of the document's VBA gives."""
    name = f"vnd.sun.star.script:{LIBRARY}.{procedure}?language=Basic&location=document"
    script = document.getScriptProvider().getScript(name)
    return script.invoke(arguments, (), ())[0]


class Record:
    """The user's record of the interpreter in this home, and a program that only takes notes."""

    def __init__(self, home: Path) -> None:
        self.file = home / ".config" / "ziping" / LAUNCH_FILE
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.program = home / "记 录 员.sh"
        self.notes = home / "notes.txt"
        notes = shlex.quote(str(self.notes))
        self.program.write_text(
            f'#!/bin/sh\n(printf "%s\\037" "$@"; echo) >> {notes}\n', encoding="utf-8"
        )
        self.program.chmod(0o755)
        self.write(str(self.program))

    def write(self, line: str) -> None:
        self.file.write_text(f"{line}\n", encoding="utf-8")

    def calls(self, count: int) -> list[list[str]]:
        """The arguments of each start, as soon as there are so many."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            lines = self.notes.read_text().splitlines() if self.notes.exists() else []
            if len(lines) >= count:
                return [line.split("\x1f")[:-1] for line in lines]
            time.sleep(0.02)
        raise RuntimeError(f"the program was not started {count} times")


def interpreter(folder: Path, more: Sequence[Path] = ()) -> Path:
    """A Python that reaches ziping, xlwings and the bridge even with `-I`, by a `.pth` file."""
    venv.create(folder, with_pip=False, symlinks=True)
    links = folder / "bridge"
    links.mkdir()
    for name in ("uno.py", "unohelper.py"):
        (links / name).symlink_to(SYSTEM_PACKAGES / name)
    packages = [Path(module.__file__ or "").parents[1] for module in (ziping, xlwings)]
    (site,) = (folder / "lib").glob("python*/site-packages")
    (site / "ziping.pth").write_text("\n".join(map(str, (*packages, links, *more))) + "\n")
    return folder / "bin" / "python"
