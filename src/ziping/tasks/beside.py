"""The files beside the one that is checked: last year's, and the Word report of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ziping.errors import UnusableFileError, ZipingError
from ziping.model import SelfAssessment
from ziping.package.program import is_word
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment

WORKBOOKS = (".xlsx", ".xlsm")


class Beside(NamedTuple):
    """The paths that were given; none of these files is written to."""

    report: Path | None = None  # the Word report that belongs to the workbook
    last_year: Path | None = None  # a workbook or a Word report


NONE = Beside()


def with_beside(scored: ScoredAssessment, beside: Beside) -> ScoredAssessment:
    """The scored file with those beside it, each read by the reader that it needs."""
    if beside.last_year is not None:
        with _told_of(beside.last_year):
            scored = scored._replace(last_year=_last_year(beside.last_year, scored))
    if beside.report is not None:
        with _told_of(beside.report):
            scored = scored._replace(beside=_report(beside.report, scored))
    return scored


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Whatever is wrong here is wrong with this file, not with the one that is checked."""
    try:
        yield
    except UnusableFileError as error:
        if str(error.path) == str(path):
            raise
        problem = error.problem.removeprefix(f"“{error.path}”：")  # a copy of it in our format
        raise type(error)(path, problem, error.remedy) from error
    except ZipingError as error:
        raise UnusableFileError(path, error.problem, error.remedy) from error


def _last_year(path: Path, scored: ScoredAssessment) -> SelfAssessment:
    """Refused where it is of another year: nothing can be compared, and nobody is to blame."""
    year = scored.assessment.budget_year
    found = _read(path, scored.pack._replace(year=year - 1 if year else 0))
    if year and found.budget_year and found.budget_year != year - 1:
        raise UnusableFileError(
            path,
            f"这是 {found.unit.name.value or ''}{found.budget_year} 年度的文件，"
            f"上年文件应是 {year - 1} 年度的",
            "请换成同一单位前一年度的工作簿或报告",
        )
    return found


def _report(path: Path, scored: ScoredAssessment) -> SelfAssessment:
    if scored.assessment.file.is_report:
        raise UnusableFileError(
            path,
            "--report 用来和工作簿对照，被校验的文件本身就是 Word 报告",
            f'请写成 ziping check 工作簿.xlsx --report "{path}"；只校验报告的，不加 --report',
        )
    if path.suffix.lower() in WORKBOOKS:
        raise UnusableFileError(
            path,
            "这是工作簿，--report 要的是同一年度的 Word 报告",
            "上年的工作簿用 --last-year",
        )
    return _read(path, scored.pack)


def _read(path: Path, pack: RulePack) -> SelfAssessment:
    """A workbook under the pack inside it; a Word report under this one, as it is in its year.

    The year of `pack` is that of a report which does not say its own.
    """
    if path.suffix.lower() in WORKBOOKS or not is_word(path):
        from ziping.workbook.read import read_workbook

        return read_workbook(path).assessment
    from ziping.tasks.importing import read_word

    return read_word(path, pack).assessment
