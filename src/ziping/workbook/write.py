"""Results → the same workbook: only the touched sheet parts are patched, the rest is copied raw.

What is written: fresh cached values of our formulas, formulas that were lost, 评分依据, 校验结果,
首页, numbers that were typed as text, and what the officer asked for (marks, rewritten values).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ziping.checks.finding import Report
from ziping.model import Place, Project
from ziping.package.cells import Cell
from ziping.package.heights import set_row_heights
from ziping.package.patch import KEEP, CellEdit, patch_sheet, set_rows_hidden
from ziping.package.refs import cell_ref, parse_cell
from ziping.package.rewrite import rewrite
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, ScoredForm, reasons
from ziping.workbook.cells import FormulaCell, SkipRow, Values, formula_cells
from ziping.workbook.form_formulas import subtotal_lines, subtotal_of
from ziping.workbook.formula import same_formula
from ziping.workbook.layout import BASIC_DATA, RESULTS
from ziping.workbook.opened import Opened
from ziping.workbook.results import home_edits, result_edits, result_heights
from ziping.workbook.row_formulas import row_formulas

BACKUP_SUFFIX = ".bak"


class SheetEdit(NamedTuple):
    """An edit of one cell of one sheet."""

    sheet: str
    edit: CellEdit


class Written(NamedTuple):
    """What was done to the file."""

    path: Path
    backup: Path | None
    parts: tuple[str, ...]
    mended: tuple[Place, ...]


class Plan(NamedTuple):
    """All that results change, before any of it is done: in the file, or in an open program."""

    edits: tuple[SheetEdit, ...]
    mended: tuple[Place, ...] = ()
    heights: Mapping[int, float] = MappingProxyType({})  # row of 校验结果 → points
    shown: Mapping[str, set[int]] = MappingProxyType({})  # sheet → filled rows that are hidden


def value_edit(place: Place, value: Decimal | str | None) -> SheetEdit:
    """A plain value for the cell at `place`."""
    row, col = parse_cell(place.cell)
    return SheetEdit(place.sheet, CellEdit(row, col, value))


def plan_results(
    opened: Opened,
    scored: ScoredAssessment,
    report: Report,
    *,
    unused: Iterable[Project] = (),
    extra: Iterable[SheetEdit] = (),
    checked_at: str = "",
) -> Plan:
    """What the results change. Edits that keep a formula only refresh its cached value."""
    values = Values(scored, unused)
    edits = [*extra, *_text_numbers(scored), *_bases(opened, scored)]
    lost = []
    for cell in formula_cells(opened, scored.pack, home=True, skip=_settled(opened, values)):
        edit = _formula_edit(opened, cell, values)
        if edit is None:
            continue
        edits.append(SheetEdit(cell.sheet, edit))
        if edit.formula is not KEEP:
            lost.append(cell)
    edits += (SheetEdit(*item) for item in result_edits(opened, report))
    edits += (SheetEdit(*item) for item in home_edits(opened, scored, report, checked_at))
    if lost:
        edits = _dressed(opened, edits, lost, scored.pack)
    mended = tuple(Place(cell.sheet, cell_ref(cell.row, cell.col)) for cell in lost)
    heights, shown = result_heights(opened, report), _to_show(opened, scored)
    return Plan(tuple(edits), mended, heights, shown)


def plan_findings(
    opened: Opened, scored: ScoredAssessment, report: Report, *, checked_at: str = ""
) -> Plan:
    """What 校验 alone changes: 校验结果 and the counts of 首页."""
    edits = (*result_edits(opened, report), *home_edits(opened, scored, report, checked_at))
    return Plan(tuple(SheetEdit(*item) for item in edits), (), result_heights(opened, report))


def _to_show(opened: Opened, scored: ScoredAssessment) -> dict[str, set[int]]:
    """Spare rows that were filled while hidden: what counts must be seen and printed."""
    rows = {
        form.form.sheet: {
            row.indicator.row for row in form.indicators if not row.indicator.is_empty
        }
        for form in scored.forms
    }
    lines = scored.assessment.basic_data.project_lines
    rows[BASIC_DATA] = {parse_cell(line.name.place.cell)[0] for line in lines}
    hidden = {sheet: filled & opened.book.hidden_rows(sheet) for sheet, filled in rows.items()}
    return {sheet: found for sheet, found in hidden.items() if found}


def _dressed(
    opened: Opened, edits: list[SheetEdit], lost: list[FormulaCell], pack: RulePack
) -> list[SheetEdit]:
    """The edits with the look of rows that were put in; seldom needed, so loaded late."""
    from ziping.workbook.looks import At, look_edit, row_looks

    looks = row_looks(opened, lost, (formula.name for formula in row_formulas(pack)))
    kept = [SheetEdit(at.sheet, look_edit(opened, at, style)) for at, style in looks.items()]
    return kept + [
        SheetEdit(sheet, edit._replace(style=looks.get(At(sheet, edit.row, edit.col), edit.style)))
        for sheet, edit in edits
    ]


def write_values(opened: Opened, edits: Iterable[SheetEdit]) -> Written:
    """Patch plain values only (rewritten targets); everything else stays as it is."""
    return write_plan(opened, Plan(tuple(edits)))


def patched_parts(opened: Opened, edits: Iterable[SheetEdit]) -> dict[str, bytes]:
    """The sheet parts with the edits in them, without those that come out unchanged."""
    by_sheet: dict[str, list[CellEdit]] = {}
    for sheet, edit in edits:
        by_sheet.setdefault(sheet, []).append(edit)
    parts = {}
    for sheet, cell_edits in by_sheet.items():
        part = opened.part_of(sheet)
        old = opened.package.read(part)
        new = patch_sheet(old, cell_edits, refused=[])
        if new != old:
            parts[part] = new
    return parts


def planned_parts(opened: Opened, plan: Plan) -> dict[str, bytes]:
    """The sheet parts as the plan wants them; nothing is written."""
    parts = patched_parts(opened, plan.edits)
    part = opened.part_of(RESULTS)
    if part in parts and plan.heights:
        parts[part] = set_row_heights(parts[part], plan.heights)
    for sheet, rows in plan.shown.items():
        part = opened.part_of(sheet)
        xml = parts.get(part) or opened.package.read(part)
        parts[part] = set_rows_hidden(xml, dict.fromkeys(rows, False))
    return parts


def write_plan(opened: Opened, plan: Plan) -> Written:
    """Carry the plan out in the file that was read, the old one kept as backup."""
    parts = planned_parts(opened, plan)
    backup = opened.path.with_name(opened.path.name + BACKUP_SUFFIX)
    changed = rewrite(opened.package, parts, opened.path, backup=backup)
    return Written(opened.path, backup if changed else None, tuple(parts), plan.mended)


def _text_numbers(scored: ScoredAssessment) -> Iterator[SheetEdit]:
    """A number typed as text becomes the number that it is; an officer's formula stays."""
    for _, field in scored.fields:
        if field.hint == "text_number" and isinstance(field.value, Decimal | None):
            yield value_edit(field.place, field.value)


