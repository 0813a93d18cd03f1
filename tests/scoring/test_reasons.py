"""Every sum, check and grade says why: clause and numbers, on the real figures of the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.models import replace
from ziping.model import Field
from ziping.scoring import ScoredForm, reasons, score
from ziping.workbook.read import ReadFile, read_workbook

SAMPLES = Path(__file__).parent.parent.parent / "workbooks/samples"


@pytest.fixture(scope="module")
def suining() -> ReadFile:
    return read_workbook(SAMPLES / "绥宁县数据局_2024.xlsx")


def overall(read: ReadFile) -> ScoredForm:
    return score(read.assessment, read.pack).overall


def test_rate_and_totals_show_their_parts(suining: ReadFile) -> None:
    form = overall(suining)
    assert reasons.rate_basis(form).endswith("804.82 ÷ 805.82 ＝ 99.88%")
    assert reasons.total_basis(form) == (
        "9 ＋ 10 ＋ 10 ＋ 5 ＋ 5 ＋ 5 ＋ 5 ＋ 10 ＋ 5 ＋ 10 ＋ 10 ＋ 5 ＋ 8 ＝ 97"
    )
    assert reasons.computed_total_basis(form).endswith("＋ 5 ＋ 9.9 ＝ 99.89")
    assert reasons.grade_basis(form, suining.pack).endswith("97 ＞ 90，评价等级为“优秀”")


def test_subtotals_and_weights_show_the_rule(suining: ReadFile) -> None:
    form = overall(suining)
    output = reasons.subtotal_basis(form.level1["output"], form, suining.pack)
    assert output == "产出指标：10 ＋ 10 ＋ 5 ＋ 5 ＋ 5 ＋ 5 ＋ 10 ＝ 50"
    ecology = reasons.subtotal_basis(form.level2["生态效益指标"], form, suining.pack)
    assert ecology == "生态效益指标：没有指标"
    weights = reasons.weights_basis(form, suining.pack)
    assert "产出指标 50（规则 50）" in weights and weights.endswith("＝ 100，应为 100")


def test_what_is_not_computed_says_why(suining: ReadFile) -> None:
    assessment = suining.assessment
    rows = list(assessment.overall.indicators)
    rows[0] = replace(rows[0], actual=Field(None), declared_score=Field(None))
    changed = replace(assessment, overall=replace(assessment.overall, indicators=tuple(rows)))
    form = score(changed, suining.pack).overall
    assert reasons.total_basis(form) == f"没有总分：第 {rows[0].row} 行没有分"
    assert reasons.computed_total_basis(form) == f"未测算：第 {rows[0].row} 行没有分"
    assert reasons.grade_basis(form, suining.pack) == ""


def test_a_long_sum_names_its_count(suining: ReadFile) -> None:
    assessment = suining.assessment
    rows = assessment.overall.indicators * 4
    changed = replace(assessment, overall=replace(assessment.overall, indicators=rows))
    text = reasons.total_basis(score(changed, suining.pack).overall)
    assert text == "9 ＋ 10 ＋ … ＋ 8（共49项）＝ 361"
