"""What came: the files of the folders that were given, each workbook with the report beside it.

Nothing is opened here and no link is followed, so neither a pipe nor a loop can hold the run up.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ziping.collect.kinds import CONTAINER, FOREIGN, SILENT, foreign_file, kind_of, not_read
from ziping.collect.reading import REPORT, WORKBOOK, Refusal
from ziping.collect.source import Source
from ziping.errors import UnusableFileError

MAX_DEPTH = 40
_SKIPPED = frozenset({"__macosx", "$recycle.bin", "system volume information"})
_LINK = Refusal(
    "unsafe", "这是符号链接（指向别处的文件），没有打开", "请把原文件复制进来，再收一次"
)
_PIPE = Refusal("unsafe", "这不是普通文件，没有打开", "请核对它是什么；要收的文件请复制进来")
_CLOSED = Refusal("unusable", "没有权限打开", "请核对权限，或复制到自己的文件夹再收")
_DEEP = Refusal("unusable", f"文件夹超过 {MAX_DEPTH} 层，没有再往里看", "请把文件移到外层再收")


class Found(NamedTuple):
    """A file on disk; `report` lies beside it under the same name, and is no `Found` of its own."""

    source: Source
    kind: str
    refusal: Refusal | None = None
    report: Source | None = None

    @property
    def key(self) -> str:
        """One file of a disk, however it was named."""
        return os.path.abspath(self.source.path)  # noqa: PTH100  links stay as they are


def find(given: Iterable[Path], skip: frozenset[str] = frozenset()) -> list[Found]:
    """All files, in the order of their names, none twice; `skip` are our own, as absolute paths."""
    found: dict[str, Found] = {}
    for path in given:
        if not path.exists():
            raise UnusableFileError(path, "找不到这个文件或文件夹", "请核对名称和所在位置")
        walked = _walk(path, 0) if path.is_dir() else [_named(path)]
        for one in walked:
            if one.key not in skip:
                found.setdefault(one.key, one)
    return list(_paired(found.values()))


def _named(path: Path) -> Found:
    """A file that was given by name: then a link is meant, and any name is worth a word."""
    here = path.resolve() if path.is_symlink() else path
    one = _found(str(path), here.stat())
    if one.kind != SILENT:
        return one
    return one._replace(kind=FOREIGN, refusal=foreign_file(path.name))


def _walk(folder: Path, depth: int) -> Iterator[Found]:
    if depth > MAX_DEPTH:
        yield Found(Source(str(folder)), "", _DEEP)
        return
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        yield Found(Source(str(folder)), "", _CLOSED)
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield from _file(entry)
        elif not entry.name.startswith(".") and entry.name.lower() not in _SKIPPED:
            yield from _walk(Path(entry.path), depth + 1)


def _file(entry: os.DirEntry[str]) -> Iterator[Found]:
    if kind_of(entry.name) == SILENT:
        return
    try:
        yield _found(entry.path, entry.stat(follow_symlinks=False))
    except OSError:
        yield Found(Source(entry.path), "", _CLOSED)


def _found(path: str, seen: os.stat_result) -> Found:
    received = datetime.fromtimestamp(max(0, int(seen.st_mtime))).astimezone().isoformat()
    source = Source(path, size=seen.st_size, stamp=seen.st_mtime_ns, received=received)
    name = os.path.basename(path)  # noqa: PTH119
    if stat.S_ISLNK(seen.st_mode):
        return Found(source, "", _LINK)
    if not stat.S_ISREG(seen.st_mode):
        return Found(source, "", _PIPE)
    return Found(source, kind_of(name), not_read(name))


def _paired(found: Iterable[Found]) -> Iterator[Found]:
    listed = list(found)
    reports = {_stem(one.source.path): one for one in listed if one.kind == REPORT}
    taken: dict[str, Source] = {}
    for one in listed:
        if one.kind == WORKBOOK and (report := reports.pop(_stem(one.source.path), None)):
            taken[one.key] = report.source
    gone = set(taken.values())
    for one in listed:
        if one.source not in gone:
            yield one._replace(report=taken.get(one.key))


def _stem(path: str) -> str:
    return os.path.splitext(path)[0].lower()  # noqa: PTH122


def is_container(one: Found) -> bool:
    return one.kind == CONTAINER and one.refusal is None
