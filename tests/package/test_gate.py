"""The gate: every bad file gets its own sentence, and nothing bad gets in."""

from __future__ import annotations

import os
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.package.build import MAIN, SHEET1, parts, save, sheet, streamed, zipped
from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.package.archive import END
from ziping.package.foreign import OLE2
from ziping.package.gate import MAX_ENTRIES, open_package
from ziping.package.sheets import Workbook

GOOD = zipped(parts())


def with_parts(**more: bytes) -> bytes:
    return zipped({**parts(), **{name.replace("__", "/"): body for name, body in more.items()}})


def doubled(name: str) -> bytes:
    buffer = BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    return buffer.getvalue()


def flagged(bit: int, where: str = "central") -> bytes:
    raw = bytearray(GOOD)
    at = raw.index(b"PK\1\2") + 8 if where == "central" else 6
    raw[at] |= bit
    return bytes(raw)


def bad_crc() -> bytes:
    raw = bytearray(GOOD)
    at = raw.rindex(b"PK\1\2")  # the sheet part
    raw[at + 16] ^= 0xFF
    return bytes(raw)


def overlapping() -> bytes:
    """Every directory entry but the first points to the same data, as in the flat zip bombs."""
    raw = bytearray(zipped({"[Content_Types].xml": b"<a/>", "aaaa": b"1", "bbbb": b"2"}))
    first = raw.index(b"PK\1\2", raw.index(b"PK\1\2") + 4)
    second = raw.index(b"PK\1\2", first + 4)
    raw[second + 46 : second + 50] = b"aaaa"
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    return bytes(raw)


def lying_size() -> bytes:
    """The directory declares 10 bytes for a part that inflates to a million."""
    raw = bytearray(zipped({"[Content_Types].xml": b"<a/>", "big": b"0" * 1_000_000}))
    at = raw.rindex(b"PK\1\2")
    struct.pack_into("<L", raw, at + 24, 10)
    return bytes(raw)


BOMB = with_parts(xl__media__a=b"0" * 40_000_000)
HUGE = with_parts(xl__media__a=os.urandom(10_500_000))
MANY = zipped({**parts(), **{f"x/{i}": b"" for i in range(MAX_ENTRIES)}})
ENCRYPTED = OLE2 + b"\0" * 1200 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900
OLD_XLS = OLE2 + b"\0" * 1200 + "Workbook".encode("utf-16-le") + b"\0" * 900
OLD_DOC = OLE2 + b"\0" * 1200 + "WordDocument".encode("utf-16-le")

