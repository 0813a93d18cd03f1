"""Files that are something else: each gets its own sentence on how to make an .xlsx of it."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.package.program import is_word, program

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def refuse(path: Path, raw: bytes) -> None:
    """Raise unless the bytes begin as a zip does."""
    if raw.startswith(OLE2):
        _refuse_ole2(path, raw)
    if raw.startswith(_ARCHIVES):
        raise UnusableFileError(path, "这是压缩包", "请先解压，再指定里面的文件")
    if raw.startswith(b"%PDF"):
        raise UnusableFileError(path, "这是 PDF", "请指定原来的 .xlsx 或 .docx 文件")
    if not raw.startswith(b"PK"):
        raise UnusableFileError(
            path, "不是 Excel 或 Word 文件（可能只改了扩展名）", _save_as(_wanted(path))
        )
    if not raw.startswith((b"PK\3\4", b"PK\5\6")):
        raise UnusableFileError(path, "文件已损坏：开头不对", "请重新下载或请对方重发")


def refuse_other_packages(path: Path, names: Container[str]) -> None:
    """Raise for a zip that is no OOXML package, or is the binary kind of workbook."""
    if "xl/workbook.bin" in names:
        raise UnusableFileError(path, "这是二进制工作簿（.xlsb）", _save_as(".xlsx"))
    if "[Content_Types].xml" in names:
        return
    if "mimetype" in names and "content.xml" in names:
        raise UnusableFileError(path, "这是 OpenDocument 文件", _save_as(_wanted(path)))
    raise UnusableFileError(
        path, "这是普通压缩包，不是 Excel 或 Word 文件", "如果表格在压缩包里，请先解压再指定"
    )


def _refuse_ole2(path: Path, raw: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise UnsafeFileError(
            path,
            "文件有打开密码，请先取消密码再试",
            f"用 {program(path)} 打开，取消打开密码后保存",
        )
    raise UnusableFileError(
        path, "这是旧格式文件（.xls、.et、.doc、.wps 一类）", _save_as(_wanted(path, raw))
    )


def _save_as(wanted: str) -> str:
    return f"请用 {program(wanted)} 打开后另存为 {wanted}"


def _wanted(path: Path, raw: bytes = b"") -> str:
    word = is_word(path) or "WordDocument".encode("utf-16-le") in raw
    return ".docx" if word else ".xlsx"
