"""On the machine that the tests run on: real interpreters, real files, the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from ziping import __version__
from ziping.excel import places
from ziping.excel.addin import record, spots
from ziping.excel.addin.faults import faults
from ziping.excel.addin.interpreter import Fault, Interpreter, answered, find
from ziping.excel.addin.posix import Posix
from ziping.excel.addin.probing import Probe
from ziping.excel.addin.record import Record
from ziping.excel.addin.system import this_system
from ziping.excel.addin.windows import zone_in
from ziping.excel.names import XLWINGS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests of Linux and macOS")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "家 目录"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


def ask(python: str) -> Probe:
    told = answered(Posix(), Interpreter(python, python))
    assert isinstance(told, Probe), told
    return told


def test_this_interpreter() -> None:
    told = ask(sys.executable)
    assert told.version == sys.version_info[:3]
    assert (told.ziping, told.xlwings) == (__version__, XLWINGS)
    assert told.bits in (32, 64) and not told.pywin32 and told.cache is None
    pair = Interpreter(sys.executable, sys.executable)
    assert not [fault for fault in faults(Posix(), pair, told) if fault.fatal]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing in it, under a name with a blank and Hanzi."""
    folder = tmp_path_factory.mktemp("venv") / "空 环境"
    venv.create(folder, with_pip=False)
    return folder


def test_an_interpreter_without_ziping(bare: Path) -> None:
    system = Posix()
    pair = find(system, str(bare))
    assert pair.launched == str(bare / "bin" / "python3")
    told = answered(system, pair)
    assert isinstance(told, Probe) and told.ziping == "" and told.xlwings == ""
    (fault,) = faults(system, pair, told)
    assert fault.fatal and "ModuleNotFoundError" in fault.found
    assert "pip install" in fault.remedy


GEN_PY = """
import sys, types
folder = {folder!r}
__gen_path__ = folder
gen_py = sys.modules["win32com.gen_py"] = types.ModuleType("win32com.gen_py")
gen_py.__path__ = [folder]
"""
EXCEL_TYPES = "00020813-0000-0000-C000-000000000046x0x1x9"
MAPS = ("CLSIDToClassMap", "CLSIDToPackageMap", "VTablesToClassMap", "VTablesToPackageMap")
WHOLE = "".join(f"{name} = {{}}\n" for name in MAPS)
CACHES: list[tuple[dict[str, str], str]] = [
    ({}, ""),
    ({f"{EXCEL_TYPES}.py": WHOLE, "other.py": "raise ValueError"}, ""),
    ({f"{EXCEL_TYPES}/__init__.py": WHOLE}, ""),
    ({f"{EXCEL_TYPES}/Range.py": ""}, "AttributeError: module 'win32com.gen_py.0002"),
    ({f"{EXCEL_TYPES}.py": WHOLE + "class Range("}, "SyntaxError"),
    ({f"{EXCEL_TYPES}.py": ""}, "CLSIDToClassMap"),
    ({f"{EXCEL_TYPES}.py": "import gone"}, ""),
]


