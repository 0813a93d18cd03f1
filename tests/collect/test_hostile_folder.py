"""A folder of good and hostile files: all good ones collected, all others named with a reason."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.collect.hostile import BAD, HARMLESS, Bad
from tests.collect.making import make_many
from tests.collect.watched import Run, collect, none_left
from ziping.collect.journal import Journal, journal_path
from ziping.collect.standing import Entry

GOOD = 150
MOST_MEMORY = 500 << 20
LINKS = ("符号链接.xlsx", "回到自己", "管道.xlsx")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches /proc")


class Folder(NamedTuple):
    run: Run
    entries: list[Entry]

    def of(self, name: str) -> list[Entry]:
        return [one for one in self.entries if Path(one.source.path).name == name]


def fill(folder: Path, good: int) -> None:
    """Good ones in one folder, the others above and below them."""
    assert len(list(make_many(folder / "好的", good))) == good
    for number, bad in enumerate(BAD):
        place = folder / "坏的" if number % 2 else folder
        place.mkdir(exist_ok=True)
        (place / bad.name).write_bytes(bad.raw())
    for name, raw in HARMLESS.items():
        (folder / name).write_bytes(raw())
    (folder / LINKS[0]).symlink_to(folder / "好的")
    (folder / LINKS[1]).symlink_to(folder)
    os.mkfifo(folder / LINKS[2])
    (folder / "~$打开着.xlsx").write_bytes(b"lock")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    place = tmp_path_factory.mktemp("收件箱")
    fill(place / "收到", GOOD)
    run = collect("收到", "-o", "汇总.xlsx", cwd=place)
    assert not run.error
    with Journal(journal_path(place / "汇总.xlsx")) as journal:
        return Folder(run, journal.entries())


def test_every_good_file_is_collected(folder: Folder) -> None:
    good = [one for one in folder.entries if Path(one.source.path).parent.name == "好的"]
    assert len(good) == GOOD
    assert all(one.reading is not None for one in good)
    assert folder.run.told["counted"] == GOOD + 1  # the harmless ones are all of one office


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_every_bad_file_is_named_with_its_reason(folder: Folder, bad: Bad) -> None:
    told = [one for one in folder.run.told["unreadable"] if f"/{bad.name}" in one["file"]]
    assert len(told) == 1
    assert bad.kind in ("", told[0]["kind"])
    assert bad.word in told[0]["problem"]
    assert told[0]["remedy"]


@pytest.mark.parametrize("name", LINKS)
def test_links_and_pipes_are_named_and_not_opened(folder: Folder, name: str) -> None:
    [told] = [one for one in folder.run.told["unreadable"] if one["file"].endswith(name)]
    assert told["kind"] == "unsafe"
    assert "没有打开" in told["problem"]


@pytest.mark.parametrize("name", HARMLESS)
def test_good_files_with_something_odd_in_them_are_collected(folder: Folder, name: str) -> None:
    [entry] = folder.of(name)
    assert entry.reading is not None
    assert entry.reading.unit == "绥宁县数据局"


def test_macros_and_links_are_told(folder: Folder) -> None:
    told = {Path(one["file"]).name: one["found"] for one in folder.run.told["active"]}
    assert told.keys() == {"有宏.xlsx", "外部链接.xlsx"}
    assert "宏" in told["有宏.xlsx"][0]


def test_nothing_else_is_told(folder: Folder) -> None:
    """Neither the lock file nor a second line for any file."""
    files = Counter(one["file"] for one in folder.run.told["unreadable"])
    assert len(files) == len(BAD) + len(LINKS)
    assert set(files.values()) == {1}
    assert not any("~$" in one.source.path for one in folder.entries)


def test_memory_children_and_code(folder: Folder) -> None:
    assert 0 < folder.run.peak < MOST_MEMORY
    assert none_left(folder.run.pid)
    assert folder.run.code == 1
