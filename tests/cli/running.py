"""Running `ziping` as a user does, in this process or in one of its own."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, NamedTuple

from ziping.cli import main


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on stdout: anything beside it fails here."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value


def run(*arguments: object) -> Ran:
    """The command in this process: quick, and an escaping exception fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def heeds_ctrl_c() -> None:
    """In a child before anything else: a shell has its background jobs ignore Ctrl-C for good."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_process(
    *arguments: object,
    cwd: Path | None = None,
    before: Callable[[], None] | None = None,
    out: IO[bytes] | int = subprocess.PIPE,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Ran:
    """The command in a process of its own; `before` runs in it ahead of everything."""
    done = subprocess.run(
        [sys.executable, "-m", "ziping", *map(str, arguments)],
        cwd=cwd,
        stdout=out,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        env={**os.environ, **environment},
        timeout=60,
    )
    return Ran(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def state(folder: Path) -> dict[str, str]:
    """Every file below a folder with its mode and content: what must be equal before and after."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b"folder"
        digest = hashlib.sha256(content).hexdigest()
        found[str(path.relative_to(folder))] = f"{path.lstat().st_mode:o} {digest}"
    return found


def refused(ran: Ran) -> str:
    """The Chinese refusal of an unusable input, told apart from a crash of ours.

    On stdout nothing stands, or what `normalize` was about to write.
    """
    assert ran.code == 2, ran
    assert not ran.out or all("→" in line or "没有改" in line for line in ran.out.splitlines())
    for word in ("Traceback", "程序自身出错", "Error", "Errno"):
        assert word not in ran.err
    problem, _, remedy = ran.err.strip().partition("\n改法：")
    assert problem.startswith("未完成：")
    assert remedy
    return ran.err
