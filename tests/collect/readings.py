"""Entries of a box of mail, made by hand: what a child would have told of each file."""

from __future__ import annotations

import hashlib

from ziping.collect.reading import WORKBOOK, At, Reading, Refusal
from ziping.collect.source import Source
from ziping.collect.standing import Entry


def entry(
    day: int,
    *,
    file: str,
    unit: str = "甲县水利局",
    code: str = "",
    year: int = 2024,
    number: int = 0,
    kind: str = WORKBOOK,
    received: str = "",
    digest: str = "",
    refusal: str = "",
    sender: str = "",
    report: str = "",
    inside: str = "",
    due: str = "",
    pack: str = "",
    arrived: str = "",
) -> Entry:
    """One file that came on this day of March, at noon; `pack` is the digest of an unknown one."""
    source = Source(
        f"收件箱/{inside or file}",
        (file,) if inside else (),
        received=received or f"2025-03-{day:02}T12:00:00+08:00",
        sender=sender,
        digest=digest or hashlib.sha256(f"{file}{inside}".encode()).hexdigest(),
        arrived=arrived,
    )
    beside = Source(f"收件箱/{report}.docx", digest=report) if report else None
    if refusal:
        return Entry(source, refusal=Refusal(refusal, "文件打不开", "请重新发送"), report=beside)
    told = reading(unit, code, year, number, kind=kind, deadline=due)
    told = told._replace(pack_known=not pack, pack_digest=pack)
    return Entry(source, told, report=beside)


def reading(
    unit: str, code: str = "", year: int = 2024, number: int = 0, *, kind: str = WORKBOOK,
    deadline: str = "",
) -> Reading:  # fmt: skip
    """A file of nothing but its head."""
    return Reading(
        kind, unit, code, "", year, "national", "1", number, At(), (), (), (), 0, 0,
        deadline=deadline,
    )  # fmt: skip
