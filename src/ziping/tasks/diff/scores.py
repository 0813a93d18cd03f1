"""Scores of the two files beside each other, as `ziping score --json` tells them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ziping.model import NOWHERE, Place
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent
from ziping.tasks.diff.model import ADDED, CHANGED, REMOVED, ValueChange
from ziping.tasks.diff.pairs import paired
from ziping.tasks.view import score_json

TOTALS = {
    "total": "总分（计入得分之和）",
    "computed_total": "系统测算总分",
    "grade": "评价等级",
}
EXECUTION = {"rate": "预算执行率", "computed_score": "预算执行率测算分"}
MARKS = {"computed_score": "系统测算分", "counted_score": "计入得分"}


def score_changes(old: ScoredAssessment, new: ScoredAssessment) -> Iterator[ValueChange]:
    """Totals first, then rates and marks, form by form."""
    before, after = score_json(old), score_json(new)
    sheet = new.assessment.overall.sheet
    yield from _form("整体自评表", before, after, sheet)
    pairs = paired(before["projects"], after["projects"], _name)
    sheets = {project.name.value: project.form.sheet for project in new.assessment.projects}
    for one, other in pairs:
        name = _name(one if other is None else other)
        yield from _form(f"项目“{name}”", one or {}, other or {}, sheets.get(name, ""))


def _form(
    where: str, old: Mapping[str, Any], new: Mapping[str, Any], sheet: str
) -> Iterator[ValueChange]:
    yield from _keys(where, TOTALS, old, new, NOWHERE)
    yield from _keys(where, EXECUTION, old.get("execution", {}), new.get("execution", {}), NOWHERE)
    for one, other in paired(old.get("indicators", ()), new.get("indicators", ()), _name):
        name = _name(one if other is None else other)
        row = Place(sheet, f"第{other['row']}行") if other is not None else NOWHERE
        yield from _keys(f"{where}“{name}”", MARKS, one or {}, other or {}, row)


def _keys(
    where: str,
    labels: Mapping[str, str],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    place: Place,
) -> Iterator[ValueChange]:
    for key, label in labels.items():
        before, after = _shown(key, old.get(key)), _shown(key, new.get(key))
        if before != after:
            kind = ADDED if not before else REMOVED if not after else CHANGED
            yield ValueChange(kind, f"{where} {label}", before, after, is_at=place)


def _shown(key: str, value: Any) -> str:
    if value is None:
        return ""
    return percent(Decimal(value)) if key == "rate" else str(value)


def _name(item: Mapping[str, Any] | None) -> str:
    return str((item or {}).get("name") or "")
