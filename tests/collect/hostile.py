"""Files that must not get through, or must not do harm: each with the reason that is told.

Most are a good workbook with one thing done to it, so that the damage lies where the reader looks.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from tests.collect.making import SAMPLES, SMALL
from tests.package.build import zipped
from ziping.package.foreign import OLE2

HIDDEN_PART, FORM_PART = "xl/worksheets/sheet9.xml", "xl/worksheets/sheet4.xml"
UNIT_PART = "xl/worksheets/sheet2.xml"
BOOK = "xl/workbook.xml"


class Bad(NamedTuple):
    """`word` must stand in what is told of it; `kind` is the refusal's."""

    name: str
    raw: Callable[[], bytes]
    kind: str
    word: str


@cache
def good() -> dict[str, bytes]:
    with zipfile.ZipFile(SAMPLES / SMALL) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(**parts: bytes) -> bytes:
    """The good workbook with these parts instead of its own, or beside them: `xl__a.xml`."""
    return zipped({**good(), **{name.replace("__", "/"): body for name, body in parts.items()}})


def edited(part: str, old: bytes, new: bytes) -> bytes:
    body = good()[part]
    assert old in body
    return zipped({**good(), part: body.replace(old, new, 1)})


def with_cells(cells: bytes, part: str = FORM_PART) -> bytes:
    """More rows at the end of the overall form."""
    return edited(part, b"</sheetData>", cells + b"</sheetData>")


def appended(name: str, body: bytes = b"x") -> bytes:
    """One more entry, under any name."""
    buffer = io.BytesIO(zipped(good()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), body)
    return buffer.getvalue()


def patched(at_last: bytes, offset: int, value: bytes) -> bytes:
    """Bytes written over the last directory entry."""
    raw = bytearray(zipped(good()))
    at = raw.rindex(at_last) + offset
    raw[at : at + len(value)] = value
    return bytes(raw)


def lying_size() -> bytes:
    """The directory says that the form has ten bytes."""
    raw = bytearray(zipped(good()))
    name = raw.rindex(FORM_PART.encode())
    struct.pack_into("<L", raw, raw.rindex(b"PK\1\2", 0, name) + 24, 10)
    return bytes(raw)


def entity(declared: bytes) -> bytes:
    """A DTD before the root of the form's part."""
    body = good()[FORM_PART]
    return zipped({**good(), FORM_PART: declared + body[body.index(b"<worksheet") :]})


def laughs() -> bytes:
    lines = b"".join(
        b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    return entity(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">' + lines + b"]>")


def counted_strings() -> bytes:
    """Shared strings that say there are four thousand million of them, and a cell that asks."""
    strings = (
        b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
        b'main" count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>'
    )
    links = good()["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
    )
    form = good()[FORM_PART].replace(
        b"</sheetData>",
        b'<row r="999"><c r="A999" t="s"><v>4294967294</v></c></row></sheetData>',
        1,
    )
    return changed(
        **{
            "xl__sharedStrings.xml": strings,
            "xl___rels__workbook.xml.rels": links,
            FORM_PART.replace("/", "__"): form,
        }
    )


def macro_book() -> bytes:
    """The good workbook with a macro project in it, under the name of a macro-free one."""
    types = good()["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/vbaProject.bin" '
        b'ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    return changed(**{"xl__vbaProject.bin": OLE2 + b"\0" * 2000, "[Content_Types].xml": types})


def linked_book() -> bytes:
    link = (
        b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main"/>'
    )
    return changed(**{"xl__externalLinks__externalLink1.xml": link})


def docx(document: bytes) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxml'
            b'formats.org/package/2006/content-types"><Default Extension="rels" ContentType='
            b'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            b'"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxml'
            b'formats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            b'Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
        }
    )


WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENCRYPTED = OLE2 + b"\0" * 1200 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900
OLD_XLS = OLE2 + b"\0" * 1200 + "Workbook".encode("utf-16-le") + b"\0" * 900
_DTD = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd">'
_OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def deep_report() -> bytes:
    """Elements in elements, a number on each so that it does not look like a bomb."""
    down = b"".join(b'<w:p w:n="%d">' % (number * 7919 % 99_991) for number in range(60_000))
    return docx(
        b'<w:document xmlns:w="' + WORD + b'"><w:body>' + down + b"</w:p>" * 60_000
        + b"</w:body></w:document>"
    )  # fmt: skip