def _bases(opened: Opened, scored: ScoredAssessment) -> Iterator[SheetEdit]:
    """评分依据: of rate, weights, totals and grade, of the subtotals, and of every row."""
    for form in scored.forms:
        sheet = form.form.sheet
        col = opened.find(sheet, "check_basis").col
        for name, text in check_bases(form, scored.pack).items():
            yield from _text(opened, sheet, opened.find(sheet, name).row, col, text)
        rect = opened.find(sheet, "subtotal_basis")
        for index, line in enumerate(subtotal_lines(scored.pack)):
            text = reasons.subtotal_basis(subtotal_of(line, form), form, scored.pack)
            yield from _text(opened, sheet, rect.row + index, rect.col, text)
        yield from _row_bases(opened, form, sheet)


def check_bases(form: ScoredForm, pack: RulePack) -> dict[str, str]:
    """Name of a line of 测算与核对 → its reason."""
    return {
        "rate": reasons.rate_basis(form),
        "execution_score": form.execution.basis,
        "weight_total": reasons.weights_basis(form, pack),
        "computed_total": reasons.computed_total_basis(form),
        "total": reasons.total_basis(form),
        "grade": reasons.grade_basis(form, pack),
    }


def _row_bases(opened: Opened, form: ScoredForm, sheet: str) -> Iterator[SheetEdit]:
    rect = opened.find(sheet, "basis")
    texts = {row.indicator.row: row.computed.basis for row in form.indicators}
    for row in range(rect.row, rect.last + 1):
        yield from _text(opened, sheet, row, rect.col, texts.get(row, ""))


def _text(opened: Opened, sheet: str, row: int, col: int, text: str) -> Iterator[SheetEdit]:
    if not text and opened.is_blank(sheet, row, col):
        return
    if opened.cell(sheet, row, col).text != text:
        yield SheetEdit(sheet, CellEdit(row, col, text or None))


def _settled(opened: Opened, values: Values) -> SkipRow:
    """Rows that are empty in the model, with all their formulas there and showing nothing."""

    def settled(sheet: str, row: int, cols: Sequence[int]) -> bool:
        empty = row not in values.rows[sheet]
        return empty and opened.are_formulas(sheet, row, cols, blank=True)

    return settled


def _formula_edit(opened: Opened, cell: FormulaCell, values: Values) -> CellEdit | None:
    """What the cell needs: its formula back, a fresh cached value, or nothing.

    Another value than ours is mostly an old one; but a formula may also have been typed over, or
    have come to #REF!, and then would never show ours again.
    """
    value = values.of(cell)
    if not opened.has_formula(cell.sheet, cell.row, cell.col):
        return CellEdit(cell.row, cell.col, value, cell.text(opened))
    if value == "" and opened.is_blank(cell.sheet, cell.row, cell.col):
        return None
    if opened.shows(cell.sheet, cell.row, cell.col, value):
        return None
    current = opened.cell(cell.sheet, cell.row, cell.col)
    if shows(current, value):
        return None
    ours = not current.formula or same_formula(current.formula, cell.text(opened))
    return CellEdit(cell.row, cell.col, value, KEEP if ours else cell.text(opened))


def shows(cell: Cell, value: Decimal | str | int) -> bool:
    """Whether the cached value is the wanted one, to the 15 digits that a cell keeps."""
    if isinstance(value, str):
        return cell.text == value if value else cell.kind in ("", "s") and not cell.text
    return isinstance(cell.value, Decimal) and float(cell.value) == float(f"{float(value):.15g}")
