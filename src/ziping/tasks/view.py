"""What `--json` prints: decimals as strings, null where not computable."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ziping.checks import Report
from ziping.rules import RulePack
from ziping.scoring import (
    ScoredAssessment,
    ScoredForm,
    ScoredIndicator,
    Subtotal,
    Value,
    reasons,
)
from ziping.scoring.arithmetic import plain

if TYPE_CHECKING:
    from ziping.tasks.importing import Imported


def value_json(value: Value) -> str | None:
    """A number as text without exponent; blank and 待改正 are null."""
    return plain(value) if isinstance(value, Decimal) else None


def score_json(scored: ScoredAssessment) -> dict[str, Any]:
    """The object of `ziping score --json`."""
    assessment = scored.assessment
    year = assessment.unit.year.value
    return {
        "unit": assessment.unit.name.value,
        "year": None if year is None else int(year),
        "rules": scored.pack.name,
        **form_json(scored.overall, scored.pack),
        "projects": [
            {"name": item.project.name.value, **form_json(item.scored, scored.pack)}
            for item in scored.projects
        ],
    }


def form_json(form: ScoredForm, pack: RulePack) -> dict[str, Any]:
    """One form: execution, weights, indicators and totals."""
    return {
        "execution": _execution(form),
        "weights": _weights(form, pack),
        "indicators": [_indicator(row) for row in form.indicators if not row.indicator.is_empty],
        "computed_total": value_json(form.computed_total),
        "declared_total": value_json(form.form.declared_total.value),
        "total": value_json(form.total),
        "grade": form.grade if isinstance(form.total, Decimal) and form.grade else None,
        "subtotals": [
            _subtotal(subtotal, form, pack)
            for subtotal in (*form.level1.values(), *form.level2.values())
        ],
        "weights_basis": reasons.weights_basis(form, pack),
        "computed_total_basis": reasons.computed_total_basis(form),
        "total_basis": reasons.total_basis(form),
        "grade_basis": reasons.grade_basis(form, pack),
    }


def _subtotal(subtotal: Subtotal, form: ScoredForm, pack: RulePack) -> dict[str, Any]:
    return {
        "label": subtotal.label,
        "full_marks": value_json(subtotal.full_marks),
        "rule": value_json(subtotal.rule),
        "computed_score": value_json(subtotal.computed),
        "counted_score": value_json(subtotal.counted),
        "basis": reasons.subtotal_basis(subtotal, form, pack),
    }


def _execution(form: ScoredForm) -> dict[str, Any]:
    execution = form.form.execution
    return {
        "initial_budget": value_json(execution.initial_budget.value),
        "adjusted_budget": value_json(execution.adjusted_budget.value),
        "actual_expenditure": value_json(execution.actual_expenditure.value),
        "rate": value_json(form.rate_shown),
        "computed_score": value_json(form.execution.marks),
        "declared_score": value_json(execution.declared_score.value),
        "declared_rate": value_json(execution.declared_rate.value),
        "basis": form.execution.basis,
    }


def _weights(form: ScoredForm, pack: RulePack) -> dict[str, Any]:
    weights = {level.key: value_json(form.level1[level.key].full_marks) for level in pack.levels}
    return {
        "execution": value_json(form.form.execution.full_marks.value),
        **weights,
        "total": value_json(form.weight_total),
    }


def _indicator(row: ScoredIndicator) -> dict[str, Any]:
    indicator = row.indicator
    return {
        "row": indicator.row,
        "level1": row.level1 or None,
        "level2": indicator.level2.value,
        "name": indicator.name.value,
        "nature": row.nature or None,
        "target": indicator.target.value,
        "actual": indicator.actual.value,
        "full_marks": value_json(indicator.full_marks.value),
        "computed_score": value_json(row.computed.marks),
        "declared_score": value_json(indicator.declared_score.value),
        "counted_score": value_json(row.counted),
        "deviation_reason": indicator.deviation_reason.value,
        "basis": row.computed.basis,
    }


def check_json(scored: ScoredAssessment, report: Report) -> dict[str, Any]:
    """The object of `ziping check --json`."""
    year = scored.assessment.unit.year.value
    return {
        "unit": scored.assessment.unit.name.value,
        "year": None if year is None else int(year),
        "rules": scored.pack.name,
        **report.to_json(),
    }


def import_json(done: Imported) -> dict[str, Any]:
    """The object of `ziping import --json`: what became of every piece of the report."""
    assessment = done.read.assessment
    year = assessment.unit.year.value
    return {
        "target": str(done.target),
        "unit": assessment.unit.name.value,
        "year": None if year is None else int(year),
        "rules": done.read.pack.name,
        "claims": {
            "total": value_json(done.read.claims.total.value),
            "grade": done.read.claims.grade.value,
        },
        "counts": dict(Counter(note.kind for note in done.notes)),
        "notes": [
            {
                "kind": note.kind,
                "place": str(note.place),
                "text": note.text,
                "key": note.key,
                "taken": note.taken,
                "remark": note.remark,
            }
            for note in done.notes
        ],
    }
