"""The open workbooks: also hidden ones and those without a window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ziping.excel.libreoffice import files
from ziping.excel.libreoffice.alerts import argument
from ziping.excel.libreoffice.book import Book
from ziping.excel.libreoffice.seam import HostError, guarded, is_uno

CALC = "com.sun.star.sheet.SpreadsheetDocument"
MODELS = "/singletons/com.sun.star.frame.theGlobalEventBroadcaster"  # every open document
AS_CONFIGURED = 5  # MacroExecMode: by the user's own settings, and what would ask is refused
NO_UPDATE = 0  # UpdateDocMode: links to other files are left alone


@guarded
class Books:
    """All open Calc documents that are no part of another document."""

    def __init__(self, app: Any) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.host.desktop

    def _all(self) -> list[Book]:
        found = []
        models = self.app.host.context.getByName(MODELS).createEnumeration()
        while models.hasMoreElements():
            model = models.nextElement()
            if model is not None and _is_workbook(model):
                found.append(Book(self.app, model))
        return found

    def find_active(self) -> Book | None:
        current = self.app.host.desktop.getCurrentComponent()
        if current is not None and _is_workbook(current):
            return Book(self.app, current)
        return next(iter(self._all()), None)

    @property
    def active(self) -> Book:
        found = self.find_active()
        if found is None:
            raise HostError("LibreOffice 里没有打开的工作簿", "请先打开要自评的工作簿")
        return found

    def windows(self) -> list[Any]:
        return [window for book in self._all() if (window := book.window()) is not None]

    def __call__(self, key: int | str) -> Book:
        books = self._all()
        if isinstance(key, int):
            return books[key - 1]
        for book in books:
            if key in (book.name, book.fullname):
                return book
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(key in (book.name, book.fullname) for book in self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def add(self) -> Book:
        return self._load("private:factory/scalc", ())

    def open(self, fullname: str, *options: Any, **named: Any) -> Book:
        """Open a file in a window of its own; macros only as the user's settings say."""
        arguments = (
            argument("MacroExecutionMode", AS_CONFIGURED),
            argument("UpdateDocMode", NO_UPDATE),
        )
        return self._load(files.url(fullname), arguments)

    def _load(self, address: str, arguments: tuple[Any, ...]) -> Book:
        document = self.app.host.desktop.loadComponentFromURL(address, "_blank", 0, arguments)
        if document is None or not document.supportsService(CALC):
            name = files.system_path(address)
            raise HostError(f"LibreOffice 打不开“{name}”", "请看文件是否损坏、是否被别的程序占用")
        return Book(self.app, document)


def _is_workbook(model: Any) -> bool:
    """A document in the middle of being closed is none any more."""
    try:
        return bool(model.supportsService(CALC)) and model.getParent() is None
    except Exception as error:
        if is_uno(error):
            return False
        raise
