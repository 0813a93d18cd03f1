"""Run the checks: facts become findings, blanks are named, a crash is ours and stops nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ziping.checks.fact import Blank, Fact
from ziping.checks.finding import Crashed, Finding, NotEvaluated, Report
from ziping.checks.messages import not_evaluated_sentence, reason, sentence, written
from ziping.checks.registry import NEEDS, Check, all_checks
from ziping.model import Place
from ziping.scoring import ScoredAssessment

NOT_GIVEN = "没有给出"
_CELL = re.compile(r"([A-Z]*)([0-9]*)")


def run(scored: ScoredAssessment, checks: Iterable[Check] | None = None) -> Report:
    """Every check that covers the budget year, each on its own."""
    findings: list[Finding] = []
    blanks: list[NotEvaluated] = []
    crashed: list[Crashed] = []
    passed: list[str] = []
    year = scored.assessment.budget_year
    for check in all_checks() if checks is None else checks:
        if not check.covers(year):
            continue
        if check.needs and getattr(scored, check.needs) is None:
            blanks.append(_not_evaluated(check, [Blank((), (NEEDS[check.needs],), NOT_GIVEN)]))
            continue
        try:
            outcomes = list(check.function(scored))
            found = [_finding(check, item) for item in outcomes if isinstance(item, Fact)]
        except Exception as error:  # a bug of ours: reported as such, the others still run
            crashed.append(Crashed(check.code, check.name, f"{type(error).__name__}: {error}"))
            continue
        findings += found
        empty = [item for item in outcomes if isinstance(item, Blank)]
        if empty:
            blanks.append(_not_evaluated(check, empty))
        elif not found:
            passed.append(check.code)
    ordered = _sorted(findings, scored)
    return Report(ordered, tuple(blanks), tuple(crashed), tuple(passed))


def _finding(check: Check, fact: Fact) -> Finding:
    severity = max(check.severity, fact.severity or check.severity, key=lambda item: item.rank)
    source = fact.source or check.source
    return Finding(
        code=check.code,
        name=check.name,
        severity=severity,
        places=tuple(dict.fromkeys(fact.places)),
        provided=written(fact.provided),
        expected=written(fact.expected),
        difference=None if fact.difference is None else written(fact.difference),
        message=sentence(check.code, severity, fact, source),
        source=source,
        fix=fact.fix,
        bad_cell=check.bad_cell,
    )


def _not_evaluated(check: Check, blanks: Sequence[Blank]) -> NotEvaluated:
    """One entry a check, however many of its comparisons lacked a cell."""
    places = tuple(dict.fromkeys(place for blank in blanks for place in blank.places))
    why = reason(blanks)
    message = not_evaluated_sentence(check.code, places, why)
    return NotEvaluated(check.code, check.name, places, why, message)


def _sorted(findings: list[Finding], scored: ScoredAssessment) -> tuple[Finding, ...]:
    """Severity, then the sheets as the file has them, then row and column."""
    sheets: dict[str, int] = {}
    for _, cell in scored.fields:
        sheets.setdefault(cell.place.sheet, len(sheets))

    def key(finding: Finding) -> tuple[int, int, int, int, str, str]:
        place = finding.places[0] if finding.places else Place("", "")
        row, width, column = _position(place.cell)
        sheet = sheets.get(place.sheet, len(sheets))
        return (finding.severity.rank, sheet, row, width, column, finding.code)

    return tuple(sorted(findings, key=key))


def _position(cell: str) -> tuple[int, int, str]:
    match = _CELL.fullmatch(cell)
    if match is None or not match.group(2):
        return (0, 0, cell)
    return (int(match.group(2)), len(match.group(1)), match.group(1))
