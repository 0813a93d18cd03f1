"""A screen of a test's own: Xvfb, with keys and pictures."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

NEEDED = ("Xvfb", "xdotool", "import")
SIZE = "1280x900x24"
SECONDS = 60.0
FIRST, MANY = 1000, 50_000
COUNT = itertools.count()


def missing() -> str | None:
    """Why there can be no screen here; None when there can."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return (
        f"screen: no {', '.join(absent)} (apt install xvfb xdotool imagemagick)" if absent else None
    )


class Display:
    """`name` is what DISPLAY must be, once entered."""

    def __init__(self) -> None:
        self.name = ""
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Numbers of our own: servers that look for a free one at the same time collide."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                self._start()
            if self.run("xdotool", "getdisplaygeometry"):
                return self
            time.sleep(0.05)
        raise RuntimeError("Xvfb does not answer")

    def _start(self) -> None:
        self.name = f":{FIRST + (os.getpid() * 8 + next(COUNT)) % MANY}"
        # without -noreset it starts afresh whenever its last client goes, and refuses the next
        command = ["Xvfb", self.name, "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        atexit.register(self.process.kill)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait()
        atexit.unregister(self.process.kill)

    def run(self, *command: str) -> str:
        """What a program on this screen prints; "" where it fails."""
        environment = os.environ | {"DISPLAY": self.name}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        return "" if done.returncode else done.stdout

    def wait_for(self, title: str) -> str:
        """The number of the window with this title, as soon as it shows."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if found := self.run("xdotool", "search", "--onlyvisible", "--name", title).split():
                return found[-1]
            time.sleep(0.05)
        raise RuntimeError(f"no window shows {title!r}")

    def key_at(self, title: str, key: str) -> bool:
        """Press a key at the window with this title; False while there is none."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", title).split()
        if not found:
            return False
        # no window manager runs here: the keys go where the pointer is
        self.run("xdotool", "mousemove", "--window", found[-1], "20", "20")
        self.run("xdotool", "windowfocus", found[-1])
        self.run("xdotool", "key", key)
        return True

    def picture(self, path: Path) -> Path:
        self.run("import", "-window", "root", str(path))
        return path
