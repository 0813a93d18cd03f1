"""`ziping live`: the live window, started from a terminal or from the start menu."""

from __future__ import annotations

import sys
from pathlib import Path

from ziping.errors import ZipingError


def run_live(file: str | None) -> int:
    """Open the window and stay until it is closed; nothing is written without a click."""
    from ziping.excel.live import open_file

    try:
        return open_file(None if file is None else Path(file))
    except ZipingError as error:
        if sys.stderr is not None:
            raise
        from ziping.excel.unheard import tell  # the start menu's Python has no terminal

        return tell(str(error))
