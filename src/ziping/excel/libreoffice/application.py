"""The program itself: calculation, screen, selection, messages."""

from __future__ import annotations

import os
from typing import Any

from ziping.excel.libreoffice import alerts
from ziping.excel.libreoffice.book import Book
from ziping.excel.libreoffice.books import Books
from ziping.excel.libreoffice.connect import Host
from ziping.excel.libreoffice.ranges import Range
from ziping.excel.libreoffice.seam import guarded

AUTOMATIC, MANUAL = "automatic", "manual"


@guarded
class App:
    """One running LibreOffice."""

    def __init__(self, engine: Any, host: Host) -> None:
        self.engine = engine
        self.host = host

    @property
    def api(self) -> Any:
        return self.host.desktop

    @property
    def pid(self) -> int:
        """Our own where we run inside it; the bridge does not tell another's."""
        return os.getpid() if self.host.pipe is None else 0

    @property
    def hwnd(self) -> int:
        return 0

    @property
    def version(self) -> str:
        provider = self.host.create("com.sun.star.configuration.ConfigurationProvider")
        node = alerts.argument("nodepath", "/org.openoffice.Setup/Product")
        access = "com.sun.star.configuration.ConfigurationAccess"
        settings = provider.createInstanceWithArguments(access, (node,))
        return str(settings.getByName("ooSetupVersion"))

    @property
    def books(self) -> Books:
        return Books(self)

    def _active(self) -> Book | None:
        return self.books.find_active()

    @property
    def selection(self) -> Range | None:
        book = self._active()
        return None if book is None else book.selection

    @property
    def visible(self) -> bool:
        return any(bool(window.isVisible()) for window in self.books.windows())

    @visible.setter
    def visible(self, value: bool) -> None:
        for window in self.books.windows():
            window.setVisible(value)

    def activate(self, steal_focus: bool = False) -> None:
        book = self._active()
        if book is not None:
            book.activate()

    def quit(self) -> None:
        """Ask LibreOffice to end; it may ask the officer about unsaved work."""
        self.host.desktop.terminate()

    @property
    def calculation(self) -> str:
        book = self._active()
        if book is None or book.document.isAutomaticCalculationEnabled():
            return AUTOMATIC
        return MANUAL

    @calculation.setter
    def calculation(self, value: str) -> None:
        book = self._active()
        if book is not None:
            book.document.enableAutomaticCalculation(value != MANUAL)

    def calculate(self) -> None:
        for book in self.books:
            book.document.calculate()

    @property
    def screen_updating(self) -> bool:
        return self.host.screen_updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        """Kept, not carried out: a process killed meanwhile would leave the window frozen.

        A block of 480 cells is painted within 20 ms, so there is nothing to hide.
        """
        self.host.screen_updating = bool(value)

    @property
    def display_alerts(self) -> bool:
        return self.host.display_alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self.host.display_alerts = value  # nothing that the engine does asks a question

    @property
    def enable_events(self) -> bool:
        return self.host.enable_events

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self.host.enable_events = value  # kept, so that it can be put back as in Excel

    @property
    def status_bar(self) -> str | bool:
        """False where LibreOffice shows its own text, as in Excel."""
        return self.host.status.text or False

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        """The text stays until it is taken away or this process ends."""
        book = self._active()
        text = value if isinstance(value, str) else ""
        self.host.status.show(text, None if book is None else book.controller())

    def alert(
        self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: str | None
    ) -> str:
        """A message box in front of the workbook; returns the button's name."""
        book = self._active()
        window = None if book is None else book.window()
        return alerts.ask(self.host, window, prompt, title or "", buttons, mode)
