"""The running spreadsheet program as the live window sees it, through xlwings alone.

Every call into the program goes through `asked`, which tells three things apart: an answer, a
program that is busy (a cell is being edited, a dialog is open), and one that is gone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ziping.errors import ZipingError
from ziping.excel.busy import SHORT, is_busy, patience
from ziping.excel.libreoffice.seam import HostGoneError
from ziping.excel.live.blocks import Block, Rows
from ziping.model import Place
from ziping.workbook.layout import HIDDEN
from ziping.workbook.read import ReadFile

Given = TypeVar("Given")


class BusyError(Exception):
    """The program does not answer now; nothing is wrong."""


class GoneError(Exception):
    """Workbook or program were closed; the text is what the program said."""


def asked(question: Callable[[], Given]) -> Given:
    """The answer of the program. Raises `BusyError`, `GoneError`, or an error of ours as it is."""
    try:
        return question()
    except (BusyError, GoneError):
        raise
    except HostGoneError as error:
        raise GoneError(error.problem) from None
    except ZipingError as error:
        if any(is_busy(cause) for cause in _causes(error)):
            raise BusyError(error.problem) from None
        raise
    except Exception as error:
        told = f"{type(error).__name__}：{error}"
        if is_busy(error):
            raise BusyError(told) from None
        raise GoneError(told) from None


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__
    while cause is not None:
        yield cause
        cause = cause.__cause__


class OpenBook:
    """One open workbook of ours."""

    def __init__(self, book: Any, full_name: str) -> None:
        self.book = book
        self.full_name = full_name
        self._ranges: dict[Block, Any] = {}

    def sheets(self) -> tuple[str, ...]:
        return asked(lambda: tuple(self.book.sheet_names))

    def active(self) -> str:
        return asked(lambda: str(self.book.sheets.active.name))

    def rows(self, block: Block) -> Rows:
        """The values of a block: one call into the program."""
        return asked(lambda: self._rows(block))

    def _rows(self, block: Block) -> Rows:
        found = self._ranges.get(block)
        if found is None:
            cells = self.book.sheets[block.sheet].range((1, 1), (block.rows, block.cols))
            # to tell TRUE from 1, LibreOffice would have to be asked about each single cell
            found = self._ranges[block] = cells.options(booleans=False)
        # Excel's Value cuts amounts of a currency format to four decimals and makes dates of dates
        is_excel = not hasattr(self.book.impl, "save_copy")
        rows: Rows = found.api.Value2 if is_excel else found.raw_value
        return rows

    def base(self) -> ReadFile:
        """A private copy saved by the program, read as every closed file is read."""
        from ziping.excel.saved import read_saved

        self._ranges.clear()
        return asked(lambda: read_saved(self.book))

    def select(self, place: Place) -> None:
        asked(lambda: self._select(place))

    def _select(self, place: Place) -> None:
        sheet = self.book.sheets[place.sheet]
        self.book.activate()
        sheet.activate()
        sheet.range(place.cell or "A1").select()


def double_click(path: Path) -> bool:
    """As if its icon were; False where the officer is to start the program. Raises OSError."""
    if sys.platform == "win32":
        os.startfile(path)
        return True
    return False


class Program:
    """Finds the open workbooks of ours; keeps nothing, so a new start of the program is found."""

    def books(self) -> list[OpenBook]:
        """Those of ours, the active one first; none where no program runs."""
        return asked(lambda: list(self._books()))

    def open(self, path: Path) -> None:
        """Let the program open a file that was named on the command line."""
        asked(lambda: self._open(path))

    def start(self, path: Path) -> bool:
        """Start the program with a file, where that can be done and no program runs."""
        try:
            return double_click(path)
        except OSError as error:
            told = error.strerror or str(error)
            raise ZipingError(
                f"没能打开“{path.name}”（{told}）", "请在 Excel 里打开它，这里会自动连上"
            ) from None

    def _open(self, path: Path) -> None:
        from ziping.excel.light import xw

        xw.apps.active.books.open(str(path))

    def _books(self) -> Iterator[OpenBook]:
        from ziping.excel import attaching
        from ziping.excel.light import xw

        patience(SHORT)
        try:
            opened = attaching.open_books()
        except OSError as error:  # a window that comes or goes at this moment
            raise BusyError(str(error)) from None
        if not opened and not len(xw.apps):
            raise ZipingError("Excel 没有打开", "打开 Excel 和自评工作簿，这里会自动连上")
        found = [book for book in opened if is_ours(book)]
        active = found[0].app.books.active.name if len(found) > 1 else ""
        for book in sorted(found, key=lambda book: bool(book.name != active)):
            yield OpenBook(book, full_name(book))


def is_ours(book: Any) -> bool:
    return HIDDEN in book.sheet_names


def full_name(book: Any) -> str:
    """As the program spells it."""
    from ziping.excel import host

    return host.full_name(book)
