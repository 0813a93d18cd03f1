"""The parts of a mail: where each begins and ends in the mapped file, and its bytes decoded.

Own walk instead of `email.parser`: the file stays on disk and is decoded block by block, so that
a mail of 60 MB costs no memory, and the number and depth of parts are bounded.
"""

from __future__ import annotations

import binascii
import mmap
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ziping.collect.mail_words import parameters

MAX_HEAD = 256 * 1024
MAX_PARTS = 2_000
MAX_DEPTH = 20
BLOCK = 1024 * 1024
_LONGEST_LINE = 4 * BLOCK
_BLANK = re.compile(rb"\r?\n\r?\n|\r\r(?!\n)")
_GUESSED = re.compile(
    rb"(?:\A|\n)--([^\s-][^\r\n]{0,198}|-+[^\s-][^\r\n]{0,180})\r?\n(?=[!-9;-~]+:)"
)
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(byte for byte in range(256) if byte not in _BASE64)
_WORDS = re.compile(rb"[^\s][ \t]+[^\s]")


class Part(NamedTuple):
    """A leaf of the mail. `inside` are the types of the parts around it, outermost first."""

    kind: str  # text/plain, message/rfc822, …
    parameters: Mapping[str, str]
    disposition: str  # attachment, inline, ""
    name: str  # of the file, "" without
    encoding: str
    content_id: str
    start: int
    end: int
    inside: tuple[str, ...]


class TooManyPartsError(Exception):
    """The parts go on behind the last that is looked at."""


class Head(NamedTuple):
    """The lines before the first empty one, unfolded, by name in lower case; the first wins."""

    lines: Mapping[str, bytes]
    body: int

    def get(self, name: str) -> bytes:
        return self.lines.get(name, b"")


def read_head(raw: mmap.mmap, start: int, end: int) -> Head:
    """The head of the mail or of a part that begins at `start`."""
    block = raw[start : min(end, start + MAX_HEAD)]
    if block[:1] in (b"\r", b"\n"):  # no head at all
        return Head({}, start + (2 if block[:2] == b"\r\n" else 1))
    blank = _BLANK.search(block)
    if blank is None:
        return Head(_lines(block), min(end, start + len(block)))
    return Head(_lines(block[: blank.start()]), start + blank.end())


def _lines(block: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    unfolded = re.sub(rb"\r?\n(?=[ \t])", b"", block.replace(b"\0", b""))
    for line in re.split(rb"\r?\n|\r", unfolded):
        name, colon, value = line.partition(b":")
        if colon and 0 < len(name) < 80:
            found.setdefault(name.strip().lower().decode("latin-1"), value.strip())
    return found


def parts(raw: mmap.mmap, head: Head) -> Iterator[Part]:
    """The leaves of the whole mail, in order; `TooManyPartsError` behind `MAX_PARTS`.

    A multipart among them is one that lies too deep to be taken apart.
    """
    yield from _parts(raw, head, len(raw), (), [MAX_PARTS], "text/plain")


def _parts(
    raw: mmap.mmap, head: Head, end: int, inside: tuple[str, ...], left: list[int], usual: str
) -> Iterator[Part]:
    kind, found = parameters(head.get("content-type"))
    kind = kind if "/" in kind else usual
    if kind.startswith("multipart/") and len(inside) < MAX_DEPTH:
        usual = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        for start, stop in _spans(raw, head.body, end, found.get("boundary", "")):
            if left[0] <= 0:
                raise TooManyPartsError
            left[0] -= 1
            inner = read_head(raw, start, stop)
            around = (*inside, kind + _report(found))
            yield from _parts(raw, inner, stop, around, left, usual)
        return
    disposition, more = parameters(head.get("content-disposition"))
    yield Part(
        kind, found, disposition, more.get("filename") or found.get("name", ""),
        head.get("content-transfer-encoding").decode("latin-1").strip().lower(),
        head.get("content-id").decode("latin-1"), head.body, end, inside,
    )  # fmt: skip


def _report(found: Mapping[str, str]) -> str:
    """What a multipart/report reports stands in a parameter."""
    return f";{found['report-type'].lower()}" if "report-type" in found else ""


def _spans(raw: mmap.mmap, start: int, end: int, boundary: str) -> Iterator[tuple[int, int]]:
    """Where the parts between the boundary lines lie; a missing last line is no matter."""
    mark = boundary.encode("utf-8", "replace")
    at = _boundary(raw, mark, start, end) if boundary else None
    if at is None:
        guessed = _GUESSED.search(raw[start : min(end, start + MAX_HEAD)])
        if guessed is None:
            return
        mark = guessed[1].rstrip()
        at = _boundary(raw, mark, start, end)
    while at is not None and not at[1]:
        after = _boundary(raw, mark, at.end(), end)
        yield at.end(), end if after is None else max(after.start(), at.end())
        at = after


def _boundary(raw: mmap.mmap, mark: bytes, start: int, end: int) -> re.Match[bytes] | None:
    """The next boundary line, with the line end before it, which belongs to it.

    `--` behind it says that it is the last. A plain search finds it at once; what only begins like
    one is passed over by the pattern, which is slower, but not by a step of ours for each.
    """
    at = raw.find(b"\n--" + mark, start - 1, end)
    if at < 0:
        return None
    at = max(start - 1, at - 1)
    line = rb"\r?\n--" + re.escape(mark) + rb"(--)?[ \t]{0,80}(?:\r?\n|\Z)"
    return re.compile(line).search(raw, at, end)


def decoded(raw: mmap.mmap, part: Part) -> Iterator[bytes]:
    """The content of a part in blocks, its transfer encoding taken off."""
    blocks = _blocks(raw, part.start, part.end)
    if part.encoding == "base64":
        yield from _base64(blocks)
    elif part.encoding == "quoted-printable":
        for block in blocks:
            yield binascii.a2b_qp(block)
    else:
        yield from blocks


def _blocks(raw: mmap.mmap, start: int, end: int) -> Iterator[bytes]:
    """Whole lines as far as there are any, about a megabyte at once."""
    while start < end:
        stop = min(end, start + BLOCK)
        if stop < end:
            line = raw.find(b"\n", stop, min(end, stop + _LONGEST_LINE))
            stop = min(end, stop + _LONGEST_LINE) if line < 0 else line + 1
        yield raw[start:stop]
        start = stop


def _base64(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """As mail programs read it: foreign marks are skipped, padding ends it.

    Lines of several words are no base64: list servers and virus filters add such at the end.
    """
    rest = b""
    for block in blocks:
        if b" " in block and _WORDS.search(block):
            block = b"\n".join(line for line in block.split(b"\n") if not _WORDS.search(line))
        rest += block.translate(None, _NOT_BASE64)
        padded = rest.find(b"=")
        whole = len(rest) // 4 * 4 if padded < 0 else padded
        if padded >= 0:
            yield _last(rest[:padded])
            return
        yield binascii.a2b_base64(rest[:whole])
        rest = rest[whole:]
    yield _last(rest)


def _last(rest: bytes) -> bytes:
    rest = rest[:-1] if len(rest) % 4 == 1 else rest
    return binascii.a2b_base64(rest + b"=" * (-len(rest) % 4))
