"""Rows of the doctor about Excel itself, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable

from ziping.excel.addin import office, rows_policy, spots
from ziping.excel.addin.diagnosis import Diagnosis, broken, good, mend, not_applicable
from ziping.excel.addin.facts import Facts

Row = Callable[[Facts], Diagnosis]


def installed(facts: Facts) -> Diagnosis:
    name = "Excel"
    if facts.excel:
        version = office.NAMES.get(facts.excel.version, "")
        bits = f"，{facts.excel.bits} 位" if facts.excel.bits else ""
        return good(name, f"Excel {version}{bits}：{facts.excel.program}".replace(" ：", "："))
    if program := office.wps(facts.system):
        return broken(
            name,
            f"没有找到 Excel，只有 WPS（{program}）",
            "选项卡、按钮、ZP_ 函数和实时窗口要用 Microsoft Excel",
            "工作簿在 WPS 里照常填、公式照常算；评分、校验、报告用 ziping score、check、report",
        )
    return broken(
        name,
        "没有找到 Excel（2010 或更新）",
        "选项卡、按钮、ZP_ 函数和实时窗口要用 Microsoft Excel",
        "请安装 Excel；没有 Excel 的，评分、校验、报告用 ziping score、check、report",
    )


def wps(facts: Facts) -> Diagnosis:
    name = "WPS"
    program = office.wps_in_place_of_excel(facts.system)
    if not program:
        return good(name, "没有占用 Excel 的名字")
    return mend(
        name,
        f"WPS 把自己登记成了 Excel（Excel.Application → {program}）",
        "双击工作簿、别的程序要找 Excel 时，打开的会是 WPS；WPS 里没有选项卡和按钮",
        "关闭 WPS，打开“WPS 配置工具”→ 高级 → 兼容设置，去掉“兼容第三方系统和软件”的勾，"
        "再修复一次 Office；或者先打开 Excel，从 Excel 的“文件→打开”打开工作簿",
    )


def disabled(facts: Facts) -> Diagnosis:
    name = "被 Excel 停用"
    wanted = spots.FILE_NAME.encode("utf-16-le")
    for version in office.VERSIONS:
        key = rf"{office.OFFICE}\{version}\Excel\Resiliency\DisabledItems"
        for item in facts.system.names("HKCU", key):
            value = facts.system.read("HKCU", key, item)
            if isinstance(value, bytes) and wanted in value.lower():
                return broken(
                    name,
                    "Excel 停用了 ziping.xlam（它上次打开时 Excel 没有正常关闭）",
                    "停用以后“绩效自评”选项卡不再出现",
                    "Excel 里：文件 → 选项 → 加载项 → 下方“管理”选“禁用项目”→ 转到 → 选中它 → 启用",
                )
    return good(name, "没有")


def of_excel(facts: Facts) -> list[Diagnosis]:
    first = installed(facts)
    if facts.excel is None:
        return [first, not_applicable("Excel 的设置", "没有 Excel，其余各项不看")]
    rows: tuple[Row, ...] = (
        wps,
        disabled,
        rows_policy.add_ins_allowed,
        rows_policy.macros,
        rows_policy.child_processes,
        rows_policy.windows_calls,
    )
    return [first, *(row(facts) for row in rows)]
