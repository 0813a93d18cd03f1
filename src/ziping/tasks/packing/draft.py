"""The mail as a draft that a mail program opens for sending (.eml).

Headers are written by hand where programs differ: an attachment has its name twice, as RFC 2231
`filename*` and as an encoded word in `name`, which older Chinese mail programs read instead. No
From, Date or Message-ID: the program that sends it puts in its own.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from email.header import Header

from ziping.errors import ZipingError
from ziping.tasks.packing.letter import Attachment
from ziping.tasks.packing.numbers import one_line

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LINE = 76


def addresses(given: str) -> tuple[str, ...]:
    """One address or several, separated by commas or semicolons of either width."""
    found = tuple(filter(None, (one.strip() for one in re.split("[,;，；、]", given))))
    for one in found:
        if not _ADDRESS.fullmatch(one):
            raise ZipingError(f"收件地址“{one}”不像邮箱地址", "请写成 --to 名字@域名 的样子")
    return found


def draft(to: Sequence[str], subject: str, body: str, attachments: Sequence[Attachment]) -> bytes:
    """The whole message, the same bytes for the same content."""
    boundary = _boundary(subject, body, attachments)
    head = [
        *([f"To: {', '.join(to)}"] if to else []),
        f"Subject: {_words(one_line(subject), len('Subject: '))}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"',
    ]
    parts = [_part(["Content-Type: text/plain; charset=utf-8"], _crlf(body).encode())]
    parts += [_part(_heads(one), one.content) for one in attachments]
    lines = ["\r\n".join(head), ""]
    for part in parts:
        lines += [f"--{boundary}", part]
    return "\r\n".join([*lines, f"--{boundary}--", ""]).encode("ascii")


def _heads(one: Attachment) -> list[str]:
    ending = one.name[one.name.rfind(".") :].lower()
    kind = TYPES.get(ending, "application/octet-stream")
    return [
        f'Content-Type: {kind};\r\n name="{_words(one.name, 7)}"',
        f"Content-Disposition: attachment;\r\n filename*=utf-8''{_percent(one.name)}",
    ]


def _part(heads: list[str], content: bytes) -> str:
    text = b64encode(content).decode("ascii")
    lines = [text[at : at + _LINE] for at in range(0, len(text), _LINE)]
    return "\r\n".join([*heads, "Content-Transfer-Encoding: base64", "", *lines])


def _words(text: str, used: int) -> str:
    """The text in encoded words, folded; plain ASCII too, so that no quote or `=?` in it counts."""
    header = Header(text, "utf-8", maxlinelen=_LINE, header_name="x" * max(used - 2, 1))
    return header.encode(linesep="\r\n")


def _percent(name: str) -> str:
    """As RFC 5987 spells it: every byte but letters, digits and a few marks by its number."""
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in name.encode())


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _boundary(subject: str, body: str, attachments: Sequence[Attachment]) -> str:
    """Told by the content; no base64 line can begin with its two dashes."""
    seen = hashlib.sha256(f"{subject}\n{body}".encode())
    for one in attachments:
        seen.update(one.name.encode() + one.content)
    return f"=_ziping_{seen.hexdigest()[:32]}"
