"""A child process: reads files from outside, one job a line on stdin, one answer a line on stdout.

Started as `python -I -m ziping.collect.child MEMORY PARENT SECONDS`. It ends with its parent: when
stdin closes, whatever it is doing; on Linux also when the parent is killed.
"""

from __future__ import annotations

import errno
import gc
import importlib
import json
import os
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any, BinaryIO

from ziping.collect.jobs import HANDLERS
from ziping.collect.limits import READY, STACK, limit_child, limit_time
from ziping.collect.reading import Refusal
from ziping.errors import UnsafeFileError, UnusableFileError, ZipingError

# openpyxl loads them where it finds them, and numpy's threads alone take more memory than a child
# may have; nothing that a child does needs them
_UNWANTED = ("numpy", "pandas")
_ONLY_CRASH = "请把这个文件发给程序维护者，其余文件不受影响"


def main(arguments: list[str]) -> None:
    """Take jobs until there are no more."""
    memory, parent, seconds = int(arguments[0]), int(arguments[1]), float(arguments[2])
    sys.modules.update(dict.fromkeys(_UNWANTED))  # type: ignore[arg-type]
    gc.set_threshold(100_000)  # a reading is short, and what it made goes with it
    jobs, answers = _pipes()
    limit_child(memory, parent)
    answers.write(READY)
    answers.flush()
    for line in _lines(jobs):
        limit_time(seconds)
        answers.write(answer_to(line) + b"\n")
        answers.flush()


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our two ends; whatever else reads stdin or prints finds nothing there."""
    jobs, answers = open(os.dup(0), "rb"), open(os.dup(1), "wb")  # noqa: SIM115, PTH123
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return jobs, answers


def _lines(jobs: BinaryIO) -> Iterator[bytes]:
    """Lines as they come; a thread waits for the next, and for the end of the parent."""
    lines: SimpleQueue[bytes] = SimpleQueue()

    def wait() -> None:
        for line in jobs:
            lines.put(line)
        os._exit(0)

    threading.stack_size(STACK)
    threading.Thread(target=wait, daemon=True).start()
    while True:
        yield lines.get()


def answer_to(line: bytes) -> bytes:
    """The answer to one job as a line of JSON; every exception becomes a refusal."""
    job: dict[str, Any] = json.loads(line)
    try:
        result = _handler(job["kind"])(job["given"])
        return json.dumps({"result": result}).encode()
    except Exception as error:
        return json.dumps({"refusal": refusal_of(error, job["given"]).to_json()}).encode()


def _handler(kind: str) -> Any:
    module, _, function = HANDLERS[kind].partition(":")
    return getattr(importlib.import_module(module), function)


def refusal_of(error: Exception, given: dict[str, Any]) -> Refusal:
    """What is told of an exception: the user's error by its own words, ours as ours."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return out_of_memory()
    if isinstance(error, ZipingError):
        kind = "unsafe" if isinstance(error, UnsafeFileError) else "unusable"
        return Refusal(kind, _without_path(error, given), error.remedy)
    told = f"程序自身出错（{type(error).__name__}：{error}），不是填报的问题"[:500]
    return Refusal("crash", told, _ONLY_CRASH)


def out_of_memory() -> Refusal:
    return Refusal(
        "memory",
        "读这个文件要用的内存太多，已停止读取",
        "正常的自评文件不会这样：请打开后删去多余的行列和图片，另存再报；来源不明的不要打开",
    )


def _without_path(error: ZipingError, given: dict[str, Any]) -> str:
    """The problem alone: whoever prints it says which file, and by a better name than ours."""
    path = error.path if isinstance(error, UnusableFileError) else ""
    return (
        error.problem.removeprefix(f"“{path}”：")
        if str(path) == given.get("path")
        else (error.problem)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
