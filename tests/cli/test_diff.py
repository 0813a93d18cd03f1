"""`ziping diff`: what was changed between two versions, on real workbooks and reports."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from tests.cli.conftest import Copy
from tests.cli.planting import plant
from tests.cli.running import run
from ziping.tasks.diff import ADDED, CHANGED, REMOVED
from ziping.tasks.diff.pairs import paired
from ziping.tasks.diff.prose import changed_lines
from ziping.workbook.layout import BASIC_DATA, OVERALL, REPORT_TEXT, UNIT


@pytest.fixture
def two(copy: Copy, tmp_path: Path) -> tuple[Path, Path]:
    """The same workbook twice; the second is free to be changed."""
    new = copy("clean")
    old = tmp_path / "原来.xlsx"
    old.write_bytes(new.read_bytes())
    return old, new


def found(old: Path, new: Path) -> Any:
    return json.loads(run("diff", old, new, "--json").out)


def test_the_same_file_twice(two: tuple[Path, Path]) -> None:
    ran = run("diff", *two)
    assert ran.code == 0
    assert "两份文件没有差别" in ran.out
    said = found(*two)
    assert said["same"] is True
    assert said["values"] == said["scores"] == said["texts"] == []


CELLS = [
    # sheet, name, row of the column, value, label, before, after
    (UNIT, "leader", 0, "负责人甲", "单位负责人", None, "负责人甲"),
    (BASIC_DATA, "staff_in_post", 0, 16, "实际在职人数", "15", "16"),
    (BASIC_DATA, "official_hospitality_budget", 0, Decimal("1.45"), None, "1.5", "1.45"),
    (OVERALL, "adjusted_budget", 0, Decimal("805.83"), "全年预算数", "805.82", "805.83"),
    (OVERALL, "declared_rate", 0, Decimal("0.9987"), "执行率", "99.88%", "99.87%"),
    (OVERALL, "actual_value", 2, "稳步提高", None, None, "稳步提高"),
    (OVERALL, "adjusted_budget", 0, "八百万", "全年预算数", "805.82", "八百万"),
    (OVERALL, "adjusted_budget", 0, None, "全年预算数", "805.82", None),
]


@pytest.mark.parametrize(
    ("sheet", "name", "nth", "value", "label", "before", "after"), CELLS, ids=lambda v: str(v)[:12]
)
def test_a_changed_cell_is_told_with_its_place(
    two: tuple[Path, Path],
    sheet: str,
    name: str,
    nth: int,
    value: Decimal | int | str | None,
    label: str | None,
    before: str | None,
    after: str | None,
) -> None:
    at = plant(two[1], sheet, name, value, nth=nth)
    values = found(*two)["values"]
    (one,) = values
    assert one["after"] == after
    assert one["place_after"] == f"{sheet} {at}"
    assert before is None or one["before"] == before
    assert label is None or one["label"] == label
    assert one["kind"] == ("removed" if after is None else "changed" if one["before"] else "added")


def test_a_number_that_is_only_typed_otherwise_is_no_change(two: tuple[Path, Path]) -> None:
    plant(two[1], OVERALL, "adjusted_budget", "８０５．８２")
    assert found(*two)["values"] == []


def test_scores_and_faults_follow(two: tuple[Path, Path]) -> None:
    plant(two[1], OVERALL, "actual_expenditure", Decimal("700"))
    ran = run("diff", *two)
    assert ran.code == 1, "a new error"
    assert "预算执行率：99.88% → 86.87%" in ran.out
    said = found(*two)
    scores = {one["label"]: one["after"] for one in said["scores"]}
    assert scores["整体自评表 预算执行率测算分"] == "8.69"
    codes = {one["code"] for one in said["findings"]["new"]}
    assert {"ZP101", "ZP103"} <= codes
    back = found(two[1], two[0])
    assert {one["code"] for one in back["findings"]["gone"]} == codes
    assert run("diff", two[1], two[0]).code == 0, "what was put right is no fault"


def test_rows_that_moved_are_the_same_rows(two: tuple[Path, Path]) -> None:
    """The name tells which indicator it is, not where it stands; a new name alike is a renaming."""
    name = plant(two[1], OVERALL, "indicator_name", "全新的指标", nth=4)
    values = found(*two)["values"]
    kinds = {(one["kind"], "全新的指标" in one["label"]) for one in values}
    assert kinds in ({("added", True), ("removed", False)}, {("changed", True)})
    assert any(name in (one["place_after"] or "") for one in values) or len(values) == 2


def test_prose_is_compared_line_by_line(two: tuple[Path, Path]) -> None:
    for path, text in zip(
        two,
        ("一、甲事没有办完。\n二、乙事", "一、甲事还没有办完。\n二、乙事\n三、丙事"),
        strict=True,
    ):
        plant(path, REPORT_TEXT, "text_problems", text)
    (text,) = found(*two)["texts"]
    assert [line["kind"] for line in text["lines"]] == ["changed", "added"]
    assert text["label"].startswith("七、")


def test_lines_and_rows_find_their_partners() -> None:
    lines = changed_lines("甲一二三四\n乙\n丙", "甲一二三五\n丙\n丁戊己")
    assert [line.kind for line in lines] == [CHANGED, REMOVED, ADDED]
    pairs = paired(["办件量", "满意度", "满意度"], ["满意度", "办件总量", "新事"], str)
    assert pairs == [("满意度", "满意度"), ("办件量", "办件总量"), (None, "新事"), ("满意度", None)]


def test_into_a_workbook_and_a_document(two: tuple[Path, Path], tmp_path: Path) -> None:
    """Every text stays text, also one that looks like a formula."""
    plant(two[1], UNIT, "filler", "=HYPERLINK(1)")
    plant(two[1], OVERALL, "adjusted_budget", Decimal("805.83"))
    sheets, document = tmp_path / "对比.xlsx", tmp_path / "对比.docx"
    assert "已写好" in run("diff", *two, "-o", sheets).out
    assert "已写好" in run("diff", *two, "-o", document).out
    book = openpyxl.load_workbook(sheets)
    assert book.sheetnames == ["得分", "数据", "新出的问题"]
    same = {row[0].value for row in book["得分"].iter_rows()}
    assert {"文字没有变化。", "没有改好的问题。"} <= same
    cells = [cell for row in book["数据"].iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    told = [cell.text for t in Document(str(document)).tables for r in t.rows for cell in r.cells]
    assert {"全年预算数", "805.82", "805.83", "=HYPERLINK(1)"} <= set(told)
    again = run("diff", *two, "-o", sheets)
    assert again.code == 2
    assert "没有覆盖" in again.err


def test_what_did_not_change_is_a_row(two: tuple[Path, Path], tmp_path: Path) -> None:
    """No sheet is a bare title, and the long line under it breaks within the page."""
    long = two[1].rename(two[1].with_name(f"{'改过的' * 20}.xlsx"))
    run("diff", two[0], long, "-o", tmp_path / "对比.xlsx")
    book = openpyxl.load_workbook(tmp_path / "对比.xlsx")
    assert book.sheetnames == ["没有差别"]
    sheet = book.worksheets[0]
    assert {"A2:C2", "A4:C4", "A8:C8"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["A2"].alignment.wrap_text and sheet.row_dimensions[2].height >= 34
    told = [sheet.cell(row, 1).value for row in range(4, 9)]
    assert told[:3] == ["得分没有变化。", "数据没有变化。", "文字没有变化。"] and all(told)
    assert str(sheet.print_area).endswith("$C$8")


def test_a_report_beside_its_workbook(two: tuple[Path, Path], tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    run("report", two[1], "-o", report)
    ran = run("diff", report, two[1])
    assert "一份是工作簿，一份是 Word 报告" in ran.out
    scores = found(report, two[1])["scores"]
    assert not [one for one in scores if one["label"].endswith("预算执行率")]


def test_other_offices_and_bad_files(copy: Copy, tmp_path: Path) -> None:
    suining, other = copy("suining"), copy("empty")
    assert "两份文件的单位不同" in run("diff", suining, other).out
    missing = run("diff", suining, tmp_path / "没有.xlsx")
    assert missing.code == 2
    assert "找不到这个文件" in missing.err
    wrong = run("diff", suining, other, "-o", tmp_path / "对比.pdf")
    assert wrong.code == 2
    assert ".xlsx 或 .docx" in wrong.err
