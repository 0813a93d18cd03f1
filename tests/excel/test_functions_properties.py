"""Whatever stands in the cells: no exception, one value, and that of the engine."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quantity.test_properties import typed
from tests.scoring.test_cases import number, words
from ziping import rules
from ziping.excel.functions import (
    FUNCTIONS,
    zp_execution_rate,
    zp_execution_score,
    zp_grade,
    zp_indicator_score,
    zp_quantity,
    zp_total_score,
    zp_weight_check,
)
from ziping.excel.functions.forms import AGREED
from ziping.excel.functions.indicators import row
from ziping.model import BudgetExecution, Form
from ziping.quantity import plain
from ziping.scoring import Value, grade_of, score_form
from ziping.scoring.execution import execution_rate, execution_score, shown_rate
from ziping.scoring.indicator import score_indicator

PACKS = {name: rules.load(name) for name in rules.names()}
names = st.sampled_from(list(PACKS))
cells = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | typed
    | st.sampled_from(["#N/A", "#VALUE!", "", "　", "３０", "1,234.5", -2146826246])
    | st.datetimes()
    | st.dates()
    | st.times()
)
anything = st.recursive(
    cells,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", list(FUNCTIONS))
@given(given_values=st.lists(anything, max_size=10))
def test_never_raises(name: str, given_values: list[Any]) -> None:
    answer = FUNCTIONS[name].call(*given_values)
    assert type(answer) in (float, str)
    if isinstance(answer, float):
        assert isfinite(answer)
    else:
        assert len(answer.splitlines()) <= 1 and len(answer) <= 250
        assert not answer.startswith("程序自身出错")


def expected(value: Value) -> float | str:
    return float(value) if isinstance(value, Decimal) else value or ""


amounts = st.decimals(-100, 10_000, places=2) | st.decimals(0, 3, places=8)
blank_or = st.none() | amounts


@given(blank_or, blank_or, names)
def test_execution_equals_the_engine(
    budget: Decimal | None, actual: Decimal | None, name: str
) -> None:
    execution = BudgetExecution(
        adjusted_budget=number("" if budget is None else str(budget)),
        actual_expenditure=number("" if actual is None else str(actual)),
    )
    given_values = [None if value is None else float(value) for value in (budget, actual)]
    assert zp_execution_rate(*given_values) == expected(shown_rate(execution_rate(execution)))
    score = zp_execution_score(*given_values, name)
    assert score == expected(execution_score(execution, PACKS[name]).marks)


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """A row of a form: what its cells hold, mostly what can be marked."""
    pack = draw(names)
    levels = [label for level in PACKS[pack].levels for label in level.second]
    value = st.decimals(0, 500, places=draw(st.sampled_from([0, 1, 2]))).map(str)
    unit = draw(st.sampled_from(["件", "%", "万元", "次/年", ""]))
    target = st.builds("{}{}{}".format, st.sampled_from(["≥", "≤", "=", ""]), value, st.just(unit))
    return {
        "pack": pack,
        "level2": draw(st.sampled_from([*levels, "数量", ""])),
        "target": draw(target | st.sampled_from(["稳步提升", "是", "百万件", ""]) | typed),
        "actual": draw(st.builds("{}{}".format, value, st.just(unit)) | typed),
        "marks": draw(st.sampled_from(["", "0", "2.5", "3.33", "5", "10"])),
        "own": draw(st.sampled_from(["", "1", "2.505", "9.5"])),
        "tier": draw(st.sampled_from([tier.label for tier in PACKS[pack].tiers] + [""])),
        "nature": draw(st.sampled_from(["", "", "", "≥", "≤", "=", "是否", "定性", "随便"])),
    }


def as_sent(text: str) -> float | None:
    return float(text) if text else None


@given(lines())
def test_indicator_equals_the_engine(line: dict[str, Any]) -> None:
    indicator = row(
        1,
        level2=words(line["level2"]),
        target=words(line["target"]),
        actual=words(line["actual"]),
        full_marks=number(line["marks"]),
        declared_score=number(line["own"]),
        tier=words(line["tier"]),
        nature=words(line["nature"]),
    )
    computed = score_indicator(indicator, PACKS[line["pack"]]).computed
    answer = zp_indicator_score(
        line["level2"],
        line["target"],
        line["actual"],
        as_sent(line["marks"]),
        line["tier"],
        as_sent(line["own"]),
        line["nature"],
        line["pack"],
    )
    if computed.marks is None and line["marks"]:
        assert answer == f"未测算：{computed.status}"
    else:
        assert answer == expected(computed.marks)


weights = st.sampled_from(["", "0", "5", "10", "20", "30", "50"])


@given(
    st.lists(st.tuples(st.sampled_from(range(9)), weights, weights), min_size=1, max_size=8),
    weights,
    names,
)
def test_form_equals_the_engine(
    rows: list[tuple[int, str, str]], execution: str, name: str
) -> None:
    pack = PACKS[name]
    levels = [label for level in pack.levels for label in level.second]
    indicators = tuple(
        row(
            index,
            level2=words(levels[level % len(levels)]),
            full_marks=number(full),
            declared_score=number(own),
        )
        for index, (level, full, own) in enumerate(rows, 1)
    )
    money = BudgetExecution(full_marks=number(execution), declared_score=number(execution))
    scored = score_form(Form("", money, indicators=indicators), pack)
    labels = [[levels[level % len(levels)]] for level, _, _ in rows]
    full = [[as_sent(text)] for _, text, _ in rows]
    own = [[as_sent(text)] for _, _, text in rows]
    total = zp_total_score(as_sent(execution), full, own, name)
    assert total == expected(scored.total)
    assert zp_grade(total, name) == grade_of(scored.total, pack)
    agrees = zp_weight_check(labels, full, as_sent(execution), name) == AGREED
    right = all((level.full_marks or 0) == level.rule for level in scored.level1.values())
    whole = 100 if execution else 100 - pack.weight("execution")
    own_right = not execution or Decimal(execution) == pack.weight("execution")
    assert agrees == (right and own_right and scored.weight_total == whole)


@given(typed)
def test_quantity_equals_the_plain_grammar(text: str) -> None:
    quantity = plain(text)
    parts = [zp_quantity(text, item) for item in ("数", "单位", "符号")]
    if quantity is None:
        assert parts == ["", "", ""]
    else:
        assert parts == [float(quantity.value), quantity.measure, quantity.sign]


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_a_date_is_the_number_of_its_cell(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert zp_quantity(day, "数") == serial
    assert zp_quantity(datetime.combine(day, time(12)), "数") == serial + 0.5
