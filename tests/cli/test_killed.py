"""`ziping score` killed 200 times: the file is whole each time, and so is its backup."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Copy
from ziping.package.gate import open_package
from ziping.tasks import score
from ziping.workbook.read import read_workbook

KILLS = 200


def score_forever(path: Path) -> None:
    """Each round at another time, so that there is something to write."""
    for number in range(10**9):
        setattr(score, "strftime", lambda form, now=number: f"2025-03-20 {now}")  # noqa: B010
        score.score_file(path)


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
    """Every part with its checksum; a content not met before is read as a workbook too."""
    package = open_package(path)
    for name in package.names():
        package.read(name)
    digest = hashlib.sha256(package.raw).hexdigest()
    if digest not in seen:
        seen.add(digest)
        total = read_workbook(path).assessment.overall.declared_total.value
        assert total == 98


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_any_moment(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    """Half of the kills at any moment, half as soon as a temporary file is seen."""
    path = copy("junshan")
    folder, backup = path.parent, path.with_name(path.name + ".bak")
    chance, seen, writing = random.Random(20_250_320), set[str](), 0
    for number in range(KILLS):
        child = started(path)
        if number % 2:
            time.sleep(chance.uniform(0, 0.15))
        else:
            wait_for_writing(folder)
            time.sleep(chance.uniform(0, 0.004))
        kill(child)
        leftovers = [item for item in folder.iterdir() if item.name.startswith(".~ziping")]
        writing += bool(leftovers)
        for item in leftovers:
            item.unlink()
        for file in filter(Path.exists, (path, backup)):
            is_whole(file, seen)
    with capsys.disabled():
        print(f" killed {KILLS} times, {writing} of them amid writing, "
              f"{len(seen)} different contents, all whole ", end="")  # fmt: skip
    assert writing > KILLS // 10 and len(seen) > KILLS // 10


def wait_for_writing(folder: Path) -> None:
    end = time.monotonic() + 5
    while not is_writing(folder) and time.monotonic() < end:
        time.sleep(0.0005)
