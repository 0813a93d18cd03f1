"""The journal keeps what was read and what was returned, and gives way when it is damaged."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from tests.collect.readings import reading
from ziping.collect.journal import Journal, Settings, journal_path, shared
from ziping.collect.reading import Refusal
from ziping.collect.source import Source
from ziping.collect.standing import Entry, Office, Returned
from ziping.errors import UnusableFileError

ENTRY = Entry(
    Source(
        "收/甲.xlsx", ("信.eml", "甲.xlsx"), 7, 9, "2025-03-01T08:00:00+08:00", "a@b", "报送", "d"
    ),
    reading=reading("甲县水利局", code="100001"),
    report=Source("收/甲.docx"),
)
REFUSED = Entry(Source("收/乙.xlsx"), refusal=Refusal("unsafe", "炸弹", "重发"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_path(tmp_path / "汇总.xlsx")


def test_its_name(path: Path) -> None:
    assert path.name == "汇总.收件记录.db"


def test_entries_come_back_as_they_were(path: Path) -> None:
    with Journal(path) as journal:
        journal.put("/收/甲.xlsx", "1", [ENTRY])
        journal.put("/收/乙.xlsx", "2", [REFUSED])
    with Journal(path) as journal:
        assert journal.get("/收/甲.xlsx", "1") == [ENTRY]
        assert journal.get("/收/甲.xlsx", "2") is None
        assert journal.get("/收/丙.xlsx", "1") is None
        assert journal.entries() == [REFUSED, ENTRY]
        assert journal.marks() == {"/收/甲.xlsx": "1", "/收/乙.xlsx": "2"}


def test_a_file_that_was_read_anew_replaces_the_old(path: Path) -> None:
    with Journal(path) as journal:
        journal.put("/收/甲.xlsx", "1", [REFUSED])
        journal.put("/收/甲.xlsx", "2", [ENTRY])
        assert journal.entries() == [ENTRY]


def test_files_that_are_gone_are_forgotten(path: Path) -> None:
    with Journal(path) as journal:
        journal.put("/收/甲.xlsx", "1", [ENTRY])
        journal.put("/收/乙.xlsx", "1", [REFUSED])
        assert journal.keep_only(["/收/乙.xlsx", "/收/丙.xlsx"]) == 1
        assert journal.entries() == [REFUSED]


def test_a_name_that_is_no_text(path: Path) -> None:
    name = b"/\xca\xd5/\xff.xlsx".decode("utf-8", "surrogateescape")
    with Journal(path) as journal:
        journal.put(name, "1", [Entry(Source(name), refusal=REFUSED.refusal)])
    with Journal(path) as journal:
        assert journal.marks() == {name: "1"}
        assert journal.entries()[0].source.path == name


def test_returns_and_settings(path: Path) -> None:
    first, second = (Returned("100001", 2024, n, f"2025-04-0{n}", "退.docx") for n in (1, 2))
    settings = Settings(2024, date(2025, 3, 31), (Office("甲县水利局", "100001", line=2),))
    with Journal(path) as journal:
        assert journal.settings() == Settings()
        journal.add_return(first)
        journal.add_return(second)
        journal.set_settings(settings)
    with Journal(path) as journal:
        assert journal.returns() == [first, second]
        assert journal.settings() == settings


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("create table notes (text)")
    base.close()


DAMAGE = {
    "no database": lambda path: path.write_bytes(b"not a database at all" * 100),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "overwritten": lambda path: path.write_bytes(
        path.read_bytes()[:4096] + b"\7" * 8192 + path.read_bytes()[12288:]
    ),
    "somebody else's": foreign,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_journal_is_moved_aside(path: Path, damage: object) -> None:
    if damage is not foreign:
        with Journal(path) as journal:
            for number in range(50):
                journal.put(f"/{number}.xlsx", "1", [ENTRY])
    damage(path)  # type: ignore[operator]
    before = path.read_bytes()
    with Journal(path) as journal:
        assert journal.lost == path.with_name("汇总.收件记录.停用1.db")
        assert journal.entries() == []
        assert journal.lost.read_bytes() == before
        journal.put("/甲.xlsx", "1", [ENTRY])
    with Journal(path) as journal:
        assert journal.lost is None
        assert journal.entries() == [ENTRY]


def test_an_entry_that_cant_be_read_is_read_anew(path: Path) -> None:
    with Journal(path) as journal:
        journal.put("/甲.xlsx", "1", [ENTRY])
    with sqlite3.connect(path) as base:
        base.execute("update files set entries = x'00'")
    base.close()
    with Journal(path) as journal:
        assert journal.get("/甲.xlsx", "1") is None
        assert journal.entries() == []


def test_another_run_is_writing(path: Path) -> None:
    with Journal(path) as journal:
        journal.put("/甲.xlsx", "1", [ENTRY])
        with Journal(path) as other, pytest.raises(UnusableFileError, match="另一个"):
            other.put("/乙.xlsx", "1", [REFUSED])


def test_a_place_that_cant_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="收件记录打不开"):
        Journal(tmp_path / "没有" / "汇总.收件记录.db")


def test_equal_texts_are_kept_once() -> None:
    texts = [f"{'编制'}数{n}" for n in (1, 1)]
    first, second = shared({"a": texts})["a"]
    assert first is second
