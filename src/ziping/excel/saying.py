"""What the officer is told and asked in the program itself."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ziping.excel.outcome import Outcome


def say(book: Any, outcome: Outcome) -> None:
    """One line in the status bar; a box only for what must be seen or asks for a next step."""
    app = book.app
    with suppress(Exception):
        app.status_bar = _line(outcome)
    if outcome.is_error or outcome.files or outcome.details:
        with suppress(Exception):
            mode = "critical" if outcome.is_error else "info"
            app.alert(outcome.text, f"绩效自评 · {outcome.title}", mode=mode)


def forget(book: Any, outcome: Outcome) -> None:
    """The status bar is the program's own again, unless it shows another line by now."""
    with suppress(Exception):
        if book.app.status_bar == _line(outcome):
            book.app.status_bar = False


def _line(outcome: Outcome) -> str:
    return f"绩效自评 {outcome.title}：{outcome.message}"


def ask(book: Any, title: str, question: str) -> bool:
    """The officer's yes; where no box can be shown, no."""
    with suppress(Exception):
        answer = book.app.alert(question, f"绩效自评 · {title}", buttons="yes_no", mode="info")
        return bool(answer == "yes")
    return False
