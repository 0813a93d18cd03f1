"""Finding the interpreter that the buttons start, and whether it answers."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from ziping.errors import ZipingError
from ziping.excel.addin.probing import Probe, SilentError, probe
from ziping.excel.addin.system import System

WINDOWS_PLACES = ("python.exe", r"Scripts\python.exe", "pythonw.exe", r"Scripts\pythonw.exe")
OTHER_PLACES = ("bin/python3", "bin/python", "python3", "python")


class Interpreter(NamedTuple):
    """`asked` answers questions, `launched` is what buttons start: on Windows without a box."""

    asked: str
    launched: str


class Fault(NamedTuple):
    """Of an interpreter; `fatal` where no button can work with it."""

    part: str
    found: str
    why: str
    remedy: str
    fatal: bool = True


def find(system: System, given: str | None) -> Interpreter:
    """The one in the folder given, else our own; raises where there is none."""
    if given is None:
        return _pair(system, system.path(system.executable))
    folder = system.path(given)
    if system.is_file(folder):
        return _pair(system, folder)
    names = WINDOWS_PLACES if system.platform == "win32" else OTHER_PLACES
    for name in names:
        if system.is_file(folder / name):
            return _pair(system, folder / name)
    raise ZipingError(
        f"“{folder}”里没有找到 Python",
        "--python 后面写 python.exe 所在的文件夹；虚拟环境写它的最外层文件夹",
    )


def _pair(system: System, python: PurePath) -> Interpreter:
    if system.platform != "win32":
        return Interpreter(str(python), str(python))
    console, windowless = python.with_name("python.exe"), python.with_name("pythonw.exe")
    if not system.is_file(windowless):
        raise ZipingError(
            f"“{python.parent}”里没有 pythonw.exe",
            "请换一个完整的 Python（python.org 的安装包或免安装包），再用 --python 指定",
        )
    asked = console if system.is_file(console) else windowless
    return Interpreter(str(asked), str(windowless))


def answered(system: System, interpreter: Interpreter) -> Probe | Fault:
    """What the interpreter says of itself, or that it says nothing."""
    if not system.is_file(system.path(interpreter.asked)):
        return Fault(
            "解释器",
            f"找不到 {interpreter.asked}",
            "按钮要启动的 Python 被移走、删除，或所在的盘没有接上",
            "放回原处；换了地方的，在新的 Python 里重新运行 ziping addin install",
        )
    try:
        return probe(system, interpreter.asked)
    except SilentError as error:
        return Fault(
            "解释器",
            f"{interpreter.asked} 不能启动：{error}",
            "按钮靠它运行",
            "在命令提示符里直接运行它，看是否被安全软件拦下；"
            "虚拟环境失效的（原来的 Python 卸载了）请重建，再运行 ziping addin install",
        )
