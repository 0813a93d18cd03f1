"""Files that can't be used, each made from a good workbook, with what the refusal must say."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl

from tests.cli.planting import edit_cells, part_of, replace_in
from ziping.package.gate import open_package
from ziping.package.patch import CellEdit
from ziping.workbook.layout import HIDDEN
from ziping.workbook.opened import Opened

WORKBOOK = "xl/workbook.xml"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


class Broken(NamedTuple):
    """`make` spoils the good workbook or puts another file beside it; it returns the path."""

    name: str
    make: Callable[[Path], Path]
    says: str
    remedy: str


def _instead(content: bytes, name: str = "甲.xlsx") -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        other = path.with_name(name)
        other.write_bytes(content)
        return other

    return make


def _changed(change: Callable[[bytes], bytes], name: str = "") -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        content = change(path.read_bytes())
        path.write_bytes(content)
        return path.rename(path.with_name(name)) if name else path

    return make


def _flip(part: str) -> Callable[[bytes], bytes]:
    """One byte of a part's compressed content turned over."""

    def change(raw: bytes) -> bytes:
        entry = zipfile.ZipFile(io.BytesIO(raw)).getinfo(part)
        at = entry.header_offset + 30 + len(part) + entry.compress_size // 2
        return raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]

    return change


def _foreign(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.create_sheet("整体自评表")["A1"] = "别家的表"
    other = path.with_name("别家.xlsx")
    book.save(other)
    return other


def _renamed_sheet(path: Path) -> Path:
    replace_in(path, WORKBOOK, 'name="整体自评表"', 'name="自评"')
    return path


def _without_sheet(path: Path) -> Path:
    """校验结果 deleted as Excel does it: no entry, its names lost."""
    xml = open_package(path).read(WORKBOOK).decode()
    at = xml.index("<sheet ", xml.index('name="报告正文"'))
    entry = xml[at : xml.index("/>", at) + 2]
    assert "校验结果" in entry
    replace_in(path, WORKBOOK, entry, "")
    return path


def _name(path: Path, name: str) -> str:
    """The element of a defined name as the file writes it."""
    xml = open_package(path).read(WORKBOOK).decode()
    at = xml.index(f'<definedName name="{name}"')
    return xml[at : xml.index("</definedName>", at) + len("</definedName>")]


def _without_name(path: Path) -> Path:
    replace_in(path, WORKBOOK, _name(path, "zp_adjusted_budget"), "")
    return path


def _name_of_nothing(path: Path) -> Path:
    element = _name(path, "zp_adjusted_budget")
    head = element.partition(">")[0]
    replace_in(path, WORKBOOK, element, f"{head}>整体自评表!#REF!</definedName>")
    return path


def _layout(version: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        rect = Opened(path).find(HIDDEN, "layout_version")
        edit_cells(path, HIDDEN, [CellEdit(rect.row, rect.col, version or None)])
        return path

    return make


def _old_layout_with_other_sheets(path: Path) -> Path:
    return _renamed_sheet(_layout("0")(path))


def _pack(change: Callable[[str], str]) -> Callable[[Path], Path]:
    """The rule pack inside the workbook changed by hand."""

    def make(path: Path) -> Path:
        opened = Opened(path)
        rect = opened.find(HIDDEN, "rules_texts")
        own = opened.cell(HIDDEN, rect.last, rect.col).text
        edit_cells(path, HIDDEN, [CellEdit(rect.last, rect.col, change(own))])
        return path

    return make


def _sheet_of_rubbish(path: Path) -> Path:
    """整体自评表 is no XML any more, in a zip that is whole."""
    part = part_of(open_package(path), "整体自评表")
    content = {name: open_package(path).read(name) for name in open_package(path).names()}
    content[part] = content[part][: len(content[part]) // 2]
    return _zipped(path, content)


def _zipped(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content.items():
            archive.writestr(name, body)
    return path


def _zip_of(content: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, body in content.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def _folder(path: Path) -> Path:
    (path.parent / "夹.xlsx").mkdir()
    return path.parent / "夹.xlsx"


def _pipe(path: Path) -> Path:
    os.mkfifo(path.with_name("管.xlsx"))
    return path.with_name("管.xlsx")


def _loop(path: Path) -> Path:
    path.with_name("圈.xlsx").symlink_to(path.with_name("圈.xlsx"))
    return path.with_name("圈.xlsx")


def _beside(name: str) -> Callable[[Path], Path]:
    return lambda path: path.with_name(name)


LOCKED = OLE2 + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0")
OLD = OLE2 + "Workbook".encode("utf-16-le").ljust(512, b"\0")
TYPES = b"<Types/>"
SAVE_AS = "另存为 .xlsx"
BROKEN = [
    Broken("text", _instead("单位名称,得分".encode()), "不是 Excel", SAVE_AS),
    Broken("empty", _instead(b""), "0 字节", "重新下载"),
    Broken("pdf", _instead(b"%PDF-1.7"), "这是 PDF", ".xlsx"),
    Broken("rar", _instead(b"Rar!\x1a\7\0"), "压缩包", "先解压"),
    Broken("zip", _instead(_zip_of({"a.txt": b"a"})), "普通压缩包", "先解压"),
    Broken("foreign", _foreign, "这不是绩效自评工作簿", "ziping new"),
    Broken("word", _instead(_zip_of({"[Content_Types].xml": TYPES, "word/document.xml": b"<a/>"})),
           "这不是 Excel 工作簿", ".xlsx"),
    Broken("cut off", _changed(lambda raw: raw[: len(raw) // 2]), "文件已损坏", "重新下载"),
    Broken("bad part", _changed(_flip("xl/worksheets/sheet4.xml")), "文件已损坏", "重新下载"),
    Broken("rubbish", _sheet_of_rubbish, "文件已损坏", "另存一份"),
    Broken("older layout", _layout("0"), "工作簿版式是第0版", "ziping new"),
    Broken("older layout, other sheets", _old_layout_with_other_sheets, "是第0版", "ziping new"),
    Broken("newer layout", _layout("99"), "比本程序新", "升级 ziping"),
    Broken("no layout", _layout(""), "工作簿版式是第？版", "ziping new"),
    Broken("sheet gone", _without_sheet, "缺少工作表“校验结果”", "从备份或原文件恢复"),
    Broken("sheet renamed", _renamed_sheet, "缺少工作表“整体自评表”", "改回原样"),
    Broken("name gone", _without_name, "名称“zp_adjusted_budget”丢失", "备份文件"),
    Broken("name of nothing", _name_of_nothing, "名称“zp_adjusted_budget”丢失", "备份文件"),
    Broken("pack: no TOML", _pack(lambda text: text.replace("=", "", 1)), "规则包被改动", "备份"),
    Broken("pack: bad status", _pack(lambda text: text.replace('"confirmed"', '"sure"', 1)),
           "规则包被改动", "备份文件"),
    Broken("pack: empty", _pack(lambda text: ""), "规则包被改动", "备份文件"),
    Broken("pack: other name", _pack(lambda text: text.replace('name = "', 'name = "x', 1)),
           "规则包被改动", "备份文件"),
    Broken("password", _instead(LOCKED), "文件有打开密码", "取消打开密码"),
    Broken("xls", _instead(OLD, "甲.xls"), "旧格式文件", SAVE_AS),
    Broken("et", _instead(OLD, "甲.et"), "旧格式文件", SAVE_AS),
    Broken("xls as xlsx", _instead(OLD), "旧格式文件", SAVE_AS),
    Broken("xlsb", _instead(_zip_of({"[Content_Types].xml": TYPES, "xl/workbook.bin": b"x"}),
                            "甲.xlsb"), "二进制工作簿", SAVE_AS),
    Broken("ods", _instead(_zip_of({"mimetype": b"x", "content.xml": b"<a/>"}), "甲.ods"),
           "OpenDocument", SAVE_AS),
    Broken("other ending", _changed(lambda raw: raw, "甲.zip"), "要的是 .xlsx", "扩展名改回来"),
    Broken("no ending", _changed(lambda raw: raw, "甲"), "没有扩展名", "扩展名改回来"),
    Broken("folder", _folder, "这是文件夹", "其中的一个文件"),
    Broken("missing", _beside("没有.xlsx"), "找不到这个文件", "核对文件名"),
    Broken("below a file", lambda path: path / "甲.xlsx", "找不到这个文件", "核对文件名"),
    Broken("bad name", _beside("甲\0.xlsx"), "不能用的字符", "核对路径"),
    Broken("too long a name", _beside("甲" * 300 + ".xlsx"), "文件名太长", "核对路径"),
    Broken("link to itself", _loop, "链接指向自己", "核对路径"),
    Broken("pipe", _pipe, "这不是普通文件", ".xlsx"),
]  # fmt: skip
