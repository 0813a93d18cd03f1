"""`ziping fill`: what a table would change is shown first; what was confirmed is written."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ziping.cli.asked import choose
from ziping.cli.table import cut, emit, pad, say, wrap
from ziping.scoring.arithmetic import plain
from ziping.tasks.fill.plan import find_changes, write_changes
from ziping.tasks.fill.shapes import Asked, Change, Conflict, Filling, Left
from ziping.workbook.write import Written

OK, NOT_ALL_TAKEN = 0, 1
COLUMNS = 100
HEADS, NAME, NUMBER = ("项目", "原值", "新值", "来源"), 48, 10
MOST_LEFT, MOST_PLACES = 20, 3


def run(options: Namespace) -> int:
    """Show, ask, write. Nobody is asked where nobody sits, and then nothing is written."""
    path, export = Path(options.file), Path(options.source)
    filling = find_changes(path, export, Asked(options.money or "", options.unit or ""))
    code = OK if filling.is_clean else NOT_ALL_TAKEN
    if options.json:
        chosen = filling.changes if options.yes and not options.dry_run else ()
        written = write_changes(filling, chosen) if chosen else None
        _emit_json(filling, export, written)
        return code
    say(shown_lines(filling, export))
    say(written_lines(filling, _written(filling, options)))
    return code


def _written(filling: Filling, options: Namespace) -> tuple[int, Written] | str:
    """How many were written and where, or why nothing was."""
    if not filling.changes:
        return "没有要写入的数，工作簿没有改动。"
    if options.dry_run:
        return "只看没有写；去掉 --dry-run 即可写入。"
    chosen: Sequence[Change] = filling.changes
    if not options.yes:
        if not sys.stdin.isatty():
            return "没有写入：这里不能逐项确认；核对上表以后加 --yes 全部写入。"
        chosen = choose(filling.changes, change_line)
    if not chosen:
        return "没有写入，工作簿没有改动。"
    return len(chosen), write_changes(filling, chosen)


def written_lines(filling: Filling, done: tuple[int, Written] | str) -> Iterator[str]:
    yield ""
    if isinstance(done, str):
        yield done
        return
    count, written = done
    yield f"已写入 {count} 个数：{written.path}"
    yield f"原文件备份：{written.backup}"
    yield "下一步：运行下面的命令，更新得分并核对："
    yield f'  ziping score "{written.path}"'


def shown_lines(filling: Filling, export: Path) -> Iterator[str]:
    """Everything that was found, before anybody is asked."""
    assessment = filling.read.assessment
    unit = assessment.unit.name.value or "（未填单位名称）"
    yield f"{unit}  {assessment.budget_year}年度  数据来自：{export.name}（金额单位：万元）"
    yield ""
    if filling.is_empty:
        yield "没有认出可以导入的数。"
    else:
        yield from _change_lines(filling)
    yield from _conflict_lines(filling.conflicts)
    yield from _untouched_lines(filling.untouched)
    yield from _left_lines("不能读作数字，没有取", filling.unreadable)
    yield from _left_lines("写得不够明确，没有取", filling.unclear)
    yield from _left_lines("不认识的栏目，没有取", filling.unknown)
    if filling.notes:
        yield ""
    for note in filling.notes:
        yield from wrap(f"说明：{note}。", COLUMNS, "      ")


def _change_lines(filling: Filling) -> Iterator[str]:
    """The last column is never cut: it says where to look the figure up."""
    if filling.changes:
        yield _line(HEADS)
        yield "─" * COLUMNS
    for change in filling.changes:
        yield _line(_row(change))
        if change.is_rounded:
            yield f"    四舍五入到两位小数，准确数 {plain(change.exact)}"
        if change.remark:
            yield f"    注意：{change.remark}"
    if filling.equal:
        yield f"与工作簿相同的 {filling.equal} 个，不用改。"


def _line(cells: tuple[str, str, str, str]) -> str:
    name, old, new, source = cells
    numbers = (pad(cut(cell, NUMBER), NUMBER, right=True) for cell in (old, new))
    return "  ".join((pad(name, NAME), *numbers, source))


def _row(change: Change) -> tuple[str, str, str, str]:
    old = change.old.strip() or "（空）"
    return f"{change.place} {change.label}", old, plain(change.new), str(change.source)


def change_line(change: Change) -> str:
    """One change as a question says it."""
    name, old, new, source = _row(change)
    return f"{name}：{old} → {new}，来自 {source}"


def _conflict_lines(conflicts: Sequence[Conflict]) -> Iterator[str]:
    if conflicts:
        yield from ("", "表里有不同的数，都没有取，请核对后自己填：")
    for conflict in conflicts:
        told = "；".join(f"{plain(value)} 来自 {source}" for source, value in conflict.offers)
        yield from wrap(f"  {conflict.place} {conflict.label}：{told}", COLUMNS, "      ")


def _untouched_lines(changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield from ("", "格里是自己写的公式，没有改；要用表里的数，请先清掉公式：")
    for change in changes:
        yield from wrap(f"  {change_line(change)}", COLUMNS, "      ")


def _left_lines(title: str, left: Sequence[Left]) -> Iterator[str]:
    if left:
        yield from ("", f"{title}：")
    for one in left[:MOST_LEFT]:
        yield from wrap(f"  {_left_line(one)}", COLUMNS, "      ")
    if len(left) > MOST_LEFT:
        yield f"  …… 另有 {len(left) - MOST_LEFT} 项（--json 列出全部）"


def _left_line(left: Left) -> str:
    places = _places(left.places[:MOST_PLACES])
    more = f" 等 {len(left.places)} 处" if len(left.places) > MOST_PLACES else ""
    meant = f"；是不是“{left.suggestion}”？是的请把表里改成这个写法" if left.suggestion else ""
    reason = f"：{left.reason}" if left.reason else ""
    return f"“{' '.join(left.label.split())}”（{places}{more}）{reason}{meant}"


def _places(places: Sequence[str]) -> str:
    """表1 B9、C9: the sheet is named once."""
    first = places[0].rpartition(" ")[0]
    others = (one.removeprefix(f"{first} ") if first else one for one in places[1:])
    return "、".join([places[0], *others])


def _emit_json(filling: Filling, export: Path, written: Written | None) -> None:
    import json

    emit(json.dumps(fill_json(filling, export, written), ensure_ascii=False, indent=2) + "\n")


def fill_json(filling: Filling, export: Path, written: Written | None) -> dict[str, Any]:
    """The object of `ziping fill --json`."""
    assessment = filling.read.assessment
    return {
        "file": str(filling.read.opened.path),
        "from": str(export),
        "unit": assessment.unit.name.value,
        "year": assessment.budget_year,
        "changes": [_change_json(change) for change in filling.changes],
        "equal": filling.equal,
        "untouched": [_change_json(change) for change in filling.untouched],
        "conflicts": [_conflict_json(conflict) for conflict in filling.conflicts],
        "unreadable": [_left_json(left) for left in filling.unreadable],
        "unclear": [_left_json(left) for left in filling.unclear],
        "unknown": [_left_json(left) for left in filling.unknown],
        "notes": list(filling.notes),
        "written": written is not None,
        "backup": None if written is None or written.backup is None else str(written.backup),
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "sheet": change.place.sheet,
        "cell": change.place.cell,
        "label": change.label,
        "old": change.old or None,
        "new": plain(change.new),
        "exact": plain(change.exact),
        "source": change.source._asdict(),
        "remark": change.remark or None,
    }


def _conflict_json(conflict: Conflict) -> dict[str, Any]:
    return {
        "sheet": conflict.place.sheet,
        "cell": conflict.place.cell,
        "label": conflict.label,
        "offers": [{"value": plain(v), "source": s._asdict()} for s, v in conflict.offers],
    }


def _left_json(left: Left) -> dict[str, Any]:
    return {**left._asdict(), "places": list(left.places)}
