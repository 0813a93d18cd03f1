"""Steps of an installation, each with the way back: half an installation is taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from ziping.errors import ZipingError
from ziping.excel.addin import record
from ziping.excel.addin.system import System

Undo = Callable[[], None]


class Journal:
    """What was written, in words for the end; what to do to take it back."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.lines: list[str] = []
        self._undo: list[tuple[str, Undo]] = []

    def save(self, path: PurePath, content: bytes, label: str) -> None:
        system = self.system
        before = system.content(path) if system.is_file(path) else None
        if before == content and not system.zone(path):
            self.lines.append(f"{label}（没有变）：{path}")
            return
        self._undo.append((str(path), lambda: _put_back(system, path, before)))
        system.save(path, content)
        system.clear_zone(path)
        self.lines.append(f"{label}（{'新建' if before is None else '更新'}）：{path}")

    def launch(self, wanted: record.Record) -> None:
        system = self.system
        before, place = record.read(system), record.shown_place(system)
        if before == wanted:
            self.lines.append(f"启动记录（没有变）：{place}")
            return
        self._undo.append((place, lambda: record.write(system, before)))
        record.write(system, wanted)
        self.lines.append(f"启动记录（{'新建' if before is None else '更新'}）：{place}")

    def undo(self) -> list[str]:
        """Take back all, last first; the places where that failed."""
        return [place for place, undo in reversed(self._undo) if not _done(undo)]

    def take_back(self, error: OSError) -> ZipingError:
        """The error to raise: why, and what could not be undone."""
        left = self.undo()
        state = "没有留下任何改动" if not left else "有改动没能恢复：" + "、".join(left)
        return ZipingError(
            f"没有装成：{reason(error)}；{state}",
            "请关闭所有 Excel 窗口，再运行一次 ziping addin install；"
            "仍不行的，把这段话发给程序维护者",
        )


def _put_back(system: System, path: PurePath, before: bytes | None) -> None:
    if system.content(path) == before:
        return  # it never came to the writing
    if before is not None:
        system.save(path, before)
    else:
        system.delete(path)


def _done(undo: Undo) -> bool:
    try:
        undo()
    except OSError:
        return False
    return True


def reason(error: OSError) -> str:
    """Why the system refused, in words; most often Excel holds its add-in open."""
    place = f"“{error.filename}”" if error.filename else ""
    if isinstance(error, PermissionError):
        return f"{place}写不进去，多半是 Excel 正开着，或没有权限"
    return f"{place}{error.strerror or error}"
