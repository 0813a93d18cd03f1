"""What belongs to the officer while ziping writes: selection, calculation, the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from ziping.excel.busy import surely
from ziping.excel.host import full_name


@contextmanager
def quiet(book: Any) -> Iterator[None]:
    """No flicker and no recalculation in between; afterwards all is as it was, come what may."""
    app = book.app
    before = _state(book)
    try:
        with suppress(Exception):
            app.screen_updating = False
            app.calculation = "manual"
        yield
    finally:
        for restore in _restorers(book, before):
            surely(restore)


def _state(book: Any) -> dict[str, Any]:
    state: dict[str, Any] = {}
    with suppress(Exception):
        state["calculation"] = book.app.calculation
    with suppress(Exception):
        selected = book.app.selection
        state["selection"] = (selected.sheet, selected.address)
    return state


def _restorers(book: Any, before: dict[str, Any]) -> Iterator[Callable[[], None]]:
    app = book.app
    yield partial(setattr, app, "screen_updating", True)  # what was off had been left so by a crash
    if "calculation" in before:
        yield partial(setattr, app, "calculation", before["calculation"])
    if "selection" in before:
        yield partial(_select, app, *before["selection"])


def _select(app: Any, sheet: Any, address: str) -> None:
    """Only where it moved: selecting scrolls the window."""
    now = app.selection
    if now is None or now.sheet.name != sheet.name or now.address != address:
        sheet.activate()
        sheet.range(address).select()


def selected(book: Any) -> tuple[str, int, int, int, int] | None:
    """Sheet, top, left, bottom and right of what is selected in this book; None where unknown."""
    with suppress(Exception):
        area = book.app.selection
        if area is not None and full_name(area.sheet.book) == full_name(book):
            last = area.last_cell
            return area.sheet.name, area.row, area.column, last.row, last.column
    return None
