"""What lies in a zip file from outside: names in UTF-8 or GBK, contents block by block.

The container is read by the strict reader of `package.archive` from a mapped file, so a large one
costs no memory; nothing is inflated beyond what its directory entry declares.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import cast

from ziping.collect.inside import (
    Item,
    SpoiledError,
    Trouble,
    is_litter,
    shown_name,
    suffix_of,
)
from ziping.errors import UnusableFileError
from ziping.package import archive
from ziping.package.archive import DamagedError, Entry

MAX_RATIO = 200  # as the gate has it, above SMALL
SMALL = 100 * 1024
BLOCK = 1024 * 1024
_UTF8, _UNIX = 0x800, 3
_LAST = "cp437"  # what zip names are by the book; reads anything
_LINK, _KIND = 0xA000, 0xF000
_AGAIN = "请对方重新压缩后重发，或把文件直接作为附件"
_PASSWORD = Trouble(
    "unsafe", "zip 有密码，里面的这个文件打不开", "请对方去掉密码重新压缩，或直接发送原文件"
)
_METHOD = Trouble(
    "unusable", "压缩方式不是通常的 zip 方式", "请对方用系统自带的“压缩”功能重新压缩后重发"
)
_SYMBOLIC = Trouble("unsafe", "这是符号链接，不是文件，没有跟随", "请对方把原文件放进压缩包重发")
_BOMB = Trouble(
    "unsafe", "压缩比异常（疑似压缩炸弹），没有解开", "来源不明的不要打开；请与对方核对后重发"
)
_SPOILED = Trouble("unusable", "压缩包里的这个文件已损坏", _AGAIN)


def zip_items(raw: mmap.mmap, shown: str, most: int) -> Iterator[Item]:
    """Every file of the container, in its order; an error where it cannot be read at all."""
    entries = _entries(raw, shown, most)
    names = _names(entries)
    if any(name == "[Content_Types].xml" for name in names):
        raise _renamed_office_file(shown, names)
    for entry, name in zip(entries, names, strict=True):
        if not name.endswith(("/", "\\")) and not (is_litter(name) or _is_left(raw, entry, name)):
            trouble = _trouble(entry)
            yield Item(shown_name(name), None if trouble else _pour(raw, entry), trouble)


def _entries(raw: mmap.mmap, shown: str, most: int) -> list[Entry]:
    mapped = cast("bytes", raw)  # sliced, searched and unpacked from alike
    try:
        directory = archive.find_directory(mapped)
        if directory.total > most:
            raise UnusableFileError(
                shown,
                f"压缩包里有 {directory.total} 个文件，超过 {most} 个，没有打开",
                "请分成几个压缩包，或解压后指定文件夹",
            )
        return archive.read_entries(mapped, directory)
    except DamagedError as error:
        seen = _seen(raw)
        names = f"；里面看得出的文件有：{'、'.join(seen)}" if seen else ""
        raise UnusableFileError(shown, f"压缩包不完整或已损坏{names}", _AGAIN) from error


def _renamed_office_file(shown: str, names: list[str]) -> UnusableFileError:
    word = any(name.startswith("word/") for name in names)
    kind, suffix = ("Word 文档", ".docx") if word else ("Excel 工作簿", ".xlsx")
    return UnusableFileError(
        shown, f"扩展名是 .zip，其实是 {kind}", f"请把扩展名改回 {suffix} 后再收"
    )


def _is_left(raw: mmap.mmap, entry: Entry, name: str) -> bool:
    """A Mac's second half of a file, or the lock of an open one: named so, and no Office file."""
    if not name.replace("\\", "/").rpartition("/")[2].startswith(("._", ".~")):
        return False
    if _trouble(entry):
        return False
    try:
        return next(_inflated(raw, entry), b"")[:2] != b"PK"
    except SpoiledError:
        return False


def _trouble(entry: Entry) -> Trouble | None:
    if entry.encrypted:
        return _PASSWORD
    if entry.made >> 8 == _UNIX and (entry.external >> 16) & _KIND == _LINK:
        return _SYMBOLIC
    if entry.method not in (archive.STORED, archive.DEFLATED):
        return _METHOD
    if entry.size > SMALL and entry.size > MAX_RATIO * entry.packed:
        return _BOMB
    return None


def _pour(raw: mmap.mmap, entry: Entry) -> Callable[[], Iterator[bytes]]:
    return lambda: _inflated(raw, entry)


def _inflated(raw: mmap.mmap, entry: Entry) -> Iterator[bytes]:
    """The content in blocks, never more than declared; the checksum is tested at the end."""
    size = crc = 0
    for block in _blocks(raw, entry):
        size += len(block)
        if size > entry.size:
            raise SpoiledError(_SPOILED)
        crc = zlib.crc32(block, crc)
        yield block
    if size != entry.size or crc != entry.crc:
        raise SpoiledError(_SPOILED)


def _blocks(raw: mmap.mmap, entry: Entry) -> Iterator[bytes]:
    if entry.method == archive.STORED:
        for at in range(entry.start, entry.end, BLOCK):
            yield raw[at : min(at + BLOCK, entry.end)]
        return
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    at, rest = entry.start, b""
    try:
        while not engine.eof and (rest or at < entry.end):
            if not rest:
                rest = raw[at : min(at + BLOCK, entry.end)]
                at += len(rest)
            yield engine.decompress(rest, BLOCK)
            rest = engine.unconsumed_tail
        while not engine.eof and (block := engine.decompress(b"", BLOCK)):
            yield block
    except zlib.error as error:
        raise SpoiledError(_SPOILED) from error
    if not engine.eof:
        raise SpoiledError(_SPOILED)


def _names(entries: list[Entry]) -> list[str]:
    """UTF-8 where an entry says so; the others are of one program: all UTF-8 or all GBK."""
    told = [_told_name(entry) for entry in entries]
    silent = [entry.raw_name for entry, name in zip(entries, told, strict=True) if name is None]
    common = _coding(silent)
    return [
        entry.raw_name.decode(_coding([entry.raw_name]) if common == _LAST else common)
        if name is None
        else name
        for entry, name in zip(entries, told, strict=True)
    ]


def _told_name(entry: Entry) -> str | None:
    return entry.name if entry.flags & _UTF8 else _unicode_extra(entry)


def _unicode_extra(entry: Entry) -> str | None:
    """Info-ZIP's field 0x7075: version, checksum of the plain name, the name in UTF-8."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == 0x7075 and body[:1] == b"\1" and len(body) > 5:
            if int.from_bytes(body[1:5], "little") != zlib.crc32(entry.raw_name):
                return None
            try:
                return body[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


def _coding(names: list[bytes]) -> str:
    for coding in ("utf-8", "gb18030"):
        try:
            for name in names:
                name.decode(coding)
        except UnicodeDecodeError:
            continue
        return coding
    return _LAST


def _seen(raw: mmap.mmap, most: int = 5) -> list[str]:
    """Names of a damaged container, as far as local headers still tell them."""
    names: list[str] = []
    at = raw.find(b"PK\3\4")
    for _ in range(200):
        if at < 0 or at + archive.LOCAL.size > len(raw) or len(names) == most:
            break
        length = archive.LOCAL.unpack_from(raw, at)[9]
        begin = at + archive.LOCAL.size
        name = raw[begin : begin + min(length, 300)]
        text = shown_name(name.decode(_coding([name])))
        if suffix_of(text) and not is_litter(text):
            names.append(text)
        at = raw.find(b"PK\3\4", begin)
    return names