BAD: list[tuple[str, bytes, type[UnusableFileError], str]] = [
    ("empty", b"", UnusableFileError, "0 字节"),
    ("text", b"name,amount\n1,2\n", UnusableFileError, "不是 Excel 或 Word 文件"),
    ("html", b"<html><table>", UnusableFileError, "另存为 .xlsx"),
    ("pdf", b"%PDF-1.7", UnusableFileError, "PDF"),
    ("rar", b"Rar!\x1a\x07\0", UnusableFileError, "先解压"),
    ("pk only", b"PK", UnusableFileError, "已损坏"),
    ("truncated", GOOD[: len(GOOD) // 2], UnusableFileError, "不完整"),
    ("truncated at the end", GOOD[:-5], UnusableFileError, "不完整"),
    ("head gone", b"PK\3\4" + GOOD[200:], UnusableFileError, "不完整"),
    ("plain zip", zipped({"a.xlsx": GOOD}), UnusableFileError, "普通压缩包"),
    ("empty zip", zipped({}), UnusableFileError, "普通压缩包"),
    ("ods", zipped({"mimetype": b"x", "content.xml": b"<a/>"}), UnusableFileError, "OpenDocument"),
    ("xlsb", zipped({**parts(), "xl/workbook.bin": b"x"}), UnusableFileError, "xlsb"),
    ("encrypted package", ENCRYPTED, UnsafeFileError, "文件有打开密码，请先取消密码再试"),
    ("xls", OLD_XLS, UnusableFileError, "另存为 .xlsx"),
    ("doc", OLD_DOC, UnusableFileError, "另存为 .docx"),
    ("bomb", BOMB, UnsafeFileError, "压缩比异常"),
    ("too large", HUGE, UnsafeFileError, "超过 10 MB"),
    ("too many", MANY, UnsafeFileError, "超过 2000 个"),
    ("entry too large", with_parts(xl__a=b"0" * 53_000_000), UnsafeFileError, "超过 50 MB"),
    ("absolute", doubled("/etc/passwd"), UnsafeFileError, "可疑的部件名"),
    ("parent", doubled("xl/../../a"), UnsafeFileError, "可疑的部件名"),
    ("parent, backslash", doubled("xl\\..\\a"), UnsafeFileError, "可疑的部件名"),
    ("drive", doubled("C:/a"), UnsafeFileError, "可疑的部件名"),
    ("control character", doubled("xl/a\x07b"), UnsafeFileError, "可疑的部件名"),
    ("twice", doubled("XL/Workbook.XML"), UnsafeFileError, "重名"),
    ("encrypted flag", flagged(1), UnsafeFileError, "加密"),
    ("encrypted flag, local", flagged(1, "local"), UnsafeFileError, "加密"),
    ("strong encryption", flagged(0x40), UnsafeFileError, "加密"),
    ("overlapping", overlapping(), UnusableFileError, "不完整或被改动过"),
]


@pytest.mark.parametrize(("raw", "kind", "words"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_bad_files(tmp_path: Path, raw: bytes, kind: type[Exception], words: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        open_package(save(tmp_path, raw))
    assert type(caught.value) is kind
    assert words in str(caught.value)
    assert "改法：" in str(caught.value)


def test_good_file(tmp_path: Path) -> None:
    package = open_package(save(tmp_path, GOOD))
    assert package.names()[0] == "[Content_Types].xml"
    assert "XL/WORKBOOK.xml" in package
    assert package.read("xl/WorkBook.xml") == package.read("xl/workbook.xml")
    assert package.active_content() == []
    with pytest.raises(KeyError):
        package.read("nothing")


@pytest.mark.parametrize("zip64", [False, True])
def test_streamed_zip_is_read(tmp_path: Path, zip64: bool) -> None:
    package = open_package(save(tmp_path, streamed(parts(), zip64)))
    assert Workbook(package).cells("表1")[1, 1].value == 1


def wide_end(raw: bytes) -> bytes:
    """The same zip closed by a zip64 end record, as some writers always do."""
    at = raw.rindex(b"PK\5\6")
    _, _, _, _, count, size, offset, _ = END.unpack_from(raw, at)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    end = END.pack(b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return raw[:at] + record + locator + end


def test_zip64_end_record_is_read(tmp_path: Path) -> None:
    package = open_package(save(tmp_path, wide_end(GOOD)))
    assert Workbook(package).cells("表1")[1, 1].value == 1
    with pytest.raises(UnusableFileError, match="不完整"):
        open_package(save(tmp_path, wide_end(GOOD).replace(b"PK\6\6", b"PK\6\0")))


def test_missing_folder_special_and_extension(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="找不到"):
        open_package(tmp_path / "无.xlsx")
    with pytest.raises(UnusableFileError, match="文件夹"):
        open_package(tmp_path)
    os.mkfifo(tmp_path / "管.xlsx")
    with pytest.raises(UnusableFileError, match="不是普通文件"):
        open_package(tmp_path / "管.xlsx")
    with pytest.raises(UnusableFileError, match="扩展名"):
        open_package(save(tmp_path, GOOD, "甲.txt"))
    assert open_package(save(tmp_path, GOOD, "甲.XLSX")).names()


def test_bad_checksum_and_lying_size(tmp_path: Path) -> None:
    package = open_package(save(tmp_path, bad_crc()))
    with pytest.raises(UnusableFileError, match="校验值"):
        package.read(SHEET1)
    package = open_package(save(tmp_path, lying_size()))
    with pytest.raises(UnusableFileError, match="校验值"):
        package.read("big")


def test_refusing_a_bomb_costs_no_memory(tmp_path: Path) -> None:
    path = save(tmp_path, BOMB)
    tracemalloc.start()
    with pytest.raises(UnsafeFileError):
        open_package(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_file_changed_after_opening_is_not_seen(tmp_path: Path) -> None:
    path = save(tmp_path, GOOD)
    package = open_package(path)
    path.write_bytes(b"gone")
    assert b"worksheet" in package.read(SHEET1)


BOMB_DTD = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))  # noqa: B905
    + f']><worksheet xmlns="{MAIN}"><sheetData>&i;</sheetData></worksheet>'
)
HOSTILE_XML: list[Callable[[], bytes]] = [
    lambda: BOMB_DTD.encode(),
    lambda: BOMB_DTD.encode("utf-16"),
    lambda: b"<!DOCTYPE a><worksheet/>",
    lambda: b'<!-- > --><!DOCTYPE a SYSTEM "http://x/y>z"><worksheet/>',
]


@pytest.mark.parametrize("make", HOSTILE_XML)
@pytest.mark.parametrize("name", [SHEET1, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_dtd_is_refused(tmp_path: Path, make: Callable[[], bytes], name: str) -> None:
    content = parts(strings="<sst/>")
    content[name] = make().replace(b'encoding="UTF-8"', b"")
    with pytest.raises(UnsafeFileError, match="DTD"):
        Workbook(open_package(save(tmp_path, content))).cells("表1")


def test_prolog_without_end_is_refused_quickly(tmp_path: Path) -> None:
    content = parts()
    content[SHEET1] = "<!--" + os.urandom(2_000_000).hex() + "--><worksheet/>"
    with pytest.raises(UnusableFileError, match="损坏"):
        Workbook(open_package(save(tmp_path, content))).cells("表1")


def test_heavy_part_is_refused(tmp_path: Path) -> None:
    rows = "".join(f'<row r="1"><x a="{zlib.crc32(b"%d" % i)}"/></row>' for i in range(750_000))
    content = parts(sheet(rows))
    with pytest.raises(UnsafeFileError, match="内容过多"):
        Workbook(open_package(save(tmp_path, content))).cells("表1")


def test_active_content_is_listed(tmp_path: Path) -> None:
    content = parts()
    for name in (
        "xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml",
        "xl/embeddings/oleObject1.bin", "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml", "customUI/customUI14.xml", "word/vbaData.xml",
    ):  # fmt: skip
        content[name] = "<a/>"
    content["word/document.xml"] = (
        '<w:document xmlns:w="w"><w:instrText>DD</w:instrText><w:instrText>EAUTO c</w:instrText>'
        '<w:fldSimple w:instr=" includetext a"/></w:document>'
    )
    content["word/_rels/settings.xml.rels"] = (
        '<Relationships><Relationship Type="x/attachedTemplate" TargetMode="External" '
        'Target="http://x/y.dotm"/><Relationship Type="x/hyperlink" TargetMode="External" '
        'Target="http://ok"/></Relationships>'
    )
    types = str(content["[Content_Types].xml"])
    content["xl/hidden.bin"] = b"x"
    content["[Content_Types].xml"] = types.replace(
        "</Types>",
        '<Override PartName="/xl/hidden.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        "</Types>",
    )
    found = "\n".join(open_package(save(tmp_path, content)).active_content())
    for words in (
        "宏代码：xl/vbaProject.bin", "宏表：xl/macrosheets", "ActiveX 控件：xl/activeX",
        "嵌入对象：xl/embeddings", "外部链接：xl/externalLinks", "数据连接：xl/connections.xml",
        "自定义功能区：customUI", "宏代码：word/vbaData.xml", "宏代码：xl/hidden.bin",
        "域代码 DDE：word/document.xml", "域代码 INCLUDETEXT",
        "外部引用（attachedTemplate）：http://x/y.dotm",
    ):  # fmt: skip
        assert words in found
    assert "http://ok" not in found
