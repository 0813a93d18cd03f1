"""Every cell that holds a formula of ours, with its text and the value that it must show.

The builder writes these, the tests compare them in a real spreadsheet, the writer puts in their
cached values and mends those that were lost.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from ziping.model import Field, Indicator, Project
from ziping.rules import RulePack
from ziping.rules.outline import text_keys
from ziping.scoring import ScoredAssessment, ScoredForm, score_form
from ziping.scoring.indicator import score_indicator
from ziping.workbook.data_formulas import basic_data_formulas, home_formulas, text_formulas
from ziping.workbook.form_formulas import (
    FormView,
    SubtotalLine,
    form_formulas,
    subtotal_formulas,
    subtotal_lines,
    subtotal_of,
)
from ziping.workbook.formula import Formula, Rect, Shown, render
from ziping.workbook.label_formulas import data_labels, form_labels
from ziping.workbook.layout import (
    BASIC_DATA,
    HOME,
    OVERALL,
    OVERALL_FORM,
    PROJECT_FORM,
    REPORT_TEXT,
    FormLayout,
)
from ziping.workbook.opened import Opened
from ziping.workbook.row_formulas import Row, row_formulas, row_of


class Finder(Protocol):
    """Whatever knows where a name leads: an opened workbook, for one."""

    def find(self, sheet: str, name: str) -> Rect: ...


class FormulaCell(NamedTuple):
    """A formula in its cell; `about` names what its value is worked out from."""

    sheet: str
    row: int
    col: int
    formula: Formula
    about: tuple[str, Any]

    def text(self, opened: Finder) -> str:
        return render(self.formula.text, self.row, self.sheet, opened.find)


SkipRow = Callable[[str, int, Sequence[int]], bool]


class PackKey:
    """A rule pack as a key: the same texts and year, with the very same rules in it."""

    __slots__ = ("_hash", "pack")

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self._hash = hash((pack.name, pack.version, pack.year, id(pack.rules)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackKey) and self.pack.rules is other.pack.rules


class FormFormulas(NamedTuple):
    """The formulas of a form sheet: single cells, each line of the subtotals, and of a row."""

    single: tuple[Formula, ...]
    subtotals: tuple[tuple[SubtotalLine, tuple[Formula, ...]], ...]
    row: tuple[Formula, ...]


@lru_cache(maxsize=16)
def form_sheet_formulas(key: PackKey, layout: FormLayout) -> FormFormulas:
    """Written out once for a pack: every file of a county has the same."""
    pack = key.pack
    lines = ((line, tuple(subtotal_formulas(line))) for line in subtotal_lines(pack))
    single = (*form_labels(layout, pack), *form_formulas(layout, pack))
    return FormFormulas(single, tuple(lines), tuple(row_formulas(pack)))


@lru_cache(maxsize=8)
def _plain_formulas(key: PackKey) -> Mapping[str, tuple[tuple[Formula, str], ...]]:
    """The formulas of the other sheets, each with what its value is worked out from."""
    pack = key.pack
    data = [(formula, "file") for formula in data_labels(pack)]
    data += [(formula, "basic_data") for formula in basic_data_formulas()]
    home = home_formulas(pack, text_keys(pack))
    return {
        BASIC_DATA: tuple(data),
        REPORT_TEXT: tuple((formula, "file") for formula in text_formulas()),
        HOME: tuple((formula, "scored") for formula in home),
    }


def formula_cells(
    opened: Opened, pack: RulePack, *, home: bool = False, skip: SkipRow | None = None
) -> Iterator[FormulaCell]:
    """All formula cells of the opened file; those of 首页 only where asked for.

    `skip` may leave out rows of indicators at one look: most of the sixty are empty.
    """
    key = PackKey(pack)
    for sheet in (OVERALL, *opened.projects):
        yield from single_cells(opened, key, sheet)
        yield from _row_cells(opened, key, sheet, skip)
    for sheet in (BASIC_DATA, REPORT_TEXT, HOME) if home else (BASIC_DATA, REPORT_TEXT):
        yield from single_cells(opened, key, sheet)


def single_cells(opened: Finder, key: PackKey, sheet: str) -> Iterator[FormulaCell]:
    """The formula cells of a sheet outside the rows of indicators."""
    plain = _plain_formulas(key).get(sheet)
    if plain is None:
        yield from _form_cells(opened, key, sheet)
        return
    for formula, about in plain:
        rect = opened.find(sheet, formula.name)
        yield FormulaCell(rect.sheet, rect.row, rect.col, formula, (about, None))


def layout_of(sheet: str) -> FormLayout:
    """Which of the two forms stands on a form sheet."""
    return OVERALL_FORM if sheet == OVERALL else PROJECT_FORM


def _form_cells(opened: Finder, key: PackKey, sheet: str) -> Iterator[FormulaCell]:
    formulas = form_sheet_formulas(key, layout_of(sheet))
    for formula in formulas.single:
        rect = opened.find(sheet, formula.name)
        yield FormulaCell(rect.sheet, rect.row, rect.col, formula, ("form", None))
    first = opened.find(sheet, "subtotal_full_marks").row
    for index, (line, cells) in enumerate(formulas.subtotals):
        for formula in cells:
            rect = opened.find(sheet, formula.name)
            yield FormulaCell(sheet, first + index, rect.col, formula, ("subtotal", line))


def _row_cells(
    opened: Opened, key: PackKey, sheet: str, skip: SkipRow | None
) -> Iterator[FormulaCell]:
    block = opened.find(sheet, "indicator_name")
    formulas = form_sheet_formulas(key, layout_of(sheet)).row
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
