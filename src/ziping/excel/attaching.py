"""Which open workbook is meant: by the window that was clicked and the workbook's full name."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ziping.errors import ZipingError
from ziping.excel.busy import LONG, patience
from ziping.excel.host import full_name
from ziping.excel.light import xw

IS_WINDOWS = sys.platform == "win32"
NO_BOOK = "请先打开自评工作簿（点一下它的窗口），再点按钮"


def attach(window: int, full_name: str) -> Any:
    """The open workbook of this full name, in the program with this window handle.

    With two programs open only the handle tells which of them was clicked; where the officer has
    gone on to another window meanwhile, a name that only one of them has open will do.
    """
    _activate_engine()
    patience(LONG)
    apps = list(xw.apps)
    clicked = _clicked(apps, window)
    for candidates in (clicked, [app for app in apps if app not in clicked]):
        found = [book for app in candidates for book in _named(app, name_of(full_name))]
        if len(found) == 1 or (found and candidates is clicked):
            return found[0]
    raise ZipingError(f"没有找到打开的工作簿“{Path(full_name).name}”", NO_BOOK)


def _clicked(apps: list[Any], window: int) -> list[Any]:
    """The program of the window, which may have several."""
    if not window or not IS_WINDOWS:
        return []
    import win32process  # a part of pywin32, which xlwings needs there

    pid = win32process.GetWindowThreadProcessId(window)[1]
    return [app for app in apps if app.pid == pid][:1]


def _named(app: Any, wanted: Name) -> list[Any]:
    """Books of this name in one program; one that does not answer has none that was clicked."""
    with suppress(Exception):
        books = list(app.books)
        same = [book for book in books if full_name(book) == wanted.exact]
        return same or [book for book in books if full_name(book).casefold() == wanted.folded]
    return []


class Name(NamedTuple):
    """A full name, and as a file system compares it that does not tell A from a."""

    exact: str
    folded: str


def name_of(full_name: str) -> Name:
    return Name(full_name, full_name.casefold())


def open_books() -> list[Any]:
    """Every open workbook of every running program."""
    _activate_engine()
    return [book for app in xw.apps for book in app.books]


def _activate_engine() -> None:
    if not IS_WINDOWS:
        from ziping.excel import libreoffice

        libreoffice.activate()
