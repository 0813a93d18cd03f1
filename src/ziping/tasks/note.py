"""校验意见: the findings as a Word note that can be sent back to the office."""

from __future__ import annotations

from pathlib import Path
from time import localtime

from ziping.checks import Report
from ziping.errors import UnwritableError
from ziping.package.rewrite import LIGHT, writable_place, write_new
from ziping.scoring import ScoredAssessment
from ziping.word.note import render_note


def note_place(target: Path) -> None:
    """Raises `UnwritableError` where the note can't be written; no file is ever overwritten."""
    if target.suffix.lower() != ".docx":
        raise UnwritableError(target, "校验意见的扩展名应为 .docx", "请换一个以 .docx 结尾的文件名")
    writable_place(target, overwrite=False)


def write_note(scored: ScoredAssessment, report: Report, target: Path) -> None:
    """Write the note, dated today."""
    note_place(target)
    parts = render_note(scored, report, today())
    write_new(tuple(parts.items()), target, level=LIGHT)


def today() -> str:
    """2025年3月8日: no leading zeros."""
    now = localtime()
    return f"{now.tm_year}年{now.tm_mon}月{now.tm_mday}日"
