"""A workbook read from its parts: sheets, defined names, and the cells of the sheets asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from ziping.errors import UnusableFileError
from ziping.package.cells import Cell, CellMaker, ErrorValue, Value, rich_text
from ziping.package.formats import Formats, read_formats
from ziping.package.gate import Package
from ziping.package.grid import Grid, read_grid
from ziping.package.markup import damaged, local, parse
from ziping.package.refs import parse_area, split_sheet
from ziping.package.relations import part_of_kind, relations
from ziping.package.strings import read_strings

__all__ = ["Cell", "DefinedName", "ErrorValue", "Grid", "SheetInfo", "Value", "Workbook"]

MAX_ROWS = 5_000
MAX_COLS = 256


class SheetInfo(NamedTuple):
    """A sheet in tab order; `state` is visible, hidden or veryHidden."""

    name: str
    part: str
    state: str


class DefinedName(NamedTuple):
    """A name; `sheet` is the sheet it belongs to, None for the whole workbook."""

    name: str
    sheet: str | None
    text: str


class _Index(NamedTuple):
    """What the workbook part says: name, link and state of each sheet, and the names."""

    sheets: tuple[tuple[str, str, str], ...]
    names: tuple[DefinedName, ...]
    date1904: bool


_KNOWN: dict[bytes, _Index] = {}  # by content: the workbooks of one county mostly have the same
_MAX_KNOWN, _MAX_INDEX = 16, 256 * 1024


def _index_of(root: Element) -> _Index:
    pr = _child(root, "workbookPr")
    date1904 = pr is not None and pr.get("date1904") in ("1", "true")
    sheets = tuple(_listed(item) for item in _children(root, "sheets"))
    return _Index(sheets, tuple(_names(root, [name for name, _, _ in sheets])), date1904)


def _listed(item: Element) -> tuple[str, str, str]:
    link = next((v for k, v in item.attrib.items() if k.endswith("}id")), "")
    return item.get("name", ""), link, item.get("state", "visible")


def _names(root: Element, sheets: list[str]) -> Iterator[DefinedName]:
    for item in _children(root, "definedNames"):
        scope = item.get("localSheetId")
        sheet = None
        if scope is not None:
            if not scope.isdecimal() or int(scope) >= len(sheets):
                continue  # a name of a sheet that is gone
            sheet = sheets[int(scope)]
        yield DefinedName(item.get("name", ""), sheet, item.text or "")


class Workbook:
    """Reads only what is asked for; `<dimension>` is not believed, far cells are left out."""

    def __init__(self, package: Package) -> None:
        self.package = package
        part = part_of_kind(package, "", "officeDocument")
        if part is None and "xl/workbook.xml" in package:
            part = "xl/workbook.xml"
        index = self._index(part) if part else None
        if part is None or index is None:
            raise UnusableFileError(package.path, "这不是 Excel 工作簿", "请指定 .xlsx 文件")
        self.part = part
        self.sheets = self._read_sheets(index.sheets)
        self.names = list(index.names)
        self.date1904 = index.date1904
        self._grids: dict[tuple[str, int, int], Grid] = {}
        self._folded = {sheet.name.casefold(): sheet for sheet in self.sheets}

    def sheet(self, name: str) -> SheetInfo | None:
        """The sheet of this name; case does not matter, as in Excel."""
        return self._folded.get(name.casefold())

    def resolve(self, text: str) -> tuple[str, int, int, int, int] | None:
        """`'整体'!$D$14` → (sheet, top, left, bottom, right); None for `#REF!` and the like."""
        return resolve(text, {folded: info.name for folded, info in self._folded.items()})

    def cells(
        self, name: str, *, max_rows: int = MAX_ROWS, max_cols: int = MAX_COLS
    ) -> Mapping[tuple[int, int], Cell]:
        """The cells of one sheet by (row, column); a KeyError if there is no such sheet."""
        return self.grid(name, max_rows=max_rows, max_cols=max_cols).cells

    def hidden_rows(self, name: str) -> frozenset[int]:
        """The rows of a sheet that are hidden."""
        return self.grid(name).hidden_rows

    def truncated(self, name: str) -> bool:
        """Are there cells beyond the bounds that were not read?"""
        return self.grid(name).truncated

    def grid(self, name: str, *, max_rows: int = MAX_ROWS, max_cols: int = MAX_COLS) -> Grid:
        """Everything read of one sheet, kept for the next call."""
        info = self.sheet(name)
        if info is None:
            raise KeyError(name)
        key = (info.name, max_rows, max_cols)
        if key not in self._grids:
            self._grids[key] = self._read_grid(info, max_rows, max_cols)
        return self._grids[key]

    def is_date(self, style: int) -> bool:
        """Does this cell style show a date or a time?"""
        return style in self._formats.dates

    def is_percent(self, style: int) -> bool:
        """Does this cell style show a percentage?"""
        return style in self._formats.percents

    def is_unlocked(self, style: int) -> bool:
        """May a cell of this style be typed into while its sheet is protected?"""
        return style in self._formats.unlocked

    def is_text(self, style: int) -> bool:
        """Does whatever is typed into a cell of this style stay text?"""
        return style in self._formats.texts

    @cached_property
    def rich_texts(self) -> frozenset[str]:
        """Texts that somewhere bear a look of their own within: rewritten, they would lose it."""
        root = self._linked("sharedStrings")
        items = () if root is None else root
        return frozenset(rich_text(item) for item in items if _has_looks(item))

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings; the count that the part states is not believed."""
        part = part_of_kind(self.package, self.part, "sharedStrings")
        if part is None:
            return []
        return read_strings(self.package.read(part), self.package.path, part)

    @cached_property
    def _formats(self) -> Formats:
        root = self._linked("styles")
        return Formats() if root is None else read_formats(root)

    def _index(self, part: str) -> _Index | None:
        """What the workbook part says; None if it is no workbook."""
        xml = self.package.read(part)
        index = _KNOWN.get(xml)
        if index is None:
            root = self._root(part)
            if local(root.tag) != "workbook":
                return None
            index = _index_of(root)
            if len(_KNOWN) >= _MAX_KNOWN:
                _KNOWN.clear()
            if len(xml) <= _MAX_INDEX:
                _KNOWN[xml] = index
        return index

    def _read_sheets(self, listed: tuple[tuple[str, str, str], ...]) -> list[SheetInfo]:
        links = {link.id: link.part for link in relations(self.package, self.part)}
        found = []
        for name, link, state in listed:
            part = links.get(link, "")
            if part not in self.package:
                raise damaged(self.package.path, self.part)
            found.append(SheetInfo(name, part, state))
        return found

    def _read_grid(self, info: SheetInfo, max_rows: int, max_cols: int) -> Grid:
        maker = CellMaker(self.strings, self.date1904)
        xml = self.package.read(info.part)
        return read_grid(xml, maker, (max_rows, max_cols), self.package.path, info.part)

    def _linked(self, kind: str) -> Element | None:
        part = part_of_kind(self.package, self.part, kind)
        return None if part is None else self._root(part)

    def _root(self, part: str) -> Element:
        return parse(self.package.read(part), self.package.path, part)


def resolve(text: str, sheets: Mapping[str, str]) -> tuple[str, int, int, int, int] | None:
    """The same for names of sheets by their folded spelling."""
    try:
        name, area = split_sheet(text.strip().removeprefix("="))
        title = sheets.get(name.casefold())
        return None if title is None else (title, *parse_area(area))
    except ValueError:
        return None


FONTS = frozenset({"rFont", "family", "charset", "scheme"})


def _has_looks(item: Element) -> bool:
    """Whether runs of a shared string differ in more than the font.

    LibreOffice makes a run of every change between Hanzi and Latin letters.
    """
    runs = [run for run in item if local(run.tag) == "r"]
    return len({_look(run) for run in runs}) > 1


def _look(run: Element) -> tuple[bytes, ...]:
    properties = (prop for child in run if local(child.tag) == "rPr" for prop in child)
    return tuple(sorted(tostring(prop) for prop in properties if local(prop.tag) not in FONTS))


def _child(root: Element, name: str) -> Element | None:
    return next((item for item in root if local(item.tag) == name), None)


def _children(root: Element, name: str) -> list[Element]:
    found = _child(root, name)
    return [] if found is None else list(found)
