"""Run the checks: facts become findings, blanks are named, a crash is ours and stops nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ziping.checks.fact import Blank, Fact
from ziping.checks.finding import Crashed, Finding, NotEvaluated, Report
from ziping.checks.grouping import Raised, grouped
from ziping.checks.messages import not_evaluated_sentence, reason, sentence, written
from ziping.checks.registry import NEEDS, Check, all_checks
from ziping.model import NOWHERE
from ziping.scoring import ScoredAssessment

NOT_GIVEN = "没有给出"
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_NUMBER = re.compile(r"[0-9]+")


class Yielded(NamedTuple):
    """What one check gave, or how it crashed."""

    facts: tuple[Fact, ...] = ()
    blanks: tuple[Blank, ...] = ()
    crashed: Crashed | None = None


def run(scored: ScoredAssessment, checks: Iterable[Check] | None = None) -> Report:
    """Every check that covers the budget year, each on its own; then one cause, one finding."""
    year = scored.assessment.budget_year
    asked = all_checks() if checks is None else checks
    covering = [check for check in asked if check.covers(year)]
    raised: list[Raised] = []
    blanks: dict[Check, Sequence[Blank]] = {}
    crashed: list[Crashed] = []
    for check in covering:
        given = _yielded(check, scored)
        if given.crashed:
            crashed.append(given.crashed)
            continue
        raised += (Raised(check, fact, _finding(check, fact)) for fact in given.facts)
        if given.blanks:
            blanks[check] = given.blanks
    failed = {one.code for one in crashed} | {one.check.code for one in raised}
    failed |= {check.code for check in blanks}
    return Report(
        grouped(_sorted(raised, scored), scored, covering, blanks),
        tuple(_not_evaluated(check, empty) for check, empty in blanks.items()),
        tuple(crashed),
        tuple(check.code for check in covering if check.code not in failed),
    )


def _yielded(check: Check, scored: ScoredAssessment) -> Yielded:
    if check.needs and getattr(scored, check.needs) is None:
        return Yielded(blanks=(Blank((), (NEEDS[check.needs],), NOT_GIVEN),))
    try:
        outcomes = list(check.function(scored))
        facts = tuple(item for item in outcomes if isinstance(item, Fact))
        for fact in facts:
            _finding(check, fact)  # a fact that makes no sentence is a crash, too
    except Exception as error:  # a bug of ours: reported as such, the others still run
        told = f"{type(error).__name__}: {error}"
        return Yielded(crashed=Crashed(check.code, check.name, told))
    return Yielded(facts, tuple(item for item in outcomes if isinstance(item, Blank)))


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
    lacks_file = any(blank.state == NOT_GIVEN for blank in blanks)
    needs = check.needs if lacks_file else ""
    return NotEvaluated(check.code, check.name, places, why, message, needs)


def _sorted(raised: list[Raised], scored: ScoredAssessment) -> list[Raised]:
    """Severity, then the place in the order of the file; each with its key."""
    sheets = _sheets(scored)

    def order(one: Raised) -> tuple[int, int, tuple[int, int, str, int], str]:
        finding = one.finding
        place = finding.places[0] if finding.places else NOWHERE
        sheet = sheets.get(place.sheet, len(sheets))
        return finding.severity.rank, sheet, _position(place.cell), finding.code

    ordered = sorted(raised, key=order)
    seen = Counter[str]()
    return [one._replace(finding=_keyed(one.finding, seen)) for one in ordered]


def _sheets(scored: ScoredAssessment) -> dict[str, int]:
    """Sheets, chapters and tables, numbered as the file has them."""
    assessment = scored.assessment
    first = (assessment.unit.name, assessment.basic_data.authorized_posts)
    fields = [cell.place.sheet for cell in (*first, *(cell for _, cell in scored.fields))]
    words = [passage.place.sheet for passage in assessment.report.passages]
    both = words + fields if assessment.file.is_report else fields + words
    return {sheet: at for at, sheet in enumerate(dict.fromkeys(both))}


def _keyed(finding: Finding, seen: Counter[str]) -> Finding:
    """ZP101@整体自评表 E8; a second one at the same place is #2."""
    key = f"{finding.code}@{finding.places[0] if finding.places else ''}"
    seen[key] += 1
    return finding._replace(key=key if seen[key] == 1 else f"{key}#{seen[key]}")


def _position(cell: str) -> tuple[int, int, str, int]:
    """Row and column of E8, of 第5行第3列 and of 第3段."""
    match = _CELL.fullmatch(cell)
    if match is not None:
        return int(match.group(2)), len(match.group(1)), match.group(1), 0
    numbers = [int(digits) for digits in _NUMBER.findall(cell)] or [0]
    return numbers[0], 0, "", numbers[1] if len(numbers) > 1 else 0
