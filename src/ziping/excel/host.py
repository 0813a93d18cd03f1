"""What ziping asks of the open program beyond xlwings' common ground; nothing else touches it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ziping.errors import ZipingError
from ziping.excel.light import xw

if TYPE_CHECKING:
    from ziping.excel.blocks import Block
    from ziping.excel.outcome import Outcome

IS_WINDOWS = sys.platform == "win32"
BUSY = "请结束单元格编辑（按回车或 Esc），再点一次"
NO_BOOK = "请先打开自评工作簿（点一下它的窗口），再点按钮"


def attach(window: int, full_name: str) -> Any:
    """The open workbook of this full name, in the program with this window handle.

    With two programs open only the handle tells which of them was clicked; where the officer has
    gone on to another window meanwhile, a name that only one of them has open will do.
    """
    _activate_engine()
    apps = list(xw.apps)
    clicked = [app for app in apps if window and app.hwnd == window]
    for candidates in (clicked, apps):
        found = _named(full_name, candidates)
        if len(found) == 1 or (found and candidates is clicked):
            return found[0]
    raise ZipingError(f"没有找到打开的工作簿“{Path(full_name).name}”", NO_BOOK)


def _named(full_name: str, apps: list[Any]) -> list[Any]:
    """Books of this name; a file on a network drive is spelled in more than one way."""
    books = {book.app.pid: book for app in apps for book in app.books if book.fullname == full_name}
    if not books and full_name:
        wanted = full_name.casefold()
        books = {
            book.app.pid: book
            for app in apps
            for book in app.books
            if book.fullname.casefold() == wanted
        }
    return list(books.values())  # each program once: it may have several windows


def open_books() -> list[Any]:
    """Every open workbook of every running program."""
    _activate_engine()
    return [book for app in xw.apps for book in app.books]


def _activate_engine() -> None:
    if not IS_WINDOWS:
        from ziping.excel import libreoffice

        libreoffice.activate()


def writes_any_format(book: Any) -> bool:
    """Whether a copy may have another format than the book itself."""
    return hasattr(book.impl, "save_copy")


def save_copy(book: Any, path: Path) -> None:
    """A copy of the book as it stands; neither its name nor its 'modified' mark changes."""
    with told(f"“{book.name}”没能读出来"):
        if writes_any_format(book):
            book.impl.save_copy(str(path))
        else:
            book.api.SaveCopyAs(str(path))


def write_block(book: Any, sheet: str, block: Block) -> None:
    """One rectangle of contents, in one call."""
    area = block.area
    target = book.sheets[sheet].range((area.top, area.left), (area.bottom, area.right))
    with told(f"工作表“{sheet}”没能写入", "请结束单元格编辑；工作表加过密码保护的，先撤销保护"):
        target.formula = [list(row) for row in block.rows]


def fit_rows(book: Any, sheet: str, heights: Mapping[int, float]) -> None:
    """Rows as high as their texts (points); where the program refuses, they stay as they are.

    Excel fits them itself in one call; LibreOffice overlooks the text of a link.
    """
    with suppress(Exception):
        if not writes_any_format(book):
            book.sheets[sheet].range(f"A{min(heights)}:H{max(heights)}").rows.autofit()
            return
        for height, run in groupby(sorted(heights), heights.__getitem__):
            rows = list(run)
            book.sheets[sheet].range(f"A{rows[0]}:A{rows[-1]}").row_height = height


def show_rows(book: Any, sheet: str, first: int, last: int) -> None:
    """Hidden rows shown; where the program refuses, they stay hidden."""
    rows = book.sheets[sheet].range(f"{first}:{last}")
    with suppress(Exception):
        if hasattr(rows.impl, "set_hidden"):
            rows.impl.set_hidden(False)
        else:
            rows.api.EntireRow.Hidden = False


@contextmanager
def told(
    problem: str, remedy: str = "请结束单元格编辑（按回车或 Esc），再点一次"
) -> Iterator[None]:
    """What the program refuses, in words; errors of ours pass as they are."""
    try:
        yield
    except ZipingError:
        raise
    except Exception as error:
        raise ZipingError(f"{problem}（{type(error).__name__}）", remedy) from error


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
            with suppress(Exception):
                restore()


def _state(book: Any) -> dict[str, Any]:
    state: dict[str, Any] = {}
    with suppress(Exception):
        state["screen_updating"] = book.app.screen_updating
        state["calculation"] = book.app.calculation
    with suppress(Exception):
        selected = book.app.selection
        state["selection"] = (selected.sheet, selected.address)
    return state


def _restorers(book: Any, before: dict[str, Any]) -> Iterator[Callable[[], None]]:
    app = book.app
    for name in ("calculation", "screen_updating"):
        if name in before:
            yield partial(setattr, app, name, before[name])
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
        if area is not None and area.sheet.book.fullname == book.fullname:
            last = area.last_cell
            return area.sheet.name, area.row, area.column, last.row, last.column
    return None


def say(book: Any, outcome: Outcome) -> None:
    """One line in the status bar; a box only for what must be seen or asks for a next step."""
    app = book.app
    with suppress(Exception):
        app.status_bar = f"绩效自评 {outcome.title}：{outcome.message}"
    if outcome.is_error or outcome.files or outcome.details:
        with suppress(Exception):
            mode = "critical" if outcome.is_error else "info"
            app.alert(outcome.text, f"绩效自评 · {outcome.title}", mode=mode)


def ask(book: Any, title: str, question: str) -> bool:
    """The officer's yes; where no box can be shown, no."""
    with suppress(Exception):
        answer = book.app.alert(question, f"绩效自评 · {title}", buttons="yes_no", mode="info")
        return bool(answer == "yes")
    return False
