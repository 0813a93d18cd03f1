"""`ziping score` killed 200 times: the file is whole each time, and so is its backup."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Copy
from ziping.package.gate import open_package
from ziping.tasks import score
from ziping.workbook.read import read_workbook

KILLS = 200


def score_forever(path: Path) -> None:
    """Each round at another time, so that there is something to write.

    The calls of a write are set apart by a moment each, so that a kill hits the gaps between them
    on a disk of any speed.
    """
    for name in ("fsync", "open", "unlink"):
        setattr(os, name, lingering(getattr(os, name)))
    for number in range(10**9):
        when = f"{os.getpid()} {number}"
        setattr(score, "strftime", lambda form, now=when: now)  # noqa: B010
        score.score_file(path)


def lingering(call: Callable[..., Any]) -> Callable[..., Any]:
    def later(*given: Any, **named: Any) -> Any:
        time.sleep(0.003)
        return call(*given, **named)

    return later


def started(path: Path) -> int:
    child = os.fork()
    if child == 0:
        try:
            score_forever(path)
        finally:
            os._exit(9)
    return child


def is_writing(folder: Path) -> bool:
    return any(item.name.startswith(".~ziping") for item in folder.iterdir())


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def is_whole(path: Path, seen: set[str]) -> None:
    """Every part with its checksum, read as a workbook; each different content once."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest not in seen:
        seen.add(digest)
        copied = Path(shutil.copyfile(path, path.parent.parent / "copied.xlsx"))
        package = open_package(copied)
        assert all(package.read(name) for name in package.names())
        assert read_workbook(copied).assessment.overall.declared_total.value == 98


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_any_moment(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    """Half of the kills at any moment, half after a temporary file was seen."""
    path = copy("junshan")
    folder, backup = path.parent, path.with_name(path.name + ".bak")
    score.score_file(path)  # all is imported before the first fork
    begun = time.monotonic()
    score.score_file(path)
    whole = time.monotonic() - begun  # of one round on this machine
    chance, seen, writing = random.Random(20_250_320), set[str](), 0
    for number in range(KILLS):
        child = started(path)
        if number % 2:
            time.sleep(chance.uniform(0, 0.2 + 2 * whole))
        else:
            wait_for_writing(folder)
            time.sleep(chance.uniform(0, 0.015))
        kill(child)
        writing += sweep(folder)
        is_whole(path, seen)
        is_whole(backup, seen)
    with capsys.disabled():
        print(
            f" killed {KILLS} times, {writing} of them amid writing, {len(seen)} different "
            f"contents, every one whole ",
            end="",
        )
    assert writing > KILLS // 10 and len(seen) > 5


def sweep(folder: Path) -> bool:
    """Away with what a killed process could not tidy up; was there anything?"""
    left = [item for item in folder.iterdir() if item.name.startswith(".~ziping")]
    for item in left:
        item.unlink()
    return bool(left)


def wait_for_writing(folder: Path) -> None:
    end = time.monotonic() + 5
    while not is_writing(folder) and time.monotonic() < end:
        time.sleep(0.0005)
