"""Installing, again, half-way and away, on a Windows PC in memory."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from tests.excel.machine import (
    ADD_IN,
    EXCEL,
    LAUNCH,
    MENU,
    OFFICE,
    PACKED,
    PYTHON,
    Machine,
    answer,
    fresh,
)
from ziping import __version__
from ziping.errors import ZipingError
from ziping.excel import places
from ziping.excel.addin import spots
from ziping.excel.addin.install import install
from ziping.excel.addin.uninstall import uninstall
from ziping.excel.names import XLWINGS

PLACE = PureWindowsPath(ADD_IN)
ENTRY = PureWindowsPath(MENU) / "绩效自评实时窗口.lnk"
OTHER = r"E:\免安装 Python"
PORTABLE = {
    "64": rf"{OTHER}\xlwings64-{XLWINGS}.dll",
    "32": rf"{OTHER}\xlwings32-{XLWINGS}.dll",
}


@pytest.fixture(autouse=True)
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An add-in of known content, whatever the checkout holds."""
    file = tmp_path / "ziping.xlam"
    file.write_bytes(PACKED)
    monkeypatch.setattr(spots, "PACKED", (file,))
    return file


def recorded(machine: Machine) -> dict[str, object]:
    return dict(machine.registry.get(("HKCU", LAUNCH.lower()), {}))


def test_what_it_writes() -> None:
    machine = fresh()
    said = "\n".join(install(machine))
    assert LAUNCH == places.REGISTRY_KEY
    assert recorded(machine) == {
        "python": rf"{PYTHON}\Scripts\pythonw.exe",
        "dll": PYTHON,
        "version": __version__,
    }
    assert machine.files[PLACE] == PACKED and PLACE not in machine.zones
    link = machine.shortcuts[ENTRY]
    assert link.target == rf"{PYTHON}\Scripts\pythonw.exe"
    assert link.arguments == "-I -m ziping live"
    for place in (ADD_IN, LAUNCH, str(ENTRY), link.target):
        assert place in said
    assert "新建" in said and "更新" not in said and "下一步" in said


def test_it_writes_nowhere_else() -> None:
    machine, before = fresh(), fresh()
    install(machine)
    assert set(machine.files) - set(before.files) == {PLACE, ENTRY}
    assert set(machine.registry) - set(before.registry) == {("HKCU", LAUNCH.lower())}


def test_twice_is_harmless() -> None:
    machine = fresh()
    install(machine)
    before = machine.state()
    said = "\n".join(install(machine))
    assert machine.state() == before
    assert said.count("没有变") == 2 and "新建" not in said


def test_an_older_add_in_is_renewed() -> None:
    machine = fresh()
    machine.put_file(ADD_IN, b"older", zone=3)
    assert "更新" in "\n".join(install(machine))
    assert machine.files[PLACE] == PACKED and PLACE not in machine.zones


def test_a_mark_on_an_equal_file_goes() -> None:
    machine = fresh()
    machine.put_file(ADD_IN, PACKED, zone=3)
    install(machine)
    assert PLACE not in machine.zones


@pytest.mark.parametrize(
    "given", [OTHER, rf"{OTHER}\python.exe", rf"{OTHER}\pythonw.exe"], ids=["folder", "exe", "w"]
)
def test_another_interpreter(given: str) -> None:
    machine = fresh()
    machine.put_interpreter(OTHER, libraries=PORTABLE)
    install(machine, given)
    assert recorded(machine)["python"] == rf"{OTHER}\pythonw.exe"
    assert recorded(machine)["dll"] == OTHER


def test_the_outer_folder_of_an_environment() -> None:
    machine = fresh()
    install(machine, PYTHON)
    assert recorded(machine)["python"] == rf"{PYTHON}\Scripts\pythonw.exe"


def test_without_the_libraries_of_the_functions() -> None:
    machine = fresh()
    machine.put_interpreter(rf"{PYTHON}\Scripts", libraries={}, bits=32)
    said = "\n".join(install(machine))
    assert recorded(machine)["dll"] == "" and "ZP_ 函数用不了" in said


def test_without_excel() -> None:
    machine = fresh()
    machine.delete(PureWindowsPath(EXCEL))
    assert "没有找到 Excel" in "\n".join(install(machine))
    assert machine.files[PLACE] == PACKED


def test_the_menu_is_not_needed() -> None:
    machine = fresh()
    machine.locked.add(ENTRY)
    said = "\n".join(install(machine))
    assert "没有建成" in said and "pythonw.exe" in said and "-I -m ziping live" in said
    assert machine.files[PLACE] == PACKED


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"version": [3, 9, 1]}, "太旧"),
    ({"ziping": None, "errors": {"ziping": "没有"}}, "用不了 ziping"),
    ({"ziping": "9.9"}, "是 ziping 9.9"),
    ({"xlwings": None}, "没有 xlwings"),
    ({"pywin32": None}, "没有 pywin32"),
    ({"base": r"C:\Program Files\WindowsApps\Python"}, "Store"),
]


