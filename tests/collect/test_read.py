"""What a child tells of one file: the engine's own values, each with its place."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.collect.hostile import macro_book
from tests.collect.making import LARGE, SAMPLES, SMALL, make
from ziping.collect.read import read_job
from ziping.collect.reading import REPORT, WORKBOOK, At, FigureReading, Reading
from ziping.errors import UnusableFileError
from ziping.package.gate import MAX_FILE
from ziping.tasks.check import check_file
from ziping.tasks.report import report_file
from ziping.tasks.view import score_json
from ziping.workbook.layout import BASIC_DATA, OVERALL, RULES, UNIT


def read(path: Path, report: Path | None = None) -> Reading:
    given = {"path": str(path), "report": str(report) if report else None, "last_year": None}
    return Reading.from_json(read_job(given))


def figure(reading: Reading, key: str) -> FigureReading:
    [found] = [one for one in reading.figures if one.key == key]
    return found


@pytest.fixture(scope="module")
def sample() -> Reading:
    return read(SAMPLES / SMALL)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("报告") / "绥宁县数据局.docx"
    report_file(SAMPLES / SMALL, target)
    return target


@pytest.mark.parametrize("name", [SMALL, LARGE])
def test_scores_are_those_of_the_engine(name: str) -> None:
    reading, done = read(SAMPLES / name), check_file(SAMPLES / name)
    told = score_json(done.scored)
    overall = reading.overall
    assert overall is not None
    assert (overall.total, overall.computed_total) == (told["total"], told["computed_total"])
    assert overall.grade == told["grade"]
    assert len(reading.forms) == 1 + len(told["projects"])
    marks = [(row["name"], row["computed_score"], row["basis"]) for row in told["indicators"]]
    found = [(row.name, row.computed_score, row.basis) for row in overall.indicators]
    assert found == marks
    assert overall.indicators[0].at == At(OVERALL, "D14")


def test_findings_are_those_of_the_check(sample: Reading) -> None:
    report = check_file(SAMPLES / SMALL).report
    assert [one.code for one in sample.findings] == [one.code for one in report.findings]
    assert sample.count("error") == report.counts["E"]
    assert sample.count("warning") == report.counts["W"]
    assert sample.findings[0].places[0].sheet == report.findings[0].places[0].sheet
    assert sample.not_evaluated == report.counts["not_evaluated"]
    assert sample.crashed == 0


def test_who_it_is(tmp_path: Path) -> None:
    path = make(tmp_path / "甲.xlsx", unit="甲县水利局", code="100001", year=2024, submission=3)
    reading = read(path)
    assert (reading.kind, reading.unit, reading.code) == (WORKBOOK, "甲县水利局", "100001")
    assert (reading.year, reading.number, reading.rules) == (2024, 3, "suining")
    assert reading.unit_at == At(UNIT, "B4")
    assert read_job({"path": str(path)})["digest"] == hashlib.sha256(path.read_bytes()).hexdigest()


FIGURES = [
    ("basic_data.authorized_posts", "编制数", "20", At(BASIC_DATA, "B3")),
    ("basic_data.three_public_expenses.budget", "三公经费 本年预算数", "1.5", At(BASIC_DATA, "D5")),
    ("basic_data.control_rate", "控制率", "0.75", At(BASIC_DATA, "F3")),
    ("basic_data.project_lines.0.line.budget", "项目支出行1 本年预算数", "174.6",
     At(BASIC_DATA, "D13")),
    ("funds.income_total", "按收入性质分", "804.82", At(OVERALL, "D5")),
    ("spending.personnel_expense", "人员经费（正文）", "210.55", At(UNIT, "B25")),
    ("basic_data.government_procurement.budget", "政府采购金额 本年预算数", None,
     At(BASIC_DATA, "D38")),
]  # fmt: skip


@pytest.mark.parametrize(("key", "label", "value", "at"), FIGURES, ids=[f[0] for f in FIGURES])
def test_figures(sample: Reading, key: str, label: str, value: str | None, at: At) -> None:
    found = figure(sample, key)
    assert (found.label, found.value, found.at) == (label, value, at)


def test_every_figure_has_a_name_of_its_own(sample: Reading) -> None:
    keys = [one.key for one in sample.figures]
    assert len(keys) == len(set(keys))
    assert all(one.label and one.at.cell for one in sample.figures)


BAD_CELLS: list[tuple[Decimal | str | None, str | None, str]] = [
    (None, None, ""),
    ("不详", None, "不详"),
    ("=1+1", None, "=1+1"),
    ("３０", "30", "３０"),
    (Decimal("12.50"), "12.5", "12.50"),
]


@pytest.mark.parametrize(("typed", "value", "text"), BAD_CELLS)
def test_a_bad_cell_is_told_as_typed(
    tmp_path: Path, typed: Decimal | str | None, value: str | None, text: str
) -> None:
    path = make(tmp_path / "甲.xlsx", unit="甲局", values={(OVERALL, "income_total"): typed})
    found = figure(read(path), "funds.income_total")
    assert (found.value, found.text) == (value, text)


def test_numbers_of_submissions(tmp_path: Path) -> None:
    assert read(SAMPLES / SMALL).number == 0
    assert read(make(tmp_path / "甲.xlsx", unit="甲局", submission=12)).number == 12


def test_what_was_changed_in_the_template_is_told(tmp_path: Path) -> None:
    changed = make(tmp_path / "甲.xlsx", unit="甲局", values={(RULES, "rule_execution_full_marks"):
        Decimal(20)})  # fmt: skip
    [change] = [one for one in read(changed).changes if one.kind == "rule"]
    assert change.grave
    assert change.found == "20"
    assert not read(SAMPLES / SMALL).changes


def test_macros_are_told(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(macro_book())
    assert "宏代码" in read(path).active[0]


def test_a_bare_report(report: Path) -> None:
    reading = read(report)
    assert (reading.kind, reading.unit, reading.year) == (REPORT, "绥宁县数据局", 2024)
    assert figure(reading, "basic_data.authorized_posts").value == "20"
    assert reading.overall is not None
    assert reading.overall.total == "97"
    assert not reading.changes


def test_a_workbook_with_its_report_beside_it(report: Path, tmp_path: Path) -> None:
    same = {one.code for one in read(SAMPLES / SMALL, report).findings}
    other = make(tmp_path / "乙.xlsx", unit="乙县林业局")
    assert "ZP333" not in same
    assert "ZP333" in {one.code for one in read(other, report).findings}


def test_a_report_that_cant_be_read_does_not_spoil_the_workbook(tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\3\4")
    told = read_job({"path": str(SAMPLES / SMALL), "report": str(bad)})
    assert Reading.from_json(told).unit == "绥宁县数据局"
    problem, remedy = told["refused"]["report"]
    assert "损坏" in problem
    assert str(bad) not in problem
    assert remedy


def test_a_file_that_is_none_of_ours(tmp_path: Path) -> None:
    large = tmp_path / "大.xlsx"
    large.write_bytes(b"PK" * MAX_FILE)
    with pytest.raises(UnusableFileError, match="MB"):
        read(large)


def test_long_texts_are_cut_and_said_to_be(tmp_path: Path) -> None:
    long = "完成率不足百分之" * 3000
    values = {(OVERALL, "result"): long, (OVERALL, "actual_value"): long}
    told = read_job({"path": str(make(tmp_path / "长.xlsx", unit="甲县水利局", values=values))})
    reading = Reading.from_json(told)
    assert reading.overall is not None
    actual = reading.overall.indicators[0].actual
    assert actual.endswith("……（原文 24000 字）") and len(actual) < 2_050
    assert max(len(one.problem) for one in reading.findings) < 2_050
    assert len(json.dumps(told)) < 1 << 20
