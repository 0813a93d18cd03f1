"""What the prose of other offices tells: a row is a turn of phrase that was once misread."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.word.reports.build import build
from ziping import rules
from ziping.word.reading.chapters import Section, sections
from ziping.word.reading.document import Document, Paragraph
from ziping.word.reading.identity import identity, year_of
from ziping.word.reading.own_texts import Prose, read_texts
from ziping.word.reading.report import read_report
from ziping.word.reading.result import AMBIGUOUS, CONVERTED, GENERATED, UNRECOGNISED, ReadReport

YEAR = 2023
BASIC = ("二、一般公共预算支出情况", "（一）基本支出情况")
PROJECT = ("二、一般公共预算支出情况", "（二）项目支出情况")
STAFF = ("一、部门概况", "（三）人员编制")
FUND = ("三、政府性基金预算支出情况",)
RESULT = ("六、部门整体支出绩效情况",)
FORM = """\
部门整体支出绩效自评表
@table 2 3 3 3
单位名称|石桥县水利局|<|<
部门预算（万元）|年初预算数|全年预算数|全年执行数
年度资金总额|1000|1100|1050
@end
"""


def parts_of(lines: Sequence[str]) -> tuple[Section, ...]:
    return tuple(sections([Paragraph(nth, line) for nth, line in enumerate(lines, 1)]))


def prose(*lines: str) -> Prose:
    return read_texts(parts_of(lines), rules.load("national", YEAR), YEAR)


def written(*lines: str) -> dict[str, str]:
    return {key: text.value or "" for key, text in prose(*lines).texts.items()}


def report(text: str, folder: Path) -> ReadReport:
    return read_report(build(text + FORM, folder / "报告.docx"), "national")


CHAPTERS: list[tuple[tuple[str, ...], dict[str, str]]] = [
    # a heading below a chapter that has no such part is a line of it
    (
        ("六、部门整体支出绩效情况", "（一）预算执行情况", "执行有力。", "（二）项目支出绩效情况"),
        {"performance": "（一）预算执行情况\n执行有力。\n（二）项目支出绩效情况"},
    ),
    (
        ("七、存在的问题", "（一）人员编制紧张", "人少。", "2.资金使用及管理不规范", "慢。"),
        {"problems": "（一）人员编制紧张\n人少。\n2.资金使用及管理不规范\n慢。"},
    ),
    (
        ("一、部门整体支出绩效情况", "1.预算执行情况", "好。", "2.预算执行情况", "稳。"),
        {"performance": "1.预算执行情况\n好。\n2.预算执行情况\n稳。"},
    ),
    (
        ("八、改进措施", "（一）加强绩效自评结果应用", "用。", "（二）规范项目支出情况", "快。"),
        {"improvement_measures": "（一）加强绩效自评结果应用\n用。\n（二）规范项目支出情况\n快。"},
    ),
    # a chapter numbered in the wrong way stays one, and so do its parts
    (
        ("三、政府性基金预算支出情况", "甲。", "4、国有资本经营预算支出情况", "乙。"),
        {"government_fund_budget": "甲。", "state_capital_budget": "乙。"},
    ),
    (
        (
            "1、部门基本情况",
            "（1）基本情况",
            "甲。",
            "（二）主要职能",
            "乙。",
            "七、存在的问题",
            "丙。",
        ),
        {"organization": "甲。", "duties": "乙。", "problems": "丙。"},
    ),
    (
        ("1、部门基本情况", "甲。", "2、绩效自评情况", "乙。", "3、存在的问题", "丙。"),
        {"organization": "甲。", "performance": "乙。", "problems": "丙。"},
    ),
    (
        ("一般公共预算支出情况", "1.基本支出情况", "甲。", "（1）项目支出情况", "乙。"),
        {"basic_expenditure": "甲。", "project_expenditure": "乙。"},
    ),
    (
        ("五、存在的问题及改进措施", "（一）存在的问题", "甲。", "（二）改进措施", "乙。"),
        {"problems": "甲。", "improvement_measures": "乙。"},
    ),
    (
        ("第一部分 部门概况", "甲。", "第二部分 存在的问题", "乙。"),
        {"organization": "甲。", "problems": "乙。"},
    ),
    # heading and text on one line
    (
        ("七、存在的问题：无", "八、改进措施：加强预算管理"),
        {"problems": "无", "improvement_measures": "加强预算管理"},
    ),
    (
        ("一、部门概况", "（一）机构设置：内设股室3个", "（二）职能职责。负责水利。"),
        {"organization": "内设股室3个", "duties": "负责水利。"},
    ),
    ((*BASIC[:1], "（一）基本支出情况：616.51万元"), {"basic_expenditure": "{基本支出}万元"}),
]


@pytest.mark.parametrize(("lines", "wanted"), CHAPTERS)
def test_chapters(lines: tuple[str, ...], wanted: dict[str, str]) -> None:
    assert written(*lines) == wanted


AMOUNTS: list[tuple[tuple[str, ...], str, dict[str, str]]] = [
    (
        BASIC,
        "基本支出2022年为580万元，2023年为616.51万元，较上年增加36.51万元。",
        {"basic": "616.51"},
    ),
    (BASIC, "基本支出比年初预算增加12.5万元，全年基本支出1183.17万元。", {"basic": "1183.17"}),
    (
        BASIC,
        "人员经费由200万元增至210.55万元；公用经费约406万元。",
        {"personnel": "210.55", "operating": "406"},
    ),
    (BASIC, "人员经费占基本支出的80%，共946.54万元。", {"personnel": "946.54"}),
    (BASIC, "上年基本支出580万元，本年基本支出616万元。", {"basic": "616"}),
    (BASIC, "基本支出和项目支出共791万元。", {}),
    (BASIC, "基本支出年初预算600万元，比上年增加20万元，决算616.51万元。", {"basic": "616.51"}),
    (BASIC, "基本支出比上年增加12.5万元，其中工资福利支出300万元。", {}),
    (BASIC, "一般公共预算基本支出616万元。", {"basic": "616"}),
    (
        BASIC,
        "基本支出为陆佰万元整，公用经费为4,059,600元。",
        {"basic": "600", "operating": "405.96"},
    ),
    (BASIC, "616.51万元。", {"basic": "616.51"}),
    (PROJECT, "1.项目支出预算200万元，实际支出174.6万元。", {"project": "174.6"}),
    (PROJECT, "项目支出占37.2%，为702.25万元。", {"project": "702.25"}),
    (PROJECT, "本年度无项目支出。", {"project": "0"}),
    (PROJECT, "本年度无项目支出超预算的情况。", {}),
    (FUND, "政府性基金预算年初20万元，全年支出18.6万元。", {"government": "18.6"}),
    (FUND, "2023年度政府性基金预算支出（未填）万元。", {}),
    (FUND, "2023年支出5.5万元。", {"government": "5.5"}),
    (FUND, "本单位2023年没有使用政府性基金预算拨款安排的支出。", {"government": "0"}),
    (STAFF, "2023年基本支出616万元，项目支出174.6万元。", {"basic": "616", "project": "174.6"}),
    (("四、没有见过的一章",), "基本支出616万元。", {"basic": "616"}),
    (("一、概述工作", "第二部分 管理及使用"), "基本支出616万元。", {"basic": "616"}),
]


@pytest.mark.parametrize(("heads", "text", "wanted"), AMOUNTS)
def test_amounts(heads: tuple[str, ...], text: str, wanted: dict[str, str]) -> None:
    found = prose(*heads, text).spending
    told = {key.partition("_")[0]: one.field.value for key, one in found.items()}
    assert told == {key: Decimal(value) for key, value in wanted.items()}


PERSONS: list[tuple[str, dict[str, str]]] = [
    ("编制56名，其中行政12名、事业44名；实有51人，其中行政10人。",
     {"administrative_posts": "12", "institution_posts": "44", "staff_in_post": "51"}),
    ("退休人员比上年增加2人，共15人。", {"retired": "15"}),
    ("2022年末在职人员32人，2023年末在职人员30人；在职人员控制率100%。", {"staff_in_post": "30"}),
    ("年末在职32人，2023年末30人。", {"staff_in_post": "30"}),
    ("行政编制6名，行政单位3个。", {"administrative_posts": "6"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PERSONS)
def test_persons(text: str, wanted: dict[str, str]) -> None:
    found = prose(*STAFF, text).staffing
    assert {key: one.field.value for key, one in found.items()} == {
        key: Decimal(value) for key, value in wanted.items()
    }


CLAIMS: list[tuple[str, str | None, str | None]] = [
    ("产出得分50分，效益得分38.5分，自评总得分98.0（优）。等级良好的项目2个。", "98.0", "优"),
    ("2022年得分90分，2023年综合得分为95.5分，评价等级为优秀。", "95.5", "优秀"),
    ("我局自评得分为：95.50分(优)。", "95.50", "优"),
    ("经自评，我局得95.5（优）。", "95.5", "优"),
    ("自评得分九十五分。", "95", None),
    ("自评得分九十五点五分。", "95.5", None),
    ("产出得分50分，工作十分扎实。", None, None),
    ("总分100分，自评得分95分。", "95", None),
]


@pytest.mark.parametrize(("text", "total", "grade"), CLAIMS)
def test_claims(text: str, total: str | None, grade: str | None) -> None:
    found = prose(*RESULT, text)
    assert found.total.value == (total and Decimal(total))
    assert found.grade.value == grade


def test_a_figure_told_in_two_ways_is_in_doubt() -> None:
    found = prose(*STAFF, "年末在职32人，2023年末30人。")
    (doubt,) = [note for note in found.notes if note.kind == AMBIGUOUS]
    assert (doubt.text, doubt.key) == ("30", "staffing.staff_in_post")
    assert "32" in doubt.remark


def test_the_placeholder_stands_at_the_figure_that_was_taken() -> None:
    text = "基本支出比年初预算增加12.5万元，全年基本支出1183.17万元。"
    assert written(*BASIC, text) == {
        "basic_expenditure": "基本支出比年初预算增加12.5万元，全年基本支出{基本支出}万元。"
    }


def test_braces_of_the_office_are_no_placeholders() -> None:
    found = prose(*BASIC, "模板写有{基本支出}和{{ x }}，基本支出616万元。")
    text = found.texts["basic_expenditure"].value
    assert text == "模板写有｛基本支出｝和{{ x }}，基本支出{基本支出}万元。"
    assert [note.key for note in found.notes if note.kind == CONVERTED] == [
        "texts.basic_expenditure"
    ]


def test_headings_of_unknown_chapters_are_told() -> None:
    found = prose("一、部门概况", "甲。", "二、部门专项组织实施的过程", "乙。")
    told = [note.text for note in found.notes if note.kind == UNRECOGNISED]
    assert told == ["二、部门专项组织实施的过程", "乙。"]


@pytest.mark.parametrize("line", ["（续表）", "单位：万元", "（金额单位：人民币元）"])
def test_marks_of_forms_are_no_prose(line: str) -> None:
    found = prose(*BASIC, line)
    assert not found.texts
    assert [(note.kind, note.text) for note in found.notes] == [(GENERATED, line)]


YEARS: list[tuple[tuple[str, ...], int]] = [
    (("石桥县水利局", "2023年度", "部门整体支出绩效自评报告"), 2023),
    (
        (
            "部门整体支出绩效自评报告",
            "根据《关于开展2024年绩效自评的通知》，开展2023年度绩效自评。",
        ),
        2023,
    ),
    (("整体支出绩效自评报告", "2024年3月18日"), 2023),
    (("二〇二三年度部门整体支出绩效自评报告",), 2023),
]


@pytest.mark.parametrize(("lines", "wanted"), YEARS)
def test_year(lines: tuple[str, ...], wanted: int) -> None:
    blocks = tuple(Paragraph(nth, line) for nth, line in enumerate(lines, 1))
    assert year_of(Document(blocks)) == wanted


UNITS: list[tuple[tuple[str, ...], str]] = [
    (("2023年度部门整体支出绩效自评报告", "石桥县水利局"), "石桥县水利局"),
    (("石桥县水利局2023年度部门整体支出绩效自评报告",), "石桥县水利局"),
    (("2023年度", "石桥县水利局部门整体支出", "绩效自评报告"), "石桥县水利局"),
    (("2023年度石桥县水利局", "整体支出绩效自评报告"), "石桥县水利局"),
    (("2023年度部门整体支出绩效自评报告", "填报单位：石桥县文化馆（盖章）"), "石桥县文化馆"),
    (("2023年度部门整体支出绩效自评报告", "（2023年度）"), ""),
    (("2023年度本部门整体支出绩效自评报告",), ""),
]


@pytest.mark.parametrize(("lines", "wanted"), UNITS)
def test_unit(lines: tuple[str, ...], wanted: str) -> None:
    found = identity(parts_of(lines)[0], None)
    assert (found["name"].value if "name" in found else "") == wanted


def test_a_report_without_chapters_is_told_and_searched(tmp_path: Path) -> None:
    duties, money = "部门职能：负责水利。", "2023年基本支出616.51万元，项目支出174.6万元。"
    text = f"石桥县水利局2023年度部门整体支出绩效自评报告\n{duties}\n{money}\n自评得分96分。\n"
    read = report(text, tmp_path)
    told = [note.text for note in read.notes if note.kind == UNRECOGNISED]
    assert told[:3] == [duties, money, "自评得分96分。"]
    spending = read.assessment.spending
    assert spending.basic_expenditure.value == Decimal("616.51")
    assert spending.project_expenditure.value == Decimal("174.6")
    assert read.claims.total.value == 96


def test_score_grade_and_repeated_figures_are_filled_from_now_on(tmp_path: Path) -> None:
    """×× and a wrong grade no longer stand beside the right ones; a figure is told once."""
    text = (
        "二、一般公共预算支出情况\n（一）基本支出情况\n"
        "基本支出共计616.51万元，其中人员经费210.55万元。\n1.人员经费210.55万元。主要用于工资。\n"
        "六、部门整体支出绩效情况\n自评得分××分，绩效为“良”。\n"
        "@center 2023年度部门整体支出绩效自评表\n@table 1 1 1 1 1 1 1 1\n"
        "单位名称|<|某局|<|<|<|<|<\n部门预算||年初预算数|全年预算数|全年执行数|分值|执行率|得分\n"
        "^|年度资金总额|1|1|1|10|100%|10\n"
        "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n"
        "^|产出指标|数量指标|水库|≥10座|12座|90|87\n总分|<|<|<|<|<|100|97\n@end\n"
    )
    read = read_report(build(text, tmp_path / "a.docx"), "national")
    texts = read.assessment.texts
    assert texts["performance"].value == "自评得分{总分}分，绩效为“{等级}”。"
    assert texts["basic_expenditure"].value == (
        "基本支出共计{基本支出}万元，其中人员经费{人员经费}万元。\n"
        "1.人员经费{人员经费}万元。主要用于工资。"
    )
    doubts = {note.text: note.remark for note in read.notes if note.kind == AMBIGUOUS}
    assert "以表为准" in doubts["××"]
    assert "等级应是“优”" in doubts["良"]
