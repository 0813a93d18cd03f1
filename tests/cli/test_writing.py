"""What `ziping score` does to the file: the touched parts and nothing else, whatever else is in."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.cli.conftest import Copy
from tests.cli.planting import plant
from tests.cli.running import run, state
from tests.support.office import Office
from ziping.package.gate import open_package
from ziping.package.sheets import Workbook
from ziping.tasks.score import Scored, score_file
from ziping.workbook.layout import HOME, OVERALL, RESULTS
from ziping.workbook.opened import Opened

Parts = dict[str, bytes]


def parts(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def raw_parts(path: Path) -> Parts:
    """The compressed bytes as they lie."""
    package = open_package(path)
    return {entry.name: package.raw[entry.start : entry.end] for entry in package.entries}


def only_named_parts_change(path: Path, act: Callable[[], Scored]) -> Scored:
    """Run, and hold the zip before and after against each other part by part."""
    names, before, raw = list(parts(path)), parts(path), raw_parts(path)
    formulas = all_formulas(path)
    done = act()
    after = parts(path)
    assert list(after) == names, "no part came, went or moved"
    changed = {name for name in names if before[name] != after[name]}
    assert changed == set(done.written.parts)
    raw_after = raw_parts(path)
    assert {name for name in names if raw[name] != raw_after[name]} == changed
    now = all_formulas(path)
    lost = [key for key, text in formulas.items() if key[0] != RESULTS and now.get(key) != text]
    assert not lost, "formulas are formulas still"
    assert done.written.backup is None or parts(done.written.backup) == before
    return done


def all_formulas(path: Path) -> dict[tuple[str, int, int], str]:
    book = Workbook(open_package(path))
    return {
        (sheet.name, *position): cell.formula
        for sheet in book.sheets
        for position, cell in book.cells(sheet.name).items()
        if cell.formula is not None
    }


def part_named(path: Path, sheet: str) -> str:
    return Opened(path).part_of(sheet)


@pytest.mark.parametrize("name", ["suining", "junshan", "clean", "empty"])
def test_only_the_touched_parts(copy: Copy, name: str) -> None:
    path = copy(name)
    done = only_named_parts_change(path, lambda: score_file(path))
    sheets = {part_named(path, sheet) for sheet in (HOME, RESULTS, OVERALL, *Opened(path).projects)}
    assert set(done.written.parts) <= sheets
    assert all(name.startswith("xl/worksheets/") for name in done.written.parts)


def test_a_second_run_touches_the_time_alone(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy("junshan")
    monkeypatch.setattr("ziping.tasks.score.strftime", lambda form: "2025-03-20 08:30")
    score_file(path)
    before = state(path.parent)
    assert score_file(path).written.backup is None
    assert state(path.parent) == before, "in the same minute nothing is written at all"
    cells = dict(Opened(path).cells(HOME))
    monkeypatch.setattr("ziping.tasks.score.strftime", lambda form: "2025-03-21 09:00")
    done = only_named_parts_change(path, lambda: score_file(path))
    assert done.written.parts == (part_named(path, HOME),)
    after = dict(Opened(path).cells(HOME))
    changed = [cells[key].text for key in cells if cells[key] != after[key]]
    assert len(changed) == 1 and "2025-03-20 08:30" in changed[0]


def add_by_hand(path: Path) -> None:
    """What officers add: a sheet with a chart, a comment, a list, colours; and their own look."""
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("我的附表")
    for row, values in enumerate((("科目", "金额"), ("办公费", 12.5), ("差旅费", 7)), 1):
        for col, value in enumerate(values, 1):
            sheet.cell(row, col, value)
    sheet["B4"] = "=SUM(B2:B3)"
    sheet["B4"].comment = Comment("请核对", "张三")
    chart: Any = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D2")
    rule = DataValidation(type="list", formula1='"甲,乙"')
    rule.add("A6")
    sheet.add_data_validation(rule)
    look = PatternFill("solid", fgColor="FFC7CE")
    large: Any = CellIsRule("greaterThan", ["10"], fill=look)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("B2:B3", large)
    overall = book[OVERALL]
    overall["D4"].fill, overall["D4"].font = look, Font(name="楷体", bold=True)
    overall["D4"].comment = Comment("年初预算以批复为准", "李四")
    overall.column_dimensions["D"].width = 33
    book.save(path)


def test_what_an_officer_added_survives(copy: Copy) -> None:
    path = copy("junshan")
    add_by_hand(path)
    kinds = ("xl/charts/", "comment", "xl/drawings/", "commentsDrawing")
    assert all(any(kind in name for name in parts(path)) for kind in kinds)
    only_named_parts_change(path, lambda: score_file(path))
    book = openpyxl.load_workbook(path)
    cell = book[OVERALL]["D4"]
    assert (cell.fill.fgColor.rgb, cell.font.name) == ("00FFC7CE", "楷体")
    assert cell.comment is not None and cell.comment.text == "年初预算以批复为准"
    assert book[OVERALL].column_dimensions["D"].width == 33
    assert book["我的附表"]["B4"].value == "=SUM(B2:B3)"
    assert run("check", path).code == 1


def test_saved_in_libreoffice(copy: Copy, office: Office, tmp_path: Path) -> None:
    """Another program's spelling of the same workbook is patched part by part all the same."""
    path = copy("junshan")
    add_by_hand(path)
    other = tmp_path / "lo.xlsx"
    office.run(path, [{"op": "calculate"}], save_as=other)
    scored = run("score", path, "--json").json
    done = only_named_parts_change(other, lambda: score_file(other))
    assert not done.written.mended
    value = run("score", other, "--json").json
    for key in ("execution", "weights", "computed_total", "total", "grade"):
        assert value[key] == scored[key]
    assert "我的附表" in openpyxl.load_workbook(other).sheetnames


def test_normalize_touches_one_part(copy: Copy) -> None:
    path = copy("junshan")
    before = parts(path)
    run("normalize", path)
    after = parts(path)
    assert [name for name in before if before[name] != after[name]] == [
        part_named(path, "项目自评表 (2)")
    ]


def test_a_lost_formula_is_put_back(copy: Copy) -> None:
    path = copy("clean")
    plant(path, OVERALL, "computed_score", None, nth=2)  # 1 is the master of the shared formula
    assert "ZP007" in run("check", path).out
    assert "补回公式：1 格" in run("score", path).out
    assert "ZP007" not in run("check", path).out


def test_a_link_stays_a_link(copy: Copy) -> None:
    path = copy("clean")
    real = path.with_name("真.xlsx")
    shutil.move(path, real)
    path.symlink_to(real)
    run("score", path)
    assert path.is_symlink() and run("check", real).code == 0


def test_mode_and_backup(copy: Copy) -> None:
    path = copy("clean")
    path.chmod(0o640)
    old = path.read_bytes()
    ran = run("score", path)
    backup = path.with_name(path.name + ".bak")
    assert str(backup) in ran.out
    assert backup.read_bytes() == old
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(item.name for item in path.parent.iterdir()) == ["clean.xlsx", "clean.xlsx.bak"]
