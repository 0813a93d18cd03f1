"""`ziping report`: a new report, or the figures of one that was edited in Word."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ziping.checks import Report, Severity
from ziping.cli.table import cut, emit, say, wrap
from ziping.errors import ZipingError
from ziping.tasks.report import Reported, report_file, report_json
from ziping.word.keywords import flags
from ziping.word.options import PLAIN, Options

if TYPE_CHECKING:
    from ziping.tasks.check import Checked
    from ziping.tasks.refresh import Refreshed
    from ziping.word.refresh.change import Change

COLUMNS, LONGEST = 100, 40


def write(options: Namespace) -> Report:
    """Write a new report and tell what it could not say and what it said otherwise."""
    done = report_file(
        Path(options.file),
        Path(options.out),
        _wanted(options),
        pdf=options.pdf,
        template=Path(options.template) if options.template else None,
    )
    if options.json:
        _json(report_json(done))
    else:
        say(report_lines(done))
    return done.checked.report


def report_lines(done: Reported) -> Iterator[str]:
    """Where it is, what is missing in it, what it prints otherwise than the office filled in."""
    for kept in done.kept:
        yield f"原有的已另存为：{kept}"
    yield f"报告：{done.target}"
    if done.pdf is not None:
        yield f"PDF：{done.pdf}"
    for gap in done.gaps:
        yield f"未填：{gap}"
    for correction in done.corrections:
        yield f"{correction}"
    for name in done.unprinted:
        yield f"原报告的{name}不印；要照原样印，用 --as-declared。"
    for name in done.outgrown:
        yield f"{name}的行与导入时不同，这张表改按规则包的表式印。"
    if done.corrections:
        yield "以上各格工作簿里仍是单位填的数，请改正；要照原样印，用 --as-declared。"
    yield from _left_to_do(done.checked)


def refresh(options: Namespace) -> Refreshed:
    """Bring the figures of a report up to date and tell old and new values."""
    from ziping.tasks.refresh import refresh_file, refresh_json

    if options.pdf:
        raise ZipingError(
            "--update 不能和 --pdf 一起用", "请先更新报告，再用 Word 或 WPS 另存为 PDF"
        )
    done = refresh_file(
        Path(options.file),
        Path(options.update),
        Path(options.out) if options.out else None,
        _wanted(options),
        template=Path(options.template) if options.template else None,
        another=options.another,
    )
    if options.json:
        _json(refresh_json(done))
    else:
        say(refresh_lines(done))
    return done


def refresh_lines(done: Refreshed) -> Iterator[str]:
    """Each change with its place, old and new; then what a person has to look at."""
    yield from _variant(done)
    for change in done.changes:
        if change.kind.is_done:
            yield from wrap(f"{change.kind}：{_change(change)}", COLUMNS, "    ")
    if done.left:
        yield f"有 {len(done.left)} 处没有改动，请在 Word 里核对："
    for change in done.left:
        yield from wrap(f"  {change.kind}：{_change(change)}", COLUMNS, "      ")
    if done.is_written:
        same = "" if done.is_updated else "（没有要更新的数字，照原样另存）"
        yield f"报告：{done.target}{same}"
    else:
        yield f"没有要更新的数字，文件没有改动：{done.target}"
    if done.kept is not None:
        yield f"原有的已另存为：{done.kept}"
    yield from _left_to_do(done.checked)


def _variant(done: Refreshed) -> Iterator[str]:
    """By which options it was updated, where the report or the command names any."""
    now, was = _named(done.options), _named(done.was or PLAIN)
    if done.was is not None and done.options != done.was:
        yield f"这份报告原是按{was}写的，这次按{now}更新。"
    elif done.options != PLAIN:
        yield f"按{now}更新。"


def _named(options: Options) -> str:
    return " ".join(f"--{flag}" for flag in flags(options)) or "平常的写法"


def _change(change: Change) -> str:
    where = " ".join(filter(None, (str(change.place), change.label)))
    old, new = cut(change.old, LONGEST), cut(change.new, LONGEST)
    if change.kind.is_done:
        said = " → ".join(f"“{text}”" for text in _values(change, old, new))
    else:
        there = f"报告里是“{old}”" if change.old else ""
        said = "，".join(filter(None, (there, f"按工作簿是“{new}”" if change.new else "")))
    if not said:
        return f"{where}：{change.remark}"
    return f"{where}：{said}{f'（{change.remark}）' if change.remark else ''}"


def _values(change: Change, old: str, new: str) -> tuple[str, ...]:
    """Old and new, or the one of them where a row came or went."""
    if change.kind.is_row:
        return tuple(filter(None, (old, new)))
    return (old, new) if change.old != change.new else (new,)


def _left_to_do(checked: Checked) -> Iterator[str]:
    """What the workbook still lacks before the report may go up."""
    awaiting = checked.scored.assessment.awaiting
    if awaiting:
        yield f"还有 {awaiting} 处上年沿用没有确认，请在工作簿里改写或选“已确认”后再出报告。"
    errors = checked.report.count(Severity.ERROR)
    if errors:
        yield f"工作簿还有 {errors} 条错误，报送前请先改正（ziping check 可查看）。"


def _wanted(options: Namespace) -> Options:
    return Options(options.as_declared, options.public, options.with_telephone)


def _json(value: dict[str, Any]) -> None:
    emit(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
