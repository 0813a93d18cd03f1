"""The names by which VBA knows the workbook and its sheets: its document modules are named so."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.package.tags import set_attributes
from ziping.workbook.macros.splice import elements, spliced

Parts = Sequence[tuple[str, bytes]]
TYPES = "[Content_Types].xml"
BOOK = "xl/workbook.xml"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
BOOK_NAME = "ThisWorkbook"
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def with_code_names(parts: Parts, kind: str = MACRO_TYPE) -> dict[str, bytes]:
    """The parts of a workbook of ours with a code name in each sheet, and of another type."""
    found = dict(parts)
    for old in (PLAIN_TYPE, MACRO_TYPE):
        found[TYPES] = found[TYPES].replace(old.encode(), kind.encode())
    found[BOOK] = _with_attribute(found[BOOK], "workbookPr", BOOK_NAME)
    for number, part in enumerate(sheet_parts(found), 1):
        found[part] = _with_attribute(found[part], "sheetPr", f"Sheet{number}")
    return found


def sheet_parts(parts: dict[str, bytes]) -> list[str]:
    """The part of each sheet in the order of the tabs."""
    links = {
        link.get("Id"): link.get("Target") for link in elements(parts[BOOK_RELS], "Relationship")
    }
    targets = [links[sheet.attributes["r:id"]] for sheet in elements(parts[BOOK], "sheet")]
    return [to.lstrip("/") if to.startswith("/") else f"xl/{to}" for to in targets]


def sheet_part(parts: dict[str, bytes], title: str) -> str:
    """The part of the sheet of this name."""
    titles = [sheet.get("name") for sheet in elements(parts[BOOK], "sheet")]
    return sheet_parts(parts)[titles.index(title)]


def _with_attribute(xml: bytes, name: str, code_name: str) -> bytes:
    """The part with a code name in its one element of this name; our builder always writes it."""
    (found,) = elements(xml, name)
    tag = set_attributes(xml[found.start : found.inner], {"codeName": code_name})
    return spliced(xml, [(found.start, found.inner, tag)])
