"""The one import of xlwings: without pandas and numpy, and without its parts of another licence.

xlwings takes in whatever of these is installed, which costs a click five times its own import; and
`xlwings.pro`, which reads licence keys from the environment, is never to be loaded at all.
"""

from __future__ import annotations

import atexit
import os
import sys
from typing import Any

NOT_LOADED = ("pandas", "numpy", "polars", "xlwings.pro")


def _import() -> Any:
    os.environ.pop("XLWINGS_ON_SERVER", None)  # asks for its server edition, which is of the other
    missing = [name for name in NOT_LOADED if name not in sys.modules]
    for name in missing:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails at once
    try:
        import xlwings
    finally:
        for name in missing:
            if name != "xlwings.pro":
                del sys.modules[name]
    _leave_programs_alone()
    return xlwings


def _leave_programs_alone() -> None:
    """At its end xlwings kills every Excel without a workbook, by a program found by its name.

    It might be another user's work, and the name is looked for in the current folder first.
    """
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        atexit.unregister(windows.cleanup)
        windows.Apps.cleanup = staticmethod(lambda: None)


xw = _import()
