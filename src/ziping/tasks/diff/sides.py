"""One of the two files: read, scored and checked as `ziping check` does it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ziping.checks import Report
from ziping.model import SelfAssessment
from ziping.package.program import is_word
from ziping.scoring import ScoredAssessment
from ziping.tasks.beside import WORKBOOKS


class Side(NamedTuple):
    """The file and what came of it."""

    path: Path
    scored: ScoredAssessment
    report: Report

    @property
    def assessment(self) -> SelfAssessment:
        return self.scored.assessment

    @property
    def is_report(self) -> bool:
        return self.assessment.file.is_report


def read_side(path: Path, pack_name: str = "") -> Side:
    """A workbook or a Word report; `pack_name` is for a report of no known county."""
    if path.suffix.lower() in WORKBOOKS or not is_word(path):
        from ziping.tasks.check import check_file

        checked = check_file(path)
        return Side(path, checked.scored, checked.report)
    from ziping.tasks.importing import check_report

    found = check_report(path, pack_name)
    return Side(path, found.scored, found.report)
