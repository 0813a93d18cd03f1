"""Windows as a `System`. Written from Microsoft's documents; not yet tried on Windows."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import re
import uuid
from pathlib import Path, PurePath
from typing import Any

from ziping.excel import places
from ziping.excel.addin.files import Files
from ziping.excel.addin.system import Folder, Hive, Shortcut, Value

KNOWN_FOLDERS = {  # asked of Windows itself: an environment variable could say anything
    "roaming": "3EB685DB-65F9-4CF6-A03A-E3EF65729F3D",
    "menu": "A77F5D77-2E2B-44C3-A6A2-ABA601054A51",
}
HIVES = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE", "HKCR": "HKEY_CLASSES_ROOT"}
STREAM = ":Zone.Identifier"
ZONE = re.compile(r"ZoneId\s*=\s*(\d+)")
LINK_MAKER = """
import sys
import pythoncom
from win32com.shell import shell
place, target, arguments, hint = sys.argv[1:]
link = pythoncom.CoCreateInstance(
    shell.CLSID_ShellLink, None, pythoncom.CLSCTX_INPROC_SERVER, shell.IID_IShellLink
)
link.SetPath(target)
link.SetArguments(arguments)
link.SetDescription(hint)
link.QueryInterface(pythoncom.IID_IPersistFile).Save(place, 0)
"""


class Windows(Files):
    """The registry is read in both views, written only in the user's own hive."""

    def __init__(self) -> None:
        self._winreg: Any = importlib.import_module("winreg")

    def folder(self, name: Folder) -> Path:
        if name == "state":
            return places.state_folder()
        return _known_folder(uuid.UUID(KNOWN_FOLDERS[name]))

    def fits_code_page(self, text: str) -> bool:
        try:
            return text.encode("mbcs", "strict").decode("mbcs") == text  # no near letter instead
        except UnicodeError:
            return False

    def read(self, hive: Hive, key: str, name: str = "", *, bits: int = 64) -> Value:
        reg = self._winreg
        view = reg.KEY_WOW64_64KEY if bits == 64 else reg.KEY_WOW64_32KEY
        try:
            with reg.OpenKey(getattr(reg, HIVES[hive]), key, 0, reg.KEY_READ | view) as opened:
                value, kind = reg.QueryValueEx(opened, name)
        except OSError:
            return None
        if kind == reg.REG_EXPAND_SZ:
            value = reg.ExpandEnvironmentStrings(value)
        return value if isinstance(value, (str, int, bytes)) else None

    def names(self, hive: Hive, key: str) -> list[str]:
        reg = self._winreg
        found: list[str] = []
        with (
            contextlib.suppress(OSError),  # also says that there are no more
            reg.OpenKey(
                getattr(reg, HIVES[hive]), key, 0, reg.KEY_READ | reg.KEY_WOW64_64KEY
            ) as opened,
        ):
            while True:
                found.append(reg.EnumValue(opened, len(found))[0])
        return found

    def write(self, key: str, name: str, text: str) -> None:
        reg = self._winreg
        with reg.CreateKeyEx(reg.HKEY_CURRENT_USER, key, 0, reg.KEY_WRITE) as opened:
            reg.SetValueEx(opened, name, 0, reg.REG_SZ, text)

    def erase(self, key: str, name: str) -> None:
        reg = self._winreg
        with reg.OpenKey(reg.HKEY_CURRENT_USER, key, 0, reg.KEY_WRITE) as opened:
            reg.DeleteValue(opened, name)

    def erase_key(self, key: str) -> None:
        reg = self._winreg
        with contextlib.suppress(FileNotFoundError):
            with reg.OpenKey(reg.HKEY_CURRENT_USER, key) as opened:
                subkeys, values, _ = reg.QueryInfoKey(opened)
            if not subkeys and not values:
                reg.DeleteKey(reg.HKEY_CURRENT_USER, key)

    def zone(self, path: PurePath) -> int | None:
        try:
            text = Path(f"{path}{STREAM}").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        return zone_in(text)

    def clear_zone(self, path: PurePath) -> None:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{STREAM}").unlink()

    def shortcut(self, wanted: Shortcut) -> None:
        """By COM in the interpreter that has it; its own interface takes Hanzi in any code page."""
        Path(wanted.place).parent.mkdir(parents=True, exist_ok=True)
        words = [str(wanted.place), wanted.target, wanted.arguments, wanted.hint]
        ran = self.run([wanted.maker, "-I", "-c", LINK_MAKER, *words])
        if ran.code != 0:
            raise OSError(ran.err.strip().rpartition("\n")[2] or "快捷方式没有建成")


def zone_in(text: str) -> int | None:
    """The number that says how far from home a file comes; 3 and more is the internet."""
    found = ZONE.search(text)
    return int(found[1]) if found else None


def _known_folder(wanted: uuid.UUID) -> Path:
    library: Any = ctypes
    shell, ole = library.windll.shell32, library.windll.ole32
    pointer = ctypes.c_wchar_p()
    identifier = (ctypes.c_ubyte * 16).from_buffer_copy(wanted.bytes_le)
    failed = shell.SHGetKnownFolderPath(ctypes.byref(identifier), 0, None, ctypes.byref(pointer))
    if failed or not pointer.value:
        raise OSError(f"Windows 没有说出用户文件夹的位置（{failed & 0xFFFFFFFF:#010x}）")
    folder = Path(pointer.value)
    ole.CoTaskMemFree(pointer)
    return folder
