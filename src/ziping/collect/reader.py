"""Reads what was found, in child processes, and turns every answer into entries.

A zip or a mail is taken apart first, a step ahead of the reading, so that only a few of its files
lie on the disk at a time; they go as soon as they are read.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ziping.collect.find import Found, is_container
from ziping.collect.jobs import Answer, Job
from ziping.collect.journal import shared
from ziping.collect.kinds import kind_inside, not_read_inside, nothing_inside
from ziping.collect.limits import LIMITS, Limits
from ziping.collect.pool import run_jobs
from ziping.collect.reading import REPORT, WORKBOOK, Reading, Refusal
from ziping.collect.source import Source
from ziping.collect.standing import Entry

HARD = frozenset({"memory", "time", "crash"})  # either of two files may be to blame
_NONSENSE = Refusal("crash", "读取它的进程回答有误", "请重新运行一次；仍然这样的，请告诉程序维护者")


class RunJobs(Protocol):
    """The pool of this machine, or a cluster behind the same call."""

    def __call__(
        self, jobs: Iterable[Job], *, workers: int = 0, limits: Limits = LIMITS
    ) -> Generator[Answer]: ...


class Piece(NamedTuple):
    """What one job reads: a workbook with its report, or one of them. `owner` is on disk.

    `place` is where the file really lies: for a member of a mail, under a number in the spool.
    `blamed` is the report that was left out the second time, and why.
    """

    owner: Found
    source: Source
    place: str
    report: Source | None = None
    report_place: str = ""
    blamed: tuple[Source, Refusal] | None = None


class _Open:
    """A file on disk of which something is still to come."""

    def __init__(self) -> None:
        self.left = 1
        self.entries: list[Entry] = []


class Reader:
    """`done` is called once for each file found, with all that came of it, when that is all."""

    def __init__(
        self,
        spool: Path,
        done: Callable[[Found, list[Entry]], None],
        *,
        workers: int = 0,
        rules: str = "",
        run: RunJobs = run_jobs,
    ) -> None:
        self._spool, self._done = spool, done
        self._workers, self._rules, self._run = workers, rules, run
        self._open: dict[str, _Open] = {}
        self._again: deque[Piece] = deque()
        self._numbers = 0

    def read(self, found: Iterable[Found]) -> None:
        """Read all; whatever stops it, children and spooled files are gone afterwards."""
        listed = list(found)
        for one in listed:
            self._open[one.key] = _Open()
        for one in listed:
            if one.refusal is not None:
                self._close(one, [Entry(one.source, refusal=one.refusal)])
        wanted = [one for one in listed if one.refusal is None]
        self._run_all(self._jobs(wanted))
        while self._again:
            pieces = list(self._again)
            self._again.clear()
            self._run_all(self._job(piece) for piece in pieces)

    def _run_all(self, jobs: Generator[Job]) -> None:
        answers = self._run(jobs, workers=self._workers)
        with closing(jobs), closing(answers):
            for answer in answers:
                self._take(answer.key, answer)

    def _jobs(self, found: list[Found]) -> Generator[Job]:
        for one in found:
            if not is_container(one):
                place, beside = one.source.path, one.report
                yield self._job(
                    Piece(one, one.source, place, beside, beside.path if beside else "")
                )
        boxes = [one for one in found if is_container(one)]
        if not boxes:
            return
        answers = run_jobs(map(self._expand, boxes), workers=1)
        with closing(answers):
            for answer in answers:
                for piece in self._members(answer.key, answer):
                    yield self._job(piece)

    def _job(self, piece: Piece) -> Job:
        given = {"path": piece.place, "report": piece.report_place, "rules": self._rules}
        return Job(piece, "read", given)

    def _expand(self, one: Found) -> Job:
        self._numbers += 1
        folder = self._spool / f"{self._numbers:05d}"
        folder.mkdir()
        return Job((one, folder), "expand", {"path": one.source.path, "folder": str(folder)})

    def _members(self, box: tuple[Found, Path], answer: Answer) -> list[Piece]:
        """What lies in a container, as pieces to read; what is not read is told at once."""
        one, folder = box
        if answer.refusal is not None or answer.result is None:
            shutil.rmtree(folder, ignore_errors=True)
            self._close(one, [Entry(one.source, refusal=answer.refusal or _NONSENSE)])
            return []
        told: list[Entry] = []
        try:
            for member in answer.result["refused"]:
                refusal = Refusal(*(str(member[name]) for name in Refusal._fields))
                told.append(Entry(_inside(one, member), refusal=refusal))
            members = [
                (_inside(one, member), str(folder / Path(member["file"]).name))
                for member in answer.result["members"]
            ]
        except (KeyError, TypeError, ValueError):
            self._close(one, [Entry(one.source, refusal=_NONSENSE)])
            return []
        read: list[tuple[Source, str]] = []
        for source, place in members:
            if kind_inside(source.name) in (WORKBOOK, REPORT):
                read.append((source, place))
                continue
            if unread := not_read_inside(source.name):
                told.append(Entry(source, refusal=unread))
            _remove(place)
        pieces = list(_pieces(one, read))
        if not pieces and not told:
            told.append(Entry(one.source, refusal=nothing_inside(one.source.name)))
        self._open[one.key].left += len(pieces)
        self._close(one, told)
        return pieces

    def _take(self, piece: Piece, answer: Answer) -> None:
        entries, again = _understood(piece, answer)
        self._open[piece.owner.key].left += len(again)
        self._again.extend(again)
        if is_container(piece.owner):
            kept = {place for one in again for place in (one.place, one.report_place)}
            for place in {piece.place, piece.report_place} - kept:
                _remove(place)
        self._close(piece.owner, entries)

    def _close(self, one: Found, entries: list[Entry]) -> None:
        """One thing of a file is settled; after the last the file is done."""
        state = self._open[one.key]
        state.entries += entries
        state.left -= 1
        if not state.left:
            del self._open[one.key]
            self._done(one, sorted(state.entries, key=lambda entry: entry.source.inner))


def _pieces(one: Found, members: list[tuple[Source, str]]) -> Iterator[Piece]:
    """Workbooks with the reports that belong to them, within one mail or zip."""
    reports = {_group(s): (s, place) for s, place in members if kind_inside(s.name) == REPORT}
    books = [(s, place) for s, place in members if kind_inside(s.name) == WORKBOOK]
    used = set()
    for source, place in books:
        mate = reports.get(_group(source)) or _only(source, members)
        if mate is None or mate in used:
            yield Piece(one, source, place)
            continue
        used.add(mate)
        yield Piece(one, source, place, *mate)
    for source, place in members:
        if kind_inside(source.name) == REPORT and (source, place) not in used:
            yield Piece(one, source, place)


def _group(source: Source) -> tuple[tuple[str, ...], str]:
    return source.inner[:-1], source.name.rpartition(".")[0].lower()


def _only(source: Source, members: list[tuple[Source, str]]) -> tuple[Source, str] | None:
    """The one report that came in the same mail as this one workbook, whatever it is called."""
    same = [one for one in members if one[0].inner[:-1] == source.inner[:-1]]
    books = [one for one in same if kind_inside(one[0].name) == WORKBOOK]
    reports = [one for one in same if kind_inside(one[0].name) == REPORT]
    return reports[0] if len(books) == len(reports) == 1 else None


def _inside(one: Found, member: dict[str, Any]) -> Source:
    return one.source._replace(
        inner=tuple(map(str, member["inner"])),
        received=str(member["received"] or one.source.received),
        sender=str(member["sender"]),
        subject=str(member["subject"]),
        digest=str(member.get("digest", "")),
        arrived=str(member.get("arrived", "")),
    )


def _understood(piece: Piece, answer: Answer) -> tuple[list[Entry], list[Piece]]:
    """The entries of an answer, and what is to be read again alone."""
    refusal, alone = answer.refusal, piece._replace(report=None, report_place="", blamed=None)
    if answer.result is not None:
        try:
            return _read(piece, shared(answer.result)), []
        except (KeyError, TypeError, ValueError):
            refusal = _NONSENSE
    refusal = refusal or _NONSENSE
    if piece.report is not None:
        report = alone._replace(source=piece.report, place=piece.report_place)
        if refusal.kind in HARD:
            blamed = (piece.report, refusal)
            return [], [alone._replace(blamed=blamed, report_place=piece.report_place)]
        return [Entry(piece.source, refusal=refusal)], [report]
    entries = [Entry(piece.source, refusal=refusal)]
    if piece.blamed is not None:  # it was not the report's fault: that is read for itself
        report = alone._replace(source=piece.blamed[0], place=piece.report_place)
        return entries, [report]
    return entries, []


def _read(piece: Piece, result: dict[str, Any]) -> list[Entry]:
    source = piece.source._replace(digest=piece.source.digest or str(result["digest"]))
    reading, report, more = Reading.from_json(result), piece.report, []
    if report is not None:
        report = report._replace(digest=report.digest or str(result["report_digest"]))
    if report is not None and "report" in result["refused"]:
        problem, remedy = result["refused"]["report"]
        more = [Entry(report, refusal=Refusal("unusable", str(problem), str(remedy)))]
        report = None
    if piece.blamed is not None:
        more = [Entry(piece.blamed[0], refusal=piece.blamed[1])]
    return [Entry(source, reading, report=report), *more]


def _remove(place: str) -> None:
    if place:
        with suppress(OSError):
            Path(place).unlink()
