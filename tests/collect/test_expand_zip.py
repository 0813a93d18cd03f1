"""Zips from outside: names in every coding, and what is told instead of being taken out."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.containers import expanded, zip_of
from ziping.collect import expand, zips
from ziping.errors import UnusableFileError, ZipingError
from ziping.package.gate import MAX_FILE

NAME = "甲县水利局_2024_绩效自评_v1.xlsx"


@pytest.mark.parametrize(
    ("raw_name", "shown"),
    [
        (NAME, NAME),  # marked as UTF-8
        (NAME.encode(), NAME),  # UTF-8 without the mark, as macOS writes
        (NAME.encode("gbk"), NAME),  # as Windows writes
        ("乡镇/㐂镇政府.xlsx".encode("gb18030"), "乡镇/㐂镇政府.xlsx"),
        ("软件\\许可.xlsx".encode("gbk"), "软件/许可.xlsx"),
        (b"a\x81.xlsx", "aü.xlsx"),  # neither: as the zip format has it
        ("../../etc/甲.xlsx", "etc/甲.xlsx"),
        ("/根/甲.xlsx", "根/甲.xlsx"),
        ("C:\\Users\\甲.xlsx", "Users/甲.xlsx"),
        ("甲\u202excod.xlsx", "甲xcod.xlsx"),  # a mark that turns the reading direction
        ("甲\u0007\x1b[31m.xlsx", "甲[31m.xlsx"),
        ("名" * 400 + ".XLSX", "名" * 154 + "….xlsx"),
        ("甲 › 乙.xlsx", "甲 > 乙.xlsx"),
    ],
)
def test_names(raw_name: str | bytes, shown: str, tmp_path: Path) -> None:
    found = expanded(zip_of((raw_name, b"content")), "收.zip", tmp_path)
    assert found.names() == [shown]
    (member,) = found.members
    assert member["file"] == "0001.xlsx"
    assert member["digest"] == sha256(b"content").hexdigest()
    assert member["size"] == 7
    assert [path.name for path in found.folder.iterdir()] == ["0001.xlsx"]


def test_unicode_extra_field(tmp_path: Path) -> None:
    raw_name = b"????.xlsx"
    body = b"\1" + struct.pack("<L", zlib.crc32(raw_name)) + NAME.encode()
    info = zipfile.ZipInfo(raw_name.decode())
    info.extra = struct.pack("<2H", 0x7075, len(body)) + body
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(info, b"content")
    assert expanded(kept.getvalue(), "收.zip", tmp_path).names() == [NAME]


def test_one_coding_for_all_names(tmp_path: Path) -> None:
    """A short name that happens to be UTF-8 as well follows the others."""
    both = "一".encode("gbk") + b"\xd2\xbb.xlsx"
    assert both.decode("gbk") == "一一.xlsx"
    found = expanded(zip_of((both, b"1"), ("水利局.xlsx".encode("gbk"), b"2")), "收.zip", tmp_path)
    assert found.names() == ["一一.xlsx", "水利局.xlsx"]


def test_equal_names_are_kept_apart(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        raw = zip_of(("甲.xlsx", b"1"), ("甲.xlsx", b"2"), ("乙/甲.xlsx", b"3"))
    assert expanded(raw, "收.zip", tmp_path).contents() == {
        "甲.xlsx": b"1",
        "甲（同名第 2 个）.xlsx": b"2",
        "乙/甲.xlsx": b"3",
    }


def test_litter_is_left_out(tmp_path: Path) -> None:
    raw = zip_of(
        ("甲.xlsx", b"1"),
        ("__MACOSX/._甲.xlsx", b"2"),
        (".DS_Store", b"3"),
        ("~$甲.xlsx", b"4"),
        ("夹/Thumbs.db", b"5"),
        ("夹/", b""),
    )
    found = expanded(raw, "收.zip", tmp_path)
    assert found.names() == ["甲.xlsx"]
    assert found.refused == []


def _linked() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        info = zipfile.ZipInfo("链接.xlsx")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("好.xlsx", b"good")
    return kept.getvalue()


def _other_method() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("坏.xlsx", b"bad" * 50, zipfile.ZIP_LZMA)
        archive.writestr("好.xlsx", b"good")
    return kept.getvalue()


def _bad_checksum() -> bytes:
    raw = zip_of(("坏.xlsx", b"x" * 50), ("好.xlsx", b"good"))
    for magic, at in ((b"PK\3\4", 14), (b"PK\1\2", 16)):
        found = raw.find(magic) + at
        raw = raw[:found] + b"abcd" + raw[found + 4 :]
    return raw


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (_linked(), "符号链接"),
        (_other_method(), "压缩方式"),
        (_bad_checksum(), "已损坏"),
        (zip_of(("坏.xlsx", bytes(9_000_000)), ("好.xlsx", b"good")), "压缩炸弹"),
        (zip_of(("坏.rar", b"Rar!"), ("好.xlsx", b"good")), "RAR"),
        (zip_of(("坏.msg", b"\xd0\xcf"), ("好.xlsx", b"good")), "Outlook"),
        (zip_of(("坏.zip", b"no zip"), ("好.xlsx", b"good")), "不是 zip"),
        (zip_of(("坏.zip", b""), ("好.xlsx", b"good")), "0 字节"),
        (zip_of(("坏.zip", b"Rar!\x1a\7\0"), ("好.xlsx", b"good")), "RAR"),
        (zip_of(("坏.zip", zip_of()), ("好.xlsx", b"good")), "空的"),
        (zip_of(("坏.zip", zip_of(("甲.xlsx", b"1"))[:-9]), ("好.xlsx", b"good")), "甲.xlsx"),
    ],
)
def test_one_bad_one_good(raw: bytes, problem: str, tmp_path: Path) -> None:
    found = expanded(raw, "收.zip", tmp_path)
    assert list(found.contents().values()) == [b"good"]
    (told,) = found.problems().values()
    assert problem in told
    assert all(one["inner"] and one["remedy"] for one in found.refused)
    assert len(list(found.folder.iterdir())) == 1


def test_password_is_told_line_by_line(tmp_path: Path) -> None:
    raw = zip_of(("甲.xlsx", b"1"), ("乙.xlsx", b"2"), password=True)
    found = expanded(raw, "收.zip", tmp_path)
    assert found.members == []
    assert found.problems().keys() == {"甲.xlsx", "乙.xlsx"}
    assert all("zip 有密码" in problem for problem in found.problems().values())


def _tar() -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("甲.xlsx"))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "0 字节"),
        (b"plain text", "不是 zip"),
        (b"Rar!\x1a\7\1\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (_tar(), "gz"),
        (zip_of(("甲.xlsx", b"1"), ("乙.xlsx", b"2"))[:-30], "甲.xlsx"),
        (zip_of(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), "Excel"),
        (zip_of(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")), "Word"),
    ],
)
def test_nothing_can_be_read(content: bytes, problem: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError) as caught:
        expanded(content, "收.zip", tmp_path)
    assert problem in caught.value.problem
    assert caught.value.problem.startswith(f"“{tmp_path / '收.zip'}”：")


def test_empty_zip(tmp_path: Path) -> None:
    found = expanded(zip_of(), "收.zip", tmp_path)
    assert found.problems() == {"": "压缩包是空的"}


def test_depth(tmp_path: Path) -> None:
    raw = zip_of(("五.xlsx", b"deep"))
    for name in ("四", "三", "二"):
        raw = zip_of((f"{name}.zip", raw))
    assert expanded(raw, "一.zip", tmp_path).names() == ["二.zip › 三.zip › 四.zip › 五.xlsx"]
    raw = zip_of(("零.zip", raw), ("好.xlsx", b"good"))
    found = expanded(raw, "零零.zip", tmp_path)
    assert found.names() == ["好.xlsx"]
    assert "4 层" in found.problems()["零.zip › 二.zip › 三.zip › 四.zip"]


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One too large, too much in all, too many: what was taken before stays."""
    monkeypatch.setattr(expand, "MAX_FILE", 1000)
    monkeypatch.setattr(expand, "MAX_TOTAL", 2500)
    monkeypatch.setattr(expand, "MAX_ENTRIES", 5)
    monkeypatch.setattr(zips, "SMALL", 5000)
    many = [(f"{number}.xlsx", bytes(900)) for number in range(5)]
    found = expanded(zip_of(("大.xlsx", bytes(1001)), *many[:4]), "收.zip", tmp_path)
    assert found.names() == ["0.xlsx", "1.xlsx"]
    assert set(found.problems()) == {"大.xlsx", ""}
    assert len(list(found.folder.iterdir())) == 2
    inside = zip_of(*((f"{number}.xlsx", b"1") for number in range(4)))
    found = expanded(zip_of(("甲.zip", inside), ("乙.zip", inside)), "二.zip", tmp_path)
    assert len(found.members) == 4
    assert "后面的没有取出" in found.problems()[""]
    with pytest.raises(ZipingError, match="超过 5 个"):
        expanded(zip_of(*many, ("more.xlsx", b"")), "三.zip", tmp_path)


def test_large_container(tmp_path: Path) -> None:
    """A bureau's zip of many offices, far larger than one file may be."""
    block = bytes(range(256)) * 4 * 1024
    files = [(f"{number:03}号局.xlsx", block[number:]) for number in range(24)]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    assert len(kept.getvalue()) > 2 * MAX_FILE
    assert expanded(kept.getvalue(), "全县.zip", tmp_path).contents() == dict(files)


def test_what_begins_with_a_point(tmp_path: Path) -> None:
    """Locks and halves of files that programs leave are passed over, workbooks are not."""
    book = zip_of(("xl/workbook.xml", b"1"))
    files = {".甲.xlsx": book, "._乙.xlsx": book, ".夹/丙.xlsx": book}
    litter = {"._丁.xlsx": b"\0\5\x16\7", ".~戊.xlsx": b"", "__MACOSX/己.xlsx": book}
    raw = zip_of(*files.items(), *litter.items())
    assert expanded(raw, "收.zip", tmp_path).contents() == files
