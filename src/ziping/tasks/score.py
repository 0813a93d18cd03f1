"""评分: score and check the file and patch the results into it; 采用测算分 on request."""

from pathlib import Path
from time import strftime
from typing import NamedTuple

from ziping.checks import Report, run
from ziping.scoring import ScoredAssessment, score
from ziping.tasks.adopt import Adopted, adopt
from ziping.workbook.read import read_workbook
from ziping.workbook.write import SheetEdit, Written, write_results


class Scored(NamedTuple):
    """What 评分 gave, and what was written where."""

    scored: ScoredAssessment
    report: Report
    written: Written
    adopted: Adopted


def score_file(path: Path, *, adopt_marks: bool = False) -> Scored:
    """Score the file and write the results into it, the old file kept beside it as backup."""
    read = read_workbook(path)
    assessment, adopted = read.assessment, Adopted((), ())
    edits: tuple[SheetEdit, ...] = ()
    if adopt_marks:
        assessment, adopted = adopt(score(assessment, read.pack))
        edits = adopted.edits
    scored = score(assessment, read.pack)
    report = run(scored)
    written = write_results(
        read.opened,
        scored,
        report,
        unused=read.unused,
        extra=edits,
        checked_at=strftime("%Y-%m-%d %H:%M"),
    )
    return Scored(scored, report, written, adopted)
