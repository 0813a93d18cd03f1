"""The worksheet functions, in LibreOffice's own Python: each call goes to one standing process.

That process is the fixed interpreter with ziping in it; it starts with the first call, ends with
LibreOffice and never calls back, so a cell can wait for it without a deadlock.
"""

from __future__ import annotations

import importlib.util
import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJob

NAME = "ziping.libreoffice.Functions"
SECONDS = 20.0  # the longest that one cell waits
MOST_CELLS = 2_000
TOO_LARGE = "所选区域太大或不连续，最多 2000 格，请重新选择"
UNREACHED = "没有算出：ziping 没有应答，请运行 ziping addin doctor 查看原因"


def _beside(name: str) -> Any:
    """A module of this extension by its file: no search path has a say."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


launch = _beside("launch")


class Calculator:
    """The standing process: one line of JSON there, one line back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()

    def value(self, name: str, arguments: list[Any]) -> Any:
        """What the function gives; a process that died is started once more."""
        with self._lock:
            for _ in range(2):
                try:
                    return self._ask(json.dumps([name, arguments]).encode("ascii") + b"\n")
                except (OSError, ValueError, queue.Empty):
                    self._end()
        return UNREACHED

    def _ask(self, line: bytes) -> Any:
        process = self._process or self._begin()
        assert process.stdin
        process.stdin.write(line)
        process.stdin.flush()
        return json.loads(self._answers.get(timeout=SECONDS))

    def _begin(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        process: subprocess.Popen[bytes] = launch.start(
            ["ziping.excel.libreoffice.calculator"],
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
        )
        self._process, self._answers = process, queue.Queue()
        threading.Thread(target=_listen, args=(process, self._answers), daemon=True).start()
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()


def _listen(process: subprocess.Popen[bytes], answers: queue.Queue[bytes]) -> None:
    """Each line of the process; an empty one, which is no JSON, when it ends."""
    assert process.stdout
    for line in process.stdout:
        answers.put(line)
    answers.put(b"")


calculator = Calculator()


def _size(value: Any) -> int:
    """How many cells an argument has: a whole column would hold LibreOffice up for seconds."""
    return len(value) * len(value[0]) if isinstance(value, tuple) and value else 1


def plain(value: Any) -> Any:
    """A value of Calc as Excel would hand it over: a blank is None, an area rows of values."""
    if isinstance(value, tuple):
        rows = [[plain(cell) for cell in row] for row in value]
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows
    return value if isinstance(value, (bool, float, int, str)) and value != "" else None


class Functions(unohelper.Base, XJob, XServiceInfo):  # type: ignore[misc]
    """Called by name from LibreOffice's Basic, whose functions the cells see."""

    def __init__(self, context: Any, *_arguments: Any) -> None:
        self.context = context

    def execute(self, arguments: Any) -> Any:
        """One named value: the function's name and what its cell handed over."""
        call = arguments[0]
        if any(_size(argument) > MOST_CELLS for argument in call.Value):
            return TOO_LARGE
        return calculator.value(call.Name, [plain(argument) for argument in call.Value])

    def getImplementationName(self) -> str:
        return NAME

    def supportsService(self, name: str) -> bool:
        return name == NAME

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (NAME,)


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Functions, NAME, (NAME,))
