"""The one seam to the machine: registry, files of the user, other interpreters.

All other modules of this package ask a `System`; the tests give them one in memory.
"""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Literal, NamedTuple, Protocol

Hive = Literal["HKCU", "HKLM", "HKCR"]
Value = str | int | bytes | None
Folder = Literal["roaming", "menu", "state"]


class Ran(NamedTuple):
    """What a started program said; `code` is None where it could not be started or hung."""

    code: int | None
    out: str
    err: str


class Shortcut(NamedTuple):
    """An entry of the start menu; `maker` is an interpreter that has pywin32."""

    place: PurePath
    target: str
    arguments: str
    hint: str
    maker: str


class System(Protocol):
    """Reading never raises for what is not there; writing raises OSError."""

    platform: str
    executable: str

    def path(self, text: str) -> PurePath: ...
    def folder(self, name: Folder) -> PurePath: ...
    def fits_code_page(self, text: str) -> bool: ...  # VBA and the DLL start programs by it

    def read(self, hive: Hive, key: str, name: str = "", *, bits: int = 64) -> Value: ...
    def names(self, hive: Hive, key: str) -> list[str]: ...
    def write(self, key: str, name: str, text: str) -> None: ...  # the user's own hive only
    def erase(self, key: str, name: str) -> None: ...
    def erase_key(self, key: str) -> None: ...  # only where nothing is left in it

    def is_file(self, path: PurePath) -> bool: ...
    def listing(self, folder: PurePath) -> list[str]: ...
    def content(self, path: PurePath, limit: int = -1) -> bytes | None: ...
    def save(self, path: PurePath, content: bytes) -> None: ...
    def delete(self, path: PurePath) -> None: ...
    def zone(self, path: PurePath) -> int | None: ...  # the mark of the web
    def clear_zone(self, path: PurePath) -> None: ...

    def shortcut(self, wanted: Shortcut) -> None: ...
    def run(self, command: list[str]) -> Ran: ...


def this_system() -> System:
    """The machine that we run on."""
    if sys.platform == "win32":
        from ziping.excel.addin.windows import Windows

        return Windows()
    from ziping.excel.addin.posix import Posix

    return Posix()
