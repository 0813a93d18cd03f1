"""评分: score and check the file and patch the results into it; 采用测算分 on request."""

from pathlib import Path
from time import strftime
from typing import NamedTuple

from ziping.checks import Report, run
from ziping.checks.remarks import with_remarks
from ziping.model import Place
from ziping.scoring import ScoredAssessment, score
from ziping.tasks.adopt import Adopted, adopt
from ziping.tasks.beside import NONE, Beside, with_beside
from ziping.tasks.prose import with_claims
from ziping.workbook.read import ReadFile, read_workbook
from ziping.workbook.results import read_remarks
from ziping.workbook.write import Plan, Written, plan_results, write_plan


class Scored(NamedTuple):
    """What 评分 gave, and what was written where."""

    scored: ScoredAssessment
    report: Report
    written: Written
    adopted: Adopted


class WorkedOut(NamedTuple):
    """The same before anything is written."""

    scored: ScoredAssessment
    report: Report
    adopted: Adopted
    plan: Plan


def score_file(path: Path, *, adopt_marks: bool = False, beside: Beside = NONE) -> Scored:
    """Score the file and write the results into it, the old file kept beside it as backup."""
    read = read_workbook(path)
    done = work_out(read, adopt_marks=adopt_marks, beside=beside)
    written = write_plan(read.opened, done.plan)
    return Scored(done.scored, done.report, written, done.adopted)


def work_out(
    read: ReadFile,
    *,
    adopt_marks: bool = False,
    chosen: frozenset[Place] | None = None,
    beside: Beside = NONE,
) -> WorkedOut:
    """Scores, findings, and what of them is to be written; `chosen` marks alone are adopted."""
    assessment, adopted = with_claims(read.assessment), Adopted((), ())
    if adopt_marks:
        assessment, adopted = adopt(score(assessment, read.pack), chosen)
    scored = with_beside(score(assessment, read.pack), beside)
    report = with_remarks(run(scored), read_remarks(read.opened))
    plan = plan_results(
        read.opened,
        scored,
        report,
        unused=read.unused,
        extra=adopted.edits,
        checked_at=now(),
    )
    return WorkedOut(scored, report, adopted, plan)


def now() -> str:
    """The time of a run as 首页 tells it."""
    return strftime("%Y-%m-%d %H:%M")
