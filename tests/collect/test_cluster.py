"""The same reading on a real Dask cluster: a scheduler and two workers as processes."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.collect.making import make, office_code, office_name
from tests.support.cluster import Cluster, is_running
from ziping.collect import cluster, cluster_connection, cluster_task
from ziping.collect.cluster import run_jobs_on
from ziping.collect.jobs import Answer, Job
from ziping.collect.pool import run_jobs
from ziping.errors import ZipingError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
COUNT = 12


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good workbooks and bad ones."""
    folder = tmp_path_factory.mktemp("files")
    for number in range(COUNT):
        name = office_name(number)
        make(folder / f"{number:02}{name}.xlsx", unit=name, code=office_code(number))
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "坏.xlsx").write_bytes(b"PK\3\4 damaged")
    (folder / "大.xlsx").write_bytes(bytes(11 * 1024 * 1024))
    return folder


@pytest.fixture(scope="module")
def clusters() -> Iterator[list[Cluster]]:
    """What was started; nothing of it is left."""
    started: list[Cluster] = []
    yield started
    children = set[int]().union(*(one.children() for one in started))
    for one in started:
        one.end()
    assert not [pid for pid in children if is_running(pid)]


@pytest.fixture
def two(clusters: list[Cluster], tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """A scheduler and two workers; new ones only after a test that lost some."""
    if not clusters or not clusters[-1].is_whole:
        clusters.append(Cluster(tmp_path_factory.mktemp("cluster")).start())
    return clusters[-1]


def _jobs(folder: Path, seen_as: str = "") -> list[Job]:
    """A job for each file; `seen_as` is another way to the folder."""
    given = [
        {"path": f"{seen_as or folder}/{path.name}", "report": "", "rules": ""}
        for path in sorted(folder.iterdir())
    ]
    given.append({"path": f"{seen_as or folder}/没有.xlsx", "report": "", "rules": ""})
    return [Job(Path(one["path"]).name, "read", one) for one in given]


def _by_key(answers: Iterator[Answer]) -> dict[Any, Answer]:
    found = {answer.key: answer for answer in answers}
    assert all((one.result is None) != (one.refusal is None) for one in found.values())
    return found


@pytest.fixture(scope="module")
def expected(files: Path) -> dict[Any, Answer]:
    found = _by_key(run_jobs(_jobs(files)))
    assert sum(one.result is not None for one in found.values()) == COUNT
    return found


def test_files_by_shared_path(two: Cluster, files: Path, expected: dict[Any, Answer]) -> None:
    assert _by_key(run_jobs_on(two.address, _jobs(files))) == expected
    assert two.children()  # read by children of the workers, not by the workers


def test_files_by_bytes(
    two: Cluster, files: Path, expected: dict[Any, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every process sees its own folder there; one worker sees another file of the same name."""
    monkeypatch.chdir(files)
    first = min(path.name for path in files.iterdir())
    for number in range(2):
        (two.folder / f"worker-{number}" / first).write_bytes(b"another file")
    assert _by_key(run_jobs_on(two.address, _jobs(files, "/proc/self/cwd"))) == expected


def test_bounded_ahead(two: Cluster, files: Path) -> None:
    """A list without end is read a few ahead; who stops asking is not kept waiting."""
    taken = 0

    def endless() -> Iterator[Job]:
        nonlocal taken
        job = _jobs(files)[0]
        while True:
            taken += 1
            yield job._replace(key=taken)

    answers = run_jobs_on(two.address, endless())
    for _ in range(5):
        assert next(answers).result is not None
    answers.close()
    assert taken <= 5 + cluster.AHEAD * 2 + 1


def test_another_version(two: Cluster, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ziping.__version__", "99.0")
    with pytest.raises(ZipingError, match=r"本机是 99\.0"):
        list(run_jobs_on(two.address, _jobs(files)))
    task = '{"version": "98.0"}'
    assert cluster_task.do_task(task) == '{"version": "99.0"}'


def test_scheduler_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_connection, "CONNECT_SECONDS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ZipingError, match="连不上调度器"):
            list(run_jobs_on(address, []))


@pytest.mark.parametrize("address", ["", "甲 乙:1", "x://y:1", "tcp://", "inproc://1:2", "host"])
def test_address_that_is_none(address: str) -> None:
    with pytest.raises(ZipingError, match="看不懂"):
        list(run_jobs_on(address, []))


def test_without_distributed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ZipingError, match=r"\[cluster\]"):
        list(run_jobs_on("tcp://127.0.0.1:1", []))


def test_machines_are_lost(
    two: Cluster, files: Path, expected: dict[Any, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """First a worker, then the other, then the scheduler."""
    answers = run_jobs_on(two.address, _jobs(files))
    found = [next(answers) for _ in range(4)]
    children = two.children()
    two.kill_worker(0)
    found += answers
    assert {answer.key: answer for answer in found} == expected
    assert len(found) == len(expected)

    monkeypatch.setattr(cluster, "NO_WORKER_SECONDS", 1.0)
    answers = run_jobs_on(two.address, _jobs(files) * 50)
    next(answers)
    two.kill_worker(1)
    with pytest.raises(ZipingError, match="都断开了"):
        list(answers)
    assert children
    assert not [pid for pid in children if is_running(pid)]
    with pytest.raises(ZipingError, match="还没有工作机"):
        list(run_jobs_on(two.address, []))

    two.add_worker()
    answers = run_jobs_on(two.address, _jobs(files) * 50)
    next(answers)
    two.lose_scheduler()
    with pytest.raises(ZipingError, match="断了"):
        list(answers)
