"""Every cell that holds a formula of ours, with its text and the value that it must show.

The builder writes these, the tests compare them in a real spreadsheet, the writer puts in their
cached values and mends those that were lost.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from ziping.model import Field, Indicator, Project
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.scoring import ScoredAssessment, ScoredForm, score_form
from ziping.scoring.indicator import score_indicator
from ziping.workbook.data_formulas import basic_data_formulas, home_formulas, text_formulas
from ziping.workbook.form_formulas import (
    FormView,
    form_formulas,
    subtotal_formulas,
    subtotal_lines,
    subtotal_of,
)
from ziping.workbook.formula import Formula, Shown, render
from ziping.workbook.label_formulas import data_labels, form_labels
from ziping.workbook.layout import (
    BASIC_DATA,
    HOME,
    OVERALL,
    OVERALL_FORM,
    PROJECT_FORM,
    REPORT_TEXT,
)
from ziping.workbook.opened import Opened
from ziping.workbook.row_formulas import Row, row_formulas, row_of


class FormulaCell(NamedTuple):
    """A formula in its cell; `about` names what its value is worked out from."""

    sheet: str
    row: int
    col: int
    formula: Formula
    about: tuple[str, Any]

    def text(self, opened: Opened) -> str:
        return render(self.formula.text, self.row, self.sheet, opened.find)


SkipRow = Callable[[str, int, Sequence[int]], bool]


def formula_cells(
    opened: Opened, pack: RulePack, *, home: bool = False, skip: SkipRow | None = None
) -> Iterator[FormulaCell]:
    """All formula cells of the opened file; those of 首页 only where asked for.

    `skip` may leave out rows of indicators at one look: most of the sixty are empty.
    """
    for sheet in (OVERALL, *opened.projects):
        yield from _form_cells(opened, pack, sheet)
        yield from _row_cells(opened, pack, sheet, skip)
    single = partial(_single, opened, BASIC_DATA)
    for formula in data_labels(pack):
        yield single(formula, ("file", None))
    for formula in basic_data_formulas():
        yield single(formula, ("basic_data", None))
    for formula in text_formulas():
        yield _single(opened, REPORT_TEXT, formula, ("file", None))
    if home:
        for formula in home_formulas(pack, text_keys(pack)):
            yield _single(opened, HOME, formula, ("scored", None))


def _single(opened: Opened, sheet: str, formula: Formula, about: tuple[str, Any]) -> FormulaCell:
    rect = opened.find(sheet, formula.name)
    return FormulaCell(rect.sheet, rect.row, rect.col, formula, about)


def _form_cells(opened: Opened, pack: RulePack, sheet: str) -> Iterator[FormulaCell]:
    layout = OVERALL_FORM if sheet == OVERALL else PROJECT_FORM
    for formula in (*form_labels(layout, pack), *form_formulas(layout, pack)):
        yield _single(opened, sheet, formula, ("form", None))
    first = opened.find(sheet, "subtotal_full_marks").row
    for index, line in enumerate(subtotal_lines(pack)):
        for formula in subtotal_formulas(line):
            rect = opened.find(sheet, formula.name)
            yield FormulaCell(sheet, first + index, rect.col, formula, ("subtotal", line))


def _row_cells(
    opened: Opened, pack: RulePack, sheet: str, skip: SkipRow | None
) -> Iterator[FormulaCell]:
    block = opened.find(sheet, "indicator_name")
    formulas = list(row_formulas(pack))
    cols = [opened.find(sheet, formula.name).col for formula in formulas]
    for row in range(block.row + 1, block.last):
        if skip is not None and skip(sheet, row, cols):
            continue
        for formula, col in zip(formulas, cols, strict=True):
            yield FormulaCell(sheet, row, col, formula, ("row", row))


BLANK = Indicator(
    row=0,
    level1="",
    level2=Field(),
    name=Field(),
    target=Field(),
    actual=Field(),
    full_marks=Field(),
    declared_score=Field(),
    deviation_reason=Field(),
)


class Values:
    """The value that each formula cell must show for one scored file."""

    def __init__(self, scored: ScoredAssessment, unused: Iterable[Project] = ()) -> None:
        self.scored = scored
        self.views = {scored.overall.form.sheet: FormView(scored.overall, scored.assessment)}
        for item in scored.projects:
            view = FormView(item.scored, scored.assessment, item.project)
            self.views[item.scored.form.sheet] = view
        for project in unused:  # sheets without a project still show their formulas
            form = score_form(project.form, scored.pack)
            self.views[form.form.sheet] = FormView(form, scored.assessment, project)
        self.rows = {sheet: self._rows(view.scored) for sheet, view in self.views.items()}
        self.blank_row = row_of(score_indicator(BLANK, scored.pack), scored.pack)

    def _rows(self, form: ScoredForm) -> Mapping[int, Row]:
        return {
            scored.indicator.row: row_of(scored, self.scored.pack) for scored in form.indicators
        }

    def of(self, cell: FormulaCell) -> Decimal | str | int:
        """What the cell shows; blank is the empty text, as a formula gives it."""
        shown = cell.formula.value(self._subject(cell))
        return "" if shown is None else shown

    def _subject(self, cell: FormulaCell) -> Any:
        kind, key = cell.about
        if kind == "row":
            return self.rows[cell.sheet].get(key, self.blank_row)
        if kind == "form":
            return self.views[cell.sheet]
        if kind == "subtotal":
            return subtotal_of(key, self.views[cell.sheet].scored)
        if kind == "basic_data":
            return self.scored.assessment.basic_data
        return self.scored.assessment if kind == "file" else self.scored


__all__ = ["FormulaCell", "Shown", "Values", "formula_cells"]
