"""Follow one open workbook: each tick reads what may have changed, and scores what did.

The sheet in front is read in each tick, the others in turn. A saved copy, which costs the program
more, is taken only at the beginning, when the sheets were rebuilt, and after an action.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from ziping.errors import ZipingError
from ziping.excel.live.copy import Copy
from ziping.excel.live.program import BusyError, GoneError, OpenBook, Program
from ziping.excel.live.snapshot import Snapshot, State
from ziping.excel.outcome import Outcome
from ziping.model import Place

Ask = Callable[[str, str], bool]
LOOK_AGAIN = 1.5  # seconds between two looks for a workbook
COPY_AGAIN = 1.0  # and between two copies
MEND_AGAIN = 10.0  # and between two copies of a workbook that could not be read
SHEETS_EVERY = 20  # ticks between two looks at the list of sheets
MENDED_EVERY = 4  # the same while the workbook can't be read
MANY = 4  # losses of a workbook that is there after all


class Watch:
    """Attached to one workbook at a time; not for two threads at once.

    `wanted` is opened where it is not open; `full_name` names one that is open already.
    """

    def __init__(self, wanted: Path | None = None, full_name: str = "") -> None:
        self.program = Program()
        self.wanted = wanted
        self.full_name = str(wanted.absolute()) if wanted else full_name
        self.book: OpenBook | None = None
        self.copy: Copy | None = None
        self.ticks = 0
        self._last: Snapshot | None = None
        self._looked = self._copied = -MEND_AGAIN
        self._active = ""
        self._was_opened = False
        self._not_opened = ("", "")  # why the program did not open the file that was named
        self._failed: tuple[str, str] | None = None  # what the last copy came to, if not read
        self._failed_sheets: tuple[str, ...] = ()
        self._losses = 0

    def tick(self) -> Snapshot | None:
        """What is new to tell; None where nothing is."""
        try:
            return self._news(self._tick())
        except BusyError:
            return self._news(Snapshot(State.BUSY, self.full_name))
        except GoneError as error:
            return self._news(self._lost_sight(error))
        except ZipingError as error:
            return self._news(self._trouble(self._named(error.problem), error.remedy))
        except Exception as error:  # a bug of ours is told as ours, the window goes on
            return self._news(self._trouble(*our_bug(error)))

    def names(self) -> tuple[str, ...]:
        """The open workbooks of ours."""
        try:
            return tuple(book.full_name for book in self.program.books())
        except (BusyError, GoneError, ZipingError):
            return ()

    def choose(self, full_name: str) -> None:
        """Follow another open workbook from now on."""
        self._let_go()
        self.full_name = full_name
        self._looked = -MEND_AGAIN

    def refresh(self) -> None:
        """Take a new copy with the next tick."""
        self.copy = self._failed = self._last = None
        self._copied = -MEND_AGAIN

    def select(self, place: Place) -> None:
        """Bring a cell to the front. Raises `BusyError`, `GoneError` where that can't be."""
        if self.book is not None:
            self.book.select(place)

    def act(self, name: str, ask: Ask) -> Outcome:
        """Run an action on the workbook; all that it writes is what the officer clicked for."""
        from ziping.excel.actions import run

        if self.book is None:
            return Outcome("没有工作簿", "没有打开自评工作簿，先打开再点。", is_error=True)
        outcome: Outcome = run(self.book.book, name, ask)
        self.refresh()
        return outcome

    def _tick(self) -> Snapshot:
        self.ticks += 1
        if self.book is None:
            return self._look()
        active = self.book.active()
        came, self._active = active != self._active, active
        if self._failed is not None and not self._may_be_mended(self.book):
            return self._trouble(*self._failed)
        if self.copy is None or self._is_rebuilt(active, came):
            self._take_copy(self.book)
        assert self.copy is not None
        checked, self._losses = self.copy.checked(), 0
        return Snapshot(State.READY, self.full_name, active, checked)

    def _may_be_mended(self, book: OpenBook) -> bool:
        """Whether a workbook that could not be read is worth another copy."""
        if self._is_due(MEND_AGAIN):
            return True
        return self.ticks % MENDED_EVERY == 0 and book.sheets() != self._failed_sheets

    def _is_rebuilt(self, active: str, came: bool) -> bool:
        """Read what may have changed; True where only a new copy can tell what the book is now."""
        assert self.book is not None and self.copy is not None
        if (came or self.ticks % SHEETS_EVERY == 0) and self.book.sheets() != self.copy.sheets:
            return True
        for name in self.copy.due(active, came, self.ticks):
            self.copy.take(name, self.book.rows(self.copy.blocks[name]))
        return self.copy.is_stale and self._is_due(COPY_AGAIN)

    def _look(self) -> Snapshot:
        """Attach to the workbook that is wanted, or else to the active one of ours."""
        if monotonic() - self._looked < LOOK_AGAIN:
            return self._last or Snapshot(State.CONNECTING, self.full_name)
        self._looked = monotonic()
        try:
            found = self.program.books()
        except ZipingError as error:  # no program runs, or none that can be reached
            self._start_program()
            told = self._not_opened if any(self._not_opened) else (error.problem, error.remedy)
            return Snapshot(State.NO_PROGRAM, self.full_name, "", None, *told)
        self.book = self._wanted(found)
        if self.book is None:
            self._open_wanted()
            told = self._not_opened
            return Snapshot(State.WAITING, self.full_name, "", None, *told, _names(found))
        self.full_name = self.book.full_name
        self._active = ""
        return Snapshot(State.CONNECTING, self.full_name, books=_names(found))

    def _wanted(self, found: list[OpenBook]) -> OpenBook | None:
        for book in found:
            if self.full_name and is_same(book.full_name, self.full_name):
                self._was_opened = True
                return book
        return found[0] if found and self.wanted is None else None

    def _open_wanted(self) -> None:
        """Once: a workbook that the officer closes again stays closed."""
        if self.wanted is not None and not self._was_opened:
            self._was_opened = True
            self._looked = -MEND_AGAIN
            try:
                self.program.open(self.wanted.absolute())
            except ZipingError as error:
                self._not_opened = error.problem, error.remedy

    def _start_program(self) -> None:
        """Once, too; a program that starts takes its time to be found."""
        if self.wanted is None or self._was_opened or any(self._not_opened):
            return
        try:
            self._was_opened = self.program.start(self.wanted.absolute())
        except ZipingError as error:
            self._not_opened = error.problem, error.remedy

    def _take_copy(self, book: OpenBook) -> None:
        self._copied, self.copy = monotonic(), None
        try:
            self.copy = Copy(book.base(), book.sheets())
            for name, block in self.copy.blocks.items():
                self.copy.begin(name, book.rows(block))
        except ZipingError as error:
            self._failed = error.problem, error.remedy
            self._failed_sheets = book.sheets()
            raise
        self._failed = None

    def _is_due(self, seconds: float) -> bool:
        return monotonic() - self._copied >= seconds

    def _trouble(self, problem: str, remedy: str) -> Snapshot:
        return Snapshot(State.TROUBLE, self.full_name, self._active, None, problem, remedy)

    def _named(self, problem: str) -> str:
        """The officer knows the workbook, not our copy of it."""
        if self.copy is None:
            return problem
        return problem.replace(str(self.copy.read.opened.path), Path(self.full_name).name)

    def _lost_sight(self, error: GoneError) -> Snapshot:
        """Closed; or, where it is found again and again, a fault that must be told."""
        self._let_go()
        self._losses += 1
        if self._losses < MANY:
            return Snapshot(State.WAITING, self.full_name)
        return self._trouble(*our_bug(error))

    def _let_go(self) -> None:
        self.book = self.copy = self._failed = None
        self._copied = -MEND_AGAIN

    def _news(self, told: Snapshot) -> Snapshot | None:
        last, self._last = self._last, told
        return None if last is not None and told == last else told


def is_same(one: str, other: str) -> bool:
    """Whether two names mean one file; a cloud path is known by its last part alone."""
    if one == other or one.casefold() == other.casefold():
        return True
    if "://" in one or "/" not in one.replace("\\", "/"):
        return one.replace("\\", "/").rpartition("/")[2] == Path(other).name
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def our_bug(error: Exception) -> tuple[str, str]:
    """Problem and remedy of what is no fault of the officer's."""
    return (
        f"程序自身出错（{type(error).__name__}：{error}），不是填报的问题，工作簿没有改动",
        "请把这一行和工作簿发给程序维护者；窗口仍会继续",
    )


def _names(books: list[OpenBook]) -> tuple[str, ...]:
    return tuple(book.full_name for book in books)
