"""The words in a mail's head: names, subjects and file names as mail programs really write them.

RFC 2047 (also inside quotes, also with a character cut in two), RFC 2231 with its continuations,
and plain bytes of UTF-8 or GBK, which no standard allows and many programs send.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

MAX_PIECES = 200  # of one parameter
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\n]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,40}\?[bBqQ]\?)")
_PARAMETER = re.compile(
    r";\s*([^\s=;\"]{1,80})\s*=\s*(?:\"((?:[^\"\\]|\\.)*)(?:\"|$)|([^;]*))", re.S
)
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){2}")
_CHINESE = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "936", "ms936", "gb18030"})


def text_of(raw: bytes, charset: str = "") -> str:
    """Bytes as text: as they say, else UTF-8 if they are, else GBK, else byte by byte."""
    named = charset.partition("*")[0].strip().lower()  # RFC 2231: charset*language
    named = "gb18030" if named in _CHINESE else named
    tried = [named] if named in _CODINGS else []
    for coding in (*tried, "utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return raw.decode(tried[0] if tried else "latin-1", "replace")


# a fixed list: some of Python's codecs are no character sets, and a mail does not choose among them
_CODINGS = frozenset(
    {
        *("utf-8", "utf8", "utf-7", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1"),
        *("gb18030", "hz", "hz-gb-2312", "big5", "big5hkscs", "iso-2022-jp", "shift_jis", "euc-kr"),
        *("iso-8859-15", "windows-1252"),
    }
)


def words(text: str) -> str:
    """RFC 2047 taken off; neighbours of one charset are joined before they are decoded."""
    text = _BETWEEN.sub("", text)
    parts: list[str] = []
    pending: list[bytes] = []
    charset = ""
    at = 0
    for found in _WORD.finditer(text):
        if found.start() > at or found[1].lower() != charset:
            parts.append(text_of(b"".join(pending), charset))
            pending = []
        parts.append(text[at : found.start()])
        charset = found[1].lower()
        pending.append(_word_bytes(found[2], found[3]))
        at = found.end()
    parts += [text_of(b"".join(pending), charset), text[at:]]
    return "".join(parts)


def _word_bytes(kind: str, body: str) -> bytes:
    raw = body.encode("utf-8", "replace")
    if kind in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """Base64 with or without its padding; what does not fit at the end is left out."""
    raw = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    if len(raw) % 4 == 1:
        raw = raw[:-1]
    return binascii.a2b_base64(raw + b"=" * (-len(raw) % 4))


def header_text(raw: bytes) -> str:
    """A whole header line: Subject, or the name in From."""
    return words(text_of(raw)).strip()


def parameters(raw: bytes) -> tuple[str, Mapping[str, str]]:
    """`application/pdf` and its parameters, decoded; names in lower case.

    Text comes first: in GBK the second byte of a character can be a backslash or a semicolon's
    neighbour, so taking quotes apart in bytes would cut names in two.
    """
    text = text_of(raw).strip()
    value, semicolon, rest = text.partition(";")
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for found in _PARAMETER.finditer(semicolon + rest):
        name = found[1].lower()
        content = found[3].strip() if found[2] is None else _unquoted(found[2])
        if "*" in name:
            _keep_piece(pieces, name, content)
        else:
            plain.setdefault(name, _readable(content))
    joined = {name: _joined(found) for name, found in pieces.items()}
    return value.strip().lower(), {**plain, **{k: v for k, v in joined.items() if v}}


def _unquoted(text: str) -> str:
    """Only what was escaped of necessity: programs write paths with single backslashes."""
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _readable(content: str) -> str:
    """A plain parameter: RFC 2047 in it is forbidden and usual, percent signs as in an URL too."""
    content = words(content)
    if _PERCENT.search(content) and content.isascii():
        try:
            return unquote_to_bytes(content).decode("utf-8")
        except UnicodeDecodeError:
            return content
    return content


def _keep_piece(pieces: dict[str, dict[int, tuple[str, bool]]], name: str, content: str) -> None:
    """`filename*`, `filename*0`, `filename*0*`: the star at the end says percent signs."""
    base, _, rest = name.partition("*")
    number, coded = rest.removesuffix("*"), rest == "" or rest.endswith("*")
    if (number or "0").isdecimal() and len(number) < 4:
        piece = pieces.setdefault(base, {})
        if len(piece) < MAX_PIECES:
            piece.setdefault(int(number or 0), (content, coded))


def _joined(found: dict[int, tuple[str, bool]]) -> str:
    """Bytes first, characters then: a continuation may begin in the middle of one."""
    ordered = [found[number] for number in sorted(found)]
    if not any(coded for _, coded in ordered):
        return _readable("".join(text for text, _ in ordered))
    charset = ""
    first, coded = ordered[0]
    if coded and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
        ordered[0] = (first, True)
    raw = b"".join(
        unquote_to_bytes(text) if coded else text.encode("utf-8") for text, coded in ordered
    )
    return words(text_of(raw, charset))


def address(raw: bytes) -> str:
    """`甲县水利局 <slj@example.cn>`, or the bare address."""
    text = text_of(raw).strip()
    before, bracket, after = text.rpartition("<")
    if not bracket:
        return words(text)
    name = words(before).strip().strip("\"'").strip()
    where = after.partition(">")[0].strip()
    return f"{name} <{where}>" if name and name != where else where


def moment(raw: bytes) -> str:
    """A Date line as ISO text with its offset; "" where it tells no day that can be."""
    try:
        found = parsedate_to_datetime(text_of(raw))
        if not 1990 <= found.year <= 2100:
            return ""
        return (found if found.tzinfo else found.astimezone()).isoformat(timespec="seconds")
    except (ValueError, TypeError, OverflowError, IndexError, OSError):
        return ""
