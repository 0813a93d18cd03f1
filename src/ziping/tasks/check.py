"""校验: read, score and check; nothing is written."""

from pathlib import Path
from typing import NamedTuple

from ziping.checks import Report, run
from ziping.scoring import ScoredAssessment, score
from ziping.workbook.read import ReadFile, read_workbook


class Checked(NamedTuple):
    """A file that was read, with its scores and findings."""

    read: ReadFile
    scored: ScoredAssessment
    report: Report


def check_file(path: Path) -> Checked:
    """Raises `UnusableFileError` where the file can't be read at all."""
    read = read_workbook(path)
    scored = score(read.assessment, read.pack)
    return Checked(read, scored, run(scored))
