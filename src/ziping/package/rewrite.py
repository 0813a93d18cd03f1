"""A package written back: changed parts are packed anew, all others copied as they lie.

Copied are the compressed bytes, names, dates, attributes and order. Data descriptors and zip64
fields go, because some readers stumble over them: sizes then stand in the headers.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ziping.errors import UnwritableError
from ziping.package.archive import CENTRAL, DEFLATED, END, LOCAL, STORED, Entry, without_zip64
from ziping.package.atomic import plain_errors, write_atomic
from ziping.package.gate import Package, plain_name
from ziping.package.locks import refuse_closed_folder, refuse_open, refuse_read_only

_EPOCH = 0x0021  # 1980-01-01 in a zip header
_UTF8 = 0x0800
_DESCRIPTOR = 0x0008
LIGHT = 3  # half the time of _SMALL, a seventh larger: for a report, which is all text
_SMALL, _QUICK = 6, 5  # a click saves a quarter of the work for one part in a hundred of the size

Packed = tuple[Entry, bytes, bytes]  # the entry, the extra field of its local header, its bytes


def rewrite(
    package: Package,
    changed: Mapping[str, bytes],
    target: Path,
    *,
    backup: Path | None,
    remove: frozenset[str] = frozenset(),
) -> bool:
    """Write the package with some parts changed; False if nothing differed and none was touched.

    A symbolic link is followed: the real file behind it is replaced, the link stays. `backup` gets
    the old content of `target` before it is replaced. A file that was saved by somebody else since
    it was read is not overwritten.
    """
    target, asked = Path(target), Path(target)
    with plain_errors(target):
        target = asked.resolve()
        same_file = target == package.path.resolve()
        old = target.read_bytes() if target.exists() else None
    same = _same(package, changed, remove)
    content = package.raw if same else packed(package, changed, remove)
    if old == content or (same and same_file):
        return False
    if same_file and old != package.raw:
        raise UnwritableError(asked, "文件在处理过程中被改动或移走", "没有写入，请重新运行一次")
    for path in {asked, target}:
        refuse_open(path)
    refuse_read_only(target)
    refuse_closed_folder(target)
    with plain_errors(target):
        like = None if old is None else target.stat()
    if backup is not None and old is not None:
        refuse_closed_folder(backup)
        write_atomic(backup, old, like=like)
    write_atomic(target, content, like=like)
    return True


def write_new(
    parts: Sequence[tuple[str, bytes]],
    target: Path,
    *,
    overwrite: bool = False,
    level: int = _SMALL,
) -> None:
    """A new package of these parts, the same bytes each time; no file is overwritten unasked."""
    content = new_package(parts, level)
    real, like = writable_place(Path(target), overwrite=overwrite)
    write_atomic(real, content, like=like, replace=overwrite)


def new_package(parts: Sequence[tuple[str, bytes]], level: int = _SMALL) -> bytes:
    """The bytes of a new package of these parts, packed by this level of deflate."""
    return assemble([_new(name, content, level) for name, content in parts])


def writable_place(target: Path, *, overwrite: bool) -> tuple[Path, os.stat_result | None]:
    """The real file behind `target` and what is there now; an error if it can't be written."""
    with plain_errors(target):
        exists = target.exists() or target.is_symlink()
        real = target.resolve()
        if exists and real.is_dir():
            raise UnwritableError(target, "这是文件夹", "请换一个文件名")
        if exists and not overwrite:
            raise FileExistsError
        like = real.stat() if real.exists() else None
    for path in {target, real}:
        refuse_open(path)
    refuse_read_only(real)
    refuse_closed_folder(real)
    return real, like


def packed(package: Package, changed: Mapping[str, bytes], remove: frozenset[str]) -> bytes:
    """The bytes of the new zip; parts that are in `changed` but not in the package come last."""
    by_name = {name.lower(): content for name, content in changed.items()}
    gone = {name.lower() for name in remove}
    items = []
    for entry in package.entries:
        name = entry.name.replace("\\", "/").lower()
        if name in gone:
            continue
        content = by_name.pop(name, None)
        if content is None or content == package.read(name):
            items.append(_raw(package, entry))
        else:
            items.append(_deflated(entry, content, _QUICK))
    items += [_new(name, body) for name, body in changed.items() if name.lower() in by_name]
    return assemble(items, package.comment)


def assemble(items: Iterable[Packed], comment: bytes = b"") -> bytes:
    """A zip file in memory."""
    pieces, directory, at, count = [], [], 0, 0
    for entry, local_extra, body in items:
        head = _local(entry, local_extra)
        directory.append(_central(entry, at))
        pieces += [head, body]
        at += len(head) + len(body)
        count += 1
    listing = b"".join(directory)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(listing), at, len(comment))
    return b"".join([*pieces, listing, end, comment])


def _same(package: Package, changed: Mapping[str, bytes], remove: frozenset[str]) -> bool:
    if any(name in package for name in remove):
        return False
    return all(name in package and package.read(name) == new for name, new in changed.items())


def _raw(package: Package, entry: Entry) -> Packed:
    """The entry as it lies, its checksum tested: a damaged file is not passed on as a good one."""
    package.read(plain_name(entry))
    name_length, extra_length = LOCAL.unpack_from(package.raw, entry.offset)[9:]
    begin = entry.offset + LOCAL.size + name_length
    extra = package.raw[begin : begin + extra_length]
    return entry, without_zip64(extra), package.raw[entry.start : entry.end]


def _deflated(entry: Entry, content: bytes, level: int = _SMALL) -> Packed:
    engine = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = engine.compress(content) + engine.flush()
    method = DEFLATED
    if len(body) >= len(content):
        method, body = STORED, content
    entry = entry._replace(
        method=method, crc=zlib.crc32(content), packed=len(body), size=len(content), needs=20
    )
    return entry, b"", body


def _new(name: str, content: bytes, level: int = _SMALL) -> Packed:
    flags = 0 if name.isascii() else _UTF8
    raw_name = name.encode()
    blank = Entry(name, raw_name, 20, 20, flags, 8, 0, _EPOCH, 0, 0, 0, 0, 0, b"", b"", 0, 0, 0)
    return _deflated(blank, content, level)


def _local(entry: Entry, extra: bytes) -> bytes:
    flags = entry.flags & ~_DESCRIPTOR
    head = LOCAL.pack(
        b"PK\3\4", entry.needs, flags, entry.method, entry.time, entry.date, entry.crc,
        entry.packed, entry.size, len(entry.raw_name), len(extra),
    )  # fmt: skip
    return head + entry.raw_name + extra


def _central(entry: Entry, at: int) -> bytes:
    extra = without_zip64(entry.extra)
    head = CENTRAL.pack(
        b"PK\1\2", entry.made, entry.needs, entry.flags & ~_DESCRIPTOR, entry.method, entry.time,
        entry.date, entry.crc, entry.packed, entry.size, len(entry.raw_name), len(extra),
        len(entry.comment), 0, entry.internal, entry.external, at,
    )  # fmt: skip
    return head + entry.raw_name + extra + entry.comment
