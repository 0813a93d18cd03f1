"""What a tick tells the window."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ziping.tasks.check import Checked


class State(StrEnum):
    CONNECTING = "connecting"
    NO_PROGRAM = "no program"
    WAITING = "waiting"
    BUSY = "busy"
    TROUBLE = "trouble"
    READY = "ready"


class Snapshot(NamedTuple):
    """`checked` is there when READY; `problem` and `remedy` where the workbook can't be read."""

    state: State
    full_name: str = ""
    active: str = ""  # the sheet in front
    checked: Checked | None = None
    problem: str = ""
    remedy: str = ""
    books: tuple[str, ...] = ()  # all open workbooks of ours
