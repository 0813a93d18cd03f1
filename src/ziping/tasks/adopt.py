"""采用测算分: the computed mark into every blank own mark, a draft into every blank reason.

An own mark that is there is never touched. A drafted reason carries a visible mark until the
officer writes her own.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from ziping.checks.forms import DRAFT
from ziping.model import Field, Form, Indicator, Place, SelfAssessment
from ziping.package.refs import cell_ref
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator, number
from ziping.scoring.nature import AT_LEAST
from ziping.workbook.write import SheetEdit, value_edit

DRAFTS = {
    "missed": f"{DRAFT}实际完成值未达到年度指标值，请写明原因和改进措施。",
    "exceeded": f"{DRAFT}实际完成值超过年度指标值较多，请写明原因。",
    "tier": f"{DRAFT}未完全达到预期，请写明原因和改进措施。",
}


class Adopted(NamedTuple):
    """The cells that were filled."""

    edits: tuple[SheetEdit, ...]
    places: tuple[Place, ...]


def adopt(scored: ScoredAssessment) -> tuple[SelfAssessment, Adopted]:
    """The assessment with the blanks filled, and the edits that fill them in the file."""
    assessment = scored.assessment
    edits: list[SheetEdit] = []
    overall = _filled(scored.overall, scored.pack, edits)
    projects = tuple(
        item.project._replace(form=_filled(item.scored, scored.pack, edits))
        for item in scored.projects
    )
    places = tuple(Place(sheet, cell_ref(edit.row, edit.col)) for sheet, edit in edits)
    return assessment._replace(overall=overall, projects=projects), Adopted(tuple(edits), places)


def _filled(form: ScoredForm, pack: RulePack, edits: list[SheetEdit]) -> Form:
    execution = form.form.execution
    own, mark = execution.declared_score, number(form.execution.marks)
    if _is_free(own) and mark is not None:
        edits.append(value_edit(own.place, mark))
        execution = execution._replace(declared_score=own._replace(value=mark))
    rows = tuple(_filled_row(row, pack, edits) for row in form.indicators)
    return form.form._replace(execution=execution, indicators=rows)


def _is_free(cell: Field[Any]) -> bool:
    """Blank, and no formula of the officer's that shows nothing at the moment."""
    return cell.is_blank and cell.hint != "formula"


def _filled_row(row: ScoredIndicator, pack: RulePack, edits: list[SheetEdit]) -> Indicator:
    indicator = row.indicator
    mark = number(row.computed.marks)
    if mark is None:
        return indicator
    own, reason = indicator.declared_score, indicator.deviation_reason
    if _is_free(own):
        edits.append(value_edit(own.place, mark))
        own = Field(mark, own.place, str(mark))
    draft = _draft(row, own.value, pack)
    if _is_free(reason) and draft:
        edits.append(value_edit(reason.place, draft))
        reason = Field(draft, reason.place, draft)
    return indicator._replace(declared_score=own, deviation_reason=reason)


def _draft(row: ScoredIndicator, own: Decimal | None, pack: RulePack) -> str:
    """Which phrase the row needs, if any: marks were lost, or the target was far exceeded."""
    full = row.indicator.full_marks.value
    if full is not None and own is not None and own < full:
        return DRAFTS["missed" if row.target is not None else "tier"]
    limit = pack.get("over_fulfilment.rate")
    if limit and row.target and row.actual and row.nature == AT_LEAST and row.target.value > 0:
        exceeded = row.target.comparable(row.actual)
        if exceeded and row.actual.value >= row.target.value * Decimal(limit):
            return DRAFTS["exceeded"]
    return ""
