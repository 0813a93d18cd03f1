"""The reading on the machines of a Dask cluster: the same jobs, the same answers as the pool.

Only a few tasks are on their way at once, and few bytes. What comes back is text in JSON and is
believed no more than what a child on this machine says.
"""

from __future__ import annotations

import json
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, NamedTuple

from ziping.collect.cluster_connection import connect, not_installed, other_version, threads
from ziping.collect.cluster_files import contents, files_of, folder
from ziping.collect.cluster_task import MISSING, REFUSAL, RESULT, VERSION, do_task, version
from ziping.collect.jobs import Answer, Job
from ziping.collect.limits import LIMITS, Limits
from ziping.collect.pool import run_jobs
from ziping.collect.reading import Refusal
from ziping.errors import ZipingError
from ziping.package.gate import MAX_FILE

NO_WORKER_SECONDS = 20.0  # a machine that starts anew is waited for
AHEAD = 2  # tasks for each thread of the cluster
MAX_SENT = 64 * 1024 * 1024  # bytes of files on their way
_LOOK = 2.0  # seconds between looks at whether the cluster is still there
_AGAIN = "已读的都保留，请再运行一次；集群不稳的，去掉 --scheduler 在本机读"
_LOST = Refusal(
    "crash",
    "集群里读它的工作机中断了，另换一台也没有读成",
    "请重新运行一次；仍然这样的，去掉 --scheduler 在本机读",
)
_NONSENSE = Refusal("crash", "集群里读它的工作机回答有误", "请去掉 --scheduler 在本机再读一次")


def run_jobs_on(
    scheduler: str, jobs: Iterable[Job], *, limits: Limits = LIMITS
) -> Generator[Answer]:
    """Answers in the order in which they are ready. Whoever stops asking cancels what is open."""
    client = connect(scheduler)
    cluster = _Cluster(client, limits)
    try:
        yield from cluster.run(iter(jobs))
    finally:
        cluster.cancel()
        with suppress(Exception):
            client.close(timeout=5)


class _Sent(NamedTuple):
    """A task on its way. `size` is that of the bytes that went with it, None without."""

    job: Job
    future: Any
    size: int | None


class _Cluster:
    def __init__(self, client: Any, limits: Limits) -> None:
        self._client, self._limits = client, limits
        self._done: SimpleQueue[str] = SimpleQueue()
        self._open: dict[str, _Sent] = {}
        self._here: deque[Job] = deque()  # what no machine can do for us
        self._again: deque[Job] = deque()  # to be sent with their bytes
        self._unseen: set[str] = set()  # folders that the machines do not see
        self._most = max(2, AHEAD * threads(client))
        self._looked = self._alive = monotonic()

    def run(self, jobs: Iterator[Job]) -> Iterator[Answer]:
        more = True
        while more or self._open or self._again or self._here:
            while self._has_room() and (self._again or more):
                if self._again:
                    self._send(self._again.popleft(), with_bytes=True)
                elif (job := next(jobs, None)) is None:
                    more = False
                else:
                    self._send(job)
            while self._here:
                yield from run_jobs([self._here.popleft()], workers=1, limits=self._limits)
            if self._open and (answer := self._answer()):
                yield answer

    def _has_room(self) -> bool:
        on_way = sum(sent.size or 0 for sent in self._open.values())
        return len(self._open) < self._most and on_way + MAX_FILE <= MAX_SENT

    def _send(self, job: Job, with_bytes: bool = False) -> None:
        files = files_of(job)
        if files is None:
            self._here.append(job)
            return
        given = {**job.given, **{key: file.path for key, file in files.items()}}
        sent = None
        if with_bytes or self._unseen & {folder(file.path) for file in files.values()}:
            sent = contents(files)
        told = {
            "version": version(), "kind": job.kind, "given": given, "limits": self._limits,
            "files": {key: (file.size, file.digest) for key, file in files.items()},
        }  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a task with a file in it is large
            future = self._client.submit(do_task, json.dumps(told), sent, pure=False)
        size = None if sent is None else sum(map(len, sent.values()))
        self._open[future.key] = _Sent(job, future, size)
        future.add_done_callback(lambda done: self._done.put(done.key))

    def _answer(self) -> Answer | None:
        """The next one; None where a task has to be sent again, or nothing came yet."""
        try:
            key = self._done.get(timeout=0.5)
        except Empty:
            self._look()
            return None
        sent = self._open.pop(key)
        if sent.future.status == "finished":
            return self._understood(sent, sent.future.result())
        if sent.future.status == "error":
            return Answer(sent.job.key, None, _failed(sent.future.exception()))
        raise ZipingError("与集群调度器的连接断了", _AGAIN)

    def _understood(self, sent: _Sent, text: Any) -> Answer | None:
        key = sent.job.key
        try:
            told = json.loads(text)
            if MISSING in told:
                self._not_seen(sent)
                return None
            if VERSION in told:
                raise other_version(f"有工作机是 {told[VERSION]}")
            if set(told) == {RESULT} and isinstance(told[RESULT], dict):
                return Answer(key, told[RESULT])
            fields = [told[REFUSAL][name] for name in Refusal._fields]
            return Answer(key, None, Refusal(*map(str, fields)))
        except (ValueError, TypeError, KeyError, RecursionError):
            return Answer(key, None, _NONSENSE)

    def _not_seen(self, sent: _Sent) -> None:
        """The machine sees no such file, or another: the bytes follow, and those of its folder.

        One that changed while its bytes were sent is read here.
        """
        if sent.size is not None:
            self._here.append(sent.job)
            return
        self._unseen |= {folder(file.path) for file in (files_of(sent.job) or {}).values()}
        self._again.append(sent.job)

    def _look(self) -> None:
        """Is there still a scheduler, and a machine that works?"""
        if monotonic() < self._looked + _LOOK:
            return
        if self._client.status != "running":
            raise ZipingError("与集群调度器的连接断了", _AGAIN)
        self._looked = monotonic()
        if count := threads(self._client):
            self._alive, self._most = self._looked, max(2, AHEAD * count)
        elif self._looked > self._alive + NO_WORKER_SECONDS:
            raise ZipingError("集群里的工作机都断开了", _AGAIN)

    def cancel(self) -> None:
        """What is open is not waited for."""
        with suppress(Exception):
            self._client.cancel([sent.future for sent in self._open.values()], force=True)


def _failed(error: BaseException | None) -> Refusal:
    """What became of a task without an answer; a machine without the program stops the run."""
    if isinstance(error, ImportError):
        raise not_installed() from error
    if type(error).__name__ == "KilledWorker":  # the scheduler has tried other machines
        return _LOST
    told = f"集群里读它的工作机出错（{type(error).__name__}：{error}）"[:300]
    return _LOST._replace(problem=told)
