"""Plain, as declared, for publication: which figures print, which are put right and listed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.models import replace
from tests.word import models, readback
from tests.word.models import expense, num, text
from ziping.model import Field, OfficeBuildings, Place, ProjectLine, SelfAssessment
from ziping.word import shown
from ziping.word.options import PLAIN, Options

DECLARED, PUBLIC = Options(declared=True), Options(public=True)


def at(value: str, cell: str) -> Field[Decimal]:
    return Field(Decimal(value), Place("表", cell))


def wrong() -> SelfAssessment:
    """Every kind of wrong arithmetic at once, in cells of their own."""
    base = models.suining()
    data, overall = base.basic_data, base.overall
    lines = (
        ProjectLine(text("1、甲"), expense("1", "2", "3")),
        ProjectLine(text("其中：乙"), expense("9", "9", "9"), is_part=True),
        ProjectLine(text("2、丙"), expense("10", "", "30")),
    )
    expenses = {
        **data.expenses,
        "three_public_expenses": expense("1.5", "3.8", ""),
        "vehicle_expenses": expense("0", "3.2", "0"),
        "vehicle_operation": expense("0", "2.3", "0"),
        "project_expenditure": expense("12", "3", "33"),
    }
    execution = overall.execution._replace(declared_rate=at("0.991", "H5"))
    return replace(
        base,
        basic_data=replace(
            data,
            control_rate=at("0.8", "B2"),
            expenses=expenses,
            project_lines=lines,
            office_buildings=OfficeBuildings(
                num(1000), num(980), num("0.9"), num(5), num(""), num(1)
            ),
        ),
        funds=replace(
            base.funds,
            income_total=at("800", "A1"),
            special_account_revenue=num(0),
            expenditure_total=num("804.81"),
        ),
        overall=replace(overall, execution=execution, declared_total=at("89.5", "K30")),
    )


def rows(assessment: SelfAssessment, folder: Path, options: Options = PLAIN) -> Any:
    """The rows of each table by their first words."""
    document = readback.opened(readback.report(assessment, options=options), folder)
    return [readback.grid(table) for table in document.tables]


def test_wrong_arithmetic_is_put_right_and_listed(tmp_path: Path) -> None:
    made = readback.report(wrong())
    found = {one.label: (one.declared, one.printed) for one in made.corrections}
    assert found == {
        "控制率": ("80.00%", "75.00%"),
        "公务用车购置和维护经费本年预算数": ("3.2", "2.3"),
        "项目支出上年决算数": ("12", "11"),
        "规模控制率": ("90.00%", "98.00%"),
        "执行率": ("99.10%", "99.88%"),
        "总分": ("89.5", "98.9"),
        "按收入性质分小计": ("800", "804.82"),
        "按支出性质分小计": ("804.81", "804.82"),
    }
    basic, overall, indicators = rows(wrong(), tmp_path)
    assert ["项目支出", "11", "3", "33"] in basic
    assert ["1、公务用车购置和维护经费", "0", "2.3", "0"] in basic
    assert basic[1] == ["↑", "20", "15", "75.00%"]
    assert overall[2][-2:] == ["99.88%", "9"]
    assert overall[3] == ["↑", "按收入性质分：804.82", "按支出性质分：804.82"]
    assert indicators[-1] == ["总分", "100", "98.9", ""]


@pytest.mark.parametrize(
    ("name", "amounts", "printed"),
    [
        ("3、……", ("", "", ""), ["项目支出", "11", "20", "33"]),
        ("××项目", ("", "", ""), ["项目支出", "11", "20", "33"]),
        ("……", ("", "", "1"), ["项目支出", "11", "20", "34"]),
        ("3、乙", ("", "", "1"), ["项目支出", "12", "3", "34"]),
    ],
)
def test_a_line_that_nobody_filled_in_is_no_blank_part(
    name: str, amounts: tuple[str, str, str], printed: list[str], tmp_path: Path
) -> None:
    base = wrong()
    lines = (
        ProjectLine(text("1、甲"), expense("1", "2", "3")),
        ProjectLine(text("2、丙"), expense("10", "18", "30")),
        ProjectLine(text(name), expense(*amounts)),
    )
    given = replace(base, basic_data=replace(base.basic_data, project_lines=lines))
    assert printed in rows(given, tmp_path)[0]


def test_a_correction_says_where_and_what() -> None:
    listed = [str(one) for one in readback.report(wrong()).corrections]
    assert "表 H5 执行率：单位填 99.10%，报告按 99.88% 印" in listed


def test_blank_parents_and_incomplete_parts_stay(tmp_path: Path) -> None:
    basic, _, _ = rows(wrong(), tmp_path)
    assert next(row for row in basic if row[0] == "三公经费")[3] == ""
    # the budget of 2、丙 is blank: what 项目支出 should be is not known
    assert next(row for row in basic if row[0] == "项目支出")[2] == "3"
    investment = basic[next(i for i, row in enumerate(basic) if "楼堂馆所" in row[0]) + 1]
    assert investment[1:] == ["1000", "980", "98.00%", "5", "", "100.00%"]


def test_where_expenditure_is_what_was_spent_its_parts_are_wrong_not_the_sum() -> None:
    base = models.suining()
    given = replace(base, funds=replace(base.funds, basic_expenditure=num("600")))
    assert readback.report(given).corrections == ()


def test_as_declared_prints_what_the_office_filled_in(tmp_path: Path) -> None:
    made = readback.report(wrong(), options=DECLARED)
    assert made.corrections == ()
    basic, overall, indicators = rows(wrong(), tmp_path, DECLARED)
    assert ["项目支出", "12", "3", "33"] in basic
    assert basic[1] == ["↑", "20", "15", "80.00%"]
    assert overall[2][-2:] == ["99.10%", "9"]
    assert overall[3] == ["↑", "按收入性质分：800", "按支出性质分：804.81"]
    assert indicators[-1] == ["总分", "100", "89.5", ""]
    # a row with a label only, and the mark that the office left blank
    assert indicators[-2][2:] == ["↑", "", "", "", "", "", ""]
    assert indicators[-3][6:8] == ["10", ""]
    said = "\n".join(readback.paragraphs(readback.opened(made, tmp_path)))
    assert "预算执行率99.10%。自评得分89.5分，评价等级为“良好”" in said


def test_as_declared_keeps_order_and_bad_cells(tmp_path: Path) -> None:
    base = models.suining()
    bad: Field[Decimal] = Field(None, raw="约600", problem="text")
    mixed = tuple(reversed(base.overall.indicators))
    given = replace(
        base,
        funds=replace(base.funds, basic_expenditure=bad),
        overall=replace(base.overall, indicators=mixed),
    )
    _, overall, indicators = rows(given, tmp_path, DECLARED)
    assert overall[4][2] == "其中：基本支出：约600"
    names = [row[3] for row in indicators[1:-1]]
    assert names == [row.name.value or "" for row in mixed]
    _, plain, _ = rows(given, tmp_path)
    assert plain[4][2] == "其中：基本支出：待改正"


@pytest.mark.parametrize(
    ("raw", "value", "shows"),
    [
        ("1,234.50", "1234.50", "1,234.50"),
        ("１２.０", "12", "１２.０"),
        ("174.60", "174.6", "174.60"),
        ("1885.4399999999998", "1885.44", "1885.44"),
        ("1E+3", "1000", "1000"),
        ("8048200元", "804.82", "804.82"),
        ("", "5", "5"),
    ],
)
def test_a_declared_number_keeps_its_own_text(raw: str, value: str, shows: str) -> None:
    assert shown.declared(Field(Decimal(value), raw=raw)) == shows


@pytest.mark.parametrize(
    ("raw", "value", "shows"),
    [("99.1%", "0.991", "99.1%"), ("0.991", "0.991", "99.10%"), ("99％", "0.99", "99％")],
)
def test_a_declared_rate_keeps_its_own_percent(raw: str, value: str, shows: str) -> None:
    assert shown.declared_rate(Field(Decimal(value), raw=raw)) == shows


@pytest.mark.parametrize(
    ("options", "is_printed"),
    [
        (PLAIN, False),
        (Options(telephone=True), True),
        (DECLARED, True),
        (PUBLIC, False),
        (Options(declared=True, public=True, telephone=True), False),
    ],
)
def test_the_telephone_prints_only_where_it_was_asked_for(
    options: Options, is_printed: bool
) -> None:
    parts = readback.report(models.junshan(), "junshan", options).parts
    assert ("0730-8000000" in parts["word/document.xml"].decode()) == is_printed


def test_the_public_version_has_no_foot_line_and_no_seal(tmp_path: Path) -> None:
    document = readback.opened(readback.report(models.junshan(), "junshan", PUBLIC), tmp_path)
    whole = "\n".join(readback.paragraphs(document))
    assert not any(word in whole for word in ("填表人", "联系电话", "签字", "盖章", "张三"))
    assert whole.startswith("部门（单位）名称：岳阳市君山区数据局\n")
    assert "附件3-2" in whole


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2025-03-05", "2025年3月5日"),
        ("2025.3.5", "2025年3月5日"),
        ("2025/03/05", "2025年3月5日"),
        ("2025年03月05日", "2025年3月5日"),
        ("２０２５年３月５日", "2025年3月5日"),
        ("2025年3月", "2025年3月"),
        ("二〇二五年三月五日", "二〇二五年三月五日"),
        ("2025-13-05", "2025-13-05"),
    ],
)
def test_dates_have_no_leading_zeros(typed: str, printed: str, tmp_path: Path) -> None:
    base = models.suining()
    given = replace(base, unit=replace(base.unit, report_date=text(typed)))
    assert readback.paragraphs(readback.opened(readback.report(given), tmp_path))[2] == printed
