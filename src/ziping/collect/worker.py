"""One child process as its owner sees it: started when needed, replaced when it dies or hangs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

from ziping.collect.jobs import Answer, Job
from ziping.collect.limits import READY, Limits
from ziping.collect.reading import Refusal
from ziping.errors import ZipingError

START_SECONDS = 60.0  # a cold disk and a virus scanner may take their time
ATTEMPTS = 3  # to start a child
MOST_JOBS = 400  # then a fresh one: whatever a library keeps is given back
ONCE = frozenset({"expand"})  # writes files as it goes: a second time they would be in its way
_RETRY = "请重新运行一次；仍然这样的，请把这个文件发给程序维护者"


class _Child(NamedTuple):
    process: subprocess.Popen[bytes]
    memory: int


class Worker:
    """Does one job after the other; `do` always answers. `kill_if_late` is for another thread."""

    def __init__(self, limits: Limits, alone: threading.Lock) -> None:
        self._limits = limits
        self._alone = alone  # held by whoever runs a large child
        self._child: _Child | None = None
        self._done = 0
        self._lock = threading.Lock()
        self._late_at = 0.0  # 0: nothing runs
        self._is_late = self._is_long = self._stopped = False

    def do(self, job: Job) -> Answer:
        """The answer of a child. One that ran out of memory is asked again, larger and alone; one
        that died after other jobs is asked again afresh: they may be to blame, not this file."""
        was_used = self._child is not None
        answer = self._ask(job, self._limits.memory)
        kind = answer.refusal.kind if answer.refusal is not None else ""
        if self._stopped or self._is_long or job.kind in ONCE:  # as long a second time
            return answer
        if kind == "crash" and was_used:
            return self._ask(job, self._limits.memory)
        if kind == "memory" and self._limits.large > self._limits.memory:
            with self._alone:
                answer = self._ask(job, self._limits.large)
                self.end()
        return answer

    def _ask(self, job: Job, memory: int) -> Answer:
        try:
            self._start(memory)
            line = self._told(job)
        except OSError:
            line = b""
        self._until(0)
        self._is_long = len(line) > self._limits.answer
        answer = self._understood(job, line)
        self._done += 1
        spoilt = answer.refusal is not None and answer.refusal.kind in ("memory", "time", "crash")
        if spoilt or self._done >= MOST_JOBS:
            self.end()
        return answer

    def _start(self, memory: int) -> None:
        """A child that is ready; an error of ours where none comes up: no file is to blame."""
        for _ in range(ATTEMPTS):
            if self._child is not None or self._stopped:
                return
            if self._begin(memory):
                return
            code = self._ended()
            self.end()
        if not self._stopped:
            raise ZipingError(
                f"读取文件的进程启动不了（代码 {code}）",
                "请核对内存和磁盘是否够用、安全软件是否拦截，再运行一次；已读的都保留",
            )

    def _begin(self, memory: int) -> bool:
        words = [str(memory), str(os.getpid()), str(self._limits.seconds)]
        try:
            process = _launched(words)
        except OSError:
            return False
        self._done = 0
        with self._lock:
            self._child = _Child(process, memory)
        if sys.platform == "win32":
            from ziping.collect.windows import hold

            if not hold(process, memory):
                raise ZipingError(
                    "Windows 不让限制读取进程的内存，没有读任何文件",
                    "请核对安全软件是否拦截，再运行一次；已读的都保留",
                )
        self._until(START_SECONDS)
        assert process.stdout is not None
        is_ready: bool = process.stdout.readline(len(READY)) == READY
        self._until(0)
        return is_ready

    def _told(self, job: Job) -> bytes:
        """The line that comes back; b"" where none did."""
        assert self._child is not None
        stdin, stdout = self._child.process.stdin, self._child.process.stdout
        assert stdin is not None and stdout is not None
        self._until(self._limits.seconds)
        stdin.write(json.dumps({"kind": job.kind, "given": job.given}).encode() + b"\n")
        stdin.flush()
        return stdout.readline(self._limits.answer + 1)

    def _until(self, seconds: float) -> None:
        with self._lock:
            self._late_at = monotonic() + seconds if seconds else 0.0
            if seconds:
                self._is_late = False
            if self._stopped:
                self._kill()

    def kill_if_late(self) -> None:
        """End the child whose time is up; its owner sees the end of the pipe."""
        with self._lock:
            if self._late_at and monotonic() > self._late_at:
                self._is_late, self._late_at = True, 0.0
                self._kill()

    def stop(self) -> None:
        """From another thread: end the child now and start no other."""
        with self._lock:
            self._stopped = True
            self._kill()

    def _understood(self, job: Job, line: bytes) -> Answer:
        if not line.endswith(b"\n"):
            return Answer(job.key, None, self._why_none(line))
        try:
            told = json.loads(line)
            if set(told) == {"result"} and isinstance(told["result"], dict):
                return Answer(job.key, told["result"])
            return Answer(job.key, None, _refusal(told["refusal"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            return Answer(job.key, None, Refusal("crash", "读取它的进程回答有误", _RETRY))

    def _why_none(self, line: bytes) -> Refusal:
        if self._is_long:
            most = self._limits.answer >> 20
            problem = f"读出的内容超过 {most} MB，已停止读取"
            return Refusal("memory", problem, "请删去多余的行、指标和项目表，另存再报")
        if self._is_late:
            problem = f"超过 {self._limits.seconds:g} 秒还没有读完，已停止读取"
            remedy = "请打开后删去多余的行列和图片，另存再报；在网络盘上的，先复制到本机"
            return Refusal("time", problem, remedy)
        code = self._ended()
        return Refusal("crash", f"读取它的进程意外结束（代码 {code}）", _RETRY)

    def _ended(self) -> str:
        if self._child is None:
            return "未能启动"
        with suppress(subprocess.TimeoutExpired):
            return str(self._child.process.wait(timeout=1))
        return "没有退出"

    def _kill(self) -> None:
        """Only under the lock."""
        if self._child is None or self._child.process.poll() is not None:
            return
        with suppress(OSError):
            if sys.platform == "win32":
                self._child.process.kill()
            else:
                os.killpg(self._child.process.pid, 9)  # with whatever it started

    def end(self) -> None:
        """End the child, if there is one, and wait until it is gone."""
        with self._lock:
            child, self._late_at = self._child, 0.0
            self._kill()
            self._child = None
        if child is not None:
            for pipe in (child.process.stdin, child.process.stdout):
                with suppress(OSError):
                    pipe and pipe.close()
            child.process.wait()


def _launched(words: list[str]) -> subprocess.Popen[bytes]:
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", "-m", "ziping.collect.child", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **_apart(),
    )
    return process


def _apart() -> dict[str, Any]:
    """Ctrl-C in the terminal is for the parent alone."""
    if sys.platform == "win32":
        quiet = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": quiet}
    return {"start_new_session": True}


def _refusal(told: Any) -> Refusal:
    values = [told[name] for name in Refusal._fields]
    if not all(isinstance(value, str) for value in values):
        raise TypeError
    return Refusal(*values)
