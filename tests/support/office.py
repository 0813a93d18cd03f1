"""A real, headless LibreOffice for tests.

    with Office() as office:
        result = office.run("a.xlsx", [
            {"op": "set", "cells": [["表", "A1", 3]]},
            {"op": "calculate"},
            {"op": "read", "ranges": [["表", "A1:B9"]]},
        ])
        result.value("表", "B2")

One worker process and one soffice serve all jobs. Steps are listed in `uno_steps.STEPS`.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

SYSTEM_PYTHON = "/usr/bin/python3"
ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90.0
JOB_SECONDS = 60.0

Step = dict[str, Any]


class OfficeError(Exception):
    """LibreOffice could not do a job; the text names the file and the cause."""


class _Lost(Exception):
    """The worker died or does not answer: worth one new start."""


class CellError(NamedTuple):
    """An error that a cell shows: LibreOffice's code and Excel's text."""

    code: int
    text: str


Value = float | str | CellError | None


class Cell(NamedTuple):
    """A cell read: None is empty, "" is a formula that gives empty text."""

    value: Value
    is_formula: bool


class Name(NamedTuple):
    """A defined name: scope None is the workbook; sheet and address None: it means no cells."""

    scope: str | None
    name: str
    content: str
    sheet: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """One file to open, the steps to do, and what to write afterwards."""

    path: str | Path
    steps: Sequence[Step] = ()
    save_as: str | Path | None = None
    pdf: str | Path | None = None

    def line(self) -> str:
        """The job as the worker reads it: absolute paths, one line."""
        paths = {"path": self.path, "save_as": self.save_as, "pdf": self.pdf}
        absolute = {key: str(Path(p).resolve()) if p else None for key, p in paths.items()}
        return json.dumps(absolute | {"steps": list(self.steps)}) + "\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What the steps of a job gave. A later `read` of the same cell replaces an earlier one.

    `reads` and `all_formulas` keep each `read` and `formulas` step by itself, in order.
    """

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    formulas: dict[tuple[str, str], Value] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    reads: list[dict[tuple[str, str], Cell]] = field(default_factory=list)
    all_formulas: list[dict[tuple[str, str], Value]] = field(default_factory=list)

    def value(self, sheet: str, address: str) -> Value:
        """The value of a cell that a `read` step covered."""
        return self.cells[sheet, address].value

    def errors(self) -> dict[tuple[str, str], CellError]:
        """The formula cells of the last `formulas` step that show an error."""
        return {at: v for at, v in self.formulas.items() if isinstance(v, CellError)}


def missing() -> str | None:
    """Why no LibreOffice can be started here; None when it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice: no soffice on the path (apt install libreoffice-calc)"
    if not Path(SYSTEM_PYTHON).exists():
        return f"LibreOffice: no {SYSTEM_PYTHON} to reach it with"
    probe = subprocess.run([SYSTEM_PYTHON, "-E", "-s", "-c", "import uno"], capture_output=True)
    if probe.returncode:
        return f"LibreOffice: {SYSTEM_PYTHON} cannot import uno (apt install python3-uno)"
    return None


class Office:
    """Starts with the first job or on entering; ends with `close`, `with` or the interpreter."""

    def __init__(self, job_seconds: float = JOB_SECONDS) -> None:
        self.job_seconds = job_seconds
        self.starts = 0
        self._worker: subprocess.Popen[str] | None = None
        self.folder = Path()
        self._answers: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def run(
        self,
        path: str | Path,
        steps: Sequence[Step] = (),
        *,
        save_as: str | Path | None = None,
        pdf: str | Path | None = None,
    ) -> Result:
        """Open a file, do the steps in order, write what is asked for, close it unsaved."""
        return self._do(Job(path, steps, save_as, pdf))

    def run_many(self, jobs: Iterable[Job]) -> list[Result]:
        """Many jobs through the one process; the first that fails raises."""
        return [self._do(job) for job in jobs]

    def _do(self, job: Job) -> Result:
        """One job, with one new start when LibreOffice hangs or dies."""
        if not Path(job.path).is_file():
            raise OfficeError(f"{job.path}: no such file")
        for last in (False, True):
            try:
                return self._ask(job)
            except _Lost as lost:
                self.close()
                if last:
                    raise OfficeError(f"{job.path}: {lost}, twice") from lost
        raise AssertionError("unreachable")

    def _ask(self, job: Job) -> Result:
        """Send one job and wait for its answer."""
        self.start()
        assert self._worker and self._worker.stdin
        try:
            self._worker.stdin.write(job.line())
            self._worker.stdin.flush()
        except OSError as error:
            raise _Lost("LibreOffice is gone") from error
        message = self._hear(self.job_seconds)
        if "error" in message:
            raise OfficeError(f"{job.path}: {message['error']}\n{message['trace']}")
        return _result(job.steps, message["results"])

    def _hear(self, seconds: float) -> dict[str, Any]:
        """The worker's next line; an empty one means that it ended."""
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise _Lost(f"LibreOffice did not answer within {seconds:g} s") from None
        if not line:
            raise _Lost("LibreOffice ended")
        message: dict[str, Any] = json.loads(line)
        return message

    def start(self) -> None:
        """Start worker and soffice unless they run."""
        if self._worker is not None:
            return
        self.starts += 1
        self.folder = Path(tempfile.mkdtemp(prefix="ziping-office-"))
        self._answers = queue.Queue()
        self._worker = _start_worker(self.folder, self._answers)
        atexit.register(self.close)
        try:
            self._hear(START_SECONDS)
        except _Lost as lost:
            log = (self.folder / "worker.log").read_text() if self.folder.exists() else ""
            self.close()
            raise OfficeError(f"{lost} at its start\n{log}") from lost
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End worker and soffice and remove their folder; harmless when nothing runs."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        atexit.unregister(self.close)
        pid_file = self.folder / "soffice.pid"
        soffice = int(pid_file.read_text()) if pid_file.exists() else None
        assert worker.stdin
        with contextlib.suppress(OSError):
            worker.stdin.close()  # the worker then kills soffice, tidies up and goes
        try:
            worker.wait(timeout=10)
        except subprocess.TimeoutExpired:
            for pid in filter(None, (soffice, worker.pid)):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
            worker.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _start_worker(folder: Path, answers: queue.Queue[str]) -> subprocess.Popen[str]:
    """The worker in a session of its own (Ctrl-C is for the tests), its lines in a queue."""
    command = [SYSTEM_PYTHON, "-E", "-s", "-B", "-m", "tests.support.uno_worker", str(folder)]
    with (folder / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
            start_new_session=True,
        )

    def listen() -> None:
        assert worker.stdout
        with worker.stdout as lines:
            for line in lines:
                answers.put(line)
        answers.put("")

    threading.Thread(target=listen, daemon=True).start()
    return worker


def _value(shown: Any) -> Value:
    """A worker's value as ours."""
    if isinstance(shown, dict):
        return CellError(shown["error"], shown["text"])
    value: Value = shown
    return value


def _result(steps: Sequence[Step], answers: list[Any]) -> Result:
    """The answers of a job's steps, sorted by what they are."""
    result = Result()
    for step, answer in zip(steps, answers, strict=True):
        if step["op"] == "read":
            result.reads.append({(s, at): Cell(_value(v), f) for s, at, v, f in answer})
            result.cells.update(result.reads[-1])
        elif step["op"] == "formulas":
            result.all_formulas.append({(s, at): _value(v) for s, at, v in answer})
            result.formulas.clear()
            result.formulas.update(result.all_formulas[-1])
        elif step["op"] == "names":
            result.names[:] = [Name(**line) for line in answer]
    return result
