"""Linux and macOS as a `System`: no registry, no mark of the web, no start menu of ours."""

from __future__ import annotations

from pathlib import Path, PurePath

from ziping.excel import places
from ziping.excel.addin.files import Files
from ziping.excel.addin.system import Folder, Hive, Shortcut, Value


class Posix(Files):
    """What there is none of reads as nothing; writing there would be a mistake of ours."""

    def folder(self, name: Folder) -> Path:
        if name != "state":
            raise NotImplementedError(name)
        return places.state_folder()

    def read(self, hive: Hive, key: str, name: str = "", *, bits: int = 64) -> Value:
        return None

    def names(self, hive: Hive, key: str) -> list[str]:
        return []

    def write(self, key: str, name: str, text: str) -> None:
        raise NotImplementedError(key)

    def erase(self, key: str, name: str) -> None:
        raise NotImplementedError(key)

    def erase_key(self, key: str) -> None:
        raise NotImplementedError(key)

    def zone(self, path: PurePath) -> int | None:
        return None

    def clear_zone(self, path: PurePath) -> None:
        return None

    def shortcut(self, wanted: Shortcut) -> None:
        raise NotImplementedError(wanted.place)
