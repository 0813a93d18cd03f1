"""A returned workbook beside its template: everything that was changed, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.errors import UnusableFileError
from ziping.model import Place
from ziping.package.refs import cell_ref
from ziping.rules import RulePack
from ziping.workbook.cells import PackKey
from ziping.workbook.formula import REFERENCE
from ziping.workbook.layout import BASIC_DATA, HIDDEN, HOME, OVERALL, PROJECT, REPORT_TEXT
from ziping.workbook.opened import Opened
from ziping.workbook.tampering.change import FORMULA, RULE, TemplateChange, parted
from ziping.workbook.tampering.formulas import Difference, differences
from ziping.workbook.tampering.inputs import strange_inputs
from ziping.workbook.tampering.labels import changed_labels
from ziping.workbook.tampering.maps import FORMS, Template
from ziping.workbook.tampering.names import changed_names, shadowing_names
from ziping.workbook.tampering.rendered import rendered
from ziping.workbook.tampering.rule_values import (
    changed_pack,
    changed_values,
    known_pack,
    shown,
)
from ziping.workbook.tampering.sheets import Intended, Returned, changed_sheets, returned_sheets
from ziping.workbook.tampering.template import template_of
from ziping.workbook.tampering.validations import changed_validations, validations_of

NO_ROW = "整行没有公式（插入的行，或公式被清掉）"
COMPUTED = frozenset({*FORMS, BASIC_DATA, REPORT_TEXT, HOME})


def changes_of(
    opened: Opened, pack: RulePack, issued: RulePack | None = None
) -> list[TemplateChange]:
    """What differs from the workbook that was sent out; grave changes first.

    `pack` is the one inside the file. It is compared with the one of the same name and version
    that is known, `issued` before the program's own, and so is all that follows from it.
    """
    ours = known_pack(pack, issued)
    changes = list(changed_pack(opened, pack, ours, issued))
    try:
        changes += _changes(opened, ours or pack)
    except UnusableFileError:
        if ours is None or ours is pack:
            raise
        changes += _changes(opened, pack)  # so much was changed that our names do not fit
    return sorted(changes, key=lambda change: not change.grave)


def _changes(opened: Opened, pack: RulePack) -> Iterator[TemplateChange]:
    version = opened.fact("layout_version")
    template = template_of(version, pack, rolled=_is_rolled(opened))
    if template is None:
        text = "按它生成不了空白工作簿，公式、文字和规则没有比对"
        yield TemplateChange(RULE, Place(HIDDEN, ""), "规则包", "可以比对的规则包", text)
        return
    sheets = returned_sheets(opened, template)
    yield from shadowing_names(opened, sheets)
    for sheet in sheets:
        yield from _sheet_changes(sheet, template, sheets)
    yield from changed_sheets(opened, sheets)


def _is_rolled(opened: Opened) -> bool:
    """Whether anything was carried over from last year: then the sheets have a column more."""
    columns = [opened.find(REPORT_TEXT, "carried_text")]
    for sheet in (OVERALL, *opened.projects):
        columns += (opened.find(sheet, "carried_target"), opened.find(sheet, "carried_objective"))
    return any(
        not opened.is_blank(rect.sheet, row, rect.col)
        and opened.cell(rect.sheet, row, rect.col).text != ""
        for rect in columns
        for row in range(rect.row, rect.last + 1)
    )


def _sheet_changes(
    sheet: Returned, template: Template, sheets: list[Returned]
) -> Iterator[TemplateChange]:
    misleading: set[str] = set()
    if sheet.kind in COMPUTED:
        yield from _formula_changes(sheet, template.pack, sheets, misleading)
    yield from strange_inputs(sheet, template.pack)
    yield from changed_values(sheet)
    yield from changed_labels(sheet)
    yield from changed_names(sheet, misleading)
    if sheet.template.validations:
        yield from _validation_changes(sheet)


def _formula_changes(
    sheet: Returned, pack: RulePack, sheets: list[Returned], misleading: set[str]
) -> Iterator[TemplateChange]:
    """Also tells, in `misleading`, which names formulas did not follow."""
    key, opened = PackKey(pack), sheet.opened
    arrangement = _arrangement(sheet, sheets)
    formulas = rendered(key, sheet.kind, sheet.name, opened, arrangement)
    found = list(differences(sheet.elements, formulas))
    stray = {name for one in sheets for name in one.shifts.stray}
    if found and stray:
        found = _left_behind(sheet, key, sheets, found, misleading)
    yield from _told(sheet, found, formulas.rows, len(formulas.columns))


def _arrangement(sheet: Returned, sheets: list[Returned]) -> tuple[object, ...]:
    """Where all names lead that the sheet's formulas may read."""
    read = (one for one in sheets if one is not sheet and one.kind != PROJECT)
    others = tuple(one.arrangement for one in read)
    return (sheet.arrangement, others)


def _left_behind(
    sheet: Returned,
    key: PackKey,
    sheets: list[Returned],
    found: list[Difference],
    misleading: set[str],
) -> list[Difference]:
    """What differs also with each name where it should lead; the rest are names led astray."""
    places = Intended(sheets)
    arrangement = (_arrangement(sheet, sheets), "intended")
    formulas = rendered(key, sheet.kind, sheet.name, places, arrangement)
    still = {one.order for one in differences(sheet.elements, formulas)}
    for one in found:
        if one.order not in still:
            name, text = one.names
            misleading |= {name, *(match[1] for match in REFERENCE.findall(text))}
    return [one for one in found if one.order in still]


def _told(
    sheet: Returned, found: list[Difference], rows: range, columns: int
) -> Iterator[TemplateChange]:
    """A row without any formula is told once."""
    lost: dict[int, int] = {}
    for one in found:
        if not one.found and one.at[0] in rows:
            lost[one.at[0]] = lost.get(one.at[0], 0) + 1
    empty = [row for row, count in sorted(lost.items()) if count == columns]
    for row in empty:
        col = sheet.found["indicator_name"].col
        where = Place(sheet.name, cell_ref(row, col))
        yield TemplateChange(FORMULA, where, f"第 {row} 行", "系统列的公式", NO_ROW)
    for one in found:
        if one.at[0] not in empty:
            yield _changed(sheet, one)


def _changed(sheet: Returned, one: Difference) -> TemplateChange:
    home = sheet.template.names.get(one.names[0])
    cell = sheet.elements.cells.get(one.at)
    found = one.found or (shown(cell) if cell is not None else "")
    label = one.names[0]
    if home is not None:
        rect = sheet.found[one.names[0]]
        row = home.row + one.at[0] - rect.row if one.at[0] in range(rect.row, rect.last + 1) else 0
        label = sheet.template.caption(row or home.row, home.col) or label
    where = Place(sheet.name, cell_ref(*one.at))
    return TemplateChange(FORMULA, where, label, *parted(one.expected, found), True)


def _validation_changes(sheet: Returned) -> Iterator[TemplateChange]:
    areas = validations_of(sheet.elements.xml)
    wanted, names = sheet.template.validations, sheet.template.names
    for name, change in changed_validations(sheet.name, wanted, sheet.found, areas):
        caption = sheet.template.caption(names[name].row, names[name].col) or name
        yield change._replace(label=f"{caption}的填写限制")
