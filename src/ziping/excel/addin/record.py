"""The launch record: which interpreter the buttons start. One per user, never beside a workbook."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from ziping.excel.addin.system import System
from ziping.excel.places import LAUNCH_FILE, REGISTRY_KEY

SECTION_ABOVE = REGISTRY_KEY.rpartition("\\")[0]


class Record(NamedTuple):
    """`dll` is empty where the worksheet functions can't work."""

    python: str
    dll: str
    version: str


def file_of(system: System) -> PurePath:
    return system.folder("state") / LAUNCH_FILE


def read(system: System) -> Record | None:
    if system.platform == "win32":
        values = [system.read("HKCU", REGISTRY_KEY, name) for name in Record._fields]
        python, dll, version = (value if isinstance(value, str) else "" for value in values)
        return Record(python, dll, version) if python else None
    lines = (system.content(file_of(system)) or b"").decode("utf-8", "replace").splitlines()
    lines += ["", "", ""]
    return Record(lines[0], lines[1], lines[2]) if lines[0] else None


def write(system: System, record: Record | None) -> None:
    """None takes it away."""
    if system.platform == "win32":
        _write_registry(system, record)
    elif record is not None:
        system.save(file_of(system), "".join(f"{line}\n" for line in record).encode())
    elif system.is_file(file_of(system)):
        system.delete(file_of(system))


def _write_registry(system: System, record: Record | None) -> None:
    if record is not None:
        for name, value in record._asdict().items():
            system.write(REGISTRY_KEY, name, value)
        return
    for name in Record._fields:
        if system.read("HKCU", REGISTRY_KEY, name) is not None:
            system.erase(REGISTRY_KEY, name)
    for key in (REGISTRY_KEY, SECTION_ABOVE):
        system.erase_key(key)


def shown_place(system: System) -> str:
    if system.platform == "win32":
        return rf"注册表 HKEY_CURRENT_USER\{REGISTRY_KEY}"
    return str(file_of(system))
