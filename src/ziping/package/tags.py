"""One start tag as bytes: where it ends, and its attributes changed without touching the rest.

Expat has found the tag well formed before any of this runs.
"""

from __future__ import annotations

from collections.abc import Mapping

_SPACE = b" \t\r\n"
_AROUND_NAME = _SPACE + b"="


def tag_end(xml: bytes, start: int) -> int:
    """The offset just after the `>` that closes the tag; `>` inside a value is none."""
    at = start
    close = xml.index(b">", at)
    if xml.count(b'"', start, close) % 2 == 0 and xml.find(b"'", start, close) < 0:
        return close + 1
    while True:
        close = xml.index(b">", at)
        quote = min((q for q in (xml.find(b'"', at, close), xml.find(b"'", at, close)) if q >= 0),
                    default=-1)  # fmt: skip
        if quote < 0:
            return close + 1
        at = xml.index(xml[quote : quote + 1], quote + 1) + 1


def set_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """The tag with attributes set, or removed where None; the others stay byte for byte."""
    left = dict(changes)
    pieces, at = [], 0
    for start, name, end in _attributes(tag):
        if name in left:
            value = left.pop(name)
            pieces.append(tag[at:start])
            pieces.append(b"" if value is None else _attribute(name, value))
            at = end
    new = b"".join(_attribute(name, value) for name, value in left.items() if value is not None)
    last = len(tag) - (2 if tag.endswith(b"/>") else 1)
    tail = tag[at:last]
    return b"".join(pieces) + (tail.rstrip(_SPACE) if new else tail) + new + tag[last:]


def open_tag(tag: bytes) -> bytes:
    """`<row r="5"/>` → `<row r="5">`."""
    return tag[:-2].rstrip(_SPACE) + b">" if tag.endswith(b"/>") else tag


def closed_tag(tag: bytes) -> bytes:
    """`<c r="A1">` → `<c r="A1"/>`."""
    return tag if tag.endswith(b"/>") else tag[:-1].rstrip(_SPACE) + b"/>"


def tag_name(tag: bytes) -> bytes:
    """`<x:row r="5">` → `x:row`."""
    at = 1
    while tag[at] not in b" \t\r\n/>":
        at += 1
    return tag[1:at]


def _attribute(name: str, value: str) -> bytes:
    return f' {name}="{value}"'.encode()


def _attributes(tag: bytes) -> list[tuple[int, str, int]]:
    """(start with the space before, name, end) of each attribute."""
    at = len(tag_name(tag)) + 1
    if tag.find(b"'") >= 0:
        return _one_by_one(tag, at)
    found = []
    fields = tag[at:].split(b'"')  # ` r=`, `A1`, ` s=`, `3`, `>`
    for before, value in zip(fields[::2], fields[1::2], strict=False):
        end = at + len(before) + len(value) + 2
        found.append((at, before.strip(_AROUND_NAME).decode(), end))
        at = end
    return found


def _one_by_one(tag: bytes, at: int) -> list[tuple[int, str, int]]:
    """The same for any quotes."""
    found = []
    while (equals := tag.find(b"=", at)) >= 0:
        name = tag[at:equals].strip(_SPACE).decode()
        begin = equals + 1
        while tag[begin] in _SPACE:
            begin += 1
        end = tag.index(tag[begin : begin + 1], begin + 1) + 1
        found.append((at, name, end))
        at = end
    return found
