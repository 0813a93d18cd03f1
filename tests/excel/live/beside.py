"""The window as an officer runs it: a process of its own beside a visible Calc, on one screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.display import Display
from tests.support.live_office import LiveOffice

SECONDS = 90.0
CLASS = "iping"  # of the window, as X has it: Ziping
WIDTH, HEIGHT = 820, 880  # of Calc, so that the window stands beside it


class Beside:
    """Calc and the window; `title` is all that is looked at."""

    def __init__(self, home: Path, display: Display) -> None:
        self.home = home
        self.display = display
        self.office = LiveOffice(home, visible=True, display=display.name)
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """The window first: it waits for the program, and an X server without a client resets."""
        self.run()
        self.wait_for("没有连上表格程序")
        self.office.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        self.office.kill()

    def open(self, path: Path, xw: Any) -> Any:
        book = xw.apps.active.books.open(str(path))
        book.impl.window().setPosSize(0, 0, WIDTH, HEIGHT, 15)
        return book

    def run(self, *arguments: str) -> None:
        """`python -m ziping live`, reaching uno as this process does."""
        uno = next(f for f in sys.path if f and (Path(f) / "uno.py").exists())
        environment = self.office.environment() | {"PYTHONPATH": uno}
        log = (self.home / "live.log").open("ab")
        command = [sys.executable, "-m", "ziping", "live", *arguments]
        with log:
            self.process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def end(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def windows(self) -> list[str]:
        return self.display.run("xdotool", "search", "--onlyvisible", "--class", CLASS).split()

    def window(self) -> str:
        """The first one that there was; a dialog comes after it."""
        return min(self.windows(), key=int, default="")

    def click_and_answer(self, across: float, down: float, key: str) -> None:
        """A button that asks first, and the answer; buttons sleep while another action runs."""
        self._until(lambda: self._asks(across, down))
        dialog = max(self.windows(), key=int)
        self.display.run("xdotool", "mousemove", "--window", dialog, "20", "20")
        self.display.run("xdotool", "windowfocus", "--sync", dialog, "key", key)
        self._until(lambda: len(self.windows()) == 1)

    def _asks(self, across: float, down: float) -> bool:
        self.click(across, down)
        until = time.monotonic() + 5
        while time.monotonic() < until and len(self.windows()) == 1:
            time.sleep(0.05)
        return len(self.windows()) > 1

    def _until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + SECONDS
        while not is_so():
            assert time.monotonic() < end, self.windows()
            time.sleep(0.05)

    def title(self) -> str:
        name = self.window()
        return self.display.run("xdotool", "getwindowname", name).strip() if name else ""

    def wait_for(self, beginning: str) -> float:
        """Seconds until the title of the window begins so."""
        start = time.monotonic()
        while time.monotonic() < start + SECONDS:
            if self.title().startswith(beginning):
                return time.monotonic() - start
            time.sleep(0.02)
        log = (self.home / "live.log").read_text(errors="replace")
        raise AssertionError(f"no window titled {beginning!r} but {self.title()!r}\n{log}")

    def type_into_calc(self, calc: str, *keys: str) -> None:
        """Real keys; without a window manager the focus is set by hand."""
        self.display.run("xdotool", "mousemove", "--window", calc, "400", "500")
        self.display.run("xdotool", "windowfocus", "--sync", calc)
        for key in keys:
            self.display.run("xdotool", "key", "--delay", "30", key)

    def click(self, across: float, down: float) -> None:
        """A click at a share of the window's width and height."""
        name = self.window()
        shell = self.display.run("xdotool", "getwindowgeometry", "--shell", name)
        size = dict(line.split("=") for line in shell.split())
        at = str(round(int(size["WIDTH"]) * across)), str(round(int(size["HEIGHT"]) * down))
        self.display.run("xdotool", "mousemove", "--window", name, *at)
        self.display.run("xdotool", "click", "1")


def copied(path: Path, folder: Path) -> Path:
    return Path(shutil.copy(path, folder / path.name))


def screen_missing() -> str | None:
    from tests.support.display import missing

    reason = missing()
    if reason and os.environ.get("ZIPING_REQUIRE_LIBREOFFICE") == "1":
        raise RuntimeError(reason)
    return reason
