"""One file from outside → a `Reading`: runs in a child process and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ziping.checks import Report
from ziping.checks.finding import Finding
from ziping.collect.bounded import bounded
from ziping.collect.figures import at, figures
from ziping.collect.known_packs import is_known
from ziping.collect.reading import (
    REPORT,
    SEVERITIES,
    WORKBOOK,
    At,
    Change,
    FindingReading,
    FormReading,
    IndicatorReading,
    Reading,
)
from ziping.errors import UnusableFileError
from ziping.package.program import is_word
from ziping.rules import digest
from ziping.rules.mail import mail_rules
from ziping.scoring import ScoredAssessment, ScoredForm
from ziping.tasks.beside import Beside
from ziping.tasks.view import form_json, value_json
from ziping.workbook.opened import Opened


def read_job(given: dict[str, Any]) -> dict[str, Any]:
    """`{"path", "report", "last_year", "rules"}` → a reading, with the digests of the files.

    A report or last year's file that can't be read is told beside the reading under its key in
    "refused"; the workbook itself is read all the same. `rules` is for bare reports; a file of the
    county's own is also what its workbooks are held to.
    """
    path, rules = Path(given["path"]), str(given.get("rules") or "")
    beside = {key: Path(given[key]) for key in Beside._fields if given.get(key)}
    refused: dict[str, list[str]] = {}
    while True:
        try:
            reading, raw = _read(path, Beside(**beside), rules)
            report = _digest(beside["report"]) if "report" in beside else ""
            break
        except UnusableFileError as error:
            key = next((one for one, other in beside.items() if str(other) == str(error.path)), "")
            if not key:
                raise
            problem = error.problem.removeprefix(f"“{beside.pop(key)}”：")
            refused[key] = [problem, error.remedy]
    own = hashlib.sha256(raw).hexdigest()
    told = {**reading._asdict(), "digest": own, "report_digest": report, "refused": refused}
    whole: dict[str, Any] = bounded(told)
    return whole


def _digest(path: Path) -> str:
    from ziping.package.gate import read_file

    return hashlib.sha256(read_file(path)).hexdigest()


def _read(path: Path, beside: Beside, rules: str) -> tuple[Reading, bytes]:
    if is_word(path):
        return _report(path, beside, rules)
    return _workbook(path, beside, rules)


def _workbook(path: Path, beside: Beside, rules: str) -> tuple[Reading, bytes]:
    from ziping.tasks.check import check_read
    from ziping.tasks.packing.fresh import submission_of
    from ziping.workbook.read import read_workbook

    done = check_read(read_workbook(path), beside)
    opened = done.read.opened
    reading = _reading(WORKBOOK, done.scored, done.report, rules)
    changes = tuple(_changes(opened, done.scored, rules))
    number = submission_of(opened)
    return reading._replace(changes=changes, number=number), opened.package.raw


def _report(path: Path, beside: Beside, rules: str) -> tuple[Reading, bytes]:
    from ziping.package.gate import read_file
    from ziping.tasks.importing import check_report

    raw = read_file(path)
    done = check_report(path, rules, beside._replace(report=None))
    return _reading(REPORT, done.scored, done.report, rules), raw


def _changes(opened: Opened, scored: ScoredAssessment, rules: str) -> Iterator[Change]:
    from ziping.rules import load
    from ziping.workbook.tampering import changes_of

    issued = load(rules) if rules.endswith(".toml") else None
    for one in changes_of(opened, scored.pack, issued):
        yield Change(one.kind, at(one.place), one.label, one.expected, one.found, one.grave)


def _reading(kind: str, scored: ScoredAssessment, report: Report, given: str) -> Reading:
    assessment, pack = scored.assessment, scored.pack
    unit, deadline = assessment.unit, mail_rules(pack).deadline
    names = [project.project.name.value or "" for project in scored.projects]
    return Reading(
        kind=kind,
        unit=unit.name.value or "",
        code=unit.code.value or "",
        supervising_department=unit.supervising_department.value or "",
        year=assessment.budget_year,
        rules=pack.name,
        rules_version=pack.version,
        number=0,
        unit_at=at(unit.name.place),
        figures=tuple(figures(assessment)),
        forms=tuple(
            _form(form, name, scored) for form, name in zip(scored.forms, ("", *names), strict=True)
        ),
        findings=tuple(_finding(one) for one in report.findings),
        not_evaluated=len(report.not_evaluated),
        crashed=len(report.crashed),
        active=tuple(assessment.file.active_content),
        deadline=deadline.isoformat() if deadline else "",
        decimals=int(pack.value("rounding.decimals")),
        pack_known=is_known(pack, given),
        pack_digest=digest(pack.texts),
    )


def _form(form: ScoredForm, name: str, scored: ScoredAssessment) -> FormReading:
    told = form_json(form, scored.pack)
    execution = told["execution"]
    filled = [row.indicator for row in form.indicators if not row.indicator.is_empty]
    return FormReading(
        is_overall=form is scored.overall,
        name=name,
        sheet=form.form.sheet,
        initial_budget=execution["initial_budget"],
        adjusted_budget=execution["adjusted_budget"],
        actual_expenditure=execution["actual_expenditure"],
        rate=value_json(form.rate),
        computed_total=told["computed_total"],
        declared_total=told["declared_total"],
        total=told["total"],
        grade=told["grade"] or "",
        total_at=at(form.form.declared_total.place),
        rate_at=at(form.form.execution.actual_expenditure.place),
        indicators=tuple(
            _indicator(row, at(indicator.name.place))
            for row, indicator in zip(told["indicators"], filled, strict=True)
        ),
    )


def _indicator(told: dict[str, Any], where: At) -> IndicatorReading:
    texts = {
        key: told[key] or ""
        for key in ("level1", "level2", "name", "nature", "target", "actual", "deviation_reason")
    }
    marks = {
        key: told[key]
        for key in ("full_marks", "computed_score", "declared_score", "counted_score")
    }
    return IndicatorReading(**texts, **marks, basis=told["basis"], at=where)


def _finding(found: Finding) -> FindingReading:
    return FindingReading(
        code=found.code,
        severity=SEVERITIES[found.severity.value],
        places=tuple(at(place) for place in found.places),
        problem=found.problem,
        provided=found.provided,
        expected=found.expected,
        difference=found.difference,
        source=found.source,
        fix=found.fix,
        is_head=found.is_head,
        remark=found.remark,
        explained=found.explained,
    )
