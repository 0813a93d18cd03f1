"""Each row of the doctor, well and ill, on a Windows PC in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest

from tests.excel.machine import (
    ADD_IN,
    CACHE,
    EXCEL,
    EXCEL_CLASS,
    LAUNCH,
    OFFICE,
    PACKED,
    POLICY,
    PYTHON,
    Machine,
    fresh,
    program,
)
from ziping.errors import UnusableFileError
from ziping.excel.addin import spots
from ziping.excel.addin.diagnosis import Diagnosis, State, exit_code
from ziping.excel.addin.doctor import diagnose
from ziping.excel.addin.install import install
from ziping.excel.names import XLWINGS

Change = Callable[[Machine], None]
BOOK = r"D:\张 三\自评.xlsm"
WPS = r"C:\Users\张 三\AppData\Local\Kingsoft\WPS Office\12.1.0\office6\et.exe"
APP_PATH = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
DEFENDER = r"Software\Policies\Microsoft\Windows Defender"
RULES = r"Windows Defender Exploit Guard\ASR\Rules"
NO_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
NO_CALLS = "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B"


@pytest.fixture(autouse=True)
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An add-in of known content, whatever the checkout holds."""
    (tmp_path / "ziping.xlam").write_bytes(PACKED)
    monkeypatch.setattr(spots, "PACKED", (tmp_path / "ziping.xlam",))


def installed() -> Machine:
    machine = fresh()
    install(machine)
    machine.put_file(BOOK, b"workbook")
    return machine


def row(machine: Machine, name: str) -> Diagnosis:
    (found,) = [row for row in diagnose(machine, Path(BOOK)) if row.name == name]
    return found


def test_a_sound_machine() -> None:
    rows = diagnose(installed(), Path(BOOK))
    assert {row.state for row in rows} == {State.GOOD}, rows
    assert exit_code(rows) == 0
    assert len({row.name for row in rows}) == len(rows) >= 18
    assert not any(row.why or row.remedy for row in rows)


def value(hive: str, key: str, name: str, content: str | int | bytes) -> Change:
    return lambda machine: machine.put(hive, key, name, content)  # type: ignore[arg-type]


def no_file(path: str) -> Change:
    return lambda machine: machine.delete(PureWindowsPath(path))


def told(**changed: object) -> Change:
    return lambda machine: machine.put_interpreter(rf"{PYTHON}\Scripts", **changed)


def no_excel(machine: Machine) -> None:
    machine.delete(PureWindowsPath(EXCEL))


def only_wps(machine: Machine) -> None:
    no_excel(machine)
    machine.put("HKLM", APP_PATH + r"\et.exe", "", WPS)


def no_record(machine: Machine) -> None:
    machine.registry.pop(("HKCU", LAUNCH.lower()))


def dead(machine: Machine) -> None:
    machine.answers.clear()


def torn_cache(machine: Machine) -> None:
    told(cache=[CACHE, "AttributeError: no attribute 'CLSIDToClassMap'"])(machine)


def unreadable_cache(machine: Machine) -> None:
    """Its index alone: then pywin32 can't be imported, nor what needs it."""
    told(cache=[CACHE, "EOFError: Ran out of input"], pywin32=None, xlwings=None)(machine)


def mark(path: str) -> Change:
    return lambda machine: machine.zones.__setitem__(PureWindowsPath(path), 3)


def network_profile(machine: Machine) -> None:
    machine.roaming = r"\\server\users\张 三\AppData\Roaming"


def odd_letters(machine: Machine) -> None:
    machine.odd_letters = "张"


def untrusted(machine: Machine) -> None:
    machine.put("HKCU", rf"{POLICY}\Excel\Security\Trusted Locations", "AllLocationsDisabled", 1)
    machine.put("HKCU", rf"{POLICY}\Excel\Security", "VBAWarnings", 4)


def old_record(machine: Machine) -> None:
    machine.put("HKCU", LAUNCH, "version", "0.0.9")


def closed_python(machine: Machine) -> None:
    machine.put_file(rf"{PYTHON}\Scripts\python312._pth", b"python312.zip\r\n.\r\n#import site\r\n")
    machine.put_interpreter(
        rf"{PYTHON}\Scripts", ziping=None, xlwings=None, errors={"ziping": "ModuleNotFoundError"}
    )


def record_of_other_bits(machine: Machine) -> None:
    machine.put_file(EXCEL, program(0x014C))
    machine.delete(PureWindowsPath(rf"{PYTHON}\xlwings32-{XLWINGS}.dll"))


