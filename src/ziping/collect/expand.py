"""A zip or a mail taken apart: every file inside written under a plain number into one folder.

Runs in a child process, yet keeps bounds of its own: how deep, how many, how large. What cannot be
taken out is a line with its reason; the rest goes on.
"""

from __future__ import annotations

import errno
import hashlib
import mmap
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ziping.collect.inside import (
    Item,
    NamesApart,
    SpoiledError,
    Trouble,
    foreign,
    foreign_content,
    suffix_of,
)
from ziping.collect.mails import Letter, mail_items, read_letter
from ziping.collect.zips import zip_items
from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.package.atomic import plain_errors, reason
from ziping.package.gate import MAX_FILE

MAX_CONTAINER = 200 * 1024 * 1024
MAX_TOTAL = 300 * 1024 * 1024  # written in all, containers inside containers as well
MAX_ENTRIES = 2_000
MAX_DEPTH = 4
KNOWN = frozenset(
    {
        *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ods", ".csv"),
        *(".docx", ".docm", ".dotx", ".dotm", ".doc", ".wps", ".odt", ".rtf", ".pdf", ".ofd"),
        *(".txt", ".html", ".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".ppt", ".pptx"),
    }
)
_DEEP = Trouble(
    "unsafe", f"压缩包和邮件套了 {MAX_DEPTH} 层以上，没有再打开", "请对方直接发送里面的文件"
)
_LARGE = Trouble(
    "unsafe", f"文件超过 {MAX_FILE >> 20} MB，没有取出", "请对方删去图片和多余的行列后重发"
)
_HUGE = Trouble(
    "unsafe", f"里面的压缩包或邮件超过 {MAX_CONTAINER >> 20} MB，没有打开", "请对方分几次发送"
)
_FULL = Trouble(
    "unsafe",
    f"里面的文件解开后共超过 {MAX_TOTAL >> 20} MB，后面的没有取出",
    "请分成几个压缩包，或解压后指定文件夹",
)
_MANY = Trouble(
    "unsafe", f"里面的文件超过 {MAX_ENTRIES:,} 个，后面的没有取出", "请分成几个压缩包再收"
)
_EMPTY = Trouble("unusable", "压缩包是空的", "请核对是不是这个文件，或请对方重发")


class Origin(NamedTuple):
    """Where we are: the names on the way in, and the mail that it all came with."""

    inner: tuple[str, ...]
    letter: Letter

    def told(self, name: str = "") -> dict[str, Any]:
        inner = [*self.inner, name] if name else [*self.inner]
        return {"inner": inner, **self.letter._asdict()}


class _StopError(Exception):
    """A bound of the whole is reached."""


def expand_job(given: dict[str, Any]) -> dict[str, Any]:
    """Take `path` apart into `folder`; a `ZipingError` where nothing at all can be read."""
    path = Path(given["path"])
    with plain_errors(Path(given["folder"])):
        work = _Unpacking(Path(given["folder"]))
        with _mapped(path) as (raw, changed):
            when = datetime.fromtimestamp(changed).astimezone().isoformat(timespec="seconds")
            work.open(raw, given["path"], Origin((), Letter(when, "", "")), _is_mail(path.name))
    return {"members": work.members, "refused": work.refused}


class _Unpacking:
    """What is taken out of one file that came, and how much room is left."""

    def __init__(self, folder: Path) -> None:
        self.members: list[dict[str, Any]] = []
        self.refused: list[dict[str, Any]] = []
        self._folder = folder
        self._room = MAX_TOTAL
        self._entries = MAX_ENTRIES
        self._number = 0

    def open(self, raw: mmap.mmap, name: str, origin: Origin, is_mail: bool) -> None:
        """Take a container apart; once a bound is reached that is told and the rest left."""
        try:
            self._open(raw, name, origin, is_mail)
        except _StopError as stop:
            self._refuse(origin, "", stop.args[0])

    def _open(self, raw: mmap.mmap, name: str, origin: Origin, is_mail: bool) -> None:
        if raw[:4] in (b"PK\3\4", b"PK\5\6"):
            items = zip_items(raw, name, MAX_ENTRIES)
        elif trouble := foreign_content(raw[:8]):
            raise UnusableFileError(name, trouble.problem, trouble.remedy)
        elif not is_mail:
            remedy = "请核对是不是这个文件，或请对方重发"
            raise UnusableFileError(name, "不是 zip 压缩包（可能只改了扩展名）", remedy)
        else:
            letter, head = read_letter(raw)
            known = Letter(*(new or old for new, old in zip(letter, origin.letter, strict=True)))
            origin = origin._replace(letter=known)
            items = mail_items(raw, head)
        self._take_all(items, origin)

    def _take_all(self, items: Iterator[Item], origin: Origin) -> None:
        names, count = NamesApart(), 0
        for count, item in enumerate(items, 1):  # noqa: B007
            self._entries -= 1
            if self._entries < 0:
                raise _StopError(_MANY)
            name = names.apart(item.name) if item.name else ""
            try:
                self._take(item, name, origin)
            except SpoiledError as error:
                self._refuse(origin, name, error.trouble)
        if not count:
            self._refuse(origin, "", _EMPTY)

    def _take(self, item: Item, name: str, origin: Origin) -> None:
        is_mail = item.kind == "mail" or _is_mail(name)
        is_container = is_mail or suffix_of(name) == ".zip"
        trouble = item.trouble or foreign(name)
        if is_container and len(origin.inner) + 1 >= MAX_DEPTH:
            trouble = trouble or _DEEP
        if trouble or item.pour is None:
            self._refuse(origin, name, trouble or _EMPTY)
        elif is_container:
            self._take_container(item, name, origin, is_mail)
        else:
            self._take_file(item, name, origin)

    def _take_file(self, item: Item, name: str, origin: Origin) -> None:
        path, size, digest = self._written(item, suffix_of(name), MAX_FILE, _LARGE)
        if suffix_of(name) not in KNOWN and (guessed := _guessed(path)):
            name = f"{name}{guessed}"
            path = path.rename(path.with_suffix(guessed))
        self.members.append(
            {**origin.told(name), "file": path.name, "size": size, "digest": digest}
        )

    def _take_container(self, item: Item, name: str, origin: Origin, is_mail: bool) -> None:
        path, size, _ = self._written(item, "", MAX_CONTAINER, _HUGE)
        try:
            if not size:
                raise UnusableFileError(name, "文件是空的（0 字节）", "请对方重发")
            with _mapped(path) as (raw, _):
                self._open(raw, name, origin._replace(inner=(*origin.inner, name)), is_mail)
        except UnusableFileError as error:
            self._refuse(origin, name, _trouble(error))
        finally:
            path.unlink()

    def _written(
        self, item: Item, suffix: str, most: int, too_large: Trouble
    ) -> tuple[Path, int, str]:
        """The content in a new file of the folder; nothing is left of one that is refused."""
        self._number += 1
        suffix = suffix if suffix in KNOWN else ""
        path = self._folder / f"{self._number:04d}{suffix}"
        size, digest = 0, hashlib.sha256()
        assert item.pour is not None
        try:
            with open(os.open(path, _NEW, 0o600), "wb") as file:  # noqa: PTH123
                for block in item.pour():
                    size += len(block)
                    if size > most:
                        raise SpoiledError(too_large)
                    if size > self._room:
                        raise _StopError(_FULL)
                    digest.update(block)
                    file.write(block)
        except (SpoiledError, _StopError):
            path.unlink()
            raise
        self._room -= size
        return path, size, digest.hexdigest()

    def _refuse(self, origin: Origin, name: str, trouble: Trouble) -> None:
        self.refused.append({**origin.told(name), **trouble._asdict()})


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _is_mail(name: str) -> bool:
    return suffix_of(name) == ".eml"


def _trouble(error: UnusableFileError) -> Trouble:
    """Without the path: whoever prints it knows the name."""
    kind = "unsafe" if isinstance(error, UnsafeFileError) else "unusable"
    return Trouble(kind, error.problem.removeprefix(f"“{error.path}”："), error.remedy)


def _guessed(path: Path) -> str:
    """The suffix of an attachment that came without one, if it is plainly an Office file."""
    content = path.read_bytes()
    if not content.startswith(b"PK\3\4"):
        return ""
    if b"xl/workbook.xml" in content:
        return ".xlsx"
    return ".docx" if b"word/document.xml" in content else ""


@contextmanager
def _mapped(path: Path) -> Iterator[tuple[mmap.mmap, float]]:
    """The file's bytes without reading them in, and when it was last changed."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            _check(path, found)
            raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        if getattr(error, "errno", 0) == errno.ENOMEM:
            raise MemoryError from error  # a larger child may have the room
        remedy = "请核对路径和权限，或复制到本机磁盘再试"
        raise UnusableFileError(path, f"读不出来（{reason(error)}）", remedy) from error
    with raw:
        yield raw, found.st_mtime


def _check(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise UnusableFileError(path, "这不是普通文件", "请指定一个 .zip 或 .eml 文件")
    if found.st_size == 0:
        raise UnusableFileError(
            path, "文件是空的（0 字节）", "可能没有传完，请重新下载或请对方重发"
        )
    if found.st_size > MAX_CONTAINER:
        size = f"文件有 {found.st_size / 1048576:.0f} MB，超过 {MAX_CONTAINER >> 20} MB"
        raise UnsafeFileError(path, size, "请分成几个压缩包，或解压后指定文件夹")
