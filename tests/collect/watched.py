"""`ziping collect` run as a user runs it, its memory and its children watched from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple

COMMAND = str(Path(sys.executable).with_name("ziping"))
CHILD = "ziping.collect.child"


class Run(NamedTuple):
    """What came of it; `peak` is the most memory that all its processes held together, in bytes."""

    code: int
    told: dict[str, Any]
    error: str
    peak: int
    seconds: float
    pid: int


def collect(*words: str | Path, cwd: Path) -> Run:
    """Run it to the end with `--json`."""
    begun = monotonic()
    process = subprocess.Popen(
        [COMMAND, "collect", *map(str, words), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, "HOME": str(cwd)},
    )
    watch = Watch(process.pid)
    out, error = process.communicate()
    peak = watch.end()
    told = json.loads(out) if out else {}
    return Run(process.returncode, told, error.decode(), peak, monotonic() - begun, process.pid)


class Watch:
    """Looks at the processes of a run, fifty times a second."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak = pid, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            pids = [self._pid, *children_of(self._pid)]
            self._peak = max(self._peak, sum(map(resident, pids)))

    def end(self) -> int:
        self._over.set()
        self._thread.join()
        return self._peak


def children_of(pid: int) -> Iterator[int]:
    """The children of a run that are alive: they bear its number among their words."""
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            words = command(int(entry.name))
            if CHILD in words and str(pid) in words:
                yield int(entry.name)


def command(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except (OSError, UnicodeDecodeError):
        return []


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 for one that is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def none_left(pid: int, seconds: float = 10.0) -> bool:
    """Whether all children of a run end within so many seconds."""
    until = monotonic() + seconds
    while monotonic() < until:
        if not list(children_of(pid)):
            return True
        sleep(0.05)
    return False
