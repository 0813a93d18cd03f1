"""`ziping roll`: last year's file becomes this year's workbook, with a list of its pieces."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.running import Ran, refused, run, state
from tests.support.office import Office, Step
from tests.workbook.native import agrees
from ziping import rules
from ziping.cli.table import width
from ziping.model import Place, SelfAssessment
from ziping.package.refs import cell_ref, parse_cell
from ziping.tasks.check import check_file
from ziping.tasks.create import create
from ziping.tasks.data import workbook_data
from ziping.tasks.score import score_file
from ziping.workbook.layout import OVERALL, REPORT_TEXT, ROLL_NOTES
from ziping.workbook.opened import Opened
from ziping.workbook.read import read_workbook
from ziping.workbook.write import value_edit, write_values

SAMPLES = Path(__file__).parents[2] / "workbooks/samples"
CARRIED_CODES = {"ZP501", "ZP502", "ZP503"}


def roll(source: Path, target: Path, *more: object, year: int = 2025) -> Ran:
    return run("roll", source, "--year", year, "-o", target, *more)


def read(path: Path) -> SelfAssessment:
    return read_workbook(path).assessment


@pytest.fixture(scope="module")
def source() -> Path:
    return SAMPLES / "君山区数据局_2024.xlsx"


@pytest.fixture(scope="module")
def done(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    target = tmp_path_factory.mktemp("rolled") / "新.xlsx"
    return target, roll(source, target, "--json")


@pytest.fixture
def rolled(done: tuple[Path, Ran], tmp_path: Path) -> Path:
    return Path(shutil.copy(done[0], tmp_path / "新.xlsx"))


def test_final_accounts_become_the_comparison(source: Path, rolled: Path) -> None:
    old, new = read(source).basic_data, read(rolled).basic_data
    for key, line in old.expenses.items():
        now = new.expense(key)
        assert now.last_year_final_accounts.value == line.final_accounts.value
        assert now.budget.is_blank and now.final_accounts.is_blank
    lines = [
        (one.name.value, one.line.final_accounts.value, one.is_part) for one in old.project_lines
    ]
    assert lines == [
        (one.name.value, one.line.last_year_final_accounts.value, one.is_part)
        for one in new.project_lines
    ]
    assert len(lines) == 4 and new.authorized_posts.value == 20
    assert new.staff_in_post.is_blank and new.frugality_measures.is_blank


def test_what_carries_and_what_does_not(source: Path, rolled: Path) -> None:
    old, new = read(source), read(rolled)
    assert new.budget_year == 2025 and new.rules == old.rules
    assert new.unit.name.value == old.unit.name.value
    signed = (new.unit.report_date, new.unit.filler, new.unit.telephone, new.unit.leader)
    assert all(cell.is_blank for cell in (*signed, *new.funds, *new.spending))
    forms = zip(_forms(old), _forms(new), strict=True)
    for before, after in forms:
        assert after.objective.value == before.objective.value == after.carried_objective.value
        assert after.result.is_blank and after.declared_total.is_blank
        assert after.execution.full_marks.value == 10
        assert all(cell.is_blank for n, cell in enumerate(after.execution) if n != 3)
        for row, now in zip(before.indicators, after.indicators, strict=True):
            kept = ("level2", "name", "target", "full_marks", "nature")
            assert [getattr(now, k).value for k in kept] == [getattr(row, k).value for k in kept]
            assert now.awaits_word
            gone = (now.actual, now.declared_score, now.deviation_reason, now.tier)
            assert all(cell.is_blank for cell in gone)
    named = [(one.name.value, one.implementing_unit.value) for one in old.projects]
    assert named == [(one.name.value, one.implementing_unit.value) for one in new.projects]
    texts = {key: text.value for key, text in old.texts.items() if text.value}
    assert {key: text.value for key, text in new.texts.items() if text.value} == texts
    assert new.awaiting_texts() == list(texts)


def _forms(assessment: SelfAssessment) -> list[Any]:
    return [assessment.overall, *(project.form for project in assessment.projects)]


def test_the_list_tells_where_everything_went(done: tuple[Path, Ran]) -> None:
    target, ran = done
    listed = ran.json
    assert ran.code == 0 and listed["target"] == str(target) and listed["awaiting"] == 52
    assert (listed["unit"], listed["year"]) == (UNIT, 2025)
    opened = Opened(target)
    assert len(listed["carried"]) > 70
    for item in (*listed["carried"], *listed["changed"]):
        sheet, _, cell = item["place_to"].rpartition(" ")
        assert opened.cell(sheet, *parse_cell(cell)).text == item["taken"]
    expense = next(item for item in listed["carried"] if item["label"] == "三公经费决算数")
    assert (expense["place_from"], expense["place_to"]) == ("基础数据表 F5", "基础数据表 B5")
    said = " ".join(item["value"] for item in listed["dropped"])
    for gone in ("42.2万件", "预算追加", "张三", "138000000", "1885.44", "上年决算数 0.97"):
        assert gone in said
    assert [item["label"] for item in listed["changed"]] == ["自评年度"]


def test_the_list_stands_in_the_workbook(done: tuple[Path, Ran]) -> None:
    target, ran = done
    sheet = load_workbook(target)[ROLL_NOTES]
    kinds = [row[0].value for row in sheet.iter_rows(min_row=5)]
    wanted = {"结转": "carried", "未结转": "dropped", "有改动": "changed"}
    assert {kind: kinds.count(kind) for kind in wanted} == {
        kind: len(ran.json[key]) for kind, key in wanted.items()
    }
    assert sheet["A1"].value == "结转清单（2024 年度 → 2025 年度）"


def waiting(path: Path) -> dict[str, str]:
    """The findings on what was carried over: code → message of the first."""
    found = reversed(check_file(path).report.findings)
    return {one.code: one.message for one in found if one.code in CARRIED_CODES}


def test_the_mark_goes_with_the_officers_word(rolled: Path) -> None:
    assert set(waiting(rolled)) == CARRIED_CODES
    opened = Opened(rolled)
    edits = []
    for sheet in (OVERALL, *opened.projects):
        state_of = opened.find(sheet, "carried_state")
        for row in range(state_of.row + 1, state_of.last):
            if opened.cell(sheet, row, state_of.col).value:
                edits.append(_edit(sheet, row, state_of.col, "已确认"))
        rect = opened.find(sheet, "objective")
        edits.append(_edit(sheet, rect.row, rect.col, "今年的目标"))
    rect = opened.find(REPORT_TEXT, "text_state")
    edits += [_edit(REPORT_TEXT, row, rect.col, "已确认") for row in range(rect.row, rect.last + 1)]
    kept = edits.pop(0)  # one target still waits
    write_values(opened, edits)
    found = waiting(rolled)
    assert set(found) == {"ZP501"} and f"第 {kept.edit.row} 行" in found["ZP501"]
    write_values(Opened(rolled), [_edit(OVERALL, kept.edit.row, 5, "≥33万件")])
    assert not waiting(rolled)


def _edit(sheet: str, row: int, col: int, value: str) -> Any:
    return value_edit(Place(sheet, cell_ref(row, col)), value)


def test_rows_and_sheets_keep_their_marks(office: Office, rolled: Path) -> None:
    """A row put in above, another sheet copied, a target typed: sheet and engine agree."""
    before = read_workbook(rolled)
    first = before.assessment.overall.indicators[0].row
    sheet = before.opened.projects[0]
    steps: list[Step] = [
        {"op": "unprotect"},
        {"op": "insert_rows", "sheet": OVERALL, "at": first + 2},
        {"op": "set", "cells": [[OVERALL, f"E{first}", "≥31万件"]]},
        {"op": "copy_sheet", "sheet": sheet, "new": "又一个项目", "position": 5},
    ]
    office.run(rolled, steps, save_as=rolled)
    after = read(rolled)
    assert [row.awaits_word for row in after.overall.indicators] == [False] + [True] * (
        len(before.assessment.overall.indicators) - 1
    )
    copied = next(one.form for one in after.projects if one.form.sheet == "又一个项目")
    assert copied.awaiting == before.assessment.projects[0].form.awaiting > 1
    score_file(rolled)  # the new row gets its formulas back
    agrees(office, rolled)


def test_a_word_report_rolls_like_its_workbook(source: Path, rolled: Path, tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    run("report", source, "-o", report)
    ran = roll(report, tmp_path / "由报告.xlsx", "--json")
    assert ran.code == 0
    new, wanted = read(tmp_path / "由报告.xlsx"), read(rolled)
    assert new.unit.name.value == wanted.unit.name.value and new.rules == wanted.rules
    assert _comparison(new) == _comparison(wanted)
    for form, like in zip(_forms(new), _forms(wanted), strict=True):
        targets = [row.carried.value for row in like.indicators]
        assert [row.carried.value for row in form.indicators] == targets
    assert any(item["place_from"].startswith("表") for item in ran.json["carried"])


def _comparison(assessment: SelfAssessment) -> list[Decimal | None]:
    data = assessment.basic_data
    lines = [*data.expenses.values(), *(one.line for one in data.project_lines)]
    return [line.last_year_final_accounts.value for line in lines]


def test_renamed_by_the_officers_word(source: Path, tmp_path: Path) -> None:
    old = "岳阳市君山区数据局"
    model = read(source)
    said = f"{old}的问题。2024年，没有。"
    texts = {**model.texts, "problems": model.texts["problems"]._replace(value=said)}
    renamed = model._replace(texts=texts)
    pack = read_workbook(source).pack
    create(pack, workbook_data(renamed), tmp_path / "旧.xlsx")
    target = tmp_path / "新.xlsx"
    ran = roll(
        tmp_path / "旧.xlsx", target, "--unit", "君山区数据管理局", "--renamed-from", old, "--json"
    )
    new = read(target)
    assert new.unit.name.value == new.unit.supervising_department.value == "君山区数据管理局"
    assert new.texts["problems"].value == said
    assert "problems" in new.awaiting_texts()
    changed = [(item["label"], item["value"], item["remark"]) for item in ran.json["changed"]]
    assert ("单位名称", old, "单位改名") in changed
    problems = "七、存在的问题及原因分析"
    assert (problems, "", f"仍写旧名“{old}”，请核对") in changed
    assert (problems, "", "仍写着上年年份“2024年”，请改成今年的") in changed
    assert "ZP504" in [one.code for one in check_file(target).report.findings]


def test_two_years_later_the_comparison_stays_blank(source: Path, tmp_path: Path) -> None:
    ran = roll(source, tmp_path / "新.xlsx", "--json", year=2026)
    data = read(tmp_path / "新.xlsx").basic_data
    assert all(line.last_year_final_accounts.is_blank for line in data.expenses.values())
    assert data.project_lines[0].name.value == "1、业务工作经费"
    assert "隔了 2 年" in ran.json["changed"][0]["remark"]
    dropped = [item for item in ran.json["dropped"] if item["value"] == "本年决算数 0.17"]
    assert len(dropped) == 2 and "隔了 2 年" in dropped[0]["remark"]


def test_a_file_that_does_not_say_its_year(tmp_path: Path) -> None:
    create(rules.load("national", 2024), {"unit": {"name": "甲局"}}, tmp_path / "旧.xlsx")
    ran = roll(tmp_path / "旧.xlsx", tmp_path / "新.xlsx", "--json")
    assert "没有写年度，当作 2024 年度结转" in ran.json["changed"][0]["remark"]
    new = read(tmp_path / "新.xlsx")
    assert new.budget_year == 2025
    usual = [line.name.value for line in new.basic_data.project_lines]
    assert usual == ["1、业务工作经费", "2、运行维护经费", "3、上级专项资金"]


def test_bad_cells_are_told_not_carried(source: Path, tmp_path: Path) -> None:
    """On the terminal, which shows what is rare first."""
    old = Path(shutil.copy(source, tmp_path / "旧.xlsx"))
    rect = Opened(old).find(OVERALL, "full_marks")
    edits = [
        _edit("基础数据表", 34, 6, "约20"),
        _edit(OVERALL, rect.row + 1, rect.col, "五分"),
    ]
    write_values(Opened(old), edits)
    ran = roll(old, tmp_path / "新.xlsx")
    new = read(tmp_path / "新.xlsx")
    assert new.basic_data.expense("operating_expense").last_year_final_accounts.is_blank
    assert new.overall.indicators[0].full_marks.is_blank
    assert ran.code == 0 and not ran.err
    for part in (
        "约20",
        "五分",
        "不是数字，请重填",
        "有改动 1 项",
        "自评年度：2024 → 2025",
        "52 处",
    ):
        assert part in ran.out
    lines = [line for line in ran.out.splitlines() if str(tmp_path) not in line]
    assert max(map(width, lines)) <= 100 and len(lines) <= 30


def test_a_private_pack_travels(tmp_path: Path) -> None:
    text = """
