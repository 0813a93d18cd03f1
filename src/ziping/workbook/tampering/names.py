"""Defined names that lead elsewhere than the cells around them tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ziping.model import Place
from ziping.package.refs import cell_ref
from ziping.workbook.formula import Rect
from ziping.workbook.layout import OPTIONAL_UNIT, PREFIX, RESULT_KEY, RESULT_REMARK, SUBMISSION
from ziping.workbook.opened import Opened
from ziping.workbook.tampering.change import NAME, TemplateChange
from ziping.workbook.tampering.maps import FORMS
from ziping.workbook.tampering.sheets import Returned

OPTIONAL = OPTIONAL_UNIT | {RESULT_REMARK[0], RESULT_KEY[0], SUBMISSION[0]}


def changed_names(sheet: Returned, misleading: Collection[str]) -> Iterator[TemplateChange]:
    """Names of one sheet; `misleading` are those that formulas did not follow."""
    for name in sheet.shifts.stray:
        rect, home = sheet.found[name], sheet.template.names[name]
        wanted = sheet.shifts.rect(home, sheet.name)
        grave = name in misleading or rect.sheet != sheet.name
        moved = "" if grave else "（连同公式一起移走的）"
        label = f"名称 {PREFIX}{name}（{sheet.template.caption(home.row, home.col) or sheet.kind}）"
        where = Place(rect.sheet, cell_ref(rect.row, rect.col))
        yield TemplateChange(NAME, where, label, _told(wanted), _told(rect) + moved, grave)
    for name in sheet.template.names.keys() - sheet.found.keys() - OPTIONAL:
        where, lost = Place(sheet.name, ""), "没有了，或不指向单元格"
        told = _told(sheet.shifts.rect(sheet.template.names[name], sheet.name))
        yield TemplateChange(NAME, where, f"名称 {PREFIX}{name}", told, lost, True)


def shadowing_names(opened: Opened, sheets: list[Returned]) -> Iterator[TemplateChange]:
    """A name of the whole workbook that a sheet has once more: formulas there read that one."""
    ours = {sheet.name for sheet in sheets}
    shared = {name for sheet in sheets if sheet.kind not in FORMS for name in sheet.template.names}
    for (scope, name), rect in opened.places.items():
        if scope in ours and name in shared:
            where = Place(scope, cell_ref(rect.row, rect.col) if rect.sheet == scope else "")
            label = f"名称 {PREFIX}{name}"
            found = f"“{scope}”另有一个同名的名称，指向 {_told(rect)}"
            yield TemplateChange(NAME, where, label, "全工作簿只有一个", found, True)


def _told(rect: Rect) -> str:
    first = cell_ref(rect.row, rect.col)
    if rect.last == rect.row:
        return f"{rect.sheet} {first}"
    return f"{rect.sheet} {first}:{cell_ref(rect.last, rect.col)}"
