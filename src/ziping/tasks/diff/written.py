"""The difference into a file: .xlsx a sheet a table, .docx a document."""

from __future__ import annotations

from pathlib import Path

from ziping.errors import UnwritableError
from ziping.package.rewrite import LIGHT, writable_place, write_new
from ziping.tasks.diff.model import Difference
from ziping.tasks.diff.rows import counts, sections, title_of
from ziping.tasks.diff.sides import Side


def difference_place(target: Path) -> None:
    """Raises `UnwritableError` where it can't be written; no file is ever overwritten."""
    if target.suffix.lower() not in (".xlsx", ".docx"):
        raise UnwritableError(
            target, "对比结果写成 .xlsx 或 .docx", "请换一个以 .xlsx 或 .docx 结尾的文件名"
        )
    writable_place(target, overwrite=False)


def write_difference(old: Side, new: Side, found: Difference, target: Path) -> None:
    """Write it; tables of the terminal, whole."""
    difference_place(target)
    title, parts = title_of(old, new), list(sections(found))
    lead = f"原来：{old.path.name}；现在：{new.path.name}。{counts(found)}"
    if target.suffix.lower() == ".xlsx":
        from ziping.tasks.diff.sheet import write_sheets

        write_sheets(target, title, lead, parts)
        return
    from ziping.word.difference import render_difference

    tables = [(one.title, one.heads, one.widths, one.rows, one.empty) for one in parts]
    made = render_difference(new.scored.pack, title, (lead, *found.notes), tables)
    write_new(tuple(made.items()), target, level=LIGHT)
