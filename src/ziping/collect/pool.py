"""Jobs done by child processes, a few at once; no job, however bad, ends the run.

Each thread owns one child, so that a child ends with the thread that started it (PDEATHSIG goes by
the thread). One more thread watches the clock: a child that is late is killed, which its owner
sees as the end of the pipe.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import NamedTuple

from ziping.collect.jobs import Answer, Job
from ziping.collect.limits import LIMITS, Limits, children
from ziping.collect.worker import Worker

AHEAD = 2  # jobs waiting for each child: none is ever idle, and a lazy source stays lazy
_GLANCE = 0.5  # seconds; a wait without end can't be broken by Ctrl-C on Windows


class _Failed(NamedTuple):
    """A bug of ours in a thread of the pool, raised again where it is seen."""

    error: BaseException


def run_jobs(
    jobs: Iterable[Job], *, workers: int = 0, limits: Limits = LIMITS
) -> Generator[Answer]:
    """Answers in the order in which they are ready; `jobs` may be without end and is read ahead
    by a few. Whoever stops asking, or is interrupted, leaves no child behind."""
    pool = _Pool(children(workers), limits)
    try:
        yield from pool.run(iter(jobs))
    finally:
        pool.close()


class _Pool:
    def __init__(self, count: int, limits: Limits) -> None:
        self._count = count
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._answers: SimpleQueue[Answer | _Failed] = SimpleQueue()
        self._workers: list[Worker] = []
        self._threads: list[threading.Thread] = []
        self._limits = limits
        self._alone = threading.Lock()
        self._closed = threading.Event()
        self._watch = threading.Thread(target=self._kill_the_late, daemon=True)
        self._watch.start()

    def run(self, jobs: Iterator[Job]) -> Iterator[Answer]:
        open_jobs, more = 0, True
        while more or open_jobs:
            while more and open_jobs < self._count * AHEAD:
                job = next(jobs, None)
                more = job is not None
                if job is not None:
                    open_jobs += 1
                    self._jobs.put(job)
                    self._grow(open_jobs)
            if open_jobs:
                yield self._next()
                open_jobs -= 1

    def _grow(self, wanted: int) -> None:
        """A child is started when there is work for it."""
        if len(self._threads) < min(self._count, wanted):
            worker = Worker(self._limits, self._alone)
            self._workers.append(worker)
            thread = threading.Thread(target=self._work, args=(worker,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _next(self) -> Answer:
        while True:
            try:
                answer = self._answers.get(timeout=_GLANCE)
            except Empty:
                continue
            if isinstance(answer, _Failed):
                raise answer.error
            return answer

    def _work(self, worker: Worker) -> None:
        try:
            while (job := self._jobs.get()) is not None:
                if self._closed.is_set():
                    return
                self._answers.put(worker.do(job))
        except BaseException as error:
            self._answers.put(_Failed(error))
        finally:
            worker.end()

    def _kill_the_late(self) -> None:
        while not self._closed.wait(0.1):
            for worker in list(self._workers):
                worker.kill_if_late()

    def close(self) -> None:
        self._closed.set()
        for worker in self._workers:
            worker.stop()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in (*self._threads, self._watch):
            thread.join()
