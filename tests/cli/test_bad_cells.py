"""A bad cell is a finding at its place, exit 1, and everything else is scored as before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.conftest import Copy
from tests.cli.planting import Value, Where, add_style, edit_cells, inputs, plant
from tests.cli.running import run
from ziping.package.patch import CellEdit, ErrorValue
from ziping.workbook.layout import BASIC_DATA, OVERALL, PROJECT, UNIT
from ziping.workbook.opened import Opened

DATE = 14


class Bad(NamedTuple):
    """One cell planted: `null` names the path in the score's JSON that must not be computable."""

    sheet: str
    name: str
    value: Value
    code: str
    says: str = ""
    null: str = ""
    formula: str | None = None
    style: int = 0
    nth: int = 0  # row of a column


RATE = "execution.rate"
CELLS = [
    Bad(OVERALL, "adjusted_budget", "2000万", "ZP001", "改填 2000", RATE),
    Bad(OVERALL, "actual_expenditure", "约30", "ZP001", "改填一个确定的数", RATE),
    Bad(OVERALL, "adjusted_budget", True, "ZP001", "填的是“TRUE”", RATE),
    Bad(OVERALL, "adjusted_budget", ErrorValue("#REF!"), "ZP002", "#REF!", RATE),
    Bad(OVERALL, "adjusted_budget", ErrorValue("#NAME?"), "ZP002", "#NAME?", RATE, "foo(1)"),
    Bad(OVERALL, "adjusted_budget", ErrorValue("#DIV/0!"), "ZP002", "#DIV/0!", RATE, "1/0"),
    Bad(OVERALL, "adjusted_budget", None, "ZP002", "公式没有结果", RATE, "[1]预算!B2"),
    Bad(OVERALL, "adjusted_budget", 0, "ZP004", "执行率无法计算", RATE),
    Bad(OVERALL, "adjusted_budget", -1902, "ZP003", "不应小于 0"),
    Bad(OVERALL, "adjusted_budget", 45366, "ZP009", "格里是日期", style=DATE),
    Bad(OVERALL, "initial_budget", Decimal("-0.01"), "ZP003", "不应小于 0"),
    Bad(OVERALL, "general_public_budget", "1,77五.55", "ZP001"),
    Bad(OVERALL, "declared_rate", "百分之九十九", "ZP001", "改填 99%"),
    Bad(OVERALL, "declared_execution_score", "9分", "ZP001", "改填 9"),
    Bad(OVERALL, "declared_total", "九十八", "ZP001", "改填 98"),
    Bad(OVERALL, "full_marks", "5分", "ZP001", "改填 5", "weights.output", nth=1),
    Bad(OVERALL, "declared_score", "满分", "ZP001", "", "total", nth=1),
    Bad(OVERALL, "target_value", ErrorValue("#VALUE!"), "ZP002", "", "computed_total", nth=1),
    Bad(OVERALL, "actual_value", 45473, "ZP009", "期限写成文字", style=DATE, nth=1),
    Bad(PROJECT, "adjusted_budget", "402万", "ZP001", "改填 402", RATE),
    Bad(PROJECT, "adjusted_budget", 0, "ZP004", "执行率无法计算", RATE),
    Bad(PROJECT, "current_appropriation_actual_expenditure", -1, "ZP003"),
    Bad(PROJECT, "full_marks", ErrorValue("#N/A"), "ZP002", "", "weights.output", nth=1),
    Bad(BASIC_DATA, "three_public_expenses_budget", "两万", "ZP001", "改填 2"),
    Bad(BASIC_DATA, "staff_in_post", "37人", "ZP001", "改填 37"),
    Bad(BASIC_DATA, "project_line_budget", "无", "ZP001", nth=1),
    Bad(UNIT, "year", "二〇二四", "ZP001"),
    Bad(UNIT, "year", 24, "ZP010", "如 2024"),
    Bad(UNIT, "year", 45292, "ZP009", style=DATE),
    Bad(UNIT, "report_basic_expenditure", "大约183", "ZP001"),
    Bad(UNIT, "unit_name", ErrorValue("#REF!"), "ZP002", "#REF!"),
    Bad(OVERALL, "basic_expenditure", Decimal("183.17"), "ZP005", "没有改动", "", "163.78+19.39"),
]


