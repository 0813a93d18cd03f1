"""Parsing XML from outside: no DTD, no entities, a bound on how much a part may hold."""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.package.program import program

MAX_PROLOG = 65_536
MAX_WEIGHT = 3_000_000  # each of these bytes may cost the tree builder an object
_WEIGHTY = (b"<", b"=", b"&", b"\n", b"\r")


class _RootSeenError(Exception):
    """Stops reading the prolog."""


def parse(xml: bytes, path: object, part: str) -> Element:
    """The tree of one part; whatever is wrong with it becomes an error for the user."""
    check_prolog(xml, path)
    check_weight(xml, path, part)
    try:
        return fromstring(xml)
    except (ParseError, ValueError, LookupError) as error:
        raise damaged(path, part) from error


def check_weight(xml: bytes, path: object, part: str) -> None:
    """Refuse a part that would cost gigabytes as a tree."""
    if len(xml) > 1_000_000 and sum(map(xml.count, _WEIGHTY)) > MAX_WEIGHT:
        raise UnsafeFileError(
            path, f"其中的 {part} 内容过多", "请删去多余的行列（包括只有格式的空行空列）后另存再试"
        )


def damaged(path: object, part: str) -> UnusableFileError:
    """A part that is not what it should be."""
    return UnusableFileError(
        path,
        f"文件已损坏（{part} 读不出来）",
        f"请用 {program(path)} 打开并另存一份，或请对方重发",
    )


def check_prolog(xml: bytes, path: object) -> str | None:
    """Refuse a DTD before any parser sees an entity; return the declared encoding.

    A DTD can stand only before the root, and expat cannot be stopped inside one call: so the
    prolog is fed up to one `>` at a time, and an entity declared there is never expanded.
    """
    declared: list[str | None] = [None]
    parser = expat.ParserCreate()
    parser.XmlDeclHandler = lambda version, encoding, alone: declared.append(encoding)
    parser.StartDoctypeDeclHandler = lambda *given: _refuse_dtd(path)
    parser.EntityDeclHandler = lambda *given: _refuse_dtd(path)
    parser.StartElementHandler = _stop
    try:
        _feed(parser, xml[:MAX_PROLOG])
    except _RootSeenError:
        return declared[-1]
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(path, "XML") from error
    raise damaged(path, "XML")


def as_utf8(xml: bytes, path: object) -> bytes:
    """The same part in UTF-8; byte for byte the same where it is UTF-8 already."""
    declared = check_prolog(xml, path)
    wide = xml[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
    if not wide and (declared is None or declared.lower() in ("utf-8", "utf8")):
        return xml
    try:
        text = xml.decode(_codec(xml, declared)).removeprefix("\ufeff")
    except (LookupError, ValueError) as error:
        raise damaged(path, "XML") from error
    if text.startswith("<?xml"):
        text = text[text.index("?>") + 2 :].lstrip()
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()


def local(tag: str) -> str:
    """A tag or attribute name without namespace: strict and transitional files read alike."""
    return tag.rpartition("}")[2]


def _codec(xml: bytes, declared: str | None) -> str:
    if xml[:2] == b"<\0":
        return "utf-16-le"
    return "utf-16-be" if xml[:2] == b"\0<" else declared or "utf-16"


def _feed(parser: expat.XMLParserType, head: bytes) -> None:
    start = 0
    while start < len(head):
        end = head.find(b">", start) + 1 or len(head)
        parser.Parse(head[start:end], False)
        start = end
    parser.Parse(b"", True)


def _stop(*_: object) -> NoReturn:
    raise _RootSeenError


def _refuse_dtd(path: object) -> NoReturn:
    raise UnsafeFileError(
        path,
        "文件里有 DTD 或实体定义，正常的表格和文档没有",
        f"请用 {program(path)} 打开后另存再试",
    )
