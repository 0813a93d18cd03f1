"""Is a file open in an office program, or closed to writing? Said before any work is done.

Mode bits are read, not tried: for root every try succeeds.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ziping.errors import UnwritableError
from ziping.package.program import is_word


def refuse_open(path: Path) -> None:
    """Raise if a lock file lies beside the file: saving there later would undo our change."""
    office = "Word" if is_word(path) else "Excel"
    for name in _lock_names(path):
        lock = path.with_name(name)
        if lock.exists():
            raise UnwritableError(
                path,
                "文件正在其他程序中打开",
                f"请先在 {office}/WPS/LibreOffice 中关闭该文件；确已关闭的，删去残留的 {name} 再试",
            )


def refuse_read_only(path: Path) -> None:
    """Raise if the file is marked read-only."""
    if path.exists() and (not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK)):
        raise UnwritableError(path, "文件是只读的", "请取消“只读”属性，或复制一份再试")


def refuse_closed_folder(path: Path) -> None:
    """Raise if no new file can be put beside this one."""
    folder = path.parent
    if not folder.is_dir():
        raise UnwritableError(path, f"没有文件夹 {folder}", "请先建好文件夹，或换一个位置")
    closed = not stat.S_IMODE(folder.stat().st_mode) & 0o222 and os.name != "nt"
    if closed or not os.access(folder, os.W_OK):
        raise UnwritableError(path, "所在文件夹不可写", "请把文件复制到自己的文件夹再试")


def _lock_names(path: Path) -> list[str]:
    name = path.name
    names = [f"~${name}", f".~lock.{name}#", f".~{name}"]  # Office, LibreOffice, WPS
    if path.suffix.lower().startswith(".do") and len(path.stem) > 7:
        names.append(f"~${name[2:]}")  # Word puts its mark in place of two characters
    return names
