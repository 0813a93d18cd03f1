"""The gate: a file from outside is checked whole before any parser sees a byte of it.

The bytes are read once and kept, so the file cannot change between the check and the reading.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.package import archive, foreign
from ziping.package.archive import DamagedError, Entry
from ziping.package.atomic import reason
from ziping.package.program import program

MAX_FILE = 10 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_ENTRY = 50 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_KEPT = 16 * 1024 * 1024  # of what was inflated, so that it is not done twice
SMALL = 100 * 1024  # below this no ratio can hurt
OTHER_FORMATS = frozenset({".xls", ".xlsb", ".et", ".ett", ".ods", ".csv"})
EXTENSIONS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".docx", ".docm", ".dotx", ".dotm"})


class Package:
    """An OOXML file in memory that has passed the gate. Part names ignore case, as in OPC."""

    __slots__ = ("_by_name", "_kept", "_room", "comment", "entries", "path", "raw")

    def __init__(self, path: Path, raw: bytes, entries: list[Entry], comment: bytes) -> None:
        self.path = path
        self.raw = raw
        self.entries = entries
        self.comment = comment
        self._by_name = {plain_name(entry).lower(): entry for entry in entries}
        self._kept: dict[str, bytes] = {}  # what was read: patching and writing ask again
        self._room = MAX_KEPT

    def names(self) -> tuple[str, ...]:
        """The part names in file order; folders are no parts."""
        return tuple(n for n in map(plain_name, self.entries) if not n.endswith("/"))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._by_name

    def entry(self, name: str) -> Entry | None:
        """The zip entry of a part, for copying it raw."""
        return self._by_name.get(name.lower())

    def read(self, name: str) -> bytes:
        """The content of one part, its checksum tested; a KeyError if there is no such part."""
        name = name.lower()
        content = self._kept.get(name)
        if content is None:
            content = self._inflate(name)
            if len(content) <= self._room:
                self._room -= len(content)
                self._kept[name] = content
        return content

    def _inflate(self, name: str) -> bytes:
        entry = self._by_name[name]
        try:
            return archive.inflate(self.raw, entry)
        except DamagedError as error:
            raise _damaged(self.path, f"{plain_name(entry)} 的内容与校验值不符") from error

    def active_content(self) -> list[str]:
        """What could run, fetch or embed something, one line each; empty for a plain file."""
        from ziping.package.active import active_content

        return active_content(self)


def open_package(path: str | Path, *, extensions: frozenset[str] = EXTENSIONS) -> Package:
    """Read and check a file; an error in plain Chinese for everything that is not usable."""
    path = Path(path)
    raw = read_file(path)
    foreign.refuse(path, raw)
    try:
        directory = archive.find_directory(raw)
        if directory.total > MAX_ENTRIES:
            raise _unsafe(path, f"文件里有 {directory.total} 个部件，超过 {MAX_ENTRIES} 个")
        entries = archive.read_entries(raw, directory)
    except DamagedError as error:
        raise _damaged(path, "文件不完整或被改动过") from error
    _check_names(path, entries)
    for entry in entries:
        _check_entry(path, entry)
    if sum(entry.size for entry in entries) > MAX_TOTAL:
        raise _unsafe(path, "解压后的总量过大")
    package = Package(path, raw, entries, directory.comment)
    foreign.refuse_other_packages(path, package)
    if path.suffix.lower() not in extensions:
        raise _wrong_name(path, extensions)
    return package


def plain_name(entry: Entry) -> str:
    """The name with `/` only: some writers put `\\` into zip files."""
    return entry.name.replace("\\", "/")


def read_file(path: Path) -> bytes:
    """The bytes of a plain file of bearable size, or an error that says why not."""
    try:
        _check_stat(path, path.stat())
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            _check_stat(path, found)
            raw = file.read(found.st_size + 1)  # a file that grows meanwhile is read no further
    except (FileNotFoundError, NotADirectoryError):
        raise UnusableFileError(path, "找不到这个文件", "请核对文件名和所在文件夹") from None
    except PermissionError:
        raise UnusableFileError(
            path,
            "没有读取权限，或正被其他程序占用",
            "请先关闭打开它的程序，或复制到自己的文件夹再试",
        ) from None
    except (OSError, ValueError) as error:
        remedy = "请核对路径，或复制到本机磁盘再试"
        raise UnusableFileError(path, f"读不出来（{reason(error)}）", remedy) from error
    if len(raw) > MAX_FILE:
        raise _too_large(path, len(raw))
    return raw


def _check_stat(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise UnusableFileError(path, "这是文件夹，不是文件", "请指定其中的一个文件")
    if not stat.S_ISREG(found.st_mode):
        raise UnusableFileError(path, "这不是普通文件", "请指定一个 .xlsx 或 .docx 文件")
    if found.st_size == 0:
        raise UnusableFileError(
            path, "文件是空的（0 字节）", "可能没有传完，请重新下载或请对方重发"
        )
    if found.st_size > MAX_FILE:
        raise _too_large(path, found.st_size)


def _check_names(path: Path, entries: list[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = plain_name(entry)
        steps = name.removesuffix("/").split("/")
        bad = any(step in ("", ".", "..") or step != step.strip() for step in steps)
        if bad or ":" in name or not name.isprintable():
            raise _unsafe(path, f"文件里有可疑的部件名 {name!r}")
        if name.lower() in seen:
            raise _unsafe(path, f"文件里有重名的部件 {name!r}")
        seen.add(name.lower())


def _check_entry(path: Path, entry: Entry) -> None:
    if entry.encrypted:
        raise _unsafe(path, "文件里有加密的部件", "请取消密码后另存再试")
    if entry.method not in (archive.STORED, archive.DEFLATED):
        raise _unsafe(path, "压缩方式不是表格和文档所用的")
    if entry.size > MAX_ENTRY:
        raise _unsafe(path, f"其中的 {entry.name} 解压后超过 {MAX_ENTRY >> 20} MB")
    if entry.size > SMALL and entry.size > MAX_RATIO * entry.packed:
        raise _unsafe(path, f"其中的 {entry.name} 压缩比异常（疑似压缩炸弹）")


def _wrong_name(path: Path, extensions: frozenset[str]) -> UnusableFileError:
    found = f"扩展名是“{path.suffix}”" if path.suffix else "文件名没有扩展名"
    known = " 或 ".join(sorted(extensions, reverse=True))
    if path.suffix.lower() in OTHER_FORMATS:
        remedy = f"请用 {program(max(extensions))} 打开后另存为 {max(extensions)}"
        return UnusableFileError(path, f"{found}，这里要的是 {known}", remedy)
    return UnusableFileError(
        path, f"{found}，这里要的是 {known}", "请核对是不是这个文件；只是改过名的，请把扩展名改回来"
    )


def _unsafe(path: Path, problem: str, remedy: str = "") -> UnsafeFileError:
    usual = f"正常保存的文件不会这样：请用 {program(path)} 打开后另存再试，来源不明的不要打开"
    return UnsafeFileError(path, problem, remedy or usual)


def _too_large(path: Path, size: int) -> UnsafeFileError:
    return UnsafeFileError(
        path,
        f"文件有 {size / 1048576:.1f} MB，超过 {MAX_FILE >> 20} MB",
        "请删去图片和多余的行列后另存再试",
    )


def _damaged(path: Path, problem: str) -> UnusableFileError:
    return UnusableFileError(
        path,
        f"文件已损坏：{problem}",
        f"请重新下载或请对方重发；能用 {program(path)} 打开的，另存一份再试",
    )
