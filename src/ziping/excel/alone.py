"""One action at a time on one workbook: a second click, or the live window beside a button, waits.

Two of them at once would each remember the other's half-way state of the program as the officer's.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from ziping.errors import ZipingError
from ziping.excel.places import state_folder


class StillAtWorkError(ZipingError):
    """Another action on this workbook has not ended."""

    def __init__(self) -> None:
        super().__init__("上一次点击还没有做完", "请等它的结果出来，再点一次")


@contextmanager
def alone(full_name: str) -> Iterator[None]:
    """Hold the workbook; the system lets go of it even where the process is killed."""
    folder = state_folder() / "busy"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = hashlib.sha256(full_name.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    with (folder / name).open("a+b") as file:
        try:
            _lock(file)
        except OSError:
            raise StillAtWorkError from None
        yield  # closing the file ends the lock


def _lock(file: IO[bytes]) -> None:
    """Raises OSError at once where somebody else has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