SECURITY = rf"{OFFICE}\Excel\Security"
ILL: list[tuple[str, Change, State, str]] = [
    ("Excel", no_excel, State.BROKEN, "没有找到 Excel（2010 或更新）"),
    ("Excel", only_wps, State.BROKEN, "只有 WPS"),
    ("WPS", value("HKCR", rf"CLSID\{EXCEL_CLASS}\LocalServer32", "", WPS + " -x"), State.MEND,
     "WPS 把自己登记成了 Excel"),
    ("被 Excel 停用",
     value("HKCU", rf"{OFFICE}\Excel\Resiliency\DisabledItems", "3D2F",
           b"\1\0" + ADD_IN.upper().encode("utf-16-le")),
     State.BROKEN, "停用了 ziping.xlam"),
    ("加载项许可", value("HKCU", rf"{POLICY}\Common", "VBAOff", 1), State.MEND, "整个关掉"),
    ("加载项许可", value("HKLM", rf"{OFFICE}\Common", "VBAOff", 1), State.MEND, "整个关掉"),
    ("加载项许可", value("HKCU", SECURITY, "DisableAllAddins", 1), State.MEND, "禁用所有应用程序"),
    ("加载项许可", value("HKCU", rf"{POLICY}\Excel\Security", "RequireAddinSig", 1), State.MEND,
     "没有签名"),
    ("加载项许可", untrusted, State.MEND, "受信任位置"),
    ("加载项许可", network_profile, State.MEND, "网络位置"),
    ("带按钮的工作簿", value("HKCU", SECURITY, "VBAWarnings", 4), State.MEND, "不运行没有签名的宏"),
    ("启动程序", value("HKLM", rf"{DEFENDER}\{RULES}", NO_CHILDREN, "1"), State.MEND,
     "不许 Office 启动"),
    ("启动程序", value("HKLM", rf"{DEFENDER}\{RULES}", NO_CHILDREN.upper(), "6"), State.MEND,
     "警告方式"),
    ("启动程序",
     value("HKLM", rf"Software\Microsoft\Windows Defender\{RULES}", NO_CHILDREN, 1), State.MEND,
     "不许 Office 启动"),
    ("启动程序",
     value("HKLM", rf"{DEFENDER}\Policy Manager", "ASRRules", f"x=1|{NO_CHILDREN}=1"), State.MEND,
     "不许 Office 启动"),
    ("宏调用 DLL", value("HKLM", rf"{DEFENDER}\{RULES}", NO_CALLS, "1"), State.MEND, "宏调用 DLL"),
    ("启动记录", no_record, State.BROKEN, "没有"),
    ("启动记录", old_record, State.MEND, "是 ziping 0.0.9 写的"),
    ("加载项文件", no_file(ADD_IN), State.BROKEN, "没有"),
    ("加载项文件", lambda machine: machine.put_file(ADD_IN, b"older"), State.MEND, "不一样"),
    ("加载项的来源标记", mark(ADD_IN), State.MEND, "来自互联网"),
    ("工作簿", mark(BOOK), State.MEND, "来自互联网"),
    ("解释器", no_file(rf"{PYTHON}\Scripts\pythonw.exe"), State.BROKEN, "找不到"),
    ("解释器", dead, State.BROKEN, "不能启动：拒绝访问"),
    ("解释器", odd_letters, State.BROKEN, "代码页写不出"),
    ("解释器",
     told(base=r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3"),
     State.BROKEN, "Store"),
    ("Python 版本", told(version=[3, 8, 10]), State.BROKEN, "Python 3.8.10，太旧"),
    ("ziping", told(ziping="0.0.1"), State.BROKEN, "是 ziping 0.0.1"),
    ("ziping", closed_python, State.BROKEN, "用不了 ziping"),
    ("ziping", told(ziping=None, user_site=True), State.BROKEN, "用不了 ziping"),
    ("xlwings", told(xlwings=None, errors={"xlwings": "没有"}), State.BROKEN, "没有 xlwings"),
    ("xlwings", told(xlwings="0.30.1"), State.MEND, "xlwings 0.30.1"),
    ("pywin32", told(pywin32=None), State.BROKEN, "没有 pywin32"),
    ("pywin32 的缓存", torn_cache, State.MEND, "CLSIDToClassMap"),
    ("pywin32 的缓存", unreadable_cache, State.BROKEN, "EOFError"),
    ("函数用的 DLL", told(libraries={}), State.MEND, "没有找到"),
    ("函数用的 DLL", no_file(rf"{PYTHON}\xlwings64-{XLWINGS}.dll"), State.MEND, "xlwings64"),
    ("函数用的 DLL", record_of_other_bits, State.MEND, "xlwings32"),
    ("实时窗口", told(tkinter=None), State.MEND, "没有 tkinter"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "change", "state", "says"), ILL, ids=[f"{row[0]}-{row[3]}" for row in ILL]
)
def test_an_ill_machine(name: str, change: Change, state: State, says: str) -> None:
    machine = installed()
    change(machine)
    found = row(machine, name)
    assert (found.state, says in found.found) == (state, True), found
    assert len(found.why) > 5 and len(found.remedy) > 5
    assert exit_code([found]) == (2 if state is State.BROKEN else 1)


def test_every_row_has_been_seen_ill() -> None:
    """Except the one that is always well."""
    names = {row.name for row in diagnose(installed(), Path(BOOK))}
    assert names - {name for name, *_ in ILL} == {"pandas"}


REMEDIES: list[tuple[str, Change, str]] = [
    ("启动程序", value("HKLM", rf"{DEFENDER}\{RULES}", NO_CHILDREN, "1"), "绩效自评实时窗口"),
    ("加载项许可", value("HKCU", SECURITY, "RequireAddinSig", 1), "绩效自评实时窗口"),
    ("ziping", closed_python, "python312._pth"),
    ("ziping", told(ziping=None, user_site=True), "py -m venv"),
    ("xlwings", told(xlwings=None), 'pip install "xlwings=='),
    ("函数用的 DLL", told(libraries={}, bits=32), "64 位 Python"),
    ("pywin32 的缓存", torn_cache, r"%TEMP%\gen_py"),
    ("Excel", only_wps, "ziping score"),
    ("加载项的来源标记", mark(ADD_IN), "解除锁定"),
]


@pytest.mark.parametrize(("name", "change", "says"), REMEDIES, ids=[row[0] for row in REMEDIES])
def test_what_to_do(name: str, change: Change, says: str) -> None:
    machine = installed()
    change(machine)
    assert says in row(machine, name).remedy


def test_python_of_64_bits_beside_excel_of_32() -> None:
    """The DLL loads into Excel; Python is another process."""
    machine = installed()
    machine.put_file(EXCEL, program(0x014C))
    found = row(machine, "函数用的 DLL")
    assert found.state is State.GOOD
    assert "xlwings32" in found.found and "Excel 32 位、Python 64 位" in found.found
    assert "32 位" in row(machine, "Excel").found


def test_a_broken_cache_is_told_once() -> None:
    """What can't be imported because of it is not to be installed again."""
    machine = installed()
    unreadable_cache(machine)
    ill = [row.name for row in diagnose(machine) if row.state in (State.MEND, State.BROKEN)]
    assert ill == ["pywin32 的缓存"]


def test_no_cache_without_pywin32() -> None:
    machine = installed()
    told(pywin32=None, cache=None)(machine)
    assert row(machine, "pywin32 的缓存").state is State.NOT_APPLICABLE


NOTED = [
    (r"Software\Microsoft\Office\ClickToRun\Configuration", "Platform", "x86", 32),
    (rf"{OFFICE}\Outlook", "Bitness", "x64", 64),
]


@pytest.mark.parametrize(("key", "name", "said", "bits"), NOTED)
def test_bits_where_the_program_cannot_be_read(key: str, name: str, said: str, bits: int) -> None:
    machine = installed()
    machine.put_file(EXCEL, b"")
    assert "位" not in row(machine, "Excel").found
    machine.put("HKLM", key, name, said)
    assert f"{bits} 位" in row(machine, "Excel").found


def test_excel_is_found_by_its_program_too() -> None:
    machine = fresh()
    machine.registry.clear()
    machine.put("HKCU", APP_PATH + r"\excel.exe", "", WPS)  # WPS took the name
    machine.put_file(WPS)
    assert row_of(machine, "Excel").state is State.BROKEN
    machine.put("HKLM", APP_PATH + r"\excel.exe", "", f'"{EXCEL}"')
    assert row_of(machine, "Excel").state is State.GOOD


def row_of(machine: Machine, name: str) -> Diagnosis:
    (found,) = [row for row in diagnose(machine) if row.name == name]
    return found


UNHARMFUL: list[Change] = [
    value("HKCU", rf"{POLICY}\Excel\Security", "blockcontentexecutionfrominternet", 1),
    value("HKCU", rf"{OFFICE}\Excel\Resiliency\DisabledItems", "1", b"other.xlam"),
    value("HKLM", rf"{DEFENDER}\{RULES}", NO_CHILDREN, "2"),
    value("HKLM", rf"{DEFENDER}\{RULES}", "be9ba2d9-53ea-4cdc-84e5-9b1eeee46550", "1"),
    value("HKCU", SECURITY, "VBAWarnings", 2),
    told(pandas=True),
    mark(EXCEL),
]


@pytest.mark.parametrize("change", UNHARMFUL)
def test_what_does_no_harm(change: Change) -> None:
    machine = installed()
    change(machine)
    assert exit_code(diagnose(machine, Path(BOOK))) == 0


def test_an_administrators_setting_goes_before_the_users() -> None:
    machine = installed()
    machine.put("HKCU", SECURITY, "VBAWarnings", 4)
    machine.put("HKCU", rf"{POLICY}\Excel\Security", "VBAWarnings", 2)
    assert row(machine, "带按钮的工作簿").state is State.GOOD


def test_looking_changes_nothing() -> None:
    machine = installed()
    before = machine.state()
    diagnose(machine, Path(BOOK))
    assert machine.state() == before


def test_a_workbook_that_is_not_there() -> None:
    with pytest.raises(UnusableFileError, match="没有这个文件"):
        diagnose(installed(), Path(r"D:\没有.xlsx"))
