"""Defined names: of the workbook, or of one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ziping.excel.libreoffice import address, formulas
from ziping.excel.libreoffice.seam import HostError, guarded

if TYPE_CHECKING:
    from ziping.excel.libreoffice.ranges import Range


@guarded
class Names:
    """Without a sheet: all names of the workbook, those of its sheets with the sheet in front."""

    def __init__(self, book: Any, sheet: Any = None) -> None:
        self.book = book
        self.document = book.document
        self.sheet = sheet

    @property
    def api(self) -> Any:
        owner = self.document if self.sheet is None else self.sheet.table
        return owner.NamedRanges

    def snapshot(self) -> list[tuple[str, Name]]:
        """All names as (text, name); xlwings counts and walks through them by this."""
        found = [Name(self.book, self.sheet, key) for key in self.api.getElementNames()]
        if self.sheet is None:
            for sheet in self.book.sheets:
                found += [Name(self.book, sheet, key) for key in _keys(sheet)]
        return [(name.name, name) for name in found]

    def __call__(self, key: str) -> Name:
        if self.api.hasByName(key):
            return Name(self.book, self.sheet, key)
        for text, name in self.snapshot():
            if text == key:
                return name
        raise KeyError(key)

    def contains(self, key: str) -> bool:
        if self.api.hasByName(key):
            return True
        return "!" in key and any(text == key for text, _ in self.snapshot())

    def __len__(self) -> int:
        return len(self.snapshot())


def _keys(sheet: Any) -> tuple[str, ...]:
    return tuple(sheet.table.NamedRanges.getElementNames())


@guarded
class Name:
    """One name, with the sheet that it belongs to, or None for the workbook."""

    def __init__(self, book: Any, sheet: Any, key: str) -> None:
        self.book = book
        self.document = book.document
        self.sheet = sheet
        self.key = key

    @property
    def api(self) -> Any:
        owner = self.document if self.sheet is None else self.sheet.table
        return owner.NamedRanges.getByName(self.key)

    @property
    def name(self) -> str:
        return self.key if self.sheet is None else f"{_spelled(self.sheet.name)}!{self.key}"

    @property
    def refers_to(self) -> str:
        named = self.api
        at = named.getReferencePosition()
        return "=" + formulas.Translator(self.document).to_excel(named.getContent(), at)

    @property
    def refers_to_range(self) -> Range:
        from ziping.excel.libreoffice.ranges import Range
        from ziping.excel.libreoffice.sheets import Sheet

        cells = self.api.getReferredCells()
        if cells is None:
            raise HostError(
                f"名称“{self.name}”不指向单元格", "请恢复工作簿的名称，或换一份新工作簿"
            )
        return Range.of(Sheet(self.book, cells.getSpreadsheet()), cells.getRangeAddress())


def _spelled(sheet: str) -> str:
    """Quoted only where a formula would need it."""
    plain = sheet.replace("_", "a").isalnum() and not sheet[0].isdigit()
    return sheet if plain else address.quoted(sheet)
