"""The pool: every job is answered, whatever becomes of its child, and no child stays behind."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from tests.collect.hostile import formula
from tests.collect.making import SAMPLES, SMALL, make, office_name
from tests.collect.watched import children_of, none_left
from ziping.collect.child import answer_to, refusal_of
from ziping.collect.jobs import Answer, Job
from ziping.collect.limits import LIMITS, Limits, children
from ziping.collect.pool import run_jobs
from ziping.errors import ZipingError

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="watches /proc")
SAMPLE = SAMPLES / SMALL


def reading(path: Path, key: object = 0) -> Job:
    return Job(key, "read", {"path": str(path)})


def answers(*jobs: Job, workers: int = 1, limits: Limits = LIMITS) -> list[Answer]:
    return list(run_jobs(jobs, workers=workers, limits=limits))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (MemoryError(), "memory"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "memory"),
        (OSError(errno.EIO, "Input/output error"), "crash"),
        (ZeroDivisionError(), "crash"),
        (ZipingError("读不了", "请重发"), "unusable"),
    ],
)
def test_what_is_told_of_an_exception(error: Exception, kind: str) -> None:
    assert refusal_of(error, {}).kind == kind


def test_every_job_is_answered_once(tmp_path: Path) -> None:
    jobs = [reading(make(tmp_path / f"{n}.xlsx", unit=office_name(n)), n) for n in range(3)]
    lost = [reading(tmp_path / "没有.xlsx", n) for n in range(3, 9)]
    found = {one.key: one for one in answers(*jobs, *lost, workers=2)}
    assert found.keys() == set(range(9))
    units = [(found[n].result or {})["unit"] for n in range(3)]
    assert units == [office_name(n) for n in range(3)]
    refusals = [found[n].refusal for n in range(3, 9)]
    assert all(one is not None and "找不到" in one.problem for one in refusals)


def test_no_jobs() -> None:
    assert answers() == []


def test_jobs_may_come_late_and_without_end(tmp_path: Path) -> None:
    """Whoever has enough stops asking; only a few were taken ahead."""
    taken: list[int] = []

    def endless() -> Iterator[Job]:
        while True:
            taken.append(len(taken))
            yield reading(tmp_path / "没有.xlsx", len(taken))

    with closing(run_jobs(endless(), workers=2)) as found:
        keys = [next(found).key for _ in range(3)]
    assert len(keys) == 3
    assert len(taken) <= 3 + 4
    assert none_left(os.getpid())


UNKNOWN: list[tuple[str, dict[str, object], str]] = [
    ("no such kind", {"kind": "eval", "given": {"path": "x"}}, "KeyError"),
    ("no path", {"kind": "read", "given": {}}, "KeyError"),
    ("a number for a path", {"kind": "read", "given": {"path": 7}}, "TypeError"),
]


@pytest.mark.parametrize(("job", "word"), [one[1:] for one in UNKNOWN], ids=[u[0] for u in UNKNOWN])
def test_our_own_bug_is_said_to_be_ours(job: dict[str, object], word: str) -> None:
    refusal = json.loads(answer_to(json.dumps(job).encode()))["refusal"]
    assert refusal["kind"] == "crash"
    assert word in refusal["problem"]
    assert "不是填报的问题" in refusal["problem"]


def test_a_job_of_no_known_kind_does_not_stop_the_others() -> None:
    first, second = answers(Job(1, "eval", {}), reading(Path("没有.xlsx"), 2))
    assert first.refusal is not None
    assert first.refusal.kind == "crash"
    assert second.refusal is not None
    assert second.refusal.kind == "unusable"


def test_an_answer_that_is_too_long_is_refused() -> None:
    [answer] = answers(reading(Path("没有.xlsx")), limits=Limits(answer=40))
    assert answer.refusal is not None
    assert answer.refusal.kind == "memory"
    assert "MB" in answer.refusal.problem


@LINUX
def test_a_file_that_takes_too_much_memory_is_tried_again_in_a_larger_child(tmp_path: Path) -> None:
    path = tmp_path / "长.xlsx"
    path.write_bytes(formula(3_000_000))
    small = 24 << 20  # too little for any file
    tight = answers(reading(path), limits=Limits(memory=small, large=small))
    roomy = answers(reading(path), limits=Limits(memory=small))
    assert tight[0].refusal is not None
    assert tight[0].refusal.kind == "memory"
    assert roomy[0].result is not None


@LINUX
def test_a_child_that_hangs_is_replaced() -> None:
    limits = Limits(seconds=8.0)
    Thread(target=stop_a_child, args=(signal.SIGSTOP,)).start()
    first, second = answers(reading(SAMPLE, 1), reading(SAMPLE, 2), limits=limits)
    assert first.refusal is not None
    assert first.refusal.kind == "time"
    assert "8 秒" in first.refusal.problem
    assert second.result is not None
    assert none_left(os.getpid())


@LINUX
def test_a_child_that_dies_is_replaced() -> None:
    Thread(target=stop_a_child, args=(signal.SIGKILL,)).start()
    first, second = answers(reading(SAMPLE, 1), reading(Path("没有.xlsx"), 2))
    assert first.refusal is not None
    assert first.refusal.kind == "crash"
    assert "-9" in first.refusal.problem
    assert second.refusal is not None
    assert second.refusal.kind == "unusable"


@LINUX
def test_a_file_is_not_blamed_for_a_child_that_died_before_it() -> None:
    def jobs() -> Iterator[Job]:
        yield reading(Path("没有.xlsx"), 1)
        stop_a_child(signal.SIGKILL, after=1.5)  # by then it is idle
        yield reading(Path("没有.xlsx"), 2)

    found = {one.key: one.refusal for one in run_jobs(jobs(), workers=1)}
    assert {key: one.kind for key, one in found.items() if one} == {1: "unusable", 2: "unusable"}


def stop_a_child(how: signal.Signals, after: float = 0.1) -> None:
    """As soon as one has its limits and has begun to read."""
    until = monotonic() + 20
    while monotonic() < until:
        for pid in children_of(os.getpid()):
            if is_limited(pid):
                sleep(after)
                os.kill(pid, how)
                return
        sleep(0.005)


def is_limited(pid: int) -> bool:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return not any(line.startswith("Max data size") and "unlimited" in line for line in lines)


@LINUX
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    """Without a word to anybody: SIGKILL."""
    program = (
        "import sys\n"
        "from ziping.collect.jobs import Job\n"
        "from ziping.collect.pool import run_jobs\n"
        "def jobs():\n"
        "    while True:\n"
        "        yield Job(0, 'read', {'path': sys.argv[1]})\n"
        "for _ in run_jobs(jobs(), workers=2):\n"
        "    print('one', flush=True)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "没有.xlsx")], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"one\n"
    assert list(children_of(parent.pid))
    parent.kill()
    parent.communicate()
    assert none_left(parent.pid)


def test_what_a_child_prints_is_no_answer() -> None:
    """Its own stdout is closed off; a line in the middle of an answer would spoil the next."""
    words = [
        sys.executable,
        "-I",
        "-m",
        "ziping.collect.child",
        str(1 << 30),
        str(os.getpid()),
        "9",
    ]
    job = json.dumps({"kind": "read", "given": {"path": "没有.xlsx"}}).encode()
    ran = subprocess.run(words, input=job + b"\n", capture_output=True, timeout=30)
    lines = ran.stdout.splitlines()
    assert lines[0] == b"ready"
    assert len(lines) <= 2  # the end of stdin may come before the answer
    assert all(json.loads(line)["refusal"] for line in lines[1:])


def test_how_many_children() -> None:
    assert children(3) == 3
    assert 1 <= children() <= 8


@LINUX
@pytest.mark.parametrize("program", ["/bin/false", "/no/such/program"])
def test_no_child_comes_up(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then no file is to blame, and the run says so instead of refusing every file."""
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(ZipingError, match="启动不了"):
        answers(reading(SAMPLE))
    assert none_left(os.getpid())
