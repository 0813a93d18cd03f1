"""The sentence of a finding, to the letter."""

from __future__ import annotations

from decimal import Decimal

from tests.checks.build import scored
from tests.support.models import replace
from ziping.checks import Finding, Severity, all_checks, run
from ziping.checks.fact import Blank, Fact
from ziping.checks.messages import not_evaluated_sentence, reason, sentence, where
from ziping.model import Field, Place
from ziping.rules import load
from ziping.scoring import score

SHEET = "整体自评表"


def _at(number: str, cell: str) -> Field[Decimal]:
    return Field(Decimal(number), Place(SHEET, cell), number)


def _zp101() -> Finding:
    """The design's own example."""
    clean = scored({}).assessment
    assessment = replace(
        clean,
        funds=replace(
            clean.funds,
            basic_expenditure=_at("183.17", "E8"),
            project_expenditure=_at("1702.25", "E9"),
        ),
        overall=replace(
            clean.overall,
            execution=replace(clean.overall.execution, actual_expenditure=_at("1885.44", "C7")),
        ),
        spending=replace(clean.spending, basic_expenditure=_at("183.19", "C9")),
    )
    only = [check for check in all_checks() if check.code == "ZP101"]
    return run(score(assessment, load("junshan", 2024)), only).findings[0]


def test_zp101_is_the_design_s_sentence() -> None:
    assert _zp101().message == (
        "ZP101 错误｜整体自评表 E8、E9、C7｜基本支出 183.17 ＋ 项目支出 1702.25 ＝ 1885.42 万元，"
        "全年执行数 1885.44 万元，相差 0.02 万元｜依据：自评表「按支出性质分」"
        "｜改法：正文二（一）写 183.19，请核对基本支出"
    )


def test_json_of_a_finding() -> None:
    finding = _zp101()
    assert finding.to_json() == {
        "code": "ZP101",
        "name": "funding_totals_disagree",
        "severity": "E",
        "places": [
            {"sheet": SHEET, "cell": "E8"},
            {"sheet": SHEET, "cell": "E9"},
            {"sheet": SHEET, "cell": "C7"},
        ],
        "provided": "1885.42",
        "expected": "1885.44",
        "difference": "-0.02",
        "message": finding.message,
        "source": "自评表「按支出性质分」",
        "fix": "正文二（一）写 183.19，请核对基本支出",
        "key": f"ZP101@{SHEET} E8",
        "under": None,
        "explained": None,
    }


def test_cells_are_grouped_by_sheet() -> None:
    places = [Place("甲", "A1"), Place("甲", "B2"), Place("甲", "A1"), Place("乙", "C3")]
    assert where(places) == "甲 A1、B2；乙 C3"
    assert where([]) == where([Place("", "")]) == "整个文件"


def test_many_cells_are_counted() -> None:
    assert where(Place("甲", f"A{i}") for i in range(1, 21)).endswith("A8 等 20 处")


def test_typed_text_cannot_break_the_sentence() -> None:
    fact = Fact((Place("甲", "A1"),), "写的是“甲｜乙\n丙”", "甲｜乙\n丙", "数字", "改｜填\n数字")
    text = sentence("ZP001", Severity.ERROR, fact, "依据")
    assert text == "ZP001 错误｜甲 A1｜写的是“甲|乙 丙”｜依据：依据｜改法：改|填 数字"


def test_reason_names_each_cell_once() -> None:
    here = (Place("甲", "A1"),)
    blanks = [
        Blank(here, ("基本支出",)),
        Blank(here, ("基本支出",)),
        Blank(here, ("总分",), "待改正"),
    ]
    assert reason(blanks) == "基本支出未填；总分待改正"
    assert not_evaluated_sentence("ZP101", here, "基本支出未填") == (
        "ZP101 未核对｜甲 A1｜基本支出未填"
    )
