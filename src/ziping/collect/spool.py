"""The private folder of one run; what a run that was killed left behind goes with the next."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from time import time

PREFIX = "ziping-spool-"
OLD = 24 * 3600.0  # seconds: no run takes a day


def new_spool() -> tempfile.TemporaryDirectory[str]:
    """An empty folder that only this user may look into."""
    _sweep(Path(tempfile.gettempdir()))
    return tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)


def _sweep(home: Path) -> None:
    with suppress(OSError):
        for one in home.glob(f"{PREFIX}*"):
            with suppress(OSError):
                if _is_left(one.lstat()):
                    shutil.rmtree(one, ignore_errors=True)


def _is_left(found: os.stat_result) -> bool:
    is_ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and is_ours and found.st_mtime < time() - OLD
