"""One round: find what came, read what is new, see who has sent what, write the roll-up."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from ziping import rules
from ziping.collect.find import Found, find
from ziping.collect.journal import Journal, Settings, journal_path, program_mark
from ziping.collect.kinds import kind_of
from ziping.collect.pool import run_jobs
from ziping.collect.reader import Reader, RunJobs
from ziping.collect.reading import REPORT
from ziping.collect.spool import new_spool
from ziping.collect.standing import Collected, Entry, Office, Returned
from ziping.collect.summary import summary_of
from ziping.errors import UnusableFileError, UnwritableError, ZipingError
from ziping.package.rewrite import writable_place


class Request(NamedTuple):
    """What was asked for. `year` 0 and `deadline` None: as the files say."""

    given: tuple[Path, ...]
    target: Path
    units: Path | None = None
    year: int = 0
    deadline: date | None = None
    workers: int = 0
    again: bool = False
    rules: str = ""
    run: RunJobs = run_jobs


class Progress(NamedTuple):
    """For whoever waits: `of` files are to be read, so many are; `name` is the last."""

    done: int
    of: int
    name: str = ""


class Gathered(NamedTuple):
    """What came of it. `collected` is None where nothing had changed: then nothing was written."""

    target: Path
    entries: list[Entry]
    collected: Collected | None
    summary: dict[str, Any]  # as it is told; the one of the last run where nothing had changed
    found: int = 0  # files on disk
    read: int = 0  # of these read anew
    gone: int = 0  # that the last run had
    left: int = 0  # not read, because the run was broken off
    notes: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        return self.collected is not None


def gather(request: Request, watch: Callable[[Progress], None] = lambda _: None) -> Gathered:
    """Collect what came into the roll-up workbook; the journal beside it keeps what was read."""
    target = request.target
    require_pandas()
    _check_target(target)
    if request.rules:
        rules.load(request.rules)  # a name that is wrong is told once, not for every report
    units, notes = _units(request.units)
    path = journal_path(target)
    skip = {str(one.absolute()) for one in (target, path)}
    if request.units is not None:
        skip.add(str(request.units.absolute()))
    found = find(request.given, frozenset(skip))
    if not found:
        given = "、".join(map(str, request.given))
        remedy = "请核对文件夹；工作簿（.xlsx）、报告（.docx）、邮件（.eml）、.zip 都可以收"
        raise UnusableFileError(given, "里面没有可以收的文件", remedy)
    with Journal(path) as journal:
        found = _without_returns(found, journal.returns(), notes)
        return _Round(request, journal, found, units, notes).run(watch)


def _without_returns(
    found: list[Found], returned: Iterable[Returned], notes: list[str]
) -> list[Found]:
    """What we made for sending back is nothing that came, wherever the folder for it lies."""
    folders = tuple({f"{one.file}{os.sep}" for one in returned if one.file})
    kept = [one for one in found if not one.key.startswith(folders)]
    if len(kept) < len(found):
        notes.append(f"退回件文件夹里的 {len(found) - len(kept)} 个文件不是报送的，没有收")
    return kept


def require_pandas() -> None:
    """Said before anything is read."""
    if find_spec("pandas") is None:
        raise ZipingError(
            "汇总需要 pandas，还没有安装",
            '请在程序所在的文件夹运行：.venv/bin/python -m pip install ".[collect]"'
            "（Windows 是 .venv\\Scripts\\python），再试一次",
        )


def _check_target(target: Path) -> None:
    """Told before a long reading, not after it."""
    if target.suffix.lower() != ".xlsx":
        raise UnwritableError(
            target, "汇总工作簿的扩展名应为 .xlsx", "请写成 -o 汇总.xlsx 这样的文件名"
        )
    writable_place(target, overwrite=True)
    if not target.parent.is_dir():
        raise UnwritableError(target, "没有这个文件夹", "请先建好文件夹，或换一个位置")
    if target.exists():
        from ziping.collect.rollup import is_rollup

        if not is_rollup(target):
            raise UnwritableError(
                target, "已经有这个文件，又不是 ziping collect 生成的，没有覆盖", "请换一个文件名"
            )


def _units(path: Path | None) -> tuple[tuple[Office, ...], list[str]]:
    if path is None:
        return (), []
    from ziping.collect.units import read_units

    units = read_units(path)
    return units.offices, [f"单位名单：{problem}" for problem in units.problems]


class _Round:
    """The state of one run."""

    def __init__(
        self,
        request: Request,
        journal: Journal,
        found: list[Found],
        units: tuple[Office, ...],
        notes: list[str],
    ) -> None:
        self._request, self._journal = request, journal
        self._found, self._units, self._notes = found, units, notes
        self._entries: dict[str, list[Entry]] = {}
        self._rules = rules.read_texts(request.rules) if request.rules.endswith(".toml") else ()
        told = rules.digest(self._rules) if self._rules else request.rules
        self._marks = {one.key: mark_of(one, told) for one in found}

    def run(self, watch: Callable[[Progress], None]) -> Gathered:
        kept = {} if self._request.again else self._journal.marks()
        new = [one for one in self._found if kept.get(one.key) != self._marks[one.key]]
        gone = len(kept.keys() - self._marks.keys())
        if not new and not gone and (summary := self._unchanged()):
            return self._told(summary, None, found=len(self._found))
        left = self._read(new, watch)
        gone = self._journal.keep_only(self._marks)
        self._recall(new)
        collected, summary = self._write(left)
        return self._told(
            summary, collected, found=len(self._found), read=len(new) - left, gone=gone, left=left
        )

    def _told(
        self, summary: dict[str, Any], collected: Collected | None, **counts: int
    ) -> Gathered:
        entries = [entry for one in self._found for entry in self._entries.get(one.key, ())]
        notes = (*self._notes, *summary.get("notes", ()))
        return Gathered(self._request.target, entries, collected, summary, **counts, notes=notes)

    def _read(self, new: list[Found], watch: Callable[[Progress], None]) -> int:
        """How many are left, where the run was broken off."""
        done = 0

        def settled(one: Found, entries: list[Entry]) -> None:
            nonlocal done
            done += 1
            self._entries[one.key] = entries
            if not any(entry.refusal and entry.refusal.kind == "crash" for entry in entries):
                self._journal.put(one.key, self._marks[one.key], entries)
            watch(Progress(done, len(new), one.source.name))

        watch(Progress(0, len(new)))
        with new_spool() as spool:
            request = self._request
            reader = Reader(
                Path(spool), settled, workers=request.workers, rules=request.rules, run=request.run
            )
            try:
                reader.read(new)
            except KeyboardInterrupt:
                self._journal.commit()
                shutil.rmtree(spool, ignore_errors=True)
        return len(new) - done

    def _recall(self, new: list[Found]) -> None:
        """What was read before, under the names that were given this time."""
        fresh = {one.key for one in new}
        for one in self._found:
            if one.key not in fresh:
                entries = self._journal.get(one.key, self._marks[one.key]) or []
                self._entries[one.key] = [_renamed(entry, one) for entry in entries]

    def _write(self, left: int) -> tuple[Collected, dict[str, Any]]:
        from ziping.collect.read_back import restore
        from ziping.collect.rollup import own_choices, read_register, write_rollup
        from ziping.collect.standings import stand

        request, target = self._request, self._request.target
        entries = [entry for one in self._found for entry in self._entries.get(one.key, ())]
        stood = partial(
            stand,
            entries,
            self._units or None,
            year=request.year,
            deadline=request.deadline,
            previous=self._journal.settings().year,
        )
        lines = read_register(target) if target.exists() else {}
        if told := restore(self._journal, target, lines, stood):
            self._notes.insert(0, told)
        collected = stood(returned=self._journal.returns())
        remarks = {key: line.remark for key, line in lines.items() if line.remark}
        write_rollup(collected, target, remarks=remarks, chosen=own_choices(lines, collected))
        summary = summary_of(collected)
        settings = Settings(collected.year, collected.deadline, self._units, self._rules)
        self._journal.set_settings(settings)
        self._journal.set_fact("summary", summary)
        self._journal.set_fact("state", "" if left else self._state())
        return collected, summary

    def _unchanged(self) -> dict[str, Any] | None:
        """The last run's summary, if the same was asked and its workbook is as we wrote it."""
        if not self._request.target.exists() or self._journal.fact("state") != self._state():
            return None
        summary: dict[str, Any] | None = self._journal.fact("summary")
        return summary

    def _state(self) -> str:
        """All but the files that decides what stands in the workbook, and the workbook itself."""
        request, seen = self._request, self._request.target.stat()
        asked = [request.year, str(request.deadline), request.rules, self._rules, self._units]
        told = [asked, self._journal.returns(), seen.st_size, seen.st_mtime_ns, program_mark()]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def mark_of(one: Found, rules: str) -> str:
    """What must be the same for a file not to be read again; `rules` a name or a digest."""
    sources = [one.source] if one.report is None else [one.source, one.report]
    sizes = [(source.size, source.stamp) for source in sources]
    refusal = one.refusal.kind if one.refusal else ""
    return json.dumps([program_mark(), rules, refusal, sizes])


def _renamed(entry: Entry, one: Found) -> Entry:
    """The entry with the file's name as it was given this time: the folder may be told anew."""
    own, beside = one.source.path, one.source.path if one.report is None else one.report.path
    source, report = entry.source, entry.report
    is_beside = not source.inner and one.report is not None and kind_of(source.name) == REPORT
    if report is not None:
        report = report._replace(path=own if report.inner else beside)
    return entry._replace(source=source._replace(path=beside if is_beside else own), report=report)
