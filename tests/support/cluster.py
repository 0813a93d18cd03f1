"""A real Dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

START_SECONDS = 60.0


class Cluster:
    """`workers` are run in `folder`/worker-N with one thread each."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        self.address = ""
        self.processes: list[subprocess.Popen[bytes]] = []
        self._count = workers

    @property
    def workers(self) -> list[subprocess.Popen[bytes]]:
        return self.processes[1:]

    @property
    def is_whole(self) -> bool:
        return all(process.poll() is None for process in self.processes)

    def start(self) -> Self:
        try:
            log = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
            self.address = self._told(log, r"Scheduler at:\s+(tcp://\S+)")
            logs = [self._worker(number) for number in range(self._count)]
            for log in logs:
                self._told(log, r"(Registered to)")
        except BaseException:
            self.end()
            raise
        return self

    def add_worker(self) -> None:
        self._told(self._worker(len(self.workers)), r"(Registered to)")

    def _worker(self, number: int) -> Path:
        options = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--local-directory", "."]
        return self._start("worker", self.address, *options, name=f"worker-{number}")

    def _start(self, kind: str, *options: str, name: str = "scheduler") -> Path:
        folder = self.folder / name
        folder.mkdir(parents=True)
        words = [sys.executable, "-m", "dask", kind, *options, "--no-dashboard"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                words, cwd=folder, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return folder / "log"

    def _told(self, log: Path, pattern: str) -> str:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if found := re.search(pattern, log.read_text("utf-8", "replace")):
                return found[1]
            if self.processes[-1].poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(log.read_text("utf-8", "replace"))

    def kill_worker(self, number: int) -> None:
        """Without warning, as a machine that loses its power."""
        self.workers[number].kill()
        self.workers[number].wait()

    def children(self) -> set[int]:
        """The processes that the workers started."""
        ours = {process.pid for process in self.workers}
        return {pid for pid, parent in _parents().items() if parent in ours}

    def lose_scheduler(self) -> None:
        self.processes[0].kill()
        self.processes[0].wait()

    def end(self) -> None:
        """One after the other: a worker that loses its scheduler meanwhile waits for it."""
        for process in reversed(self.processes):
            with contextlib.suppress(OSError):
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                found[int(entry.name)] = int(
                    (entry / "stat").read_text().rpartition(")")[2].split()[1]
                )
    return found


def is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return False