@pytest.fixture(scope="module")
def before(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("before") / "a.xlsx"
    path.write_bytes(built["junshan"].read_bytes())
    return run("score", path, "--json").json


@pytest.mark.parametrize("bad", CELLS, ids=lambda bad: f"{bad.name}={bad.value}")
def test_one_bad_cell(copy: Copy, before: dict[str, Any], bad: Bad) -> None:
    path = copy("junshan")
    at = put(path, bad)
    ran = run("check", path, "--json")
    assert (ran.code, ran.err, ran.json["crashed"]) == (1, "", [])
    place = {"sheet": bad.sheet, "cell": at}
    found = [f for f in ran.json["findings"] if f["code"] == bad.code and place in f["places"]]
    assert len(found) == 1, ran.json["findings"]
    assert bad.says in found[0]["message"] and f"{bad.sheet} {at}" in found[0]["message"]
    ran = run("score", path, "--json")
    assert (ran.code, ran.err) == (1, "")
    _others_as_before(ran.json, before, bad.sheet)
    form = ran.json["projects"][0] if bad.sheet == PROJECT else ran.json
    if bad.null:
        assert at_path(form, bad.null) is None


def put(path: Path, bad: Bad) -> str:
    at = plant(path, bad.sheet, bad.name, bad.value, formula=bad.formula, nth=bad.nth)
    if bad.style:
        opened = Opened(path)
        rect = opened.find(bad.sheet, bad.name)
        style = add_style(path, bad.style)
        edit = CellEdit(rect.row + bad.nth, rect.col, bad.value, bad.formula, style)
        edit_cells(path, bad.sheet, [edit])
    return at


def at_path(value: Any, dotted: str) -> Any:
    for key in dotted.split("."):
        value = value[key]
    return value


def _others_as_before(after: dict[str, Any], before: dict[str, Any], sheet: str) -> None:
    """Forms on other sheets are the same in every value; of the same form every other row is."""
    forms = [after, *after["projects"]]
    for index, (new, old) in enumerate(zip(forms, [before, *before["projects"]], strict=True)):
        own = sheet == (OVERALL if index == 0 else PROJECT) and index < 2
        rows = zip(new["indicators"], old["indicators"], strict=True)
        assert sum(one != two for one, two in rows) <= (1 if own else 0)
        if not own:
            for key in ("execution", "weights", "computed_total", "total", "grade"):
                assert new[key] == old[key], key


def test_the_same_exit_on_a_file_without_other_errors(copy: Copy) -> None:
    """The bad cell alone makes it 1, a warning about an officer's formula included."""
    for bad in CELLS:
        if bad.sheet != PROJECT:
            path = copy("clean")
            put(path, bad)
            assert run("check", path).code == 1, bad


def test_a_year_that_is_none_mutes_nothing(copy: Copy) -> None:
    path = copy("junshan")
    codes = {item["code"] for item in run("check", path, "--json").json["findings"]}
    plant(path, UNIT, "year", 24)
    after = {item["code"] for item in run("check", path, "--json").json["findings"]}
    assert after == codes | {"ZP010"}


def test_nothing_divided_by_nothing_is_no_rate(copy: Copy) -> None:
    path = copy("clean")
    for name in ("initial_budget", "adjusted_budget", "actual_expenditure"):
        plant(path, OVERALL, name, 0)
    plant(path, OVERALL, "declared_rate", None)
    ran = run("score", path, "--json")
    assert ran.code == 1
    assert ran.json["execution"]["rate"] is ran.json["execution"]["computed_score"] is None
    assert ran.json["computed_total"] is None
    line = next(line for line in run("score", path).out.splitlines() if "预算执行率  " in line)
    assert "100" not in line and "—" in line


@pytest.mark.parametrize("name", ["adjusted_budget", "actual_expenditure"])
def test_blank_is_not_zero(copy: Copy, name: str) -> None:
    path = copy("clean")
    plant(path, OVERALL, name, None)
    value = run("score", path, "--json").json
    assert value["execution"][name] is value["execution"]["rate"] is None
    assert value["execution"]["computed_score"] is None
    found = run("check", path, "--json").json
    named = [place for item in found["not_evaluated"] for place in item["places"]]
    assert {"sheet": OVERALL, "cell": cell_of(path, OVERALL, name)} in named
    assert not [item for item in found["findings"] if item["provided"] == "0"]


def cell_of(path: Path, sheet: str, name: str) -> str:
    opened = Opened(path)
    rect = opened.find(sheet, name)
    return Where(sheet, next(w.spot for w in inputs(opened)), rect.row, rect.col).place[1]


KINDS: dict[str, tuple[Value, str, Callable[[Where], bool]]] = {
    "text": ("约30", "ZP001", lambda where: where.spot.kind != "text"),
    "error": (ErrorValue("#REF!"), "ZP002", lambda where: where.spot.name != "project_line_level"),
    "truth": (False, "ZP001", lambda where: where.spot.kind != "text"),
    "huge": (Decimal("1E+200"), "", lambda where: where.spot.kind != "text"),
    "tiny": (Decimal("1E-300"), "", lambda where: where.spot.kind != "text"),
    "zero": (0, "", lambda where: where.spot.kind != "text"),
    "blank": (None, "", lambda where: True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_bad_at_once(copy: Copy, kind: str) -> None:
    """However much is wrong, each cell is named, and every command comes to its end."""
    value, code, affected = KINDS[kind]
    path = copy("junshan")
    planted = [where for where in inputs(Opened(path)) if affected(where)]
    by_sheet: dict[str, list[CellEdit]] = defaultdict(list)
    for where in planted:
        by_sheet[where.sheet].append(CellEdit(where.row, where.col, value))
    for sheet, edits in by_sheet.items():
        edit_cells(path, sheet, edits)
    ran = run("check", path, "--json")
    assert (ran.code, ran.err, ran.json["crashed"]) == (1, "", [])
    if code:
        found = {
            (place["sheet"], place["cell"])
            for item in ran.json["findings"] if item["code"] == code
            for place in item["places"]
        }  # fmt: skip
        assert found >= {where.place for where in planted}
    for command in (["score"], ["score", "--adopt", "--json"], ["normalize"], ["check"]):
        ran = run(*command, path)
        assert ran.code in (0, 1) and ran.err == "", command
    assert run("report", path, "-o", path.with_suffix(".docx")).code in (0, 1)


def test_officers_formulas_are_read_and_never_overwritten(copy: Copy) -> None:
    """A formula with the same result in every input cell: the scores are the same, it stays."""
    path = copy("junshan")
    known = run("check", path, "--json").json
    opened = Opened(path)
    by_sheet: dict[str, list[CellEdit]] = defaultdict(list)
    for where in inputs(opened):
        cell = opened.cell(where.sheet, where.row, where.col)
        if cell.kind in ("n", "s"):
            formula = f"{cell.text}+0" if cell.kind == "n" else 'T("a")'
            edit = CellEdit(where.row, where.col, cell.value, formula)
            by_sheet[where.sheet].append(edit)
    scores = run("score", path, "--json").json
    for sheet, edits in by_sheet.items():
        edit_cells(path, sheet, edits)
    ran = run("score", path, "--adopt", "--json")
    assert ran.code == 1
    assert {key: ran.json[key] for key in ("total", "computed_total", "execution")} == {
        key: scores[key] for key in ("total", "computed_total", "execution")
    }
    opened = Opened(path)
    for sheet, edits in by_sheet.items():
        for edit in edits:
            assert opened.cell(sheet, edit.row, edit.col).formula == edit.formula
    found = run("check", path, "--json").json["findings"]
    places = sum(len(item["places"]) for item in found if item["code"] == "ZP005")
    assert places == sum(map(len, by_sheet.values()))
    errors = [item["code"] for item in known["findings"] if item["severity"] == "E"]
    assert [item["code"] for item in found if item["severity"] == "E"] == errors


NUMBERS = [("　1902.06", "1902.06"), ("１９０２．０６", "1902.06"), ("1,902.06", "1902.06")]


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
def test_text_that_is_plainly_a_number_is_read_and_rewritten(
    copy: Copy, typed: str, number: str
) -> None:
    path = copy("junshan")
    at = plant(path, OVERALL, "adjusted_budget", typed)
    value = run("score", path, "--json").json
    assert value["execution"]["adjusted_budget"] == number
    assert value["execution"]["rate"] == "0.9913"
    opened = Opened(path)
    rect = opened.find(OVERALL, "adjusted_budget")
    assert opened.cell(OVERALL, rect.row, rect.col).value == Decimal(number)
    found = run("check", path, "--json").json["findings"]
    assert at not in [
        p["cell"] for item in found if item["code"] == "ZP006" for p in item["places"]
    ]
