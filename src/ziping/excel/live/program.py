"""The running spreadsheet program as the live window sees it, through xlwings alone.

Every call into the program goes through `asked`, which tells three things apart: an answer, a
program that is busy (a cell is being edited, a dialog is open), and one that is gone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ziping.errors import ZipingError
from ziping.excel.libreoffice.seam import HostGoneError
from ziping.excel.live.blocks import Block, Rows
from ziping.model import Place
from ziping.workbook.layout import HIDDEN
from ziping.workbook.read import ReadFile

BUSY = frozenset(
    {
        -2147418111,  # the call was rejected by the program
        -2147417846,  # the program asks to try again later
        -2146777998,  # Excel ignores calls while a cell is being edited
    }
)
ANSWERS = 3  # how often a rejected call is tried again before the tick is given up
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


def is_busy(error: BaseException) -> bool:
    """Whether a COM error says that the program is busy; its numbers stand in several places."""
    if type(error).__name__ == "ExcelBusyError":
        return True
    numbers = [getattr(error, "hresult", None)]
    details = getattr(error, "excepinfo", None)
    if isinstance(details, tuple) and details:
        numbers.append(details[-1])
    return any(number in BUSY for number in numbers)


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
        rows: Rows = found.raw_value
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


class Program:
    """Finds the open workbooks of ours; keeps nothing, so a new start of the program is found."""

    def books(self) -> list[OpenBook]:
        """Those of ours, the active one first; none where no program runs."""
        return asked(lambda: list(self._books()))

    def open(self, path: Path) -> None:
        """Let the program open a file that was named on the command line."""
        asked(lambda: self._open(path))

    def _open(self, path: Path) -> None:
        from ziping.excel.light import xw

        xw.apps.active.books.open(str(path))

    def _books(self) -> Iterator[OpenBook]:
        from ziping.excel import host
        from ziping.excel.light import xw

        _patience(ANSWERS)
        opened = host.open_books()
        if not opened and not len(xw.apps):
            raise ZipingError("Excel 没有打开", "打开 Excel 和自评工作簿，这里会自动连上")
        found = [book for book in opened if is_ours(book)]
        active = found[0].app.books.active.name if len(found) > 1 else ""
        for book in sorted(found, key=lambda book: bool(book.name != active)):
            yield OpenBook(book, full_name(book))


def _patience(times: int) -> None:
    """A rejected call is given up after some tries: by itself xlwings would try for ever."""
    module: Any = sys.modules.get("xlwings._xlwindows")
    if module is not None and hasattr(module, "N_COM_ATTEMPTS"):
        module.N_COM_ATTEMPTS = times


def is_ours(book: Any) -> bool:
    return HIDDEN in book.sheet_names


def full_name(book: Any) -> str:
    """The path; the bare name for a workbook that has none, or none on this machine."""
    try:
        return str(book.fullname)
    except Exception:  # a cloud path that xlwings can't map to a folder
        return str(book.name)
