"""One open workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ziping.excel.libreoffice import files
from ziping.excel.libreoffice.alerts import argument
from ziping.excel.libreoffice.names import Names
from ziping.excel.libreoffice.ranges import Range
from ziping.excel.libreoffice.seam import HostError, HostGoneError, guarded
from ziping.excel.libreoffice.sheets import Sheet, Sheets

CELLS = "com.sun.star.sheet.SheetCellRange"
MANY_CELLS = "com.sun.star.sheet.SheetCellRanges"


@guarded
class Book:
    """One open Calc document."""

    def __init__(self, app: Any, document: Any) -> None:
        self.app = app
        self.document = document

    @property
    def api(self) -> Any:
        return self.document

    @property
    def fullname(self) -> str:
        """The path of the file; the title of a workbook that was never saved."""
        address = self.document.getURL()
        return files.system_path(address) if address else str(self.document.Title)

    @property
    def name(self) -> str:
        return files.base_name(self.fullname)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def tables(self) -> Any:
        """The sheets as UNO has them; a closed document has none."""
        found = self.document.getSheets()
        if found is None:
            raise HostGoneError
        return found

    def controller(self) -> Any:
        return self.document.getCurrentController()

    def window(self) -> Any:
        controller = self.controller()
        return None if controller is None else controller.getFrame().getContainerWindow()

    @property
    def selection(self) -> Range | None:
        """The selected cells, the first block of several; None without a window."""
        chosen = None if self.controller() is None else self.document.getCurrentSelection()
        if chosen is None:
            return None
        if chosen.supportsService(MANY_CELLS) and chosen.getCount():
            chosen = chosen.getByIndex(0)
        if not chosen.supportsService(CELLS):
            return None
        return Range.of(Sheet(self, chosen.getSpreadsheet()), chosen.getRangeAddress())

    def activate(self) -> None:
        window = self.window()
        if window is not None:
            self.controller().getFrame().activate()
            window.toFront()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if path is not None:
            arguments = (argument("FilterName", _filter(path)),)
            self.document.storeAsURL(files.url(path), arguments)
        elif self.document.hasLocation():
            self.document.store()
        else:
            raise HostError("这份工作簿还没有保存过", "请先在 LibreOffice 里用“另存为”起名保存")

    def save_copy(self, path: str) -> None:
        """Write the present state, unsaved typing included, as .xlsx; the document stays as is."""
        arguments = (argument("FilterName", files.FILTERS[".xlsx"]),)
        self.document.storeToURL(files.url(path), arguments)

    def close(self) -> None:
        self.document.close(True)


def _filter(path: str) -> str:
    ending = Path(path).suffix.lower()
    if ending not in files.FILTERS:
        raise HostError(f"不能保存为 {ending or '没有后缀的文件'}", "请用 .xlsx")
    return files.FILTERS[ending]
