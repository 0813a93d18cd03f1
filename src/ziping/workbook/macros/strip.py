"""The macro workbook → what is mailed: the same file without macros, buttons and Python核对.

Whoever gets it sees no warning, and no cell asks for a function that is not there. Works on a file
as built and on one that Excel has saved since, which adds a drawing and control parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from ziping.package.tags import set_attributes
from ziping.workbook.layout import PYTHON_CHECK
from ziping.workbook.macros.buttons_out import without_buttons
from ziping.workbook.macros.code_names import BOOK, MACRO_TYPE, PLAIN_TYPE, TYPES, Parts
from ziping.workbook.macros.functions_out import without_functions
from ziping.workbook.macros.links import Link, cut_links, drop_lost, links, reached
from ziping.workbook.macros.package import PROJECT_TYPE
from ziping.workbook.macros.splice import Found, Splice, cut, elements, in_plain_utf8, spliced

BOOK_KINDS = frozenset({"vbaProject", "attachedToolbars", "calcChain"})  # a chain names lost cells
PACKAGE_KINDS = frozenset({"extensibility", "userCustomization"})


def macro_free(parts: Parts) -> list[tuple[str, bytes]]:
    """All parts of the .xlsx; those that hold nothing of the macros keep their bytes."""
    found = dict(parts)
    before = reached(found)
    cut_links(found, "", lambda link: link.kind in PACKAGE_KINDS)
    cut_links(found, BOOK, lambda link: link.kind in BOOK_KINDS)
    _drop_check_sheet(found)
    for sheet in [link.target for link in links(found, BOOK) if link.kind == "worksheet"]:
        without_buttons(found, sheet)
        without_functions(found, sheet)
    drop_lost(found, before)
    _plain_types(found)
    return list(found.items())


def _plain_types(parts: dict[str, bytes]) -> None:
    types = parts[TYPES].replace(MACRO_TYPE.encode(), PLAIN_TYPE.encode())
    gone = [one for one in elements(types, "Default") if one.get("ContentType") == PROJECT_TYPE]
    parts[TYPES] = spliced(types, map(cut, gone))


def _drop_check_sheet(parts: dict[str, bytes]) -> None:
    """Take Python核对 out of the list of sheets, with the names that mean its cells."""
    book = parts[BOOK] = in_plain_utf8(parts[BOOK])
    sheets = elements(book, "sheet")
    at = next((n for n, sheet in enumerate(sheets) if sheet.get("name") == PYTHON_CHECK), None)
    if at is None:
        return
    relation = sheets[at].get("id")
    splices = [cut(sheets[at]), *_names(book, at), *_tabs(book, at)]
    parts[BOOK] = spliced(book, splices)

    def is_sheet(link: Link) -> bool:
        return link.id == relation

    cut_links(parts, BOOK, is_sheet)


def _names(book: bytes, at: int) -> Iterator[Splice]:
    """Names of the sheet go; those of later sheets count one less."""
    for name in elements(book, "definedName"):
        scope = int(name.get("localSheetId") or -1)
        text = book[name.inner : name.close].decode()
        if scope == at or f"{PYTHON_CHECK}'!" in text or f"{PYTHON_CHECK}!" in text:
            yield cut(name)
        elif scope > at:
            yield _changed(book, name, "localSheetId", scope - 1)


def _tabs(book: bytes, at: int) -> Iterator[Splice]:
    """The tab in front and the first one shown, where they stood behind the sheet or on it."""
    for view in elements(book, "workbookView"):
        changes: dict[str, str | None] = {
            key: str(max(int(view.get(key)) - 1, 0))
            for key in ("activeTab", "firstSheet")
            if int(view.get(key) or 0) >= at
        }
        if changes:
            yield view.start, view.inner, set_attributes(book[view.start : view.inner], changes)


def _changed(xml: bytes, found: Found, name: str, value: int) -> Splice:
    tag = set_attributes(xml[found.start : found.inner], {name: str(value)})
    return found.start, found.inner, tag
