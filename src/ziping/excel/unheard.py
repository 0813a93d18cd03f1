"""A message of a process that has no program to say it in, and perhaps no terminal either."""

from __future__ import annotations

import sys
from typing import Any

TITLE = "绩效自评"
WARNING = 0x30 | 0x10000 | 0x40000  # an exclamation mark, in front of all else
FAILED = 2


def tell(message: str) -> int:
    """A box of the system, or a line in the terminal that started us; returns the exit code."""
    if sys.platform == "win32":
        import ctypes

        box: Any = ctypes
        box.windll.user32.MessageBoxW(0, message, TITLE, WARNING)
    elif sys.stderr is not None and sys.stderr.isatty():
        print(message, file=sys.stderr)
    else:
        _box(message)
    return FAILED


def _box(message: str) -> None:
    """A desktop without a terminal; where no window can be shown the message goes to the log."""
    try:
        import tkinter
        from tkinter import messagebox

        root = tkinter.Tk()
        root.withdraw()
        messagebox.showwarning(TITLE, message)
    except Exception:
        print(message, file=sys.stderr)
