"""The VBA text: thin, ASCII, every entry caught, every name one that the other side knows."""

from __future__ import annotations

import re

import pytest

from tests.excel.macros.products import text_of
from ziping.excel import button
from ziping.excel.names import ACTIONS, BY_NAME, LIVE
from ziping.workbook.macros.sources import FOLDER

LONGEST_NAME = 31
SENTENCES = {
    "INSTALL_FIRST": "请先安装：ziping addin install",
    "BAD_RECORD": "安装记录无效，请重新运行：ziping addin install",
    "CANNOT_START": "启动失败，请运行：ziping addin doctor",
    "AT_WORK": "正在处理…",
    "NO_WORKBOOK": "请先打开绩效自评工作簿",
}


def modules(product: str) -> dict[str, str]:
    return dict(text_of(product).modules)


def procedures(text: str) -> dict[str, str]:
    """Public procedures by name, with their bodies."""
    found = re.findall(r"(?m)^Public (?:Sub|Function) (\w+)\((.*?)^End ", text, re.DOTALL)
    return dict(found)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.bas")))
def test_a_module_is_ascii_and_named_like_its_file(name: str) -> None:
    lines = (FOLDER / f"{name}.bas").read_bytes().decode("ascii").splitlines()
    assert lines[:2] == [f'Attribute VB_Name = "{name}"', "Option Explicit"]
    assert len(name) <= LONGEST_NAME


def test_every_module_is_in_a_product() -> None:
    listed = {name for product in ("workbook", "addin") for name in modules(product)}
    assert listed == {path.stem for path in FOLDER.glob("*.bas")}


@pytest.mark.parametrize("product", ["workbook", "addin"])
def test_names_are_short_and_no_procedure_is_there_twice(product: str) -> None:
    names = [name for text in modules(product).values() for name in procedures(text)]
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) <= LONGEST_NAME


def test_each_button_starts_its_own_action() -> None:
    found = procedures(modules("workbook")["ZipingButtons"])
    assert list(found) == [action.macro for action in ACTIONS]
    for action in ACTIONS:
        assert f'ZipingLaunch "{action.name}", ThisWorkbook' in found[action.macro]


def test_each_callback_starts_its_own_action() -> None:
    found = procedures(modules("addin")["ZipingRibbon"])
    assert list(found) == [action.callback for action in (*ACTIONS, LIVE)]
    for action in (*ACTIONS, LIVE):
        assert f'ZipingLaunch "{action.name}", ActiveWorkbook' in found[action.callback]


def test_the_python_side_knows_each_action() -> None:
    started = {
        name
        for product in ("workbook", "addin")
        for text in modules(product).values()
        for name in re.findall(r'ZipingLaunch "(\w+)"', text)
    }
    assert started == {*BY_NAME, button.LIVE}


@pytest.mark.parametrize("product", ["workbook", "addin"])
def test_every_entry_catches_errors(product: str) -> None:
    entries = {
        name: body
        for module, text in modules(product).items()
        for name, body in procedures(text).items()
        if not name.endswith("Sentinel")
    }
    assert len(entries) > len(ACTIONS)
    for name, body in entries.items():
        assert "On Error" in body, name


def test_the_one_program_and_where_its_name_comes_from() -> None:
    code = "\n".join(
        line for line in modules("addin")["ZipingLauncher"].splitlines() if line[:1] != "'"
    )
    assert code.count("Shell ") == 1
    assert '" -I -m ziping.excel.button "' in code
    assert re.findall(r"GetSetting\(.*?\)", code) == [
        'GetSetting("ziping", "launch", "python", "")'
    ]
    assert re.findall(r"Environ\(.*?\)", code) == ['Environ("HOME")']
    for never in ("ThisWorkbook", "CurDir", "Range", "Names", "Sheets", "MsgBox", "CreateObject"):
        assert never not in code


def test_the_sentences_are_spelled_right() -> None:
    code = modules("addin")["ZipingLauncher"].replace(" _\r\n", "")
    found = {
        name: bytes.fromhex("".join(re.findall(r'"([0-9A-F]+)"', units))).decode("utf-16-be")
        for name, units in re.findall(r"Private Const (\w+) As String = (.*)", code)
    }
    assert found == SENTENCES


def test_only_the_addin_knows_the_ribbon() -> None:
    """LibreOffice does not know the type of a callback's argument."""
    assert not any("IRibbonControl" in text for text in modules("workbook").values())
    assert text_of("workbook").ribbon == b""
