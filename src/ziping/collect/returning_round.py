"""退回: for every office that is to correct something a folder with notice, workbook and mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ziping.collect.journal import Journal, Settings, journal_path
from ziping.collect.limits import MEGABYTE, Limits
from ziping.collect.pool import run_jobs
from ziping.collect.returning_choice import Choice, Due, choose
from ziping.collect.returning_files import fetched
from ziping.collect.returning_folders import folders_of
from ziping.collect.returning_package import (
    Failed,
    Made,
    Request,
    finished,
    job_of,
    package_of,
    sources_of,
)
from ziping.collect.returning_register import tell_register
from ziping.collect.spool import new_spool
from ziping.collect.standing import Collected, Returned, Standing
from ziping.collect.standings import stand
from ziping.errors import UnusableFileError, UnwritableError, ZipingError

ROOMY = Limits(memory=256 * MEGABYTE, large=512 * MEGABYTE)  # each is also written, beside reading


class Round(NamedTuple):
    """What came of it; `untold` is why 登记 could not be written, "" where it was."""

    made: tuple[Made, ...]
    failed: tuple[Failed, ...]
    already: tuple[Due, ...]
    not_due: tuple[Standing, ...]
    backup: Path | None = None
    untold: str = ""


def return_round(request: Request, watch: Callable[[int, int], None] = lambda *_: None) -> Round:
    """Make the returns, enter them in the journal, tell 登记 of the roll-up workbook."""
    from ziping.collect.rollup import read_register

    if request.rollup.is_dir():
        remedy = "请写 ziping collect 生成的汇总工作簿，如 ziping return 汇总.xlsx -o 退回"
        raise UnusableFileError(request.rollup, "这是文件夹，不是文件", remedy)
    lines = read_register(request.rollup)
    path = journal_path(request.rollup)
    if not path.exists():
        raise UnusableFileError(
            path, "找不到收件记录", "请把它和汇总表放在同一个文件夹，或重新运行 ziping collect"
        )
    _check_folder(request.folder)
    made: list[Made] = []
    failed: list[Failed] = []
    with Journal(path) as journal:
        if journal.lost is not None:
            raise UnusableFileError(
                path,
                f"收件记录已损坏或不是本程序的，改名为“{journal.lost.name}”",
                "请重新运行 ziping collect，退回次数会从“登记”表读回；再退回",
            )
        settings = journal.settings()
        collected = _collected(journal, settings)
        choice = choose(collected, lines, request.only, again=request.again)
        year, before = collected.year, journal.returns()
        watch(0, len(choice.due))
        try:
            known = list(journal.marks())
            folders = _folders(request, collected, before)
            for one in _returns(request, year, choice, known, len(before), settings.rules, folders):
                if isinstance(one, Failed):
                    failed.append(one)
                else:
                    journal.add_return(_returned(one, year, request.today))
                    made.append(one)
                watch(len(made) + len(failed), len(choice.due))
        finally:  # also of a run that is broken off: what was made was made
            new = [one for one in journal.returns() if one.year == year]
            backup, untold = _tell(request.rollup, new) if made else (None, "")
    order = {one.office.key: at for at, one in enumerate(choice.due)}
    made.sort(key=lambda one: order[one.office.key])
    return Round(tuple(made), tuple(failed), choice.already, choice.not_due, backup, untold)


def _returned(one: Made, year: int, today: date) -> Returned:
    folder = str(one.folder.absolute())
    return Returned(one.office.key, year, one.number, today.isoformat(), folder)


def _collected(journal: Journal, settings: Settings) -> Collected:
    return stand(
        journal.entries(),
        settings.offices or None,
        year=settings.year,
        deadline=settings.deadline,
        returned=journal.returns(),
    )


def _folders(
    request: Request, collected: Collected, before: Sequence[Returned]
) -> Mapping[str, Path]:
    offices = [one.office for one in collected.standings]
    return folders_of(request.folder, offices, before)


def _check_folder(folder: Path) -> None:
    """Told before anything is made."""
    if folder.exists() and not folder.is_dir():
        raise UnwritableError(folder, "这是文件，不是文件夹", "请换一个文件夹名")


def _tell(path: Path, returned: Sequence[Returned]) -> tuple[Path | None, str]:
    try:
        return tell_register(path, returned), ""
    except ZipingError as error:
        return None, error.problem


def _returns(
    request: Request,
    year: int,
    choice: Choice,
    known: Sequence[str],
    before: int,
    own_rules: Sequence[str],
    folders: Mapping[str, Path],
) -> Iterator[Made | Failed]:
    """The returns as they get ready, each put in its place when it is whole."""
    if not choice.due:
        return
    with new_spool() as name:
        scratch = Path(name)
        packages = [
            package_of(request, one, year, before + at, scratch, folders[one.office.key])
            for at, one in enumerate(choice.due, 1)
        ]
        spool = scratch / "received"
        spool.mkdir()
        places = fetched(sources_of(packages), known, spool)
        jobs = []
        for package in packages:
            job = job_of(package, places, own_rules)
            if isinstance(job, Failed):
                yield job
            else:
                jobs.append(job)
        for answer in run_jobs(jobs, workers=request.workers, limits=ROOMY):
            yield finished(answer)
