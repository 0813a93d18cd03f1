"""The published reports in and out again: cell by cell, the named values, and the same model."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.running import run
from tests.word.reading.compare import Grid, Line, lines, table_differences, tables
from tests.word.reports.values import Values, differences, texts, values
from ziping.model import Form, SelfAssessment
from ziping.word.reading.report import read_report
from ziping.word.reading.result import ReadReport
from ziping.workbook.read import read_workbook

SUINING, JUNSHAN = "suining", "junshan"
NAMES = (SUINING, JUNSHAN)
FILLER = "填表人"
INDICATOR_ROWS = 18  # of Suining's form: 12 full, 1 half-empty, 5 blank
Amounts = tuple[str, ...]


class Trip(NamedTuple):
    """One report on its way: the published file, the workbook made of it, the report printed."""

    source: Path
    workbook: Path
    export: Path
    first: ReadReport
    again: ReadReport


@pytest.fixture(scope="module")
def trips(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Trip]:
    """Each report goes in and out once for all tests."""
    return cache(lambda name: _trip(name, corpus, tmp_path_factory.mktemp(name)))


@pytest.fixture(params=NAMES)
def trip(request: pytest.FixtureRequest, trips: Callable[[str], Trip]) -> Trip:
    return trips(request.param)


def _trip(name: str, corpus: Path, folder: Path) -> Trip:
    source = corpus / f"{name}-data-bureau-2024.docx"
    workbook, export = folder / "自评.xlsx", folder / "报告.docx"
    ran = run("import", source, "-o", workbook)
    assert (ran.code, ran.err) == (0, "")
    ran = run("report", workbook, "-o", export, "--as-declared")
    assert ran.code in (0, 1), ran  # 1: the office's own errors
    assert ran.err == ""
    return Trip(source, workbook, export, read_report(source), read_report(export))


@pytest.fixture(scope="module")
def suining(corpus: Path) -> ReadReport:
    return read_report(corpus / "suining-data-bureau-2024.docx")


@pytest.fixture(scope="module")
def junshan(corpus: Path) -> ReadReport:
    return read_report(corpus / "junshan-data-bureau-2024.docx")


def test_every_form_comes_out(trip: Trip) -> None:
    assert len(tables(trip.export)) == len(tables(trip.source))


def test_every_cell_comes_out_as_it_was(trip: Trip) -> None:
    """Text, row, order in the row and merges of each filled cell, the grading sheet included."""
    pairs = zip(tables(trip.source), tables(trip.export), strict=True)
    found = [
        f"表{nth}: {difference}"
        for nth, (source, export) in enumerate(pairs, 1)
        for difference in table_differences(source, export)
    ]
    assert found == []


def test_the_fillers_line_stands_under_each_form(trip: Trip) -> None:
    wanted, found = _filler_lines(trip.source), _filler_lines(trip.export)
    assert found == wanted
    assert len(wanted) == (4 if "junshan" in trip.source.name else 0)


def _filler_lines(path: Path) -> list[Line]:
    return [line for line in lines(path) if FILLER in line.text]


def test_the_same_model_comes_back(trip: Trip) -> None:
    """Report → import → workbook → report → import: values, prose and pack."""
    steps = [read_workbook(trip.workbook).assessment, trip.again.assessment]
    for step in steps:
        assert differences(values(trip.first.assessment), values(step)) == []
        assert texts(step) == texts(trip.first.assessment)
    assert trip.again.pack.name == trip.first.pack.name
    assert read_workbook(trip.workbook).pack.name == trip.first.pack.name


def test_the_county_is_known_by_its_report(suining: ReadReport, junshan: ReadReport) -> None:
    assert (suining.pack.name, junshan.pack.name) == (SUINING, JUNSHAN)
    assert {suining.assessment.budget_year, junshan.assessment.budget_year} == {2024}


def test_suinings_values(suining: ReadReport) -> None:
    found = values(suining.assessment)
    assert found["unit.name"] == "绥宁县数据局"
    assert found["unit.report_date"] == "2024年12月31日"
    assert "绥财绩〔2025〕1号" in str(found["unit.notice"])
    assert suining.assessment.projects == ()
    assert _money(found, "overall") == ("355.43", "805.82", "804.82", "10", "0.9988", "9")
    assert found["overall.declared_total"] == Decimal(97)
    assert _numbers(found, "funds") == {
        "income_total": "804.82", "general_public_budget": "791.11",
        "government_fund_budget": "5.5", "other_funds": "8.21", "expenditure_total": "804.82",
        "basic_expenditure": "630.22", "project_expenditure": "174.6",
    }  # fmt: skip
    assert _numbers(found, "staffing") == {
        "administrative_posts": "6", "institution_posts": "14", "staff_in_post": "15",
        "retired": "2",
    }  # fmt: skip
    assert _numbers(found, "spending") == {
        "basic_expenditure": "616.51", "personnel_expense": "210.55",
        "operating_expense": "405.96", "project_expenditure": "174.6",
        "government_fund_budget": "5.5", "state_capital_budget": "0",
        "social_insurance_budget": "0",
    }  # fmt: skip
    assert suining.claims.total.value is None, "得分××分 is no score"
    assert suining.claims.grade.value == "良"


def test_suinings_indicators(suining: ReadReport, corpus: Path) -> None:
    grid = tables(corpus / "suining-data-bureau-2024.docx")[1]
    assert _indicator_rows(grid) == INDICATOR_ROWS
    rows = [row for row in suining.assessment.overall.indicators if not row.is_empty]
    assert len(rows) == 13
    half = [row for row in rows if row.target.is_blank]
    assert [row.name.value for row in half] == ["优化办事效率"]
    assert half[0].level2.value == "生态效益指标"
    assert half[0].full_marks.is_blank and half[0].declared_score.is_blank
    assert sum(row.full_marks.value or 0 for row in rows) == 90
    assert sum(row.declared_score.value or 0 for row in rows) == 88


def test_suinings_blank_indicator_rows_are_printed(trips: Callable[[str], Trip]) -> None:
    assert _indicator_rows(tables(trips(SUINING).export)[1]) == INDICATOR_ROWS


def _indicator_rows(grid: Grid) -> int:
    """The rows between the heads of the indicators and the total."""
    head = next(cell.row for cell in grid.filled if cell.text == "三级指标")
    total = next(cell.row for cell in grid.filled if cell.text == "总分")
    return total - head - 1


def test_junshans_values(junshan: ReadReport) -> None:
    found = values(junshan.assessment)
    assert found["unit.name"] == "岳阳市君山区数据局"
    assert (found["unit.filler"], found["unit.filling_date"]) == ("张三", "2025.5.6")
    assert found["unit.telephone"] == "13800000000"
    assert "unit.leader" not in found
    assert _money(found, "overall") == ("1116.88", "1902.06", "1885.44", "10", "0.9913", "9")
    assert found["overall.declared_total"] == Decimal(98)
    assert _numbers(found, "funds") == {
        "general_public_budget": "1775.55", "other_funds": "126.51",
        "basic_expenditure": "183.17", "project_expenditure": "1702.25",
    }  # fmt: skip
    assert _numbers(found, "staffing") == {
        "administrative_posts": "7", "institution_posts": "13", "staff_in_post": "15",
        "dispatched": "22",
    }  # fmt: skip
    assert _numbers(found, "spending") == {
        "basic_expenditure": "183.19", "personnel_expense": "163.78",
        "operating_expense": "19.41", "project_expenditure": "1702.25",
        "government_fund_budget": "0", "state_capital_budget": "0",
        "social_insurance_budget": "0",
    }  # fmt: skip
    assert found["basic_data.authorized_posts"] == Decimal(20)
    assert found["basic_data.staff_in_post"] == Decimal(37)
    assert found["basic_data.control_rate"] == Decimal("1.85")


LINES: tuple[tuple[str, Amounts], ...] = (
    ("1、业务工作经费", ("470", "402.7", "551.36")),
    ("2、行政审批专项", ("262.5", "402", "755.68")),
    ("3、数字展馆", ("", "", "276.46")),
    ("4、其他资金", ("153.33", "", "118.75")),
)


def test_junshans_project_lines(junshan: ReadReport) -> None:
    lines = [
        (line.name.value, tuple(_text(cell.value) for _, cell in line.line.columns()))
        for line in junshan.assessment.basic_data.project_lines
        if any(cell.value is not None for _, cell in line.line.columns())
    ]
    assert lines == list(LINES)


def test_junshans_projects(junshan: ReadReport) -> None:
    first, second = junshan.assessment.projects
    assert (first.name.value, second.name.value) == ("行政审批专项", "业务工作经费")
    assert _form(first.form) == ("402", "755.68", "755.68", "99", 12)
    assert _form(second.form) == ("402.7", "551.36", "551.36", "99", 14)
    for project in (first, second):
        assert project.supervising_department.value == "岳阳市君山区财政局"
        assert project.implementing_unit.value == "岳阳市君山区行政审批服务局"
        assert project.sources["carry_over"].initial_budget.is_blank
    short = next(r for r in second.form.indicators if "监督行政权力" in (r.name.value or ""))
    assert (short.level2.value, "".join(short.level2.raw.split())) == ("社会效益指标", "社会效益")


def test_junshans_grading_sheet_is_kept(trips: Callable[[str], Trip]) -> None:
    trip = trips(JUNSHAN)
    source, export = tables(trip.source)[-1], tables(trip.export)[-1]
    assert {"布置工作10分", "实施评价20分", "自评报告70分", "100分"} <= {
        cell.text for cell in export.filled
    }
    assert source.filled == export.filled


def _form(form: Form) -> tuple[str, str, str, str, int]:
    money = form.execution
    return (
        _text(money.initial_budget.value),
        _text(money.adjusted_budget.value),
        _text(money.actual_expenditure.value),
        _text(form.declared_total.value),
        sum(not row.is_empty for row in form.indicators),
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _money(found: Values, form: str) -> Amounts:
    return tuple(_numbers(found, f"{form}.execution").values())


def _numbers(found: Values, table: str) -> dict[str, str]:
    """The numbers of one table of the model by their names."""
    return {
        path.removeprefix(f"{table}."): _text(value)
        for path, value in found.items()
        if path.startswith(f"{table}.") and isinstance(value, Decimal)
    }


def test_nothing_else_is_invented(suining: ReadReport, junshan: ReadReport) -> None:
    for read in (suining, junshan):
        assert _lost_zeros(read.assessment) == []


def _lost_zeros(assessment: SelfAssessment) -> list[str]:
    """A blank cell is no 0: every 0 of the forms was written by the office."""
    return [
        path
        for path, field in assessment.fields()
        if field.value == 0 and isinstance(field.value, Decimal) and not field.raw.strip()
    ]
