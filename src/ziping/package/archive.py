"""The zip container, read from memory and strictly: the directory, the entries, their bytes.

Own code instead of `zipfile`: entries are copied raw, every bound is checked before anything is
inflated, and what two zip readers could read differently is refused.
"""

import struct
import zlib
from typing import NamedTuple

LOCAL = struct.Struct("<4s5H3L2H")  # magic needs flags method time date crc sizes lengths
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_FULL = 0xFFFFFFFF
STORED, DEFLATED = 0, 8


class DamagedError(Exception):
    """The container is cut off or contradicts itself."""


class Entry(NamedTuple):
    """One entry of the central directory; `start` and `end` bound its compressed bytes."""

    name: str
    raw_name: bytes
    made: int
    needs: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    internal: int
    external: int
    extra: bytes
    comment: bytes
    offset: int
    start: int
    end: int

    @property
    def encrypted(self) -> bool:
        return bool(self.flags & 0x2041) or self.method == 99


class Directory(NamedTuple):
    """Where the central directory lies, how many entries it says it has, the zip comment."""

    offset: int
    size: int
    total: int
    comment: bytes


def find_directory(raw: bytes) -> Directory:
    """The one end record that closes the file exactly."""
    first = max(0, len(raw) - END.size - 0xFFFF)  # the longest comment
    at = raw.rfind(b"PK\5\6", first)
    while at >= 0:
        if at + END.size <= len(raw):
            _, disk, disk2, _, count, size, offset, note = END.unpack_from(raw, at)
            if at + END.size + note == len(raw) and disk == disk2 == 0:
                return _directory(raw, at, count, size, offset)
        at = raw.rfind(b"PK\5\6", first, at)
    raise DamagedError("no end record")


def _directory(raw: bytes, at: int, count: int, size: int, offset: int) -> Directory:
    comment = raw[at + END.size :]
    if count == 0xFFFF or _FULL in (size, offset):
        at, count, size, offset = _directory64(raw, at)
    if offset + size != at:
        raise DamagedError("directory is not where it should be")
    return Directory(offset, size, count, comment)


def _directory64(raw: bytes, at: int) -> tuple[int, int, int, int]:
    if at < _LOCATOR64.size:
        raise DamagedError("no zip64 locator")
    magic, _, where, _ = _LOCATOR64.unpack_from(raw, at - _LOCATOR64.size)
    if magic != b"PK\6\7" or where + _END64.size > len(raw):
        raise DamagedError("no zip64 locator")
    record = _END64.unpack_from(raw, where)
    if record[0] != b"PK\6\6":
        raise DamagedError("no zip64 end record")
    return where, record[7], record[8], record[9]


def read_entries(raw: bytes, directory: Directory) -> list[Entry]:
    """Every entry of the directory, each checked against its local header, none overlapping."""
    entries = []
    at = directory.offset
    for _ in range(directory.total):
        entry, at = _entry(raw, at, directory)
        entries.append(entry)
    if at != directory.offset + directory.size:
        raise DamagedError("directory has another size")
    last = 0
    for entry in sorted(entries, key=lambda one: one.offset):
        if entry.offset < last:
            raise DamagedError("entries overlap")
        last = entry.end
    return entries


def _entry(raw: bytes, at: int, directory: Directory) -> tuple[Entry, int]:
    if at + CENTRAL.size > directory.offset + directory.size:
        raise DamagedError("directory is cut off")
    (magic, made, needs, flags, method, time, date, crc, packed, size, n_name, n_extra, n_note) = (
        CENTRAL.unpack_from(raw, at)[:13]
    )
    _, internal, external, offset = CENTRAL.unpack_from(raw, at)[13:]
    if magic != b"PK\1\2":
        raise DamagedError("no directory entry")
    at += CENTRAL.size
    raw_name = raw[at : at + n_name]
    extra = raw[at + n_name : at + n_name + n_extra]
    at += n_name + n_extra
    size, packed, offset = _sizes64(extra, size, packed, offset)
    start, local_flags = _data_start(raw, offset, raw_name, method, directory.offset)
    flags |= local_flags & 1  # encrypted for either reader is encrypted
    if start + packed > directory.offset:
        raise DamagedError("entry is cut off")
    entry = Entry(
        _decode(raw_name, flags), raw_name, made, needs, flags, method, time, date, crc, packed,
        size, internal, external, extra, raw[at : at + n_note], offset, start, start + packed,
    )  # fmt: skip
    return entry, at + n_note


def _sizes64(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Values too large for the directory stand in the extra field, in this order."""
    wide = next((body for kind, body in _extras(extra) if kind == 1), b"")
    values = []
    for value in (size, packed, offset):
        if value == _FULL:
            if len(wide) < 8:
                raise DamagedError("no zip64 field")
            value, wide = int.from_bytes(wide[:8], "little"), wide[8:]
        values.append(value)
    return values[0], values[1], values[2]


def _extras(extra: bytes) -> list[tuple[int, bytes]]:
    fields = []
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        fields.append((kind, extra[4 : 4 + length]))
        extra = extra[4 + length :]
    return fields


def without_zip64(extra: bytes) -> bytes:
    """The extra field with its zip64 part gone; untouched where there is none."""
    fields = _extras(extra)
    if all(kind != 1 for kind, _ in fields):
        return extra
    kept = (struct.pack("<2H", kind, len(body)) + body for kind, body in fields if kind != 1)
    return b"".join(kept)


def _data_start(
    raw: bytes, offset: int, raw_name: bytes, method: int, limit: int
) -> tuple[int, int]:
    if offset + LOCAL.size > limit:
        raise DamagedError("no local header")
    header = LOCAL.unpack_from(raw, offset)
    begin = offset + LOCAL.size
    same_name = raw[begin : begin + header[9]] == raw_name
    if header[0] != b"PK\3\4" or not same_name or header[3] != method:
        raise DamagedError("local header says something else")
    return begin + header[9] + header[10], header[2]


def _decode(raw_name: bytes, flags: int) -> str:
    try:
        return raw_name.decode("utf-8")
    except UnicodeDecodeError:
        if flags & 0x800:
            raise DamagedError("name is not UTF-8") from None
        return raw_name.decode("cp437")


def inflate(raw: bytes, entry: Entry) -> bytes:
    """The content of one entry, never more than it declares, its checksum tested."""
    content = raw[entry.start : entry.end]
    if entry.method == DEFLATED:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(content, entry.size + 1)
        except zlib.error as error:
            raise DamagedError("bad deflate data") from error
        if not engine.eof:
            raise DamagedError("more or less data than declared")
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise DamagedError("checksum differs")
    return content
