"""Zips and mails as other programs write them, byte by byte; and what comes out of them."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path
from typing import Any

from ziping.collect.expand import expand_job

DATE = "Fri, 15 Mar 2024 10:22:33 +0800"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def zip_of(*files: tuple[str | bytes, bytes], password: bool = False) -> bytes:
    """A zip; a name in bytes is put in as it is, without the mark that says UTF-8."""
    kept = io.BytesIO()
    names = {}
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files):
            if isinstance(name, bytes):
                place = f"{number:#>{len(name)}}"
                names[place.encode()] = name
                archive.writestr(place, content)
            else:
                archive.writestr(name, content)
    raw = kept.getvalue()
    for placed, wanted in names.items():
        raw = raw.replace(placed, wanted)
    if password:
        for magic, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            found = raw.find(magic)
            while found >= 0:
                raw = raw[: found + at] + b"\1" + raw[found + at + 1 :]
                found = raw.find(magic, found + 4)
    return raw


def coded(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def part(content: bytes, *lines: str | bytes, coding: str = "base64") -> bytes:
    """One part of a mail: its head as given, its content in base64."""
    heads = [line.encode() if isinstance(line, str) else line for line in lines]
    if coding:
        heads.append(f"Content-Transfer-Encoding: {coding}".encode())
    body = coded(content) if coding == "base64" else content
    return b"\r\n".join([*heads, b"", body])


def mail_of(
    *parts: bytes,
    sender: str | bytes = "slj@jia.example.cn",
    subject: str | bytes = "test",
    date: str = DATE,
    kind: str = "multipart/mixed",
    body: bytes = b"",
    boundary: str = "----=_NextPart_甲",
) -> bytes:
    """A whole mail with a text body and these parts."""
    head = [
        b"Date: " + date.encode(),
        b"From: " + (sender.encode() if isinstance(sender, str) else sender),
        b"Subject: " + (subject.encode() if isinstance(subject, str) else subject),
        b"MIME-Version: 1.0",
        f'Content-Type: {kind};\r\n\tboundary="{boundary}"'.encode("gb18030"),
    ]
    text = b"Content-Type: text/html; charset=gb18030\r\n\r\n" + body
    mark = f"\r\n--{boundary}".encode("gb18030")
    return (
        b"\r\n".join(head)
        + b"\r\n\r\n"
        + b"".join(mark + b"\r\n" + one for one in (text, *parts))
        + mark
        + b"--\r\n"
    )


def attached(name: str | bytes, content: bytes, kind: str = "application/octet-stream") -> bytes:
    """A part with its file name just so."""
    raw = name.encode() if isinstance(name, str) else name
    return part(
        content,
        f"Content-Type: {kind}",
        b'Content-Disposition: attachment; filename="' + raw + b'"',
    )


class Expanded:
    """What came out of one file, with the bytes of the members."""

    def __init__(self, found: dict[str, Any], folder: Path) -> None:
        self.members = found["members"]
        self.refused = found["refused"]
        self.folder = folder

    def contents(self) -> dict[str, bytes]:
        return {
            " › ".join(one["inner"]): (self.folder / one["file"]).read_bytes()
            for one in self.members
        }

    def names(self) -> list[str]:
        return [" › ".join(one["inner"]) for one in self.members]

    def problems(self) -> dict[str, str]:
        return {" › ".join(one["inner"]): one["problem"] for one in self.refused}


def expanded(content: bytes, name: str, folder: Path) -> Expanded:
    """Take it apart in a new folder."""
    source = folder / name
    source.write_bytes(content)
    target = folder / f"{name} taken apart"
    target.mkdir()
    return Expanded(expand_job({"path": str(source), "folder": str(target)}), target)