[pack]
name = "own"
title = "自定规则"
issuer = "某县"
version = "3"
base = "national"

[execution]
full_marks = [
    { value = 10, from = 2020, source = "一", status = "confirmed" },
    { value = 20, from = 2025, source = "二", status = "confirmed" },
]
[weights]
execution = [
    { value = 10, from = 2020, source = "一", status = "confirmed" },
    { value = 20, from = 2025, source = "二", status = "confirmed" },
]
output = [
    { value = 50, from = 2020, source = "一", status = "confirmed" },
    { value = 40, from = 2025, source = "二", status = "confirmed" },
]
"""
    pack = tmp_path / "own.toml"
    pack.write_text(text, encoding="utf-8")
    old = tmp_path / "旧.xlsx"
    create(rules.load(str(pack), 2024), {"unit": {"name": "甲局", "year": 2024}}, old)
    pack.unlink()
    ran = roll(old, tmp_path / "新.xlsx", "--json")
    assert read(tmp_path / "新.xlsx").overall.execution.full_marks.value == Decimal(20)
    change = next(item for item in ran.json["changed"] if item["label"] == "预算执行率的分值")
    assert (change["value"], change["taken"], change["remark"]) == ("10", "20", "按今年的规则")


UNIT = "岳阳市君山区数据局"
REFUSED: dict[str, tuple[list[object], int, str, str]] = {
    "same year": ([], 2024, "是 2024 年度的，不能结转到 2024 年度", "--year 2025"),
    "earlier": ([], 2023, "不能结转到 2023 年度", "--year 2025"),
    "no year": ([], 25, "年度“25”不像年份", "--year 2025"),
    "another unit": (["--unit", "乙局"], 2025, "不能断定是同一个单位", f"--renamed-from {UNIT}"),
    "wrong old name": (
        ["--unit", "乙局", "--renamed-from", "丙局"],
        2025,
        "--renamed-from 写的是“丙局”",
        "请核对",
    ),
    "only the old name": (["--renamed-from", UNIT], 2025, "没有写现在的名称", "--unit"),
    "bad name": (["--unit", "甲\x01局"], 2025, "不能显示的字符", "单位全称"),
    "no such pack": (["--rules", "nowhere"], 2025, "没有名为“nowhere”的规则包", "national"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(source: Path, tmp_path: Path, case: str) -> None:
    more, year, says, remedy = REFUSED[case]
    said = refused(roll(source, tmp_path / "新.xlsx", *more, year=year))
    problem, _, help_text = said.partition("改法：")
    assert says in problem and remedy in help_text
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(source: Path, tmp_path: Path) -> None:
    (tmp_path / "新.xlsx").write_text("别人的")
    before = state(tmp_path)
    refused(roll(source, tmp_path / "新.xlsx"))
    refused(roll(source, tmp_path / "新.docx"))
    refused(roll(tmp_path / "没有.xlsx", tmp_path / "别的.xlsx"))
    assert state(tmp_path) == before
