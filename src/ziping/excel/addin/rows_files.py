"""Rows of the doctor about what the installation wrote, and about a workbook."""

from __future__ import annotations

from ziping import __version__
from ziping.excel.addin import record, spots
from ziping.excel.addin.diagnosis import Diagnosis, broken, good, mend
from ziping.excel.addin.facts import Facts

INTERNET = 3  # zones from here on are the internet and what is restricted
AGAIN = "关闭所有 Excel 窗口，运行 ziping addin install"
UNBLOCK = "在资源管理器里右键点它 → 属性 → 勾“解除锁定”→ 确定"


def launch_record(facts: Facts) -> Diagnosis:
    name = "启动记录"
    if facts.record is None:
        return broken(
            name,
            f"没有（{record.shown_place(facts.system)}）",
            "按钮不知道启动哪个 Python",
            _install(facts),
        )
    if facts.record.version != __version__:
        return mend(
            name,
            f"是 ziping {facts.record.version or '不知哪一版'} 写的，现在是 {__version__}",
            "更新了程序，没有更新加载项",
            _install(facts),
        )
    return good(name, f"{facts.record.python}（{record.shown_place(facts.system)}）")


def _install(facts: Facts) -> str:
    return AGAIN if facts.system.platform == "win32" else "运行 ziping addin install --libreoffice"


def add_in(facts: Facts) -> Diagnosis:
    name, place = "加载项文件", spots.add_in(facts.system)
    found = facts.system.content(place)
    if found is None:
        return broken(name, f"没有 {place}", "没有它就没有“绩效自评”选项卡", AGAIN)
    if found != (spots.packed() or found):
        return mend(
            name,
            f"{place} 和这份程序带的不一样（旧版，或被改过）",
            "按钮可能做的和现在的程序对不上",
            AGAIN,
        )
    return good(name, str(place))


def add_in_mark(facts: Facts) -> Diagnosis:
    name, place = "加载项的来源标记", spots.add_in(facts.system)
    if (facts.system.zone(place) or 0) < INTERNET:
        return good(name, "没有“来自互联网”的标记")
    return mend(
        name,
        "加载项带着“来自互联网”的标记",
        "Excel 不运行来自互联网的宏，也不再询问",
        f"{AGAIN}；或{UNBLOCK}：{place}",
    )


def workbook(facts: Facts) -> Diagnosis:
    assert facts.workbook is not None
    name, place = "工作簿", facts.system.path(str(facts.workbook))
    if (facts.system.zone(place) or 0) < INTERNET:
        return good(name, f"{place}，没有“来自互联网”的标记")
    if place.suffix.lower() == ".xlsm":
        why = "里面的宏不运行，首页的按钮不动"
    else:
        why = "Excel 用“受保护的视图”打开，点“启用编辑”之前按钮和实时窗口读写不了"
    return mend(name, f"{place} 带着“来自互联网”的标记", why, f"确认来源可靠后，{UNBLOCK}")


def of_files(facts: Facts) -> list[Diagnosis]:
    if facts.system.platform != "win32":
        return [launch_record(facts)]
    rows = [launch_record(facts), add_in(facts), add_in_mark(facts)]
    return [*rows, workbook(facts)] if facts.workbook else rows
