"""Names on disk as they are shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ziping.collect.rollup.files import Files
from ziping.collect.rollup.mark import open_rollup
from ziping.collect.source import Source
from ziping.collect.spool import OLD, PREFIX, new_spool
from ziping.collect.standing import ATTACHED, Collected, Entry, Submission
from ziping.errors import UnusableFileError
from ziping.package.rewrite import write_new

SHOWN = [
    ("收件箱/甲县水利局.xlsx", "收件箱/甲县水利局.xlsx"),
    ("甲\n县.xlsx", "甲 县.xlsx"),
    ("甲\u202excod.xlsx", "甲xcod.xlsx"),
    (os.fsdecode("收件箱/".encode() + "软件许可.xlsx".encode("gbk")), "收件箱/软件许可.xlsx"),
    ("甲\udcff.xlsx", "甲\ufffd.xlsx"),
    ("甲\ud800.xlsx", "甲\ufffd.xlsx"),
]


@pytest.mark.parametrize(("path", "shown"), SHOWN, ids=[one[1] for one in SHOWN])
def test_names_on_disk(path: str, shown: str) -> None:
    source = Source(path)
    assert source.shown == shown
    assert source.name == shown.rpartition("/")[2]
    loose = (Submission(Entry(source), ATTACHED),)
    files = Files(Collected(2024, (), loose, None, False))
    assert files.folder + files.shown(source) == shown


def test_what_a_killed_run_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only folders of ours, only old ones, and never through a link."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, young, foreign = (tmp_path / name for name in (f"{PREFIX}1", f"{PREFIX}2", "别的"))
    for folder in (old, young, foreign):
        folder.mkdir()
        (folder / "a").write_bytes(b"")
    link = tmp_path / f"{PREFIX}3"
    link.symlink_to(foreign)
    for folder in (old, foreign):
        os.utime(folder, (0, 0))
    assert OLD <= 48 * 3600
    with new_spool() as spool:
        assert Path(spool).is_dir()
    assert sorted(tmp_path.iterdir()) == sorted([young, foreign, link])
    assert (foreign / "a").exists()


def test_a_roll_up_that_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    write_new((("xl/workbook.xml", b" " * 1_000_000),), path)
    with pytest.raises(UnusableFileError, match="异常"):
        open_rollup(path)