@pytest.mark.parametrize(("files", "problem"), CACHES)
def test_the_cache_of_pywin32(files: dict[str, str], problem: str, tmp_path: Path) -> None:
    """Packages shaped as pywin32's; what is found is left as it is."""
    python = tmp_path / "环境"
    venv.create(python, with_pip=False)
    (packages,) = python.glob("lib/python*/site-packages")
    folder = tmp_path / "gen_py"
    shaped = {"pythoncom.py": "", "win32com/__init__.py": GEN_PY.format(folder=str(folder))}
    for name, text in {**shaped, "win32com/client/__init__.py": ""}.items():
        write(packages / name, text)
    for name, text in files.items():
        write(folder / name, text)
    found = ask(str(python / "bin" / "python3")).cache
    assert found is not None and found.folder == str(folder)
    assert problem in found.problem and bool(problem) == bool(found.problem)
    left = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(str(path.relative_to(folder)) for path in left) == sorted(files)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_users_own_packages_are_not_seen(bare: Path, home: Path) -> None:
    """As the buttons start it; that they lie there is told."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    package = home / ".local" / "lib" / version / "site-packages" / "ziping"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("__version__ = '0'\n", encoding="utf-8")
    told = ask(str(bare / "bin" / "python3"))
    assert told.ziping == "" and told.in_user_site


def test_the_environment_cannot_answer_instead(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ziping.py").write_text("__version__ = 'planted'\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert ask(str(bare / "bin" / "python3")).ziping == ""


def test_no_interpreter_at_all(tmp_path: Path) -> None:
    script = tmp_path / "python3"
    script.write_text("#!/bin/sh\necho 坏了 >&2\nexit 3\n", encoding="utf-8")
    script.chmod(0o755)
    told = answered(Posix(), find(Posix(), str(tmp_path)))
    assert isinstance(told, Fault) and "坏了" in told.found
    missing = str(tmp_path / "没有")
    gone = answered(Posix(), Interpreter(missing, missing))
    assert isinstance(gone, Fault) and "找不到" in gone.found


def test_the_launch_file(home: Path) -> None:
    system = this_system()
    assert record.read(system) is None
    wanted = Record("/opt/自评 环境/bin/python", "", __version__)
    record.write(system, wanted)
    file = places.launch_file()
    assert file.is_relative_to(home) and file.stat().st_mode & 0o777 == 0o600
    assert file.read_text(encoding="utf-8").splitlines()[0] == wanted.python
    assert record.read(system) == wanted
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert not list(file.parent.parent.glob("ziping-*.tmp"))
    record.write(system, None)
    assert record.read(system) is None and not file.exists()
    record.write(system, None)


def test_a_write_that_fails_leaves_nothing(home: Path) -> None:
    place = home / "甲" / "乙" / "丙.txt"
    (place / "占着").mkdir(parents=True)
    with pytest.raises(OSError):
        Posix().save(place, b"x")
    assert not list(home.rglob("*.tmp"))


ZONES = [
    ("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=about:internet\r\n", 3),
    ("[ZoneTransfer]\nZoneId = 0\n", 0),
    ("", None),
]


@pytest.mark.parametrize(("text", "zone"), ZONES)
def test_the_mark_of_the_web(text: str, zone: int | None) -> None:
    assert zone_in(text) == zone


def test_the_add_in_comes_along() -> None:
    """With an installed package or in a checkout."""
    found = spots.packed()
    assert found is not None and found.startswith(b"PK")


def command(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ziping", "addin", *words],
        env={**os.environ, "HOME": str(home)},
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def test_alone_it_shows_its_help(home: Path) -> None:
    done = command(home=home)
    assert done.returncode == 0
    for word in ("install", "uninstall", "doctor", "用法"):
        assert word in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="macOS has no such offer")
@pytest.mark.parametrize("step", ["install", "uninstall"])
def test_no_excel_here(step: str, home: Path) -> None:
    done = command(step, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"ziping addin {step} --libreoffice" in done.stderr
    assert not list(home.iterdir())


def test_a_wrong_word(home: Path) -> None:
    done = command("装", home=home)
    assert done.returncode == 2 and "没有这个操作" in done.stderr


def test_the_doctor_before_an_installation(home: Path) -> None:
    done = command("doctor", home=home)
    assert done.returncode == 2 and not done.stderr
    assert "不适用  Excel" in done.stdout and "用不了  启动记录" in done.stdout
    assert "改法：运行 ziping addin install --libreoffice" in done.stdout
    assert not (home / ".config" / "ziping").exists()


def test_the_doctor_as_json(home: Path) -> None:
    record.write(Posix(), Record(sys.executable, "", __version__))
    done = command("doctor", "--json", home=home)
    told = json.loads(done.stdout)
    assert told["code"] == done.returncode
    rows = {row["name"]: row for row in told["diagnoses"]}
    assert set(rows["启动记录"]) == {"name", "state", "found", "why", "remedy"}
    for name in ("启动记录", "解释器", "Python 版本", "ziping", "xlwings"):
        assert rows[name]["state"] == "好", rows[name]


def test_the_doctor_and_a_file_that_is_not_there(home: Path) -> None:
    done = command("doctor", "没有.xlsx", home=home)
    assert done.returncode == 2 and "没有这个文件" in done.stderr


LOADED = """
import sys
from ziping.cli import main
main(sys.argv[1:])
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


@pytest.mark.parametrize("words", [("addin",), ("addin", "install"), ("explain", "ZP101")])
def test_nothing_heavy_is_loaded(words: tuple[str, ...], home: Path) -> None:
    """The doctor of Linux asks the extension, which may load xlwings; nothing else does."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    loaded = set(done.stderr.split())
    assert "ziping.cli.main" in loaded
    assert ("ziping.excel.addin.system" in loaded) is (words[0] == "addin")
    heavy = {"xlwings", "pandas", "openpyxl", "tkinter", "winreg"}
    assert not loaded & heavy, loaded & heavy
