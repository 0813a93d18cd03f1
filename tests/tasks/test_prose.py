"""Claims of a workbook's own prose: read like a report's, placed at the prose cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.checks.build import assessed
from ziping.model import Passage, Place, ReportText, SelfAssessment
from ziping.tasks.prose import with_claims


def _claims(key: str, text: str) -> SelfAssessment:
    clean = assessed({f"texts.{key}": text, "unit.year": "2024"})
    cell = clean.texts[key]
    lines = tuple(Passage(cell.place, line, "body", key) for line in text.split("\n"))
    return with_claims(clean._replace(report=ReportText(lines)))


@pytest.mark.parametrize(
    ("text", "total", "grade"),
    [
        ("全年工作顺利。\n自评得分97分，评价等级为“良”。", "97", "良"),
        ("根据自评，得分 96.5 分，等级为“优”。", "96.5", "优"),
        ("自评得分{自评得分}分，评价等级为“{等级}”。", None, None),
        ("各项工作有序推进。", None, None),
        ("自评得分××分。", None, None),
    ],
)
def test_score_and_grade(text: str, total: str | None, grade: str | None) -> None:
    report = _claims("performance", text).report
    assert report.claimed_total.value == (None if total is None else Decimal(total))
    assert report.claimed_grade.value == grade
    if total:
        assert report.claimed_total.place == Place("报告正文", "texts.performance")


def test_a_placeholder_number_is_kept_as_bad() -> None:
    assert _claims("performance", "自评得分××分。").report.claimed_total.is_bad


def test_amounts_that_differ_from_their_cell() -> None:
    report = _claims(
        "basic_expenditure", "2024年基本支出630.22万元，其中公用经费419.6万元。"
    ).report
    assert [field.value for field in report.others["spending.operating_expense"]] == [
        Decimal("419.6")
    ]
    assert "spending.basic_expenditure" not in report.others


def test_prose_without_figures_is_left_alone() -> None:
    assert _claims("problems", "预算编制不够细。").report.others == {}
