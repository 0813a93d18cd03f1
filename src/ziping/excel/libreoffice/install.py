"""The extension in this user's LibreOffice: installed, taken away, looked at. No root, offline."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from ziping import __version__
from ziping.errors import ZipingError
from ziping.excel import places
from ziping.excel.functions import FUNCTIONS
from ziping.excel.libreoffice import basic, program, reach
from ziping.excel.libreoffice.diagnose import OLDEST, diagnose
from ziping.excel.libreoffice.package import IDENTIFIER, build
from ziping.excel.libreoffice.program import Program

__all__ = ["diagnose", "install", "uninstall"]

RESTART = "请关掉所有 LibreOffice 窗口再重新打开，菜单“绩效自评”才会出现"


def install(python: Path | None = None) -> list[str]:
    """Lines of what was done; `python` is what the buttons start, by default this one."""
    chosen = Path(sys.executable if python is None else python)
    found = _program()
    lines = [line] if (line := reach.reach(chosen)) else []
    package = _written(chosen)
    was_running = program.is_running()
    program.prepare(found)
    _add(found, package)
    lines.append(f"LibreOffice {found.shown} 装上扩展“绩效自评”{__version__}：菜单、工具栏、函数")
    basic.put(program.profile(), list(FUNCTIONS.values()))
    lines.append(f"按钮启动的解释器：{chosen}")
    lines.append(RESTART if was_running else "打开 LibreOffice Calc 就能看到菜单“绩效自评”")
    return lines


def _add(found: Program, package: Path) -> None:
    """An addition that fails half way counts as installed: it is taken away again."""
    was_there = program.installed() is not None
    try:
        program.unopkg(found, "add", "--force", "--suppress-license", str(package))
    except ZipingError:
        if not was_there and program.installed():
            with suppress(ZipingError):
                program.unopkg(found, "remove", IDENTIFIER)
        raise


def uninstall() -> list[str]:
    """Takes everything away; lines of what was there."""
    lines = []
    if folder := program.installed():
        chosen = Path(str(program.settings(folder).get("python", sys.executable)))
        program.unopkg(_program(), "remove", IDENTIFIER)
        lines.append("LibreOffice 扩展“绩效自评”（已删除）；开着的 LibreOffice 重新打开后生效")
    else:
        chosen = Path(sys.executable)
    if basic.take(program.profile()):
        lines.append("LibreOffice 宏库 Standard 里的函数（已删除）")
    packages = reach.packages_of(chosen)
    if packages and reach.remove(packages):
        lines.append(f"uno 的链接（已删除）：{packages / reach.LINKS}")
    _package_file().unlink(missing_ok=True)
    return lines or ["LibreOffice 里没有装过扩展“绩效自评”"]


def _package_file() -> Path:
    return places.state_folder() / program.OXT


def _written(python: Path) -> Path:
    package = _package_file()
    package.parent.mkdir(parents=True, exist_ok=True)
    package.write_bytes(build(python))
    return package


def _program() -> Program:
    if sys.platform != "linux":
        raise ZipingError(
            "LibreOffice 扩展只在 Linux 上提供", "Windows 请用 ziping addin install（Excel 加载项）"
        )
    found = program.find()
    if found is None:
        raise ZipingError("没有找到 LibreOffice", f"请先安装：{program.PACKAGES}")
    if found.version and found.version < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise ZipingError(f"LibreOffice {found.shown} 太旧", f"请升级到 {wanted} 以上")
    return found
