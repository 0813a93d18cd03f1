"""Rows of the doctor about the interpreter that the buttons start."""

from __future__ import annotations

from pathlib import PurePath

from ziping.excel.addin.diagnosis import Diagnosis, broken, good, mend, not_applicable
from ziping.excel.addin.facts import Facts
from ziping.excel.addin.faults import CACHE, reinstall
from ziping.excel.addin.interpreter import Fault
from ziping.excel.addin.probing import Probe
from ziping.excel.names import XLWINGS

PARTS = ("解释器", "Python 版本", "ziping", "xlwings", "pywin32")
FUNCTIONS = "函数用的 DLL"


def of_python(facts: Facts) -> list[Diagnosis]:
    if facts.record is None or facts.told is None:
        return [not_applicable("解释器", "没有启动记录，先安装")]
    if isinstance(facts.told, Fault):
        return [_row(facts.told)]
    named = {fault.part: fault for fault in facts.faults}
    on_windows = facts.system.platform == "win32"
    told = facts.told
    rows = [_part(part, named, told) for part in PARTS if on_windows or part != "pywin32"]
    rows.append(cache(facts, named.get(CACHE), told))
    if on_windows:
        rows.append(functions(facts, named.get(FUNCTIONS), told))
    return [*rows, tkinter(facts, told), pandas(told)]


def _row(fault: Fault) -> Diagnosis:
    make = broken if fault.fatal else mend
    return make(fault.part, fault.found, fault.why, fault.remedy)


def _part(part: str, named: dict[str, Fault], told: Probe) -> Diagnosis:
    if part in named:
        return _row(named[part])
    if part == "解释器":
        return good(part, f"能启动，{told.bits} 位")
    first = f"先处理“{CACHE}”" if CACHE in named else "先处理上面的"
    if part == "pywin32":
        return good(part, "能导入") if told.pywin32 else not_applicable(part, first)
    shown = {"Python 版本": told.spelled, "ziping": told.ziping, "xlwings": told.xlwings}[part]
    return good(part, shown) if shown else not_applicable(part, first)


def cache(facts: Facts, fault: Fault | None, told: Probe) -> Diagnosis:
    if facts.system.platform != "win32":
        return not_applicable(CACHE, "这里不是 Windows，用不着")
    if fault:
        return _row(fault)
    if told.cache is None or told.cache.problem:
        return not_applicable(CACHE, "先处理上面的")
    return good(CACHE, f"没有坏（{told.cache.folder}）")


def functions(facts: Facts, fault: Fault | None, told: Probe) -> Diagnosis:
    """The DLL loads into Excel, so it must have Excel's bits; Python is another process."""
    assert facts.record is not None and facts.interpreter is not None
    if fault or told.xlwings != XLWINGS:
        return _row(fault) if fault else not_applicable(FUNCTIONS, "先处理 xlwings")
    bits = (facts.excel.bits if facts.excel else None) or 64
    place = _library(facts, bits)
    if facts.record.dll and facts.system.is_file(place):
        return good(FUNCTIONS, f"{place}（{_bits(facts, bits, told)}）")
    return mend(
        FUNCTIONS,
        f"没有找到 {place.name}（启动记录写的是“{facts.record.dll}”）",
        f"Excel 是 {bits} 位的，要用 {bits} 位的 DLL；没有它，单元格里的 ZP_ 函数用不了，按钮照常",
        f"{reinstall(facts.interpreter)}，再运行 ziping addin install",
    )


def _library(facts: Facts, bits: int) -> PurePath:
    """A record that names the file itself stands for that file."""
    assert facts.record is not None
    noted = facts.system.path(facts.record.dll)
    if noted.suffix.lower() == ".dll":
        noted = noted.parent
    return noted / f"xlwings{bits}-{XLWINGS}.dll"


def _bits(facts: Facts, bits: int, told: Probe) -> str:
    if facts.excel is None or facts.excel.bits is None:
        return "没有查到 Excel 的位数，按 64 位看"
    if bits == told.bits:
        return f"Excel 和 Python 都是 {bits} 位"
    return f"Excel {bits} 位、Python {told.bits} 位，两个程序各跑各的，不要紧"


def tkinter(facts: Facts, told: Probe) -> Diagnosis:
    if told.tkinter:
        return good("实时窗口", "能打开（有 tkinter）")
    remedy = "请装系统的 python3-tk（sudo apt install python3-tk）"
    if facts.system.platform == "win32":
        remedy = "请用 python.org 的安装包，安装时保留“tcl/tk and IDLE”；免安装包里没有 tkinter"
    return mend(
        "实时窗口",
        f"这个 Python 里没有 tkinter（{told.errors.get('tkinter', '')}）",
        "实时窗口 ziping live 打不开；按钮照常",
        remedy,
    )


def pandas(told: Probe) -> Diagnosis:
    if told.pandas:
        return good("pandas", "装着；按钮不加载它，不会变慢")
    return good("pandas", "没有装，用不着")
