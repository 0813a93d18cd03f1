"""A Windows PC in memory: the one stand-in for the system calls of `ziping addin`."""

from __future__ import annotations

import json
import struct
from pathlib import PurePath, PureWindowsPath
from typing import Any

from ziping import __version__
from ziping.excel.addin.system import Folder, Hive, Ran, Shortcut, Value
from ziping.excel.names import XLWINGS

HOME = r"C:\Users\张 三"
PYTHON = rf"{HOME}\自评 环境"
EXCEL = r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"
ROOT = r"C:\Program Files\Microsoft Office\root\Office16" + "\\"
ADD_IN = rf"{HOME}\AppData\Roaming\Microsoft\Excel\XLSTART\ziping.xlam"
MENU = rf"{HOME}\AppData\Roaming\Microsoft\Windows\Start Menu\Programs"
LAUNCH = r"Software\VB and VBA Program Settings\ziping\launch"
OFFICE = r"Software\Microsoft\Office\16.0"
POLICY = r"Software\Policies\Microsoft\Office\16.0"
EXCEL_CLASS = "{00024500-0000-0000-C000-000000000046}"
CACHE = rf"{HOME}\AppData\Local\Temp\gen_py\3.12"
PACKED = b"the add-in as it is packed"


def program(machine: int) -> bytes:
    """The head of a Windows program for this processor."""
    return b"MZ".ljust(0x3C, b"\0") + struct.pack("<I4sH", 0x40, b"PE\0\0", machine)


def answer(**changed: Any) -> dict[str, Any]:
    """What a sound interpreter says of itself."""
    libraries = {bits: rf"{PYTHON}\xlwings{bits}-{XLWINGS}.dll" for bits in ("64", "32")}
    return {
        "version": [3, 12, 4], "bits": 64, "base": r"C:\Python312", "ziping": __version__,
        "xlwings": XLWINGS, "pywin32": True, "cache": [CACHE, ""], "tkinter": True, "pandas": False,
        "user_site": False, "libraries": libraries, "errors": {}, **changed,
    }  # fmt: skip


class Machine:
    """A `System`; names of files, keys and values mean the same in any case, as on Windows."""

    platform = "win32"
    executable = rf"{PYTHON}\Scripts\python.exe"

    def __init__(self) -> None:
        self.registry: dict[tuple[str, str], dict[str, Value]] = {}
        self.files: dict[PurePath, bytes] = {}
        self.zones: dict[PurePath, int] = {}
        self.shortcuts: dict[PurePath, Shortcut] = {}
        self.answers: dict[PurePath, dict[str, Any]] = {}
        self.locked: set[PurePath] = set()
        self.locked_keys: set[str] = set()
        self.odd_letters = ""
        self.roaming = rf"{HOME}\AppData\Roaming"

    def put(self, hive: Hive, key: str, name: str, value: Value) -> None:
        self.registry.setdefault((hive, key.lower()), {})[name] = value

    def put_file(self, path: str, content: bytes = b"", *, zone: int | None = None) -> None:
        self.files[PureWindowsPath(path)] = content
        if zone is not None:
            self.zones[PureWindowsPath(path)] = zone

    def put_interpreter(self, folder: str, **changed: Any) -> None:
        for name in ("python.exe", "pythonw.exe"):
            self.put_file(rf"{folder}\{name}")
            self.answers[PureWindowsPath(folder) / name] = answer(**changed)

    def state(self) -> tuple[Any, ...]:
        """All that a command could have changed."""
        registry = {place: dict(values) for place, values in self.registry.items() if values}
        return registry, dict(self.files), dict(self.zones), dict(self.shortcuts)

    # what a System does

    def path(self, text: str) -> PurePath:
        return PureWindowsPath(text)

    def folder(self, name: Folder) -> PurePath:
        places = {"roaming": self.roaming, "menu": MENU, "state": rf"{HOME}\AppData\Local\ziping"}
        return PureWindowsPath(places[name])

    def fits_code_page(self, text: str) -> bool:
        return not set(text) & set(self.odd_letters)

    def read(self, hive: Hive, key: str, name: str = "", *, bits: int = 64) -> Value:
        return self.registry.get((hive, key.lower()), {}).get(name)

    def names(self, hive: Hive, key: str) -> list[str]:
        return list(self.registry.get((hive, key.lower()), {}))

    def write(self, key: str, name: str, text: str) -> None:
        if name in self.locked_keys:
            raise PermissionError(13, "拒绝访问")
        self.put("HKCU", key, name, text)

    def erase(self, key: str, name: str) -> None:
        del self.registry["HKCU", key.lower()][name]

    def erase_key(self, key: str) -> None:
        if not self.registry.get(("HKCU", key.lower())):
            self.registry.pop(("HKCU", key.lower()), None)

    def is_file(self, path: PurePath) -> bool:
        return path in self.files

    def listing(self, folder: PurePath) -> list[str]:
        return [path.name for path in self.files if path.parent == folder]

    def content(self, path: PurePath, limit: int = -1) -> bytes | None:
        found = self.files.get(path)
        return found if found is None or limit < 0 else found[:limit]

    def save(self, path: PurePath, content: bytes) -> None:
        self._refuse_locked(path)
        self.files[path] = content
        self.zones.pop(path, None)

    def delete(self, path: PurePath) -> None:
        self._refuse_locked(path)
        del self.files[path]
        self.zones.pop(path, None)
        self.shortcuts.pop(path, None)

    def _refuse_locked(self, path: PurePath) -> None:
        if path in self.locked:
            raise PermissionError(13, "另一个程序正在使用此文件", str(path))

    def zone(self, path: PurePath) -> int | None:
        return self.zones.get(path)

    def clear_zone(self, path: PurePath) -> None:
        self.zones.pop(path, None)

    def shortcut(self, wanted: Shortcut) -> None:
        self._refuse_locked(wanted.place)
        self.files[wanted.place] = b"link"
        self.shortcuts[wanted.place] = wanted

    def run(self, command: list[str]) -> Ran:
        assert command[1:3] == ["-I", "-c"], command
        told = self.answers.get(PureWindowsPath(command[0]))
        if told is None:
            return Ran(None, "", "拒绝访问")
        return Ran(0, "\n" + json.dumps(told) + "\n", "")


def fresh() -> Machine:
    """Excel of 64 bits and an environment with ziping; the add-in is not installed."""
    machine = Machine()
    machine.put("HKLM", rf"{OFFICE}\Excel\InstallRoot", "Path", ROOT)
    machine.put_file(EXCEL, program(0x8664))
    machine.put("HKCR", r"Excel.Application\CLSID", "", EXCEL_CLASS)
    machine.put("HKCR", rf"CLSID\{EXCEL_CLASS}\LocalServer32", "", f'"{EXCEL}" /automation')
    machine.put_interpreter(rf"{PYTHON}\Scripts")
    for bits in (64, 32):
        machine.put_file(rf"{PYTHON}\xlwings{bits}-{XLWINGS}.dll")
    return machine
