"""`ziping addin install`: the add-in, the launch record, the entry of the start menu."""

from __future__ import annotations

from pathlib import PureWindowsPath

from ziping import __version__
from ziping.errors import ZipingError
from ziping.excel.addin import office, spots
from ziping.excel.addin.faults import faults
from ziping.excel.addin.interpreter import Fault, Interpreter, answered, find
from ziping.excel.addin.journal import Journal, reason
from ziping.excel.addin.probing import Probe
from ziping.excel.addin.record import Record
from ziping.excel.addin.system import Shortcut, System

LIVE_ARGUMENTS = "-I -m ziping live"
ELSEWHERE = {
    "darwin": "macOS 上工作簿里的公式照常计算；评分、报告用命令行 ziping score、ziping report",
    "linux": "LibreOffice 里的菜单和按钮，请运行 ziping addin {} --libreoffice",
}


def install(system: System, given: str | None = None) -> list[str]:
    """Lines that tell what was written and what to do next. All is checked before writing."""
    only_on_windows(system, "install")
    content = spots.packed_or_refuse()
    interpreter = find(system, given)
    told, doubts = usable(system, interpreter)
    found = office.excel(system)
    journal = Journal(system)
    try:
        journal.launch(Record(interpreter.launched, library(told), __version__))
        journal.save(spots.add_in(system), content, "加载项")
    except OSError as error:
        raise journal.take_back(error) from error
    entry = _live_entry(system, interpreter)
    lines = [f"已为当前用户装好 ziping {__version__}，没有用到管理员权限。写了这些：", ""]
    lines += [f"  {line}" for line in (*journal.lines, entry)]
    lines += ["", f"按钮启动的 Python：{interpreter.launched}（Python {told.spelled}）"]
    return lines + _next_steps(system, found, doubts)


def only_on_windows(system: System, step: str) -> None:
    if system.platform != "win32":
        platform = "darwin" if system.platform == "darwin" else "linux"
        raise ZipingError("这里不是 Windows，没有加载项可装", ELSEWHERE[platform].format(step))


def usable(system: System, interpreter: Interpreter) -> tuple[Probe, list[Fault]]:
    """The interpreter's answers and its lesser faults; raises for one that no button can use."""
    told = answered(system, interpreter)
    if isinstance(told, Fault):
        raise _refusal(told)
    found = faults(system, interpreter, told)
    for fault in found:
        if fault.fatal:
            raise _refusal(fault)
    return told, found


def _refusal(fault: Fault) -> ZipingError:
    return ZipingError(f"{fault.found}。{fault.why}", fault.remedy)


def library(told: Probe) -> str:
    """The folder of both DLLs, from which VBA takes the one of Excel's own bits."""
    found = told.libraries.get("64") or told.libraries.get("32")
    return str(PureWindowsPath(found).parent) if found else ""


def _live_entry(system: System, interpreter: Interpreter) -> str:
    """Nothing depends on it: where it can't be made, the command is told instead."""
    place = spots.live_entry(system)
    known = system.is_file(place)
    hint = "在 Excel 旁边显示得分和问题"
    wanted = Shortcut(place, interpreter.launched, LIVE_ARGUMENTS, hint, interpreter.asked)
    try:
        system.shortcut(wanted)
    except OSError as error:
        return (
            f"开始菜单“{place.stem}”没有建成（{reason(error)}）；"
            f'可以这样打开实时窗口："{interpreter.launched}" {LIVE_ARGUMENTS}'
        )
    return f"开始菜单“{place.stem}”（{'更新' if known else '新建'}）：{place}"


def _next_steps(system: System, found: office.Excel | None, doubts: list[Fault]) -> list[str]:
    lines = ["", "下一步："]
    if found is None:
        lines.append("  没有找到 Excel（只有 WPS 的电脑用不了加载项）：装好 Excel 后不用再装加载项")
    else:
        lines.append("  1. 关闭所有 Excel 窗口，再打开工作簿，看到“绩效自评”选项卡就是好了")
        lines.append("  2. 没有看到，或按钮没有反应：运行 ziping addin doctor")
    if office.wps_in_place_of_excel(system):
        lines.append("  注意：WPS 占了 Excel 的名字，请看 ziping addin doctor")
    lines += [f"  注意：{fault.found}。{fault.why}。改法：{fault.remedy}" for fault in doubts]
    return lines
