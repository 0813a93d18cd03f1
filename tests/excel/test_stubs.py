"""The generated VBA: as the generator gives it, plain ASCII, and nothing in it from a workbook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ziping.excel.function_page import PAGE, page
from ziping.excel.functions import FUNCTIONS
from ziping.excel.light import xw
from ziping.excel.names import XLWINGS
from ziping.excel.stubs import MODULE, TEXTS, dll_name, module, write

ROOT = Path(__file__).parents[2]
SOURCE = module()
JOINED = SOURCE.replace(" _\n", " ")
STUB = re.compile(r"^Public Function (ZP_\w+)\((.*?)\) As Variant$(.*?)^End Function$", re.M | re.S)
CALL = re.compile(r'ZipingCall\("(\w+)",\s+Array\((.*?)\)\)', re.S)
FOREIGN = (
    *("ThisWorkbook", "ActiveWorkbook", "Worksheets", "Application.", "CurDir", "Environ", "Shell"),
    *("CreateObject", "GetObject", "Open ", "LongPtr", "TypeOf", "C:\\", "MsgBox", "xlwings.pro"),
)
LONGEST_LINE, MOST_CONTINUATIONS = 1023, 24  # what VBA takes


def test_the_files_are_those_of_the_generator(tmp_path: Path) -> None:
    (tmp_path / "macros").mkdir()
    (tmp_path / "docs").mkdir()
    for made in write(tmp_path):
        kept = ROOT / made.relative_to(tmp_path)
        assert made.read_bytes() == kept.read_bytes()
    assert (ROOT / "docs" / PAGE).read_text("utf-8") == page()


def test_plain_ascii_in_lines_that_vba_takes() -> None:
    assert SOURCE.isascii()
    assert SOURCE.startswith(f'Attribute VB_Name = "{MODULE}"\nOption Explicit\n')
    assert "\r" not in SOURCE and "\t" not in SOURCE and SOURCE.endswith("\n")
    assert max(map(len, JOINED.splitlines())) <= LONGEST_LINE
    assert not re.search(rf"( _\n[^\n]*){{{MOST_CONTINUATIONS + 1}}}", SOURCE)


def test_every_function_is_there_with_its_arguments() -> None:
    stubs = {name: (head, body) for name, head, body in STUB.findall(JOINED)}
    assert list(stubs) == list(FUNCTIONS)
    for name, (head, body) in stubs.items():
        function = FUNCTIONS[name]
        wanted = [
            f"{'Optional ' * a.optional}ByVal {a.name} As Variant" for a in function.arguments
        ]
        assert [part.strip() for part in head.split(",")] == wanted
        (call,) = CALL.findall(body)
        assert call[0] == function.python_name
        assert [part.strip() for part in call[1].split(",")] == [a.name for a in function.arguments]


@pytest.mark.parametrize("word", FOREIGN)
def test_nothing_comes_from_a_workbook_a_folder_or_the_environment(word: str) -> None:
    code = "\n".join(line for line in SOURCE.splitlines() if not line.startswith("'"))
    assert word not in code


def test_every_public_function_catches_its_errors() -> None:
    for name, _, body in STUB.findall(JOINED):
        assert body.strip().startswith("On Error GoTo Failed")
        assert body.strip().endswith(f"Failed:\n    {name} = ZipingText(CANNOT_CALL)")


def test_the_dll_is_loaded_by_its_whole_path_before_it_is_asked_for() -> None:
    """By name alone Windows would look in the current folder, which may be a workbook's."""
    call = SOURCE[SOURCE.index("Private Function ZipingCall") :]
    assert call.index("If Not ZipingLoaded() Then") < call.index("ZipingActivate(server")
    assert 'Left(path, 2) <> "\\\\" And Mid(path, 2, 2) <> ":\\" Then Exit Function' in call


def test_the_python_is_isolated_and_the_module_fixed() -> None:
    assert '" -I -B -c "' in SOURCE
    assert "from ziping.excel.server import serve; serve('$(CLSID)')" in SOURCE
    assert "server.CallUDF(CALLED_MODULE, called, values)" in SOURCE  # no workbook, no caller


def test_no_name_hides_another() -> None:
    """VBA takes SERVER and server for one name, and the local one would hide the constant."""
    code = "\n".join(line for line in JOINED.splitlines() if not line.startswith("'"))
    shared = re.findall(r"(?:Const|Function) (\w+)", code)
    local = re.findall(r"(?:ByVal|ByRef|Dim) (\w+)", code) + re.findall(r", (\w+) As", code)
    assert {name.lower() for name in shared}.isdisjoint(name.lower() for name in local)
    assert {"server", "python", "at"} <= set(local)


def test_texts_are_spelled_as_code_units() -> None:
    for name, text in TEXTS.items():
        found = re.search(rf"Const {name} As String = (.*)", JOINED)
        assert found is not None
        units = "".join(re.findall(r"[0-9A-F]{4}", found[1]))
        assert bytes.fromhex(units).decode("utf-16-be") == text


def test_the_dll_is_that_of_the_xlwings_that_is_installed() -> None:
    """Another xlwings has another DLL: then constant and module are to be renewed."""
    assert xw.__version__ == XLWINGS
    for bits in (32, 64):
        assert SOURCE.count(f'Lib "{dll_name(bits)}"') == 1
