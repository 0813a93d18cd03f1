"""A full disk: said as such, the old file whole, nothing half written left behind."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Copy
from tests.cli.running import Ran, run, run_process, state

NEW = ("new", "--unit", "甲局", "--year", 2024, "-o")


def limited() -> None:
    """No file may grow beyond this: the nearest thing to a full disk without being root."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))


def says_full(ran: Ran) -> None:
    assert ran.code == 2, ran
    assert "磁盘空间不足" in ran.err and "改法：请清理磁盘空间" in ran.err
    assert "Traceback" not in ran.err and "程序自身出错" not in ran.err


def test_file_size_limit(copy: Copy) -> None:
    path = copy("junshan")
    folder = path.parent
    before = state(folder)
    report = ("report", path, "-o", folder / "报告.docx")
    for command in (("score", path), ("normalize", path), report, (*NEW, folder / "新.xlsx")):
        ran = run_process(*command, before=limited)
        says_full(ran)
        assert state(folder) == before, command


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KB of its own; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("mounting a small disk needs root")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk])
    if made.returncode:
        pytest.skip("no tmpfs can be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_full_disk(small_disk: Path, built: dict[str, Path]) -> None:
    path = Path(shutil.copyfile(built["junshan"], small_disk / "甲.xlsx"))
    free = os.statvfs(small_disk)
    (small_disk / "占用").write_bytes(b"0" * (free.f_bavail * free.f_frsize - 4096))
    before = state(small_disk)
    report = ("report", path, "-o", small_disk / "报告.docx")
    for command in (("score", path), ("normalize", path), report, (*NEW, small_disk / "新.xlsx")):
        says_full(run(*command))
        assert state(small_disk) == before, command
    assert run("check", path).code == 1


def test_room_for_the_backup_only(small_disk: Path, built: dict[str, Path]) -> None:
    """The backup fits, the new file does not: the old one is whole, and so is the backup."""
    path = Path(shutil.copyfile(built["junshan"], small_disk / "甲.xlsx"))
    size = path.stat().st_size
    free = os.statvfs(small_disk)
    left = size + size // 2
    (small_disk / "占用").write_bytes(b"0" * (free.f_bavail * free.f_frsize - left))
    before = state(small_disk)
    says_full(run("score", path))
    after = state(small_disk)
    assert before.items() <= after.items()
    assert after.keys() - before.keys() <= {"甲.xlsx.bak"}
    backup = small_disk / "甲.xlsx.bak"
    assert not backup.exists() or backup.read_bytes() == path.read_bytes()


def test_demo(small_disk: Path) -> None:
    free = os.statvfs(small_disk)
    (small_disk / "占用").write_bytes(b"0" * (free.f_bavail * free.f_frsize - 8192))
    before = state(small_disk)
    says_full(run("demo", "--out", small_disk))
    assert state(small_disk) == before


def test_output_that_can_not_be_shown(copy: Copy) -> None:
    """stdout on a full disk: the work is done, and only the showing failed."""
    path = copy("junshan")
    for command in (("rules",), ("score", path), ("check", path, "--json")):
        with open("/dev/full", "wb") as full:  # noqa: PTH123
            ran = run_process(*command, out=full)
        assert ran.code == 2
        assert "没能全部显示出来" in ran.err and "Traceback" not in ran.err
    assert path.with_name(path.name + ".bak").exists()
    assert run("check", path).code == 1