@pytest.mark.parametrize(("changed", "says"), REFUSED, ids=[row[1] for row in REFUSED])
def test_an_interpreter_that_will_not_do(changed: dict[str, object], says: str) -> None:
    machine = fresh()
    machine.put_interpreter(rf"{PYTHON}\Scripts", **changed)
    before = machine.state()
    with pytest.raises(ZipingError) as refused:
        install(machine)
    assert says in refused.value.problem and refused.value.remedy
    assert machine.state() == before


def test_no_xlwings_names_its_version() -> None:
    machine = fresh()
    machine.put_interpreter(rf"{PYTHON}\Scripts", xlwings=None)
    with pytest.raises(ZipingError, match=r'pip install "xlwings=='):
        install(machine)


@pytest.mark.parametrize("given", [r"X:\没有", r"C:\Program Files\Microsoft Office"])
def test_a_folder_without_python(given: str) -> None:
    with pytest.raises(ZipingError, match="没有找到 Python"):
        install(fresh(), given)


def test_a_python_without_windowless_twin() -> None:
    machine = fresh()
    machine.put_file(r"E:\py\python.exe")
    machine.answers[PureWindowsPath(r"E:\py\python.exe")] = answer()
    with pytest.raises(ZipingError, match="没有 pythonw"):
        install(machine, r"E:\py")


def test_no_packed_add_in(packed: Path) -> None:
    packed.unlink()
    machine = fresh()
    before = machine.state()
    with pytest.raises(ZipingError, match=r"没有带 ziping\.xlam"):
        install(machine)
    assert machine.state() == before


@pytest.mark.parametrize("installed_before", [False, True])
def test_half_way_is_taken_back(installed_before: bool) -> None:
    """Excel holds the add-in open: the record is as it was."""
    machine = fresh()
    if installed_before:
        install(machine)
        machine.put("HKCU", LAUNCH, "python", r"C:\old\pythonw.exe")
        machine.put_file(ADD_IN, b"older")
    before = machine.state()
    machine.locked.add(PLACE)
    with pytest.raises(ZipingError) as failed:
        install(machine)
    assert "多半是 Excel 正开着" in failed.value.problem
    assert "没有留下任何改动" in failed.value.problem
    assert "关闭所有 Excel" in failed.value.remedy
    assert machine.state() == before


def test_what_cannot_be_taken_back_is_told() -> None:
    machine = fresh()
    install(machine)
    machine.put("HKCU", LAUNCH, "python", r"C:\old\pythonw.exe")
    machine.locked_keys.add("version")
    with pytest.raises(ZipingError, match="有改动没能恢复：注册表"):
        install(machine)


def test_away_with_it() -> None:
    machine, before = fresh(), fresh()
    install(machine)
    said = "\n".join(uninstall(machine))
    assert machine.state() == before.state()
    assert said.count("已删除") == 3 and "本来就没有" not in said


def test_away_with_nothing() -> None:
    machine = fresh()
    before = machine.state()
    said = "\n".join(uninstall(machine))
    assert machine.state() == before
    assert said.count("本来就没有") == 3


def test_what_is_the_users_stays() -> None:
    machine = fresh()
    install(machine)
    mine = [
        rf"{PLACE.parent}\PERSONAL.XLSB",
        r"C:\Users\张 三\AppData\Local\ziping\undo.json",
        r"D:\张 三\绩效自评工作簿.xlsm",
    ]
    for path in mine:
        machine.put_file(path, b"mine")
    machine.put("HKCU", rf"{OFFICE}\Excel\Options", "OPEN", '/R "other.xlam"')
    said = "\n".join(uninstall(machine))
    assert all(machine.files[PureWindowsPath(path)] == b"mine" for path in mine)
    assert machine.read("HKCU", rf"{OFFICE}\Excel\Options", "OPEN")
    assert "撤销记录等 1 项" in said


def test_one_that_stays_stops_no_other() -> None:
    machine = fresh()
    install(machine)
    machine.locked.add(PLACE)
    with pytest.raises(ZipingError, match="没有全部卸载") as failed:
        uninstall(machine)
    assert "关闭所有 Excel" in failed.value.remedy
    assert not recorded(machine) and ENTRY not in machine.files
    machine.locked.clear()
    assert "已删除" in "\n".join(uninstall(machine))
    assert PLACE not in machine.files
