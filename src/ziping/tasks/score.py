"""评分: score and check the file and patch the results into it; 采用测算分 on request."""

from pathlib import Path
from time import strftime
from typing import NamedTuple

from ziping.checks import Report, run
from ziping.checks.remarks import with_remarks
from ziping.scoring import ScoredAssessment, score
from ziping.tasks.adopt import Adopted, adopt
from ziping.tasks.beside import NONE, Beside, with_beside
from ziping.tasks.prose import with_claims
from ziping.workbook.read import read_workbook
from ziping.workbook.results import read_remarks
from ziping.workbook.write import SheetEdit, Written, write_results


class Scored(NamedTuple):
    """What 评分 gave, and what was written where."""

    scored: ScoredAssessment
    report: Report
    written: Written
    adopted: Adopted


def score_file(path: Path, *, adopt_marks: bool = False, beside: Beside = NONE) -> Scored:
    """Score the file and write the results into it, the old file kept beside it as backup."""
    read = read_workbook(path)
    assessment, adopted = with_claims(read.assessment), Adopted((), ())
    edits: tuple[SheetEdit, ...] = ()
    if adopt_marks:
        assessment, adopted = adopt(score(assessment, read.pack))
        edits = adopted.edits
    scored = with_beside(score(assessment, read.pack), beside)
    report = with_remarks(run(scored), read_remarks(read.opened))
    written = write_results(
        read.opened,
        scored,
        report,
        unused=read.unused,
        extra=edits,
        checked_at=strftime("%Y-%m-%d %H:%M"),
    )
    return Scored(scored, report, written, adopted)
