"""What the doctor says of LibreOffice: one row a thing that may be wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ziping import __version__
from ziping.excel.addin.diagnosis import Diagnosis, broken, good, mend, not_applicable
from ziping.excel.libreoffice import basic, program, reach

OLDEST = (7, 0)
LEVELS = ("低", "中", "高", "非常高")
INSTALL = "运行 ziping addin install --libreoffice"
REOPEN = "关掉所有 LibreOffice 窗口再重新打开"
DESCRIPTION = "{http://openoffice.org/extensions/description/2006}"


def diagnose() -> list[Diagnosis]:
    """Rows in the order in which things depend on each other; each tells its remedy."""
    if sys.platform != "linux":
        return [not_applicable("LibreOffice", "扩展只在 Linux 上提供")]
    found = program.find()
    if found is None:
        nothing = "没有 LibreOffice 就没有菜单、按钮和函数；命令行照常可用"
        return [mend("LibreOffice", "没有找到", nothing, f"先安装：{program.PACKAGES}")]
    return [_version(found), _python_of_office(found), *_of_extension(), _macros()]


def _version(found: program.Program) -> Diagnosis:
    if found.version and found.version < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        return broken("LibreOffice", found.shown, "版本太旧", f"升级到 {wanted} 以上")
    return good("LibreOffice", f"{found.shown}（{found.soffice}）")


def _python_of_office(found: program.Program) -> Diagnosis:
    """Menu and functions are components in Python: LibreOffice needs its loader for them."""
    folders = {found.soffice.resolve().parent, Path("/usr/lib/libreoffice/program")}
    if any((folder / "pythonloader.py").exists() for folder in folders):
        return good("LibreOffice 的 Python 支持", "有")
    return broken(
        "LibreOffice 的 Python 支持",
        "没有找到",
        "菜单点了没有反应，函数显示 #NAME?",
        "运行 sudo apt install python3-uno，再重新打开 LibreOffice",
    )


def _of_extension() -> Iterator[Diagnosis]:
    folder = program.installed()
    if folder is None:
        yield mend("扩展“绩效自评”", "没有装", "LibreOffice 里没有菜单、按钮和函数", INSTALL)
        return
    version = _version_of(folder)
    if version == __version__:
        yield good("扩展“绩效自评”", version)
    else:
        found = version or "版本读不出来"
        yield mend("扩展“绩效自评”", found, f"这份 ziping 是 {__version__}", INSTALL)
    yield from _of_interpreter(Path(str(program.settings(folder).get("python", ""))))
    yield _functions()
    yield _pipe()


def _functions() -> Diagnosis:
    if basic.is_there(program.profile()):
        return good("LibreOffice 的函数", "在宏库 Standard 里")
    return mend(
        "LibreOffice 的函数", "不在宏库 Standard 里", "单元格里的 ZP_ 函数显示 #NAME?", INSTALL
    )


def _macros() -> Diagnosis:
    """Menu, toolbar and functions need no macros of a document; the buttons of the .xlsm do."""
    name = "LibreOffice 宏安全级"
    level = program.macro_security()
    if level < program.HIGH:
        return good(name, LEVELS[level])
    where = "工具 > 选项 > LibreOffice > 安全 > 宏安全性"
    return not_applicable(
        name, f"{LEVELS[level]}：只有 .xlsm 里的按钮点不动，菜单照常；要用按钮，在“{where}”里选“中”"
    )


def _version_of(folder: Path) -> str:
    try:
        root = ElementTree.parse(folder / "description.xml").getroot()
    except (OSError, ElementTree.ParseError):
        return ""
    element = root.find(f"{DESCRIPTION}version")
    return "" if element is None else element.get("value", "")


def _of_interpreter(python: Path) -> Iterator[Diagnosis]:
    name = "扩展启动的解释器"
    if not python.is_file():
        yield broken(name, f"找不到 {python}", "菜单点了做不成，函数没有结果", INSTALL)
        return
    yield good(name, str(python))
    if reach.is_reached(python):
        yield good("uno 接口", "能导入")
    else:
        why = "菜单点了连不上 LibreOffice"
        yield broken("uno 接口", f"{python} 里导入不了", why, f"先装 python3-uno，再{INSTALL}")


def _pipe() -> Diagnosis:
    name = "LibreOffice 的管道"
    path = program.pipe()
    if path is None:
        if program.is_running():
            why = "按钮和实时窗口连不上打开的 LibreOffice"
            return mend(name, "LibreOffice 开着，但没有在听", why, REOPEN)
        return not_applicable(name, "LibreOffice 没有打开")
    if program.is_open_to_others(path):
        why = "这台电脑的其他用户也许能连上你的 LibreOffice"
        return mend(name, f"{path} 权限太宽", why, f"运行 chmod 600 {path}，或{REOPEN}")
    return good(name, "在听，只有本用户能连")
