"""The thread that alone speaks to the program, so that the window never stands still.

The window puts wishes in and takes news out; what an action asks of the officer goes the same way,
and the thread waits for the answer.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from ziping.errors import ZipingError
from ziping.excel.live.program import BusyError, GoneError
from ziping.excel.live.snapshot import Snapshot, State
from ziping.excel.live.watch import Watch, our_bug
from ziping.excel.outcome import Outcome
from ziping.model import Place

TICK, QUICK_TICK = 0.6, 0.3  # seconds; the quick one while the officer is typing
TYPING = 20.0  # seconds after the last change


class Question(NamedTuple):
    """What an action wants to know; the answer goes into `reply`."""

    title: str
    text: str
    reply: queue.SimpleQueue[bool]


class Books(NamedTuple):
    """The open workbooks of ours."""

    names: tuple[str, ...]


class Note(NamedTuple):
    """A line for the foot of the window."""

    text: str


News = Snapshot | Outcome | Question | Books | Note
Wish = Callable[[Watch], News | None]


class Worker(threading.Thread):
    """Ticks until it is stopped; a wish is done between two ticks."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(name="ziping-live", daemon=True)
        self.watch = watch
        self.news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self._wishes: queue.SimpleQueue[Wish | None] = queue.SimpleQueue()
        self._since: float | None = None
        self._asked: queue.SimpleQueue[bool] | None = None
        self._is_stopped = False
        self._changed = -TYPING

    @property
    def busy_seconds(self) -> float:
        """How long the program has been keeping us waiting; 0 between two calls."""
        since = self._since
        return 0.0 if since is None else monotonic() - since

    def act(self, name: str) -> None:
        self._wishes.put(lambda watch: watch.act(name, self._ask))

    def select(self, place: Place) -> None:
        def selected(watch: Watch) -> None:
            watch.select(place)

        self._wishes.put(selected)

    def choose(self, full_name: str) -> None:
        def chosen(watch: Watch) -> None:
            watch.choose(full_name)

        self._wishes.put(chosen)

    def refresh(self) -> None:
        def refreshed(watch: Watch) -> None:
            watch.refresh()

        self._wishes.put(refreshed)

    def list_books(self) -> None:
        self._wishes.put(lambda watch: Books(watch.names()))

    def stop(self) -> None:
        """Ends after what is being done; a question that is open is answered with no."""
        self._is_stopped = True
        if (asked := self._asked) is not None:
            asked.put(False)
        self._wishes.put(None)

    def run(self) -> None:
        if sys.platform == "win32":
            import pythoncom

            pythoncom.CoInitialize()  # COM objects belong to the thread that made them
        while not self._is_stopped:
            self._since = monotonic()
            told = self.watch.tick()
            self._tell(told)
            self._since = None
            if told is not None and told.state is State.READY:
                self._changed = monotonic()
            self._do_wishes(QUICK_TICK if monotonic() - self._changed < TYPING else TICK)

    def _do_wishes(self, seconds: float) -> None:
        """Wait for the next tick, or for wishes, which are followed by a tick at once."""
        try:
            wish = self._wishes.get(timeout=seconds)
        except queue.Empty:
            return
        if wish is not None:
            self._since = monotonic()
            self._tell(self._done(wish))
            self._since = None

    def _done(self, wish: Wish) -> News | None:
        try:
            return wish(self.watch)
        except BusyError:
            return Note("程序正忙（可能正在编辑单元格），请按回车或关闭对话框后再点一次")
        except GoneError:
            return Note("找不到这个单元格所在的工作簿或工作表，可能已关闭或改名")
        except ZipingError as error:
            return Note(f"{error.problem}。{error.remedy}")
        except Exception as error:  # a bug of ours; the window goes on
            return Note("。".join(our_bug(error)))

    def _ask(self, title: str, text: str) -> bool:
        if self._is_stopped:
            return False
        since, self._since = self._since, None  # the officer is thinking, the program is not busy
        self._asked = queue.SimpleQueue()
        self.news.put(Question(title, text, self._asked))
        answer = self._asked.get()
        self._asked, self._since = None, since and monotonic()
        return answer

    def _tell(self, news: News | None) -> None:
        if news is not None:
            self.news.put(news)
