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


class Choice(NamedTuple):
    """Which own marks are to be filled: the blank ones, or those that were chosen."""

    chosen: frozenset[Place] | None

    def takes(self, mark: Field[Any]) -> bool:
        """A formula of the officer's own is never touched, even where it shows nothing."""
        if mark.hint == "formula":
            return False
        return mark.is_blank if self.chosen is None else mark.place in self.chosen


def adopt(
    scored: ScoredAssessment, chosen: frozenset[Place] | None = None
) -> tuple[SelfAssessment, Adopted]:
    """The assessment with the marks filled, and the edits that fill them in the file.

    Without `chosen` the blank marks are filled; with it those cells alone, blank or not.
    """
    assessment, choice = scored.assessment, Choice(chosen)
    edits: list[SheetEdit] = []
    overall = _filled(scored.overall, scored.pack, choice, edits)
    projects = tuple(
        item.project._replace(form=_filled(item.scored, scored.pack, choice, edits))
        for item in scored.projects
    )
    places = tuple(Place(sheet, cell_ref(edit.row, edit.col)) for sheet, edit in edits)
    return assessment._replace(overall=overall, projects=projects), Adopted(tuple(edits), places)


def _filled(form: ScoredForm, pack: RulePack, choice: Choice, edits: list[SheetEdit]) -> Form:
    execution = form.form.execution
    own, mark = execution.declared_score, number(form.execution.marks)
    if choice.takes(own) and mark is not None:
        execution = execution._replace(declared_score=_put(own, mark, edits))
    rows = tuple(_filled_row(row, pack, choice, edits) for row in form.indicators)
    return form.form._replace(execution=execution, indicators=rows)


def _filled_row(
    row: ScoredIndicator, pack: RulePack, choice: Choice, edits: list[SheetEdit]
) -> Indicator:
    indicator = row.indicator
    mark = number(row.computed.marks)
    if mark is None:
        return indicator
    own, reason = indicator.declared_score, indicator.deviation_reason
    is_taken = choice.takes(own)
    if is_taken:
        own = _put(own, mark, edits)
    draft = _draft(row, own.value, pack) if is_taken or choice.chosen is None else ""
    if draft and reason.is_blank and reason.hint != "formula":
        edits.append(value_edit(reason.place, draft))
        reason = Field(draft, reason.place, draft)
    return indicator._replace(declared_score=own, deviation_reason=reason)


def _put(own: Field[Decimal], mark: Decimal, edits: list[SheetEdit]) -> Field[Decimal]:
    """The mark in its cell, unless the very same stands there."""
    if own.value != mark or own.problem:
        edits.append(value_edit(own.place, mark))
    return Field(mark, own.place, str(mark))


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
