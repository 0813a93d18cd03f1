"""Subtotals, weight checks, total and grade of one form, and the whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from ziping.model import Field, Form, SelfAssessment
from ziping.rules import Level, RulePack
from ziping.scoring.arithmetic import field_value, guarded, shown_total, total
from ziping.scoring.execution import execution_rate, execution_score, shown_rate
from ziping.scoring.indicator import score_indicator
from ziping.scoring.result import (
    BAD,
    ScoredAssessment,
    ScoredForm,
    ScoredIndicator,
    ScoredProject,
    Subtotal,
    Value,
)


def score(assessment: SelfAssessment, pack: RulePack) -> ScoredAssessment:
    """Score every form of the file under one pack."""
    projects = tuple(
        ScoredProject(project, score_form(project.form, pack)) for project in assessment.projects
    )
    overall = score_form(assessment.overall, pack)
    return ScoredAssessment(assessment, pack, overall, projects, tuple(assessment.fields()))


def score_again(
    assessment: SelfAssessment,
    before: ScoredAssessment,
    fields: tuple[tuple[str, Field[object]], ...],
) -> ScoredAssessment:
    """The same file with some values changed: only forms that are other objects are scored anew.

    `fields` are those of the changed file; whoever changed them need not walk it again.
    """
    known = {id(scored.form): scored for scored in before.forms}

    def scored(form: Form) -> ScoredForm:
        return known.get(id(form)) or score_form(form, before.pack)

    return before._replace(
        assessment=assessment,
        overall=scored(assessment.overall),
        projects=tuple(ScoredProject(one, scored(one.form)) for one in assessment.projects),
        fields=fields,
    )


def score_form(form: Form, pack: RulePack) -> ScoredForm:
    """Score one form: the rows first, then what is summed from them."""
    rate = execution_rate(form.execution)
    execution = execution_score(form.execution, pack)
    own = field_value(form.execution.declared_score)
    execution_counted = execution.marks if own is None else _rounded(own, pack)
    rows = tuple(score_indicator(indicator, pack) for indicator in form.indicators)
    weighted = [row for row in rows if row.indicator.is_weighted]
    whole = _rounded(_sum_all([execution_counted, *(row.counted for row in weighted)]), pack)
    return ScoredForm(
        form=form,
        rate=rate,
        rate_shown=shown_rate(rate),
        execution=execution,
        execution_counted=execution_counted,
        indicators=rows,
        level1={level.key: _level1(level, rows, pack) for level in pack.levels},
        level2={label: _level2(label, rows) for level in pack.levels for label in level.second},
        weight_total=shown_total(
            [field_value(form.execution.full_marks), *(_full_marks(row) for row in rows)]
        ),
        computed_total=_rounded(
            _sum_all([execution.marks, *(row.computed.marks for row in weighted)]), pack
        ),
        total=whole,
        grade=grade_of(whole, pack),
        uncomputed=_rows(weighted, lambda row: row.computed.marks),
        unscored=_rows(weighted, lambda row: row.counted),
    )


def grade_of(marks: Value, pack: RulePack) -> str:
    """The band's word in the county's terms; BAD or "" where there is no total."""
    if not isinstance(marks, Decimal):
        return marks or ""
    return next((band.label for band in pack.bands if band.holds(marks)), "")


def _full_marks(row: ScoredIndicator) -> Value:
    return field_value(row.indicator.full_marks)


def _sum_all(values: Iterable[Value]) -> Value:
    """The sum only where every part is there: one blank part leaves the sum blank."""
    listed = list(values)
    if BAD in listed:
        return BAD
    return None if None in listed else total(listed)


def _level1(level: Level, rows: tuple[ScoredIndicator, ...], pack: RulePack) -> Subtotal:
    weight = pack.weight(level.key)
    return _subtotal(level.label, rows, lambda row: row.level1 == level.label, weight)


def _level2(label: str, rows: tuple[ScoredIndicator, ...]) -> Subtotal:
    return _subtotal(label, rows, lambda row: row.indicator.level2.value == label)


def _rounded(value: Value, pack: RulePack) -> Value:
    """An own mark may have more decimals than a total prints."""
    if not isinstance(value, Decimal):
        return value
    return guarded(value, int(pack.value("rounding.decimals")))


def _subtotal(
    label: str,
    rows: tuple[ScoredIndicator, ...],
    belongs: Callable[[ScoredIndicator], bool],
    rule: Decimal | None = None,
) -> Subtotal:
    """Sums of the rows that belong; one bad cell in a column spoils all its subtotals."""

    def summed(value: Callable[[ScoredIndicator], Value]) -> Value:
        values = [(value(row), belongs(row)) for row in rows]
        if any(item == BAD for item, _ in values):
            return BAD
        return shown_total(item for item, mine in values if mine)

    return Subtotal(
        label,
        summed(_full_marks),
        summed(lambda row: row.computed.marks),
        summed(lambda row: row.counted),
        rule,
    )


def _rows(
    rows: Iterable[ScoredIndicator], value: Callable[[ScoredIndicator], Value]
) -> tuple[int, ...]:
    return tuple(row.indicator.row for row in rows if not isinstance(value(row), Decimal))
