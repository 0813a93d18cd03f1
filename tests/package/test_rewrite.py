"""Writing packages: other parts untouched, the old file whole whatever happens."""

from __future__ import annotations

import os
import random
import resource
import signal
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from tests.package.build import SHEET1, parts, save, sheet, streamed, zipped
from ziping.errors import UnwritableError
from ziping.package import archive, locks
from ziping.package.calcchain import drop_calc_chain
from ziping.package.gate import Package, open_package
from ziping.package.rewrite import rewrite, write_new
from ziping.package.sheets import Workbook

NEW = sheet('<row r="1"><c r="A1"><v>2</v></c></row>').encode()


def compressed(package: Package) -> dict[str, bytes]:
    return {e.name: package.raw[e.start : e.end] for e in package.entries}


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".~ziping")]


@pytest.mark.parametrize("kind", ["plain", "streamed", "zip64"])
def test_other_parts_stay_byte_identical(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {**parts(), "xl/media/图.bin": os.urandom(3000), "empty": b""}
    raw = zipped(content) if kind == "plain" else streamed(content, kind == "zip64")
    path = save(tmp_path, raw)
    path.chmod(0o640)
    old = open_package(path)
    assert rewrite(old, {"XL/worksheets/sheet1.xml": NEW}, path, backup=tmp_path / "甲.bak")
    new = open_package(path)
    assert new.names() == old.names()
    assert new.read(SHEET1) == NEW
    before, after = compressed(old), compressed(new)
    assert [n for n in before if before[n] != after[n]] == [SHEET1]
    for one, two in zip(old.entries, new.entries, strict=True):
        assert (one.date, one.time, one.external) == (two.date, two.time, two.external)
        assert not two.flags & 8
        if kind == "plain" and one.name != SHEET1:
            head = old.raw[one.offset : one.start]
            assert head == new.raw[two.offset : two.start]
    with zipfile.ZipFile(path) as archive_:
        assert archive_.testzip() is None
        assert all(info.header_offset < 2**31 and not info.extra for info in archive_.infolist())
    assert (tmp_path / "甲.bak").read_bytes() == raw
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert leftovers(tmp_path) == []


def test_nothing_changed_touches_nothing(tmp_path: Path) -> None:
    path = save(tmp_path, parts())
    package = open_package(path)
    before = path.stat()
    same = {SHEET1: package.read(SHEET1)}
    assert not rewrite(package, same, path, backup=tmp_path / "b")
    assert not rewrite(package, {}, path, backup=tmp_path / "b", remove=frozenset({"none"}))
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not (tmp_path / "b").exists()
    assert rewrite(package, same, tmp_path / "乙.xlsx", backup=None)
    assert (tmp_path / "乙.xlsx").read_bytes() == package.raw


def test_parts_added_and_removed(tmp_path: Path) -> None:
    path = save(tmp_path, {**parts(), "xl/old.xml": "<a/>"})
    package = open_package(path)
    rewrite(package, {"xl/新.xml": b"<b/>"}, path, backup=None, remove=frozenset({"XL/old.xml"}))
    after = open_package(path)
    assert after.names() == (*(n for n in package.names() if n != "xl/old.xml"), "xl/新.xml")
    assert after.read("xl/新.xml") == b"<b/>"


def test_calc_chain_goes_with_its_links(tmp_path: Path) -> None:
    content = parts()
    content["xl/calcChain.xml"] = "<calcChain/>"
    rels = "xl/_rels/workbook.xml.rels"
    link = '<Relationship Id="c" Type="http://x/calcChain" Target="calcChain.xml"/>'
    kind = '<Override PartName="/xl/calcChain.xml" ContentType="x"></Override>'
    plain = dict(content)
    content[rels] = str(content[rels]).replace("</Rel", link + "</Rel")
    content["[Content_Types].xml"] = str(content["[Content_Types].xml"]).replace(
        "</Types", kind + "</Types"
    )
    path = save(tmp_path, content)
    changed, gone = drop_calc_chain(open_package(path))
    assert gone == {"xl/calcChain.xml"}
    assert {name: body.decode() for name, body in changed.items()} == {
        name: plain[name] for name in (rels, "[Content_Types].xml")
    }
    rewrite(open_package(path), changed, path, backup=None, remove=gone)
    assert drop_calc_chain(open_package(path)) == ({}, frozenset())


def test_new_package_is_deterministic(tmp_path: Path) -> None:
    content = [(n, b.encode() if isinstance(b, str) else b) for n, b in parts().items()]
    write_new(content, tmp_path / "一.xlsx")
    write_new(content, tmp_path / "二.xlsx")
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
    assert Workbook(open_package(tmp_path / "一.xlsx")).cells("表1")[1, 1].value == 1
    with zipfile.ZipFile(tmp_path / "一.xlsx") as archive_:
        assert {info.date_time for info in archive_.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    with pytest.raises(UnwritableError, match="已经存在"):
        write_new(content[:1], tmp_path / "一.xlsx")
    assert len(open_package(tmp_path / "一.xlsx").names()) == len(content)
    write_new([*content, ("x.xml", b"<x/>")], tmp_path / "一.xlsx", overwrite=True)
    assert "x.xml" in open_package(tmp_path / "一.xlsx")
    with pytest.raises(UnwritableError, match="文件夹"):
        write_new(content, tmp_path / "无" / "一.xlsx")
    (tmp_path / "夹.xlsx").mkdir()
    with pytest.raises(UnwritableError, match="文件夹"):
        write_new(content, tmp_path / "夹.xlsx", overwrite=True)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("lock", ["~$甲.xlsx", ".~lock.甲.xlsx#", ".~甲.xlsx"])
def test_open_elsewhere_is_refused(tmp_path: Path, lock: str) -> None:
    path = save(tmp_path, parts())
    package = open_package(path)
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(UnwritableError, match="请先在 Excel/WPS/LibreOffice 中关闭该文件"):
        rewrite(package, {SHEET1: NEW}, path, backup=tmp_path / "b")
    assert path.read_bytes() == package.raw
    assert not (tmp_path / "b").exists()


def test_word_lock_of_long_names(tmp_path: Path) -> None:
    (tmp_path / "~$门整体自评报告.docx").write_bytes(b"")
    locks.refuse_open(tmp_path / "整体自评报告.docx")
    with pytest.raises(UnwritableError, match="关闭"):
        locks.refuse_open(tmp_path / "某部门整体自评报告.docx")


def test_read_only_file_and_folder(tmp_path: Path) -> None:
    path = save(tmp_path, parts())
    package = open_package(path)
    path.chmod(0o444)
    with pytest.raises(UnwritableError, match="只读"):
        rewrite(package, {SHEET1: NEW}, path, backup=None)
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(UnwritableError, match="文件夹不可写"):
            rewrite(package, {SHEET1: NEW}, path, backup=None)
        with pytest.raises(UnwritableError, match="文件夹不可写"):
            write_new([("a", b"b")], tmp_path / "新.xlsx")
    finally:
        tmp_path.chmod(0o755)
    assert path.read_bytes() == package.raw


def test_file_saved_by_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    path = save(tmp_path, parts())
    package = open_package(path)
    path.write_bytes(b"newer")
    with pytest.raises(UnwritableError, match="被改动"):
        rewrite(package, {SHEET1: NEW}, path, backup=None)
    assert path.read_bytes() == b"newer"
    path.unlink()
    with pytest.raises(UnwritableError, match="移走"):
        rewrite(package, {SHEET1: NEW}, path, backup=None)


def test_symbolic_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = save(tmp_path / "real", parts())
    link = tmp_path / "链.xlsx"
    link.symlink_to(real)
    rewrite(open_package(link), {SHEET1: NEW}, link, backup=None)
    assert link.is_symlink()
    assert open_package(real).read(SHEET1) == NEW
    assert leftovers(tmp_path) == leftovers(real.parent) == []


def in_child(action: str, folder: Path, limit: int) -> int:
    """Run one write under a file size limit, the nearest thing to a full disk."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        package = open_package(folder / "甲.xlsx")
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        code = 3
        try:
            if action == "rewrite":
                rewrite(package, {SHEET1: NEW}, folder / "甲.xlsx", backup=folder / "备.xlsx")
            else:
                write_new([("a", os.urandom(50_000))], folder / "新.xlsx")
        except UnwritableError as error:
            code = 0 if "磁盘空间不足" in str(error) else 4
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("action", ["rewrite", "new"])
def test_full_disk(tmp_path: Path, action: str) -> None:
    path = save(tmp_path, {**parts(), "xl/media/a": os.urandom(40_000)})
    old = path.read_bytes()
    assert in_child(action, tmp_path, 20_000) == 0
    assert path.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir()] == ["甲.xlsx"]


def _rewrite_forever(path: Path, backup: Path) -> None:
    for number in range(10**9):
        text = sheet(f'<row r="1"><c r="A1"><v>{number}</v></c></row>').encode()
        rewrite(open_package(path), {SHEET1: text}, path, backup=backup)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    path = save(tmp_path, {**parts(), "xl/media/a": os.urandom(200_000)})
    backup = tmp_path / "备.xlsx"
    chance = random.Random(7)
    written = 0
    for _ in range(60):
        child = os.fork()
        if child == 0:
            try:
                _rewrite_forever(path, backup)
            finally:
                os._exit(9)
        time.sleep(chance.uniform(0.002, 0.03))
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        for file in filter(Path.exists, (path, backup)):
            package = open_package(file)
            assert all(package.read(name) is not None for name in package.names())
            value = Workbook(package).cells("表1")[1, 1].value
            written = max(written, int(str(value)))
    assert written > 0
    assert backup.exists()


def test_directory_too_short_for_its_count(tmp_path: Path) -> None:
    raw = bytearray(zipped(parts()))
    struct.pack_into("<H", raw, len(raw) - 12, 1)
    with pytest.raises(archive.DamagedError):
        archive.read_entries(bytes(raw), archive.find_directory(bytes(raw)))
