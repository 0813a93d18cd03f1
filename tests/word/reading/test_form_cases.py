"""Forms as counties print them, one fault of an earlier reading each: what must be taken."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.word.reading.compare import tables
from tests.word.reports.build import build
from ziping.package.rewrite import write_new
from ziping.scoring import score
from ziping.word import render_report
from ziping.word.layout import field_at
from ziping.word.options import Options
from ziping.word.reading.report import read_report
from ziping.word.reading.result import UNRECOGNISED

TITLE = "@center 2023年度部门整体支出绩效自评表\n"
NAME = "单位名称|<|永顺县水利局|<|<|<|<|<\n"
HEADS = "部门预算（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分\n"
MONEY = "^|年度资金总额|1000|1100|1050|10|95.45%|9.55\n"
GOALS = "年度总体目标|预期目标|<|<|实际完成情况|<|<|<\n^|修好水库|<|<|修好了|<|<|<\n"
COLUMNS = "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n"
WATER = "^|产出指标|数量指标|水库|≥10座|12座|90|90\n"
TOTAL = "总分|<|<|<|<|<|100|99.55\n"


def form(
    name: str = NAME,
    heads: str = HEADS,
    money: str = MONEY,
    goals: str = GOALS,
    rows: str = WATER,
    total: str = TOTAL,
    above: str = TITLE,
) -> str:
    table = f"@table 1 1 1 1 1 1 1 1\n{name}{heads}{money}{goals}{COLUMNS}{rows}{total}@end\n"
    return above + table


def project(name: str, spent: str) -> str:
    return (
        f"项目名称|<|{name}|<|<|<|<|<\n主管部门|<|水利局|<|实施单位|<|水管站|<\n"
        f"项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分\n"
        f"^|年度资金总额|100|100|{spent}|10|95%|9.5\n{GOALS}{COLUMNS}{WATER}{TOTAL}"
    )


MILLIONS = MONEY.replace("1000|1100|1050", "10000000|11000000|10500000")
FUNDS = (
    "^|按收入性质分：1100⏎一般公共预算：1000⏎政府性基金拨款：100|<|<"
    "|按支出性质分：1050⏎其中：基本支出：600⏎项目支出：450|<|<|<\n"
)
SPENT = "overall.execution.actual_expenditure"
UNITS = {
    "an indicator in 元": form(rows=WATER.replace("水库", "人均补助标准（元）")),
    "an indicator in 万元": form(
        heads=HEADS.replace("万元", "元"),
        money=MILLIONS,
        rows=WATER.replace("水库", "公用经费总额（万元）"),
    ),
    "人民币元": form(
        above=TITLE + "@right 金额单位：人民币元\n",
        heads=HEADS.replace("（万元）", ""),
        money=MILLIONS,
    ),
}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    **{f"unit: {name}": (text, {SPENT: 1050}) for name, text in UNITS.items()},
    "two projects in one table": (
        f"@center 2023年度项目支出绩效自评表\n@table 1 1 1 1 1 1 1 1\n"
        f"{project('甲', '95')}{project('乙', '96')}@end\n",
        {
            "projects.0.name": "甲",
            "projects.1.name": "乙",
            "projects.0.form.execution.actual_expenditure": 95,
            "projects.1.form.execution.actual_expenditure": 96,
            "projects.0.form.declared_total": Decimal("99.55"),
        },
    ),
    "a table of money in a chapter is no form": (
        "二、一般公共预算支出情况\n@table 1 1 1\n"
        "项目|年初预算|实际支出\n基本支出|600|616.51\n@end\n" + form(),
        {SPENT: 1050, "overall.indicators.0.name": "水库"},
    ),
    "funds as lines of one cell": (
        form(money=MONEY + FUNDS),
        {
            "funds.income_total": 1100,
            "funds.general_public_budget": 1000,
            "funds.government_fund_budget": 100,
            "funds.expenditure_total": 1050,
            "funds.basic_expenditure": 600,
            "funds.project_expenditure": 450,
        },
    ),
    "funds without a colon, with a bracket": (
        form(
            money=MONEY
            + "^|其中：一般公共预算1000万元|<|<|其中：基本支出：600万元（含人员500）|<|<|<\n"
        ),
        {"funds.general_public_budget": 1000, "funds.basic_expenditure": 600},
    ),
    "an indicator about 预算执行 is an indicator": (
        form(rows="^|履职效能|管理效率|预算执行进度|≥90%|92%|90|90\n"),
        {"overall.indicators.0.name": "预算执行进度", "overall.execution.declared_score": "9.55"},
    ),
    "objective and result in rows": (
        form(goals="年度总体目标|修好水库|<|<|<|<|<|<\n完成情况|修好了|<|<|<|<|<|<\n"),
        {"overall.objective": "修好水库", "overall.result": "修好了"},
    ),
    "a further objective between the indicators": (
        form(rows=WATER + "^|年度目标2：|改善民生|<|<|<|<|<\n" + WATER),
        {"overall.objective": "修好水库\n改善民生", "overall.indicators.1.name": "水库"},
    ),
    "marks as percent, amounts without a label": (
        form(money=MONEY.replace("年度资金总额", ""), rows=WATER.replace("|90|90", "|90%|88%")),
        {
            SPENT: 1050,
            "overall.indicators.0.full_marks": 90,
            "overall.indicators.0.declared_score": 88,
        },
    ),
    "levels that are blank and not merged": (
        form(rows=WATER + "^|||泵站|≥3座|3座|5|5\n"),
        {"overall.indicators.1.level2": "数量指标"},
    ),
    "only a kind of indicator": (
        form().replace("一级指标|二级指标", "序号|指标类型"),
        {"overall.indicators.0.level2": "数量指标"},
    ),
    "a column of rules is no grading sheet": (
        form().replace("年度指标值|实际完成值|分值", "评分标准|年度指标值|实际完成值"),
        {SPENT: 1050, "overall.indicators.0.name": "水库"},
    ),
    "who filled it in, a cell each": (
        form(total=TOTAL + "填表人：张三|<|联系电话：13800000000|<|<|填报日期：2024年3月1日|<|<\n"),
        {
            "unit.filler": "张三",
            "unit.telephone": "13800000000",
            "unit.filling_date": "2024年3月1日",
        },
    ),
    "who filled it in, labels and cells": (
        form(total=TOTAL + "填表人|<|张三|<|联系电话|<|13800000000|<\n"),
        {"unit.filler": "张三", "unit.telephone": "13800000000"},
    ),
    "（续表） between two parts": (
        form(total="") + "（续表）\n@table 1 1 1 1 1 1 1 1\n" + COLUMNS + WATER + TOTAL + "@end\n",
        {"overall.indicators.1.name": "水库", "overall.declared_total": "99.55"},
    ),
    "（1） below 1、 is a part": (
        "@center 2023年度部门整体支出绩效评价基础数据表\n@table 3 1 1 1\n"
        "财政供养人员情况|编制数|实际在职人数|控制率\n^|45|43（含聘用2人）|95.56%\n"
        "经费控制情况（万元）|2022年决算数|2023年预算数|2023年决算数\n三公经费|1|1|1\n"
        "项目支出|200|200|200\n1、水利专项|200|200|200\n（1）清淤|100|100|100\n公用经费|9|9|9\n@end\n",
        {
            "basic_data.staff_in_post": 43,
            "basic_data.project_lines.1.name": "（1）清淤",
            "basic_data.expenses.operating_expense.final_accounts": 9,
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_values(name: str, tmp_path: Path) -> None:
    text, wanted = CASES[name]
    read = read_report(build(text, tmp_path / "report.docx"), "national")
    for path, value in wanted.items():
        field = field_at(read.assessment, path)
        assert field is not None, path
        expected = Decimal(value) if isinstance(field.value, Decimal) else value
        assert field.value == expected, path


def test_a_bracketed_line_is_part_of_the_line_above(tmp_path: Path) -> None:
    text, _ = CASES["（1） below 1、 is a part"]
    lines = read_report(build(text, tmp_path / "a.docx"), "national").assessment.basic_data
    assert [line.is_part for line in lines.project_lines] == [False, True]


def exported(report: Path, options: Options) -> Path:
    """The report as it is printed from what was read."""
    read = read_report(report, "national")
    made = render_report(score(read.assessment, read.pack), options, read.layout)
    out = report.with_suffix(".out.docx")
    write_new(tuple(made.parts.items()), out)
    return out


@pytest.mark.parametrize("name", CASES)
def test_the_form_comes_out_as_it_was(name: str, tmp_path: Path) -> None:
    """Every cell that says something, in its order; a table of two projects becomes two."""
    report = build(CASES[name][0], tmp_path / "report.docx")
    out = exported(report, Options(declared=True))
    found = [cell.text for table in tables(out) for cell in table.filled]
    given = [cell.text for table in tables(report) for cell in table.filled]
    if "no form" in name:
        given = given[6:]
    assert found == given


def test_the_public_version_tells_no_person(tmp_path: Path) -> None:
    for at, name in enumerate(case for case in CASES if case.startswith("who")):
        report = build(CASES[name][0], tmp_path / f"{at}.docx")
        out = exported(report, Options(declared=True, public=True))
        said = "".join(cell.text for table in tables(out) for cell in table.filled)
        assert "张三" not in said
        assert "138" not in said


def test_words_that_hold_a_label_are_told(tmp_path: Path) -> None:
    """关注 holds 注, 说明书 holds 说明: neither is a label."""
    more = "突出亮点|群众关注度提升|<|<|<|<|<|<\n说明|新增任务|<|<|<|<|<|<\n"
    read = read_report(build(form(total=TOTAL + more), tmp_path / "a.docx"), "national")
    told = {note.text for note in read.notes if note.kind == UNRECOGNISED}
    assert told == {"突出亮点", "群众关注度提升", "新增任务"}
    assert len(read.assessment.overall.indicators) == 1


def test_a_second_basic_form_is_told_in_full_and_kept(tmp_path: Path) -> None:
    basic = CASES["（1） below 1、 is a part"][0]
    both = basic + basic.replace("三公经费|1|1|1", "三公经费|1|1|7")
    read = read_report(build(both, tmp_path / "a.docx"), "national")
    expense = read.assessment.basic_data.expense("three_public_expenses")
    assert expense.final_accounts.value == 1
    told = [note.text for note in read.notes if note.kind == UNRECOGNISED]
    assert "三公经费 1 1 7" in told
