"""The sheets of a returned workbook, each with the template's sheet that it is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from ziping.model import Place
from ziping.workbook.formula import Rect
from ziping.workbook.layout import (
    HIDDEN,
    NOTES,
    OVERALL,
    PROJECT,
    PYTHON_CHECK,
    ROLL_NOTES,
    SHEETS,
)
from ziping.workbook.opened import Opened
from ziping.workbook.tampering.change import PROTECTION, SHEET, TemplateChange
from ziping.workbook.tampering.elements import Elements
from ziping.workbook.tampering.maps import FORMS, SheetTemplate, Template
from ziping.workbook.tampering.positions import Shifts, shifts_of
from ziping.workbook.tampering.rendered import Arrangement

OURS_BESIDE = frozenset({NOTES, ROLL_NOTES, PYTHON_CHECK})  # made by us, in no template


class Returned:
    """One sheet of the returned workbook."""

    def __init__(self, opened: Opened, name: str, kind: str, template: SheetTemplate) -> None:
        self.opened, self.name, self.kind, self.template = opened, name, kind, template
        scope = name if kind in FORMS else ""
        found = {key: opened.places.get((scope, key)) for key in template.names}
        self.found: Mapping[str, Rect] = {k: rect for k, rect in found.items() if rect is not None}
        self.shifts: Shifts = shifts_of(template.names, self.found, name)

    @cached_property
    def elements(self) -> Elements:
        return Elements(self.opened, self.name)

    @cached_property
    def arrangement(self) -> Arrangement:
        """Where all names of the sheet lead, the sheet's own name aside."""
        return tuple((*rect[1:], rect.sheet == self.name) for rect in self.found.values())


def returned_sheets(opened: Opened, template: Template) -> list[Returned]:
    """Every sheet that has a template, in the file's order."""
    kinds = {name: name for name in SHEETS if name != PROJECT}
    kinds |= dict.fromkeys(opened.projects, PROJECT)
    kinds[OVERALL] = OVERALL
    order = [info.name for info in opened.book.sheets if info.name in kinds]
    return [Returned(opened, name, kinds[name], template.sheets[kinds[name]]) for name in order]


class Intended:
    """Where each name should lead, were it to go the way of its neighbours."""

    def __init__(self, sheets: list[Returned]) -> None:
        self._by_name = {sheet.name: sheet for sheet in sheets}
        self._global = {
            name: sheet for sheet in sheets if sheet.kind not in FORMS for name in sheet.found
        }

    def find(self, sheet: str, name: str) -> Rect:
        own = self._by_name.get(sheet)
        home = own if own is not None and name in own.template.names else self._global[name]
        return home.shifts.rect(home.template.names[name], home.name)


def changed_sheets(opened: Opened, returned: list[Returned]) -> Iterator[TemplateChange]:
    """Sheets put in, taken out or hidden, and protection taken off."""
    known = {sheet.name for sheet in returned}
    for info in opened.book.sheets:
        place = Place(info.name, "")
        if info.name not in known and info.name not in OURS_BESIDE:
            yield TemplateChange(SHEET, place, "工作表", "没有这张表", "新增的工作表")
        elif info.name == HIDDEN and info.state == "visible":
            yield TemplateChange(SHEET, place, "工作表", "隐藏", "已显示出来")
        elif info.name in known - {HIDDEN} and info.state != "visible":
            yield TemplateChange(SHEET, place, "工作表", "显示", "已隐藏")
    if not opened.projects:
        yield TemplateChange(SHEET, Place(PROJECT, ""), "工作表", "项目自评表", "已删去")
    bare = [sheet.name for sheet in returned if not _is_protected(sheet)]
    if bare:
        found = f"{len(bare)} 张工作表没有保护：{'、'.join(bare)}"
        yield TemplateChange(PROTECTION, Place(bare[0], ""), "工作表保护", "有保护", found)


def _is_protected(sheet: Returned) -> bool:
    """Told from the little behind the rows, where that is spelled plainly."""
    xml = sheet.elements.xml
    at = xml.find(b"<sheetProtection ", max(0, xml.rfind(b"</sheetData>")))
    tag = xml[at : xml.find(b">", at)] if at >= 0 else b""
    if tag.find(b' sheet="1"') >= 0 or tag.find(b' sheet="true"') >= 0:
        return True
    return sheet.opened.is_protected(sheet.name)