def far_names(count: int) -> bytes:
    names = b"".join(b'<definedName name="zp_x%d">x</definedName>' % i for i in range(count))
    return edited(BOOK, b"</definedNames>", names + b"</definedNames>")


def formula(length: int) -> bytes:
    """A formula without end, too varied to be taken for a bomb by its ratio."""
    text = b"+".join(b"%d" % (i * 7919 % 1_000_003) for i in range(length // 7))
    return with_cells(b'<row r="999"><c r="A999"><f>' + text + b"</f><v>1</v></c></row>")


def nested(depth: int) -> bytes:
    return with_cells(
        b'<row r="999"><c r="A999" t="inlineStr"><is>' + b"<r>" * depth + b"</r>" * depth
        + b"</is></c></row>"
    )  # fmt: skip


def zip_of(name: str, raw: bytes, depth: int = 1) -> bytes:
    for _ in range(depth):
        raw, name = zipped({name: raw}), "内.zip"
    return raw


BAD = (
    Bad("空文件.xlsx", lambda: b"", "unusable", "0 字节"),
    Bad("空报告.docx", lambda: b"", "unusable", "0 字节"),
    Bad("文字.xlsx", lambda: b"a,b\n1,2\n", "unusable", "不是 Excel 或 Word"),
    Bad("网页.xlsx", lambda: b"<html><table>", "unusable", "不是 Excel 或 Word"),
    Bad("其实是PDF.xlsx", lambda: b"%PDF-1.7\n", "unusable", "PDF"),
    Bad("其实是RAR.xlsx", lambda: b"Rar!\x1a\x07\0", "unusable", "压缩包"),
    Bad("断开.xlsx", lambda: zipped(good())[:50_000], "unusable", "不完整"),
    Bad("少了结尾.xlsx", lambda: zipped(good())[:-7], "unusable", "不完整"),
    Bad("少了开头.xlsx", lambda: b"PK\3\4" + zipped(good())[300:], "unusable", "不完整"),
    Bad("校验值不符.xlsx", lambda: patched(b"PK\1\2", 16, b"\1\2\3\4"), "unusable", "损坏"),
    Bad("部件加密.xlsx", lambda: patched(b"PK\1\2", 8, b"\1"), "unsafe", "加密"),
    Bad("打开密码.xlsx", lambda: ENCRYPTED, "unsafe", "密码"),
    Bad("打开密码.docx", lambda: ENCRYPTED, "unsafe", "密码"),
    Bad("旧格式改名.xlsx", lambda: OLD_XLS, "unusable", "旧格式"),
    Bad("旧格式.xls", lambda: OLD_XLS, "foreign", ".xls"),
    Bad("旧报告.doc", lambda: OLE2 + b"\0" * 900, "foreign", ".doc"),
    Bad("金山文字.wps", lambda: OLE2 + b"\0" * 900, "foreign", ".wps"),
    Bad("压缩包.rar", lambda: b"Rar!\x1a\x07\0", "foreign", "RAR"),
    Bad("压缩包.7z", lambda: b"7z\xbc\xaf\x27\x1c", "foreign", "7z"),
    Bad("邮件.msg", lambda: OLE2 + b"\0" * 900, "foreign", "Outlook"),
    Bad("winmail.dat", lambda: b"\x78\x9f\x3e\x22", "foreign", "winmail"),
    Bad("没有扩展名", lambda: zipped(good()), "foreign", "扩展名"),
    Bad("炸弹.xlsx", lambda: changed(xl__media__a=b"0" * 45_000_000), "unsafe", "炸弹"),
    Bad("炸弹.docx", lambda: docx(b"<a>" + b" " * 45_000_000 + b"</a>"), "unsafe", "炸弹"),
    Bad("太大.xlsx", lambda: changed(xl__a=os.urandom(10_500_000)), "unsafe", "10 MB"),
    Bad("部件太大.xlsx", lambda: changed(xl__media__a=b"0" * 53_000_000), "unsafe", "50 MB"),
    Bad("声明太小.xlsx", lying_size, "unusable", "损坏"),
    Bad("部件太多.xlsx", lambda: zipped({**good(), **{f"x/{i}": b"" for i in range(2000)}}),
        "unsafe", "2000"),
    Bad("重名部件.xlsx", lambda: appended("XL/Workbook.XML"), "unsafe", "重名"),
    Bad("上级目录.xlsx", lambda: appended("xl/../../etc/passwd"), "unsafe", "可疑的部件名"),
    Bad("反斜杠上级.xlsx", lambda: appended("..\\..\\a.exe"), "unsafe", "可疑的部件名"),
    Bad("绝对路径.xlsx", lambda: appended("/etc/passwd"), "unsafe", "可疑的部件名"),
    Bad("盘符.xlsx", lambda: appended("C:/a"), "unsafe", "可疑的部件名"),
    Bad("实体炸弹.xlsx", laughs, "unsafe", "DTD"),
    Bad("外部实体.xlsx", lambda: entity(_OUTSIDE), "unsafe", "DTD"),
    Bad("文档类型.xlsx", lambda: entity(_DTD), "unsafe", "DTD"),
    Bad("实体.docx", lambda: docx(_OUTSIDE + b"<a>&e;</a>"), "unsafe", "DTD"),
    Bad("不成XML.xlsx", lambda: edited(BOOK, b"</workbook>", b""), "unusable", ""),
    Bad("别的工作簿.xlsx", lambda: zipped({**good(), BOOK: good()[BOOK].replace(b"zp_", b"xx_")
        .replace(b"_ziping", b"Sheet9")}), "unusable", "不是绩效自评工作簿"),
    Bad("新版式.xlsx", lambda: edited(HIDDEN_PART, b">2<", b">99<"), "unusable", "比本程序新"),
    Bad("旧版式.xlsx", lambda: edited(HIDDEN_PART, b">2<", b">1<"), "unusable", "版式"),
    Bad("缺工作表.xlsx", lambda: zipped({**good(), BOOK: good()[BOOK].replace(
        "基础数据表".encode(), "基础数据".encode())}), "unusable", "基础数据表"),
    Bad("名称丢失.xlsx", lambda: edited(BOOK, b'"zp_year"', b'"zp_yeer"'), "unusable", ""),
    Bad("规则改坏.xlsx", lambda: edited(HIDDEN_PART, b"[pack]", b"[pack"), "unusable", "规则包"),
    Bad("空压缩包.zip", lambda: zipped({}), "unusable", "空"),
    Bad("炸弹包.zip", lambda: zipped({"a.xlsx": b"0" * 50_000_000}), "unsafe", "炸弹"),
    Bad("断开的包.zip", lambda: zipped({"a.xlsx": zipped(good())})[:9_000], "unusable", "损坏"),
    Bad("套太多层.zip", lambda: zip_of("a.xlsx", b"x", 9), "unsafe", "层"),
    Bad("其实是RAR.zip", lambda: b"Rar!\x1a\x07\0\0\0\0", "unusable", "RAR"),
    Bad("包里有上级.zip", lambda: zipped({"../../逃出去.xlsx": b"x"}), "unusable", "不是 Excel"),
    Bad("没有表的报告.docx", lambda: docx(b'<w:document xmlns:w="' + WORD + b'"><w:body>'
        b"<w:p/></w:body></w:document>"), "unusable", "没有找到"),
    Bad("太深.docx", deep_report, "", ""),
)  # fmt: skip

# good files with something in them that does no harm here: collected, some with a word
HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "有宏.xlsx": macro_book,
    "外部链接.xlsx": linked_book,
    "极远单元格.xlsx": lambda: with_cells(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "假的字符串数.xlsx": counted_strings,
    "很长的公式.xlsx": lambda: formula(3_000_000),
    "很深.xlsx": lambda: nested(20_000),
    "很多名称.xlsx": lambda: far_names(20_000),
}
