"""校验: read, score and check; nothing is written."""

from pathlib import Path
from typing import NamedTuple

from ziping.checks import Report, run
from ziping.checks.remarks import with_remarks
from ziping.scoring import ScoredAssessment, score
from ziping.tasks.beside import NONE, Beside, with_beside
from ziping.tasks.prose import with_claims
from ziping.workbook.read import ReadFile, read_workbook
from ziping.workbook.results import read_remarks


class Checked(NamedTuple):
    """A file that was read, with its scores and findings."""

    read: ReadFile
    scored: ScoredAssessment
    report: Report


def check_file(path: Path, beside: Beside = NONE) -> Checked:
    """Check a workbook, with what its officer wrote beside earlier findings.

    Raises `UnusableFileError` where it, or a file beside it, can't be read at all.
    """
    return check_read(read_workbook(path), beside)


def check_read(read: ReadFile, beside: Beside = NONE) -> Checked:
    """The same of a workbook that was read already."""
    scored = with_beside(score(with_claims(read.assessment), read.pack), beside)
    return Checked(read, scored, with_remarks(run(scored), read_remarks(read.opened)))
