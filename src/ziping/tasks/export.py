"""What is mailed: the workbook without macros, buttons and functions that others don't have."""

from __future__ import annotations

from pathlib import Path

from ziping.errors import UnwritableError
from ziping.package.rewrite import writable_place, write_new
from ziping.workbook.macros.strip import macro_free
from ziping.workbook.opened import Opened


def export_file(path: Path, target: Path) -> None:
    """Write the macro-free copy; an existing file is never overwritten, `path` is not touched."""
    if target.suffix.lower() != ".xlsx":
        raise UnwritableError(target, "工作簿的扩展名应为 .xlsx", "请换一个以 .xlsx 结尾的文件名")
    writable_place(target, overwrite=False)
    package = Opened(path).package
    parts = [(name, package.read(name)) for name in package.names()]
    write_new(macro_free(parts), target)
