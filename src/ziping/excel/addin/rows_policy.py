"""Rows of the doctor about what an administrator or a setting forbids Excel."""

from __future__ import annotations

from ziping.excel.addin import office, spots
from ziping.excel.addin.diagnosis import Diagnosis, good, mend
from ziping.excel.addin.facts import Facts
from ziping.excel.addin.system import System, Value

LIVE = "不用改设置也能用：从开始菜单打开“绩效自评实时窗口”（或运行 ziping live），按钮那里都有"
ASK = "要放开的话，请找单位的信息管理员"
DEFENDER = r"Microsoft\Windows Defender"
GUARD = r"Windows Defender Exploit Guard\ASR\Rules"
NO_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"  # Office may not start programs
NO_CALLS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"  # macros may not call Windows itself
BLOCKED, WARNED = "1", "6"


def add_ins_allowed(facts: Facts) -> Diagnosis:
    """The start folder is trusted: only rules about all add-ins or all trusted places matter."""
    name = "加载项许可"
    for said, found in _forbidden(facts.system):
        if said:
            return mend(name, found, "“绩效自评”选项卡不会出现，或按钮不运行", f"{LIVE}；{ASK}")
    return good(name, "Excel 的设置允许加载项运行")


def _forbidden(system: System) -> list[tuple[bool, str]]:
    no_places = _is(system, r"Excel\Security\Trusted Locations", "AllLocationsDisabled", 1)
    return [
        (_no_vba(system), "Office 里的宏（VBA）被整个关掉了"),
        (_is(system, r"Excel\Security", "DisableAllAddins", 1), "设置了“禁用所有应用程序加载项”"),
        (
            _is(system, r"Excel\Security", "RequireAddinSig", 1),
            "设置了“加载项要有受信任的签名”，本加载项没有签名",
        ),
        (
            no_places and _is(system, r"Excel\Security", "VBAWarnings", 3, 4),
            "设置了“禁用所有受信任位置”，又不许没有签名的宏运行",
        ),
        (
            str(spots.add_in(system)).startswith("\\\\")
            and not _is(system, r"Excel\Security\Trusted Locations", "AllowNetworkLocations", 1),
            "用户文件夹在网络位置，Excel 默认不信任网络位置里的加载项",
        ),
    ]


def _no_vba(system: System) -> bool:
    if _is(system, "Common", "VBAOff", 1):
        return True
    keys = [rf"{office.OFFICE}\{version}\Common" for version in office.VERSIONS]
    return any(system.read("HKLM", key, "VBAOff") == 1 for key in keys)


def _is(system: System, key: str, name: str, *wanted: int) -> bool:
    """By the administrator's setting where there is one, else by the user's own."""
    found = office.settings(system, key, name)
    ruled = [value for _, value, is_rule in found if is_rule]
    return any(value in wanted for value in ruled or [value for _, value, _ in found])


def macros(facts: Facts) -> Diagnosis:
    """For the workbook with buttons, which lies in no trusted place."""
    name = "带按钮的工作簿"
    if not _is(facts.system, r"Excel\Security", "VBAWarnings", 3, 4):
        return good(name, "打开 .xlsm 时点“启用内容”，首页的按钮就能用")
    return mend(
        name,
        "Excel 不运行没有签名的宏，也不问",
        "绩效自评工作簿.xlsm 首页上的按钮不动；“绩效自评”选项卡不受影响（它在受信任位置）",
        "用选项卡上的按钮即可；或：文件 → 选项 → 信任中心 → 宏设置 → 禁用所有宏，并发出通知",
    )


def child_processes(facts: Facts) -> Diagnosis:
    name = "启动程序"
    return _guarded(
        facts,
        name,
        NO_CHILDREN,
        "没有查到 Windows Defender 禁止 Office 启动程序",
        "Windows Defender 不许 Office 启动别的程序",
        "按钮要启动 Python，会没有反应",
    )


def windows_calls(facts: Facts) -> Diagnosis:
    return _guarded(
        facts,
        "宏调用 DLL",
        NO_CALLS,
        "没有查到 Windows Defender 禁止宏调用 DLL",
        "Windows Defender 不许 Office 宏调用 DLL",
        "单元格里的 ZP_ 函数用不了，加载项也可能被拦",
    )


def _guarded(facts: Facts, name: str, rule: str, fine: str, found: str, why: str) -> Diagnosis:
    said = _rule(facts.system, rule)
    if said == BLOCKED:
        return mend(name, found, why, f"{LIVE}；{ASK}")
    if said == WARNED:
        return mend(name, f"{found}（警告方式）", why, f"弹出的警告里可选允许；{LIVE}；{ASK}")
    return good(name, fine)


def _rule(system: System, rule: str) -> str:
    """How the rule stands: by policy, by a device manager, by a local setting."""
    for root in (rf"Software\Policies\{DEFENDER}", rf"Software\{DEFENDER}"):
        key = rf"{root}\{GUARD}"
        for spelled in system.names("HKLM", key):
            if spelled.lower().strip("{}") == rule:
                return _plain(system.read("HKLM", key, spelled))
    managed = system.read("HKLM", rf"Software\Policies\{DEFENDER}\Policy Manager", "ASRRules")
    for part in str(managed or "").lower().split("|"):
        guid, _, value = part.partition("=")
        if guid.strip(" {}") == rule:
            return _plain(value)
    return ""


def _plain(value: Value) -> str:
    return str(value).strip() if isinstance(value, (int, str)) else ""
