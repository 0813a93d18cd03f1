"""`ziping diff`: what differs between two files, as lines for the terminal."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from ziping.checks import Severity
from ziping.cli.table import emit, say, wrap
from ziping.tasks.diff import Difference, Side, compare, read_side
from ziping.tasks.diff.rows import Section, counts, sections, title_of
from ziping.tasks.diff.written import difference_place, write_difference

MOST, WIDTH = 30, 100


def run(options: Namespace) -> int:
    """1 where the newer file has an error that the older one had not."""
    target = Path(options.out) if options.out else None
    if target is not None:
        difference_place(target)  # told before a long check, not after it
    old, new = (read_side(Path(name), options.rules) for name in (options.old, options.new))
    found = compare(old, new)
    if target is not None:
        write_difference(old, new, found, target)
    if options.json:
        import json

        said = {"old": str(old.path), "new": str(new.path), **found.to_json()}
        emit(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
    else:
        say(difference_lines(old, new, found))
        if target is not None:
            say(["", f"已写好：{target}"])
    return int(any(one.severity is Severity.ERROR for one in found.new))


def difference_lines(old: Side, new: Side, found: Difference) -> Iterator[str]:
    """Whose files, the counts, then table by table."""
    yield title_of(old, new)
    yield f"  原来  {old.path}"
    yield f"  现在  {new.path}"
    yield from (f"注意：{note}" for note in found.notes)
    yield counts(found)
    for part in sections(found):
        if part.rows:
            yield ""
            yield from _section(part)


def _section(part: Section) -> Iterator[str]:
    yield f"{part.title}（{len(part.rows)}）"
    yield "─" * WIDTH
    for row in part.rows[:MOST]:
        yield from _row(part, row)
    if len(part.rows) > MOST:
        yield f"……还有 {len(part.rows) - MOST} 处，加 -o 对比.xlsx 看全部"


def _row(part: Section, row: tuple[str, ...]) -> Iterator[str]:
    """One change: what was beside what is, on one line where it is short."""
    told = dict(zip(part.heads, row, strict=True))
    if "问题" in told:
        lead = f"{told['代码']} {told['级别']}  {told['位置']}  "
        yield from wrap(f"{lead}{told['问题']}", WIDTH, "    ")
        return
    mark = f"{told['改动']}  " if "改动" in told else ""
    name = told.get("项目") or told.get("段落", "")
    place = f"  {told['位置']}" if told.get("位置") else ""
    line = f"{mark}{name}：{told['原来'] or '（无）'} → {told['现在'] or '（无）'}{place}"
    yield from wrap(line, WIDTH, "    ")
