"""The extension as a file, and the places that its installation writes to."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from ziping import __version__
from ziping.errors import ZipingError
from ziping.excel import places
from ziping.excel.functions import FUNCTIONS
from ziping.excel.libreoffice import basic, package, program, reach
from ziping.excel.libreoffice.diagnose import diagnose
from ziping.excel.libreoffice.install import install
from ziping.excel.request import encoded

OURS = {"ziping", "xlwings"}
PYTHON = Path("/home/绥宁/ziping/bin/python")
ALL = list(FUNCTIONS.values())
OTHER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard">
 <library:element library:name="Mine &amp; yours"/>
</library:library>
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def parts() -> dict[str, bytes]:
    with ZipFile(BytesIO(package.build(PYTHON))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_two_builds_are_equal() -> None:
    assert package.build(PYTHON) == package.build(PYTHON)


def test_interpreter_pipe_and_version_are_fixed_in_it(home: Path) -> None:
    found = parts()
    assert json.loads(found["ziping.json"]) == {"python": str(PYTHON), "pipe": places.pipe_name()}
    assert f'version value="{__version__}"'.encode() in found["description.xml"]
    assert f"pipe,name={places.pipe_name()};urp;".encode() in found["Setup.xcu"]
    assert b"socket" not in found["Setup.xcu"]


def test_its_list_names_what_is_in_it_and_all_xml_is_whole() -> None:
    found = parts()
    for name, content in found.items():
        if name.endswith((".xml", ".xcu", ".components")):
            assert ElementTree.fromstring(content) is not None
    listed = {
        value
        for entry in ElementTree.fromstring(found["META-INF/manifest.xml"])
        for key, value in entry.items()
        if key.endswith("full-path")
    }
    assert listed == {name for name in found if name.endswith((".xcu", ".components"))}


def test_the_components_load_nothing_of_ours_into_libreoffice() -> None:
    for name, content in parts().items():
        if name.endswith(".py"):
            nodes = list(ast.walk(ast.parse(content)))
            plain = [alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names]
            named = [n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)]
            found = [module for module in plain + named if module.split(".")[0] in OURS]
            assert found == [], name


def test_a_name_is_spelled_as_the_button_reads_it() -> None:
    text = parts()["commands.py"].decode("utf-8")
    tree = ast.parse(text)
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "spelled")
    space: dict[str, object] = {}
    exec(compile(ast.Module([function], []), "commands.py", "exec"), space)
    name = "/表/'&%\udcff 𠮷.xlsx"
    assert space["spelled"](name) == encoded(name)  # type: ignore[operator]


def test_functions_join_the_library_and_leave_it_as_it_was(tmp_path: Path) -> None:
    standard = tmp_path / "basic" / "Standard"
    standard.mkdir(parents=True)
    (standard / "script.xlb").write_text(OTHER, encoding="utf-8")
    for _ in range(2):
        basic.put(tmp_path, ALL)
    assert basic.is_there(tmp_path)
    text = ElementTree.parse(standard / f"{basic.MODULE}.xba").getroot().text
    assert text == basic.source(ALL)
    assert "Mine &amp; yours" in (standard / "script.xlb").read_text(encoding="utf-8")
    assert basic.take(tmp_path)
    assert not basic.take(tmp_path)
    assert [path.name for path in standard.iterdir()] == ["script.xlb"]
    root = ElementTree.parse(standard / "script.xlb").getroot()
    assert [next(iter(element.attrib.values())) for element in root] == ["Mine & yours"]


def test_a_spoilt_library_list_is_not_overwritten(tmp_path: Path) -> None:
    standard = tmp_path / "basic" / "Standard"
    standard.mkdir(parents=True)
    (standard / "script.xlb").write_text("<library", encoding="utf-8")
    with pytest.raises(ZipingError, match="读不懂"):
        basic.put(tmp_path, ALL)
    assert [path.name for path in standard.iterdir()] == ["script.xlb"]
    assert (standard / "script.xlb").read_text(encoding="utf-8") == "<library"


def test_without_libreoffice_it_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    monkeypatch.setattr("ziping.excel.libreoffice.program.OWN_PACKAGES", "/none/*")
    with pytest.raises(ZipingError, match="apt install libreoffice-calc"):
        install(PYTHON)
    [row] = diagnose()
    assert "apt install libreoffice-calc" in row.remedy


def test_macro_security_is_read_as_the_user_chose_it(home: Path) -> None:
    item = """<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop
 oor:name="MacroSecurityLevel" oor:op="fuse"><value>1</value></prop></item></oor:items>"""
    assert program.macro_security() == program.HIGH
    program.profile().mkdir(parents=True)
    (program.profile() / "registrymodifications.xcu").write_text(item, encoding="utf-8")
    assert program.macro_security() == 1


def test_an_interpreter_that_does_not_start_is_named(tmp_path: Path) -> None:
    with pytest.raises(ZipingError, match="启动不了"):
        reach.reach(tmp_path / "python")


def test_the_calculator_answers_each_line_and_ends_with_its_input() -> None:
    lines = '["ZP_GRADE", [90]]\n["ZP_NONE", []]\nx\n["ZP_GRADE", [null]]\n'
    command = [sys.executable, "-I", "-m", "ziping.excel.libreoffice.calculator"]
    ran = subprocess.run(command, input=lines, capture_output=True, text=True)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    grade = FUNCTIONS["ZP_GRADE"].call
    assert answers[0] == grade(90)
    assert "没有算出" in answers[1]
    assert "没有算出" in answers[2]
    assert answers[3] == grade(None)
