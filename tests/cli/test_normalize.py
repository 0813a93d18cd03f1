"""`ziping normalize`: 待规范 values rewritten after they were shown, the rest listed with why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Copy
from tests.cli.planting import add_style, edit_cells, find, plant, ref
from tests.cli.running import run, state
from ziping.package.patch import CellEdit
from ziping.workbook.layout import OVERALL
from ziping.workbook.opened import Opened


def row_of(path: Path, name: str) -> dict[str, str | None]:
    forms = run("score", path, "--json").json
    rows = [
        *forms["indicators"],
        *(row for form in forms["projects"] for row in form["indicators"]),
    ]
    found: dict[str, str | None] = next(row for row in rows if row["name"] == name)
    return found


def test_junshan(copy: Copy) -> None:
    path = copy("junshan")
    old = path.read_bytes()
    assert row_of(path, "数字孪生政务服务大")["computed_score"] is None
    path.write_bytes(old)
    ran = run("normalize", path)
    assert (ran.code, ran.err) == (1, "")  # one value is left to the officer
    assert "“≥千件” → “≥1000件”" in ran.out
    left = next(line for line in ran.out.splitlines() if "没有改" in line)
    assert "项目自评表 E13" in left and "“机关事业单位”" in left
    assert "是文字，实际完成值却是数" in left
    assert path.with_name(path.name + ".bak").read_bytes() == old
    row = row_of(path, "数字孪生政务服务大")
    assert (row["target"], row["actual"], row["computed_score"]) == ("≥1000件", "1514件", "5")


def test_twice_is_once(copy: Copy) -> None:
    path = copy("junshan")
    run("normalize", path)
    before = state(path.parent)
    assert "→" not in run("normalize", path).out
    assert state(path.parent) == before


def test_dry_run_only_shows(copy: Copy) -> None:
    path = copy("junshan")
    before = state(path.parent)
    ran = run("normalize", path, "--dry-run")
    assert "“≥千件” → “≥1000件”" in ran.out
    assert "还没有改动文件" in ran.out
    assert state(path.parent) == before


def test_nothing_to_do(copy: Copy) -> None:
    path = copy("clean")
    before = state(path.parent)
    ran = run("normalize", path)
    assert (ran.code, ran.out) == (0, "没有需要规范的指标值和完成值。\n")
    assert state(path.parent) == before


VALUES = [
    ("target_value", "百万件", "100万件"),
    ("target_value", "十二个", "12个"),
    ("target_value", "不低于95%", "≥95%"),
    ("target_value", "３０", "30"),
    ("actual_value", "十二个", "12个"),
]


@pytest.mark.parametrize(("name", "old", "new"), VALUES)
def test_rewritten(copy: Copy, name: str, old: str, new: str) -> None:
    path = copy("clean")
    row, col = find(path, OVERALL, name, 1)
    plant(path, OVERALL, name, old, nth=1)
    assert f"“{old}” → “{new}”" in run("normalize", path).out
    cell = Opened(path).cell(OVERALL, row, col)
    assert (cell.text, cell.formula) == (new, None)


LEFT = [
    ("target_value", "12-15个", "是一个范围"),
    ("target_value", "约30件", "是约数"),
    ("target_value", "6月30日前", "是日期不是数量"),
    ("target_value", "≥", "后面没有可读的数"),
    ("actual_value", "≥95%", "不能带“≥”"),
]


@pytest.mark.parametrize(("name", "old", "why"), LEFT)
def test_left_with_the_reason(copy: Copy, name: str, old: str, why: str) -> None:
    path = copy("clean")
    at = plant(path, OVERALL, name, old, nth=1)
    before = state(path.parent)
    ran = run("normalize", path)
    assert ran.code == 1
    line = next(line for line in ran.out.splitlines() if f"{OVERALL} {at}" in line)
    assert f"“{old}”没有改：" in line and why in line
    assert state(path.parent) == before


def test_an_officers_formula_is_left(copy: Copy) -> None:
    path = copy("clean")
    plant(path, OVERALL, "target_value", "百万件", formula='"百万"&"件"', nth=1)
    before = state(path.parent)
    assert "格里是自己写的公式" in run("normalize", path).out
    assert state(path.parent) == before


def test_words_beside_numbers_in_a_qualitative_row_are_no_fault(copy: Copy) -> None:
    """优化 against 全市第3名: graded by its tier, so there is nothing to make plain."""
    path = copy("clean")
    index = next(i for i in range(1, 20) if target(path, i) == "大幅提升")
    plant(path, OVERALL, "actual_value", "全市第3名", nth=index)
    assert run("normalize", path).code == 0


def target(path: Path, index: int) -> str:
    row, col = find(path, OVERALL, "target_value", index)
    return Opened(path).cell(OVERALL, row, col).text


def test_a_percentage_typed_as_one_becomes_what_is_shown(copy: Copy) -> None:
    path = copy("clean")
    row, col = find(path, OVERALL, "target_value", 4)
    percent = add_style(path, 10)
    edit_cells(path, OVERALL, [CellEdit(row, col, value, style=percent) for value in (1,)])
    assert f"{OVERALL} {ref(path, OVERALL, 'target_value', 4)}" in run("normalize", path).out
    assert Opened(path).cell(OVERALL, row, col).text == "100%"
