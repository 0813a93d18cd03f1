"""The process that a button starts: one action on the workbook that is named, then it ends.

    python -I -m ziping.excel.button score 132456 4E2D65870041

Only what finds the workbook is imported first; the rest while the program is already known.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ziping.errors import ZipingError
from ziping.excel import saying
from ziping.excel.attaching import IS_WINDOWS, attach
from ziping.excel.request import Request, parse
from ziping.excel.unheard import tell

LIVE = "live"
SECONDS_TO_READ = 6 if IS_WINDOWS else 3  # the line in the status bar


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 where the action was done, 1 where the officer was told why not, 2 otherwise."""
    gc.set_threshold(100_000)  # a short life: collecting costs more than it gives back
    try:
        request = parse(list(sys.argv[1:] if arguments is None else arguments))
        if request.action == LIVE:
            return _live(request)  # holds no workbook itself: Excel could not end
        book = attach(request.window, request.full_name)
    except ZipingError as error:
        return tell(str(error))
    except Exception as error:
        return tell(f"没有连上打开的工作簿（{type(error).__name__}：{error}）")
    return _act(book, request)


def _act(book: Any, request: Request) -> int:
    from ziping.excel.actions import run

    outcome = run(book, request.action, lambda title, question: saying.ask(book, title, question))
    saying.say(book, outcome)
    if not IS_WINDOWS:
        with suppress(OSError):
            os.close(1)  # the extension waits for this: the workbook is free for the next click
    time.sleep(SECONDS_TO_READ)
    if IS_WINDOWS:  # LibreOffice's status bar forgets the line with the process
        saying.forget(book, outcome)
    return int(outcome.is_error)


def _live(request: Request) -> int:
    from ziping.excel.live import open_window

    try:
        return open_window(request.full_name)
    except ZipingError as error:
        return tell(str(error))


if __name__ == "__main__":
    raise SystemExit(main())
