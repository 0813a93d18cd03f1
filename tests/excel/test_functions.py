"""The worksheet functions on the table of cases, with what a spreadsheet really sends."""

from __future__ import annotations

import inspect
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ziping import rules
from ziping.excel import functions
from ziping.excel.functions import FUNCTIONS, register
from ziping.excel.functions.packs import DEFAULT
from ziping.package.refs import cell_ref
from ziping.workbook.layout import OVERALL_FORM, form_spots

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases/functions.toml").read_text("utf-8"))
NAMES = (
    "ZP_EXECUTION_RATE",
    "ZP_EXECUTION_SCORE",
    "ZP_INDICATOR_SCORE",
    "ZP_WEIGHT_CHECK",
    "ZP_TOTAL_SCORE",
    "ZP_GRADE",
    "ZP_QUANTITY",
)


def sent(value: Any) -> Any:
    """TOML's spelling of what is sent: `{ blank = true }` is nothing."""
    if isinstance(value, list):
        return [sent(item) for item in value]
    return None if isinstance(value, dict) else value


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: f"{case['name']} {case['given']}")
def test_case(case: dict[str, Any]) -> None:
    answer = FUNCTIONS[case["name"]].call(*map(sent, case["given"]))
    if "shows" in case:
        assert (answer, type(answer)) == (case["shows"], type(case["shows"]))
    else:
        assert case["says"] in str(answer)


def test_every_function_has_cases_of_every_kind() -> None:
    for name in NAMES:
        shown = [
            case.get("shows", case.get("says")) for case in TABLE["case"] if case["name"] == name
        ]
        assert "" in shown
        assert any(str(text).startswith("待改正：") for text in shown)


def test_there_are_these_functions() -> None:
    assert tuple(FUNCTIONS) == NAMES
    for name, function in FUNCTIONS.items():
        assert function.python_name == name.lower()
        assert getattr(functions, function.python_name) is function.call


@pytest.mark.parametrize("name", NAMES)
def test_signature_is_what_xlwings_reads(name: str) -> None:
    """Positional names, None for an optional argument, and no annotation to look a converter up."""
    function = FUNCTIONS[name]
    parameters = inspect.signature(function.call).parameters.values()
    assert [p.name for p in parameters] == [a.name for a in function.arguments]
    assert [p.default is None for p in parameters] == [a.optional for a in function.arguments]
    assert not inspect.get_annotations(function.call)
    assert [p.kind for p in parameters] == [inspect.Parameter.POSITIONAL_OR_KEYWORD] * len(
        parameters
    )


@pytest.mark.parametrize("name", NAMES)
def test_texts_for_people(name: str) -> None:
    function = FUNCTIONS[name]
    for text in (function.text, function.answer, *(a.label + a.text for a in function.arguments)):
        assert text and "\n" not in text and not text.isascii()
    assert function.example.startswith(f"={name}(")


@pytest.mark.parametrize(
    "bad", ["national.toml", "/etc/passwd", "../packs/national", "绥宁", "NATIONAL"]
)
def test_a_pack_is_only_one_of_ours(bad: str) -> None:
    for function in FUNCTIONS.values():
        names = [argument.name for argument in function.arguments]
        if "rules" in names:
            given: list[Any] = [None] * names.index("rules") + [bad]
            assert str(function.call(*given)).startswith("没有这个规则包")


def test_examples_stand_on_the_form() -> None:
    """The addresses in the examples are those of 整体自评表 as it is built."""
    spots = {spot.name: spot for spot in form_spots(OVERALL_FORM, 0)}

    def at(name: str) -> str:
        spot = spots[name]
        first = spot.row + 1 if spot.last else spot.row  # the first row of a column is a spacer
        cell = cell_ref(first, spot.col)
        return f"{cell}:{cell_ref(spot.last - 1, spot.col)}" if spot.last else cell

    wanted = {
        "ZP_EXECUTION_RATE": ("adjusted_budget", "actual_expenditure"),
        "ZP_EXECUTION_SCORE": ("adjusted_budget", "actual_expenditure"),
        "ZP_WEIGHT_CHECK": ("level2", "full_marks", "execution_full_marks"),
        "ZP_TOTAL_SCORE": ("execution_score", "full_marks", "counted_score"),
        "ZP_GRADE": ("total",),
    }
    for name, places in wanted.items():
        assert FUNCTIONS[name].example == f"={name}({','.join(map(at, places))})"


def test_a_pack_file_in_the_current_folder_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.toml").write_text("[pack]", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert str(functions.zp_grade(90.0, "x.toml")).startswith("没有这个规则包")
    assert str(functions.zp_grade(90.0, "x")).startswith("没有这个规则包")


def test_default_pack_is_one_of_ours() -> None:
    assert rules.names()[0] == DEFAULT


def test_a_bug_of_ours_is_one_line_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(block: Any) -> str:
        raise ZeroDivisionError

    argument = register.Argument("value", "值", "任意")
    monkeypatch.setattr(register, "FUNCTIONS", {})
    call = register.worksheet_function("坏的", "无", "=X()", argument)(broken)
    assert str(call(1.0)).startswith("程序自身出错（ZeroDivisionError）")


def test_a_large_range_is_refused_before_it_is_read() -> None:
    rows = [[1.0]] * 100_000
    assert "最多 2000 格" in str(functions.zp_weight_check(rows, rows))


def test_import_takes_nothing_heavy_in() -> None:
    program = (
        "import sys, ziping.excel.functions;"
        "print(*sorted({name.split('.')[0] for name in sys.modules}"
        " & {'openpyxl', 'pandas', 'numpy', 'docx', 'lxml'}),"
        " *(name for name in sys.modules if name.startswith(('ziping.checks', 'ziping.word.'))))"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == ""


def test_server_is_only_for_windows() -> None:
    if sys.platform == "win32":
        pytest.skip("this is about the other systems")
    program = "from ziping.excel.server import serve; serve('{0}')"
    ran = subprocess.run(
        [sys.executable, "-I", "-B", "-c", program], capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert "只在 Windows 上运行" in ran.stderr
