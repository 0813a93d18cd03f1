"""`ziping tamper`: calm where nothing was changed, plain where something was."""

from __future__ import annotations

from decimal import Decimal

from tests.cli.conftest import Copy
from tests.cli.planting import edit_cells
from tests.cli.running import run, state
from ziping.cli.table import width
from ziping.package.patch import CellEdit
from ziping.workbook.layout import OVERALL, RULES, UNIT

KEYS = {"kind", "sheet", "cell", "label", "expected", "found", "grave"}


def test_nothing_changed(copy: Copy) -> None:
    ran = run("tamper", copy("suining"))
    assert (ran.code, ran.err) == (0, "")
    assert "没有改动" in ran.out
    assert len(ran.out.splitlines()) == 1


def test_scored_file_is_unchanged(copy: Copy) -> None:
    path = copy("junshan")
    run("score", path)
    assert run("tamper", path, "--json").json["changes"] == []


def test_grave_change(copy: Copy) -> None:
    path = copy("suining")
    edit_cells(path, OVERALL, [CellEdit(8, 14, 99)])
    edit_cells(path, UNIT, [CellEdit(4, 3, "随便写")])
    before = state(path)
    ran = run("tamper", path)
    assert ran.code == 1
    assert "2 处改动，其中 1 处" in ran.out
    lines = ran.out.splitlines()
    place = next(n for n, line in enumerate(lines) if "整体自评表 N8" in line)
    assert lines[place].startswith("！1.")
    assert "原来：=IF(" in lines[place + 1]
    assert lines[place + 2].endswith("现在：99")
    assert any(line.startswith("改法（公式）") for line in lines)
    assert all(width(line) <= 100 for line in lines[1:])
    assert state(path) == before


def test_a_number_shows_as_spreadsheets_show_it(copy: Copy) -> None:
    path = copy("suining")
    edit_cells(path, OVERALL, [CellEdit(8, 14, Decimal("99.90000000000001"))])
    (change,) = run("tamper", path, "--json").json["changes"]
    assert change["found"] == "99.9"


def test_harmless_change(copy: Copy) -> None:
    path = copy("suining")
    edit_cells(path, UNIT, [CellEdit(4, 3, "随便写")])
    ran = run("tamper", path)
    assert ran.code == 0
    assert "都不影响得分" in ran.out


def test_json(copy: Copy) -> None:
    path = copy("suining")
    edit_cells(path, RULES, [CellEdit(5, 2, 20)])
    ran = run("tamper", path, "--json")
    value = ran.json
    assert ran.code == 1
    assert (value["rules"], value["changed"], value["grave"]) == ("suining", 1, 1)
    (change,) = value["changes"]
    assert change.keys() == KEYS
    assert (change["kind"], change["cell"], change["found"]) == ("rule", "B5", "20")


def test_many_changes_are_cut(copy: Copy) -> None:
    path = copy("suining")
    edit_cells(path, OVERALL, [CellEdit(row, 15, 1) for row in range(15, 73)])
    ran = run("tamper", path)
    assert "58 处改动" in ran.out
    assert "还有 18 处没有列出" in ran.out


def test_unusable(copy: Copy) -> None:
    path = copy("suining")
    path.write_bytes(b"")
    ran = run("tamper", path)
    assert (ran.code, ran.out) == (2, "")
    assert "改法：" in ran.err
