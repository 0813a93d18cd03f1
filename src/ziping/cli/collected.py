"""`ziping collect`: a bar while it reads, then what came, what is missing, and what to do next."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from argparse import Namespace
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from ziping.cli.table import cut, emit, harmless, say
from ziping.collect.gather import Gathered, Progress, Request, gather
from ziping.collect.jobs import Answer, Job
from ziping.collect.limits import LIMITS, Limits
from ziping.collect.pool import run_jobs
from ziping.collect.reader import RunJobs
from ziping.errors import ZipingError
from ziping.model import FIRST_YEAR, LAST_YEAR

OK, LOOK, BROKEN_OFF = 0, 1, 2
MOST_FILES, MOST_NAMES = 20, 30
BAR = 24


def collect(options: Namespace) -> int:
    """The command; its code is 1 where a file could not be read or counted, 2 if broken off."""
    request = Request(
        given=tuple(map(Path, options.files)),
        target=Path(options.out),
        units=Path(options.units) if options.units else None,
        year=_year(options.year),
        deadline=_day(options.deadline),
        workers=options.workers,
        again=options.again,
        rules=options.rules,
        run=_runner(options.scheduler),
    )
    bar = Bar()
    try:
        with _ended_like_ctrl_c():
            done = gather(request, bar.show)
    finally:
        bar.clear()
    if options.json:
        emit(json.dumps(told(done), ensure_ascii=False, indent=2) + "\n")
    else:
        say(lines(done))
    if done.left:
        return BROKEN_OFF
    return LOOK if done.summary["unreadable"] or done.summary["not_counted"] else OK


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """A closed terminal or a `kill` leaves no spooled files behind and loses nothing either."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    kept = {
        name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names
    }
    try:
        yield
    finally:
        for name, handler in kept.items():
            signal.signal(getattr(signal, name), handler)


def _year(given: int | None) -> int:
    """0 where none was given."""
    if given is not None and not FIRST_YEAR <= given <= LAST_YEAR:
        raise ZipingError(f"年度“{given}”不像年份", "请给出四位年份，如 --year 2024")
    return given or 0


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        raise ZipingError(f"截止日期“{text}”看不懂", "请写成 --deadline 2025-03-31") from None


def _runner(scheduler: str | None) -> RunJobs:
    if not scheduler:
        return run_jobs
    from ziping.collect.cluster import run_jobs_on

    def run(jobs: Iterable[Job], *, workers: int = 0, limits: Limits = LIMITS) -> Generator[Answer]:
        yield from run_jobs_on(scheduler, jobs, limits=limits)

    return run


class Bar:
    """One line on stderr that is written over; nothing where nobody watches."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()
        self._begun = monotonic()
        self._next = 0.0

    def show(self, now: Progress) -> None:
        if not self._is_seen or not now.of or (monotonic() < self._next and now.done < now.of):
            return
        self._next = monotonic() + 0.1
        columns = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\033[K{cut(harmless(self._line(now)), columns)}")
        sys.stderr.flush()

    def _line(self, now: Progress) -> str:
        full = BAR * now.done // now.of
        rest = ""
        if now.done:
            seconds = (monotonic() - self._begun) * (now.of - now.done) / now.done
            rest = f" 还要约 {_span(seconds)}"
        bar = "█" * full + "░" * (BAR - full)
        return f"{bar} {now.done}/{now.of}{rest}  {now.name}"

    def clear(self) -> None:
        if self._is_seen:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def _span(seconds: float) -> str:
    whole = int(seconds) + 1
    return f"{whole} 秒" if whole < 90 else f"{(whole + 30) // 60} 分钟"


def told(done: Gathered) -> dict[str, Any]:
    """The object of `--json`."""
    counts = {"found": done.found, "read": done.read, "gone": done.gone, "left": done.left}
    return {
        "target": str(done.target),
        "written": done.is_written,
        "files": counts,
        **done.summary,
        "notes": list(done.notes),
    }


def lines(done: Gathered) -> Iterator[str]:
    """What a person wants to know, the most important first."""
    summary = done.summary
    yield from _files(done)
    yield ""
    yield from _offices(summary)
    yield from _listed("没能读出来", summary["unreadable"], "problem", "remedy")
    yield from _listed("没有计入", summary["not_counted"], "remark", "")
    yield from _actives(summary["active"])
    yield from (f"注意：{note}" for note in done.notes)
    yield ""
    yield from _next(done)


def _files(done: Gathered) -> Iterator[str]:
    kept = done.found - done.read - done.left
    said = f"文件 {done.found} 个：这次读了 {done.read} 个"
    if kept:
        said += f"，其余 {kept} 个没有变，用上次读的结果"
    yield said + "。"
    if done.gone:
        yield f"上次有、这次没有给出的文件 {done.gone} 个，已不在汇总里。"
    if done.left:
        yield f"中途停下，还有 {done.left} 个没有读；汇总只含已读的，再运行一次接着读。"


def _offices(summary: dict[str, Any]) -> Iterator[str]:
    year = f"{summary['year']} 年度，" if summary["year"] else ""
    listed = f"名单 {summary['offices']} 个单位，" if summary["has_list"] else ""
    yield f"{year}{listed}收到并计入 {summary['counted']} 个单位。"
    more = [
        f"{label} {summary[key]} 份"
        for key, label in (("older", "旧版"), ("duplicate", "重复"), ("attachments", "附件"))
        if summary[key]
    ]
    if more:
        yield f"另有{'、'.join(more)}，都在汇总里留名。"
    if summary["grades"]:
        grades = "、".join(f"{grade} {count}" for grade, count in summary["grades"].items())
        yield f"等级：{grades}。"
    day = f"（截止 {summary['deadline']}）" if summary["deadline"] else ""
    yield from _named("未收", summary["missing"])
    yield from _named(f"逾期{day}", summary["late"])
    yield from _named("名单以外", summary["unlisted"] if summary["has_list"] else [])
    yield from _named("有错误、有改动、没有总分或打不开，建议退回", summary["to_return"])


def _named(label: str, names: list[str]) -> Iterator[str]:
    if names:
        rest = " 等，余下见汇总" if len(names) > MOST_NAMES else ""
        yield f"{label} {len(names)} 个：{'、'.join(names[:MOST_NAMES])}{rest}"


def _listed(label: str, found: list[dict[str, str]], why: str, remedy: str) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{label} {len(found)} 份："
    for one in found[:MOST_FILES]:
        yield f"  {one['file']}"
        yield f"    {one.get(why, '')}" + (f"｜改法：{one[remedy]}" if one.get(remedy) else "")
    if len(found) > MOST_FILES:
        yield f"  …… 还有 {len(found) - MOST_FILES} 份，见汇总的“未收与异常”"


def _actives(found: list[dict[str, Any]]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"读出来了、但带有宏或外部链接的 {len(found)} 份（没有运行，打开时请不要启用）："
    for one in found[:MOST_FILES]:
        yield f"  {one['file']}：{'；'.join(one['found'][:3])}"
    if len(found) > MOST_FILES:
        yield f"  …… 还有 {len(found) - MOST_FILES} 份"


def _next(done: Gathered) -> Iterator[str]:
    if done.is_written:
        yield f"汇总已写好：{done.target}"
    else:
        yield f"没有新的或改过的文件，汇总没有重写：{done.target}"
    if done.summary["to_return"]:
        yield "下一步：在“登记”表核对“要退回”一列，保存关闭，再运行："
        yield f'  ziping return "{done.target}" -o 退回'
