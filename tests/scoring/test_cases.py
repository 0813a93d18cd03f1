"""Marks, rates and grades of the table of cases, and what holds for any of them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.models import replace
from ziping import rules
from ziping.model import BudgetExecution, Field, Indicator, Number, Text
from ziping.rules import RulePack
from ziping.scoring import ScoredIndicator, grade_of
from ziping.scoring.execution import execution_rate, execution_score, shown_rate
from ziping.scoring.indicator import score_indicator

TABLE = tomllib.loads((Path(__file__).parent.parent / "cases/scoring.toml").read_text("utf-8"))


@cache
def pack(name: str) -> RulePack:
    if name != "linear":
        return rules.load(name, 2024)
    national = rules.load("national", 2024)
    reverse = national.rule("reverse.method")._replace(value="linear")
    return replace(national, rules={**national.rules, "reverse.method": reverse})


def number(text: str) -> Number:
    return Field(Decimal(text) if text else None, raw=text)


def words(text: str) -> Text:
    return Field(text if text.strip("　 ") else None, raw=text)


def scored(case: dict[str, Any]) -> ScoredIndicator:
    indicator = Indicator(
        row=14,
        level1="",
        level2=words(case.get("level2", "数量指标")),
        name=words("" if not any(case.get(k) for k in ("target", "actual", "marks")) else "指标"),
        target=words(case["target"]),
        actual=words(case["actual"]),
        full_marks=number(case["marks"]),
        declared_score=number(case.get("own", "")),
        deviation_reason=words(""),
        tier=words(case.get("tier", "")),
        nature=words(case.get("nature", "")),
    )
    return score_indicator(indicator, pack(case.get("pack", "national")))


@pytest.mark.parametrize("case", TABLE["indicator"], ids=str)
def test_indicator(case: dict[str, Any]) -> None:
    row = scored(case)
    marks = row.computed.marks
    assert (f"{marks}" if isinstance(marks, Decimal) else "") == case["computed"]
    assert row.computed.status == case.get("status", "")
    if "nature_found" in case:
        assert row.nature == case["nature_found"]
    if case["computed"]:
        assert row.computed.clause in row.computed.basis
        assert case["computed"].rstrip("0").rstrip(".") in row.computed.formula
    elif case.get("status"):
        assert row.computed.basis == f"未测算：{case['status']}"


@pytest.mark.parametrize("case", TABLE["execution"], ids=str)
def test_execution(case: dict[str, Any]) -> None:
    execution = BudgetExecution(
        adjusted_budget=number(case["budget"]), actual_expenditure=number(case["actual"])
    )
    rate = shown_rate(execution_rate(execution))
    assert ("" if rate is None else str(rate)) == case["rate"]
    score = execution_score(execution, pack(case.get("pack", "national")))
    assert ("" if score.marks is None else str(score.marks)) == case["marks"]
    assert bool(score.status) == (case["marks"] == "")


@pytest.mark.parametrize("case", TABLE["grade"], ids=str)
def test_grade(case: dict[str, Any]) -> None:
    total = Decimal(case["total"])
    assert grade_of(total, pack("national")) == case["national"]
    assert grade_of(total, pack("suining")) == case["suining"]


def test_text_in_a_number_cell_is_never_taken_for_a_number() -> None:
    bad: Number = Field(None, raw="约30", problem="text")
    execution = BudgetExecution(adjusted_budget=number("100"), actual_expenditure=bad)
    assert execution_rate(execution) == "待改正"
    assert execution_score(execution, pack("national")).marks == "待改正"


AMOUNTS = st.decimals(0, 10_000, places=2)
PACKS = st.sampled_from(["national", "linear", "central101"])


@given(AMOUNTS, AMOUNTS, st.sampled_from("≥≤="), st.integers(1, 50), PACKS)
def test_marks_lie_between_nothing_and_full(
    target: Decimal, actual: Decimal, sign: str, full: int, name: str
) -> None:
    case = {
        "target": f"{sign}{target}件",
        "actual": f"{actual}件",
        "marks": str(full),
        "pack": name,
    }
    marks = scored(case).computed.marks
    assert marks is None or (isinstance(marks, Decimal) and 0 <= marks <= full)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from("≥≤"), PACKS)
def test_a_better_actual_never_scores_lower(
    target: Decimal, one: Decimal, two: Decimal, sign: str, name: str
) -> None:
    worse, better = sorted((one, two), reverse=sign == "≤")
    marks = [
        scored({"target": f"{sign}{target}件", "actual": f"{a}件", "marks": "10", "pack": name})
        for a in (worse, better)
    ]
    low, high = (row.computed.marks for row in marks)
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        assert low <= high
    else:
        assert low is None and high is None


@given(st.decimals("0.01", 100_000, places=2), st.decimals(0, 100_000, places=2), PACKS)
def test_execution_marks_lie_between_nothing_and_full(
    budget: Decimal, actual: Decimal, name: str
) -> None:
    execution = BudgetExecution(adjusted_budget=Field(budget), actual_expenditure=Field(actual))
    marks = execution_score(execution, pack(name)).marks
    assert isinstance(marks, Decimal) and 0 <= marks <= 10
