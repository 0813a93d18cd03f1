"""说明: why the officer leaves a warning or a hint as it is, and to which finding it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ziping.checks.finding import Finding, Remark, Report, Severity
from ziping.checks.passages import pattern

NOT_ENOUGH = "错误要改正，不能只作说明"


def with_remarks(report: Report, remarks: Iterable[Remark]) -> Report:
    """The report with each remark at its finding, the explained after the others of a severity.

    A remark belongs to the finding of its code at its place; where that moved, to the one of its
    code that says the same. What belongs to none is told as dropped.
    """
    left = list(remarks)
    if not left:
        return report
    findings = list(report.findings)
    for is_same in (_same_place, _same_problem):
        for at, finding in enumerate(findings):
            found = next((one for one in left if is_same(one, finding)), None)
            if found is not None and not finding.remark:
                left.remove(found)
                findings[at] = _with(finding, found.text)
    return report._replace(findings=tuple(_in_order(findings)), dropped=tuple(left))


def first_place(finding: Finding) -> str:
    return str(finding.places[0]) if finding.places else ""


def _same_place(remark: Remark, finding: Finding) -> bool:
    return remark.code == finding.code and remark.place == first_place(finding)


def _same_problem(remark: Remark, finding: Finding) -> bool:
    """The same sentence, whatever row it names: rows move when one is put in above."""
    return remark.code == finding.code and _said(remark.problem) == _said(finding.problem)


def _said(problem: str) -> str:
    return pattern("第 ?[0-9]+ ?行").sub("", problem)


def _with(finding: Finding, text: str) -> Finding:
    remarked = finding._replace(remark=text)
    if finding.severity is Severity.ERROR:
        return remarked.advised(NOT_ENOUGH)
    return remarked


def _in_order(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The same order, but of each severity those that still ask for something come first."""
    groups: list[list[Finding]] = []
    for finding in findings:
        if finding.is_head:
            groups.append([])
        groups[-1].append(finding)
    groups.sort(key=lambda group: (group[0].severity.rank, bool(group[0].explained)))
    return chain.from_iterable(groups)
