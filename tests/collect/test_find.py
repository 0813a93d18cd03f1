"""Which files of a folder are read, and as what; nothing is opened and no link followed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ziping.collect.find import MAX_DEPTH, Found, find
from ziping.collect.kinds import ATTACHMENT, CONTAINER, FOREIGN, SILENT, kind_of, not_read
from ziping.collect.reading import REPORT, WORKBOOK
from ziping.errors import UnusableFileError

KINDS = [
    ("甲.xlsx", WORKBOOK),
    ("甲.XLSM", WORKBOOK),
    ("甲.docx", REPORT),
    ("甲.eml", CONTAINER),
    ("甲.ZIP", CONTAINER),
    ("甲.pdf", ATTACHMENT),
    ("扫描件.JPG", ATTACHMENT),
    ("邮件正文.txt", ATTACHMENT),
    ("甲.doc", FOREIGN),
    ("甲.wps", FOREIGN),
    ("甲.xls", FOREIGN),
    ("甲.et", FOREIGN),
    ("甲.rar", FOREIGN),
    ("甲.7z", FOREIGN),
    ("甲.msg", FOREIGN),
    ("甲", FOREIGN),
    ("甲.exe", FOREIGN),
    ("~$甲.xlsx", SILENT),
    (".~lock.甲.xlsx#", SILENT),
    ("甲.xlsx.bak", SILENT),
    (".DS_Store", SILENT),
    ("Thumbs.db", SILENT),
    ("汇总.收件记录.db", SILENT),
    ("汇总.收件记录.停用2.db", SILENT),
]


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=[name for name, _ in KINDS])
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind
    refusal = not_read(name)
    assert (refusal is None) == (kind in (WORKBOOK, REPORT, CONTAINER, SILENT))
    if refusal is not None:
        assert refusal.kind == kind
        assert refusal.remedy


SAVE_AS = [("甲.doc", ".docx"), ("甲.wps", ".docx"), ("甲.xls", ".xlsx"), ("甲.et", ".xlsx")]


@pytest.mark.parametrize(("name", "wanted"), SAVE_AS)
def test_old_formats_are_told_what_to_save_as(name: str, wanted: str) -> None:
    refusal = not_read(name)
    assert refusal is not None
    assert f"另存为 {wanted}" in refusal.remedy


def names(found: list[Found], root: Path) -> list[str]:
    return [Path(one.source.path).relative_to(root).as_posix() for one in found]


def fill(root: Path, *files: str) -> None:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_in_the_order_of_names_and_without_what_is_nobodys(tmp_path: Path) -> None:
    fill(tmp_path, "乙/2.xlsx", "乙/1.xlsx", "b.xlsx", "__MACOSX/x.xlsx", ".git/y.xlsx", "~$b.xlsx")
    assert names(find([tmp_path]), tmp_path) == ["b.xlsx", "乙/1.xlsx", "乙/2.xlsx"]


def test_none_twice(tmp_path: Path) -> None:
    fill(tmp_path, "一/甲.xlsx")
    given = [tmp_path, tmp_path / "一", tmp_path / "一/甲.xlsx", tmp_path / "一/../一"]
    assert len(find(given)) == 1


def test_our_own_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "汇总.xlsx", "甲.xlsx")
    own = frozenset({str(tmp_path / "汇总.xlsx")})
    assert names(find([tmp_path], own), tmp_path) == ["甲.xlsx"]


def test_a_report_lies_beside_its_workbook(tmp_path: Path) -> None:
    fill(tmp_path, "甲.xlsx", "甲.DOCX", "乙.docx", "别处/甲.docx", "丙.xlsx", "丙.xlsm", "丙.docx")
    found = find([tmp_path])
    pairs = [
        (Path(one.source.path).name, Path(one.report.path).name) for one in found if one.report
    ]
    assert sorted(pairs) == [("丙.xlsm", "丙.docx"), ("甲.xlsx", "甲.DOCX")]
    assert names(found, tmp_path) == ["丙.xlsm", "丙.xlsx", "乙.docx", "别处/甲.docx", "甲.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "外面/甲.xlsx", "收/乙.xlsx")
    (tmp_path / "收/链接.xlsx").symlink_to(tmp_path / "外面/甲.xlsx")
    (tmp_path / "收/文件夹").symlink_to(tmp_path)
    found = {Path(one.source.path).name: one.refusal for one in find([tmp_path / "收"])}
    assert found.keys() == {"乙.xlsx", "链接.xlsx", "文件夹"}
    for name in ("链接.xlsx", "文件夹"):
        refusal = found[name]
        assert refusal is not None
        assert "链接" in refusal.problem


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_was_given_by_name_is_meant(tmp_path: Path) -> None:
    fill(tmp_path, "外面/甲.xlsx")
    link = tmp_path / "链接.xlsx"
    link.symlink_to(tmp_path / "外面/甲.xlsx")
    [found] = find([link])
    assert found.refusal is None


def test_a_folder_too_deep_is_told(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a"] * (MAX_DEPTH + 2))
    deep.mkdir(parents=True)
    (deep / "甲.xlsx").write_bytes(b"x")
    [found] = find([tmp_path])
    assert found.refusal is not None
    assert "层" in found.refusal.problem


def test_what_was_given_and_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="找不到"):
        find([tmp_path / "没有"])


def test_a_file_given_by_name_always_gets_a_word(tmp_path: Path) -> None:
    fill(tmp_path, "甲.xlsx.bak")
    [found] = find([tmp_path / "甲.xlsx.bak"])
    assert found.refusal is not None
