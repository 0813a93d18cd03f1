"""The add-in: an empty workbook that carries the project and the ribbon tab."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook

from ziping.workbook.build.finish import CORE, core_properties, in_utf8
from ziping.workbook.macros.code_names import with_code_names
from ziping.workbook.macros.package import before_end, with_project
from ziping.workbook.macros.sources import Sources

ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
RIBBON = "customUI/customUI14.xml"
RIBBON_KIND = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
PACKAGE_RELS = "_rels/.rels"
TITLE = "绩效自评"
DESCRIPTION = "部门整体支出绩效自评：评分、校验、生成报告，在功能区“绩效自评”里"


def addin_parts(sources: Sources) -> list[tuple[str, bytes]]:
    """All parts of the .xlam."""
    found = with_code_names(_empty_parts())
    found = with_project(found, sources)
    found = with_code_names(list(found.items()), ADDIN_TYPE)
    link = f'<Relationship Type="{RIBBON_KIND}" Target="{RIBBON}" Id="rIdRibbon"/>'
    found[PACKAGE_RELS] = before_end(found[PACKAGE_RELS], link)
    return [*found.items(), (RIBBON, sources.ribbon)]


def _empty_parts() -> list[tuple[str, bytes]]:
    """A workbook of one empty sheet, with nothing of the clock in it."""
    book = Workbook()
    book.worksheets[0].title = TITLE
    book.calculation.fullCalcOnLoad = False  # else each start of Excel computes all that is open
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: in_utf8(archive.read(name)) for name in archive.namelist()}
    return list((parts | {CORE: core_properties(TITLE, DESCRIPTION)}).items())
