"""The part of the reading that runs on a cluster's machine: a task in JSON, an answer in JSON.

A task never reads a file in the worker itself: that is done by a child process with limits, as on
one machine. Files are read where they lie, if the same file is seen here; else from bytes that came
with the task, in a private folder that goes with it.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import tempfile
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from time import sleep

import ziping
from ziping.collect.jobs import Answer, Job
from ziping.collect.limits import Limits
from ziping.collect.worker import Worker

RULES = "rules"  # the name of a pack, or a file
FILES = ("path", "report", "last_year", RULES)  # of what is given to a job
MISSING, VERSION, RESULT, REFUSAL = "missing", "version", "result", "refusal"


def version() -> str:
    """Asked of every machine before the first task."""
    return ziping.__version__


def do_task(task: str, sent: Mapping[str, bytes] | None = None) -> str:
    """`{"version", "kind", "given", "files": {key: [size, digest]}, "limits"}` → the answer.

    The answer is one of `{"result"}`, `{"refusal"}`, `{"missing": true}` (send the bytes) and
    `{"version": ours}` (another program: nothing was read).
    """
    told = json.loads(task)
    if told["version"] != version():
        return json.dumps({VERSION: version()})
    given, sent = told["given"], sent or {}
    with ExitStack() as kept:
        folder = Path(kept.enter_context(_private_folder())) if sent else Path()
        for key, (size, digest) in told["files"].items():
            if key in sent:
                given[key] = _kept(folder / key, given[key], sent[key])
            elif fingerprint(given[key]) != (size, digest):
                return json.dumps({MISSING: True})
        answer = _children(Limits(*told["limits"])).do(Job(None, told["kind"], given))
    if answer.refusal is not None:
        return json.dumps({REFUSAL: answer.refusal.to_json()})
    return json.dumps({RESULT: answer.result})


def _private_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="ziping-", ignore_cleanup_errors=True)


def fingerprint(path: str) -> tuple[int, str] | None:
    """Size and SHA-256 of a file; None where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), digest
    except (OSError, ValueError):
        return None


def _kept(folder: Path, name: str, content: bytes) -> str:
    """The bytes under the file's own name: messages may tell it, and its suffix counts."""
    folder.mkdir()
    last = name.replace("\\", "/").rpartition("/")[2].replace("\0", "")
    place = folder / (last[-100:] if last not in ("", ".", "..") else "file")
    place.write_bytes(content)
    return str(place)


class _Owner:
    """A thread and its child: on Linux a child ends with the thread that started it, and a
    cluster's threads come and go. It never holds up the end of the process."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self._jobs: SimpleQueue[tuple[Job, SimpleQueue[Answer | BaseException]]] = SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def do(self, job: Job) -> Answer:
        answers: SimpleQueue[Answer | BaseException] = SimpleQueue()
        self._jobs.put((job, answers))
        answer = answers.get()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _work(self) -> None:
        while True:
            job, answers = self._jobs.get()
            try:
                answers.put(self.worker.do(job))
            except BaseException as error:
                answers.put(error)


class Children:
    """Child processes of this machine, as many as are asked at once; kept for the next task."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._idle: list[_Owner] = []
        self._all: list[Worker] = []
        self._lock, self._alone = threading.Lock(), threading.Lock()
        threading.Thread(target=self._kill_the_late, daemon=True).start()
        atexit.register(self.end)

    def do(self, job: Job) -> Answer:
        """The answer of an idle child, or of a new one."""
        with self._lock:
            owner = self._idle.pop() if self._idle else self._new()
        try:
            return owner.do(job)
        finally:
            with self._lock:
                self._idle.append(owner)

    def _new(self) -> _Owner:
        worker = Worker(self._limits, self._alone)
        self._all.append(worker)
        return _Owner(worker)

    def _kill_the_late(self) -> None:
        while True:
            for worker in list(self._all):
                worker.kill_if_late()
            sleep(0.1)

    def end(self) -> None:
        """At the end of this process; a child also notices by itself that its pipe is closed."""
        for worker in list(self._all):
            worker.stop()


_by_limits: dict[Limits, Children] = {}
_making = threading.Lock()


def _children(limits: Limits) -> Children:
    with _making:
        if limits not in _by_limits:
            _by_limits[limits] = Children(limits)
        return _by_limits[limits]
