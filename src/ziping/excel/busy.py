"""A program that rejects calls: a cell is being edited, a dialog is open, it is computing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

BUSY = frozenset(
    {
        -2147418111,  # the call was rejected by the program
        -2147417846,  # the program asks to try again later
        -2146777998,  # Excel ignores calls while a cell is being edited
    }
)
NOT_NOW = -2146827284  # Excel's 1004, which a property may give for the same reason
LONG, SHORT = 20_000, 3  # tries of a rejected call: of an action, of a tick
PATIENCE, PAUSE = 120.0, 0.2  # seconds


def is_busy(error: BaseException) -> bool:
    """Whether a COM error says that the program is busy; its numbers stand in several places."""
    if type(error).__name__ == "ExcelBusyError":
        return True
    return any(number in BUSY for number in _numbers(error))


def _numbers(error: BaseException) -> list[Any]:
    details = getattr(error, "excepinfo", None)
    last = [details[-1]] if isinstance(details, tuple) and details else []
    return [getattr(error, "hresult", None), *last]


def patience(times: int) -> None:
    """How often xlwings tries a rejected call again: by itself it would for ever, or not at all."""
    module: Any = sys.modules.get("xlwings._xlwindows")
    if module is not None and hasattr(module, "N_COM_ATTEMPTS"):
        module.N_COM_ATTEMPTS = times


def surely(restore: Callable[[], None]) -> None:
    """Put something of the officer's back, however long she is busy in between (two minutes)."""
    until = monotonic() + PATIENCE
    while True:
        try:
            return restore()
        except Exception as error:
            is_passing = is_busy(error) or NOT_NOW in _numbers(error)
            if not is_passing or monotonic() > until:
                return None
            sleep(PAUSE)
