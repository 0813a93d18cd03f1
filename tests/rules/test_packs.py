"""Rule packs: what they say, what they must say, and that a further county is only a file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ziping import rules
from ziping.cli.rules import list_packs, pack_lines
from ziping.errors import RulePackError
from ziping.model import BudgetExecution, Field
from ziping.rules.wording import grades_text, indicators_label
from ziping.scoring import grade_of
from ziping.scoring.execution import execution_score

FIFTH = """
[pack]
name = "linhe"
title = "临河县（虚构）"
issuer = "临河县财政局"
version = "1"
base = "national"

[weights]
execution = { value = 20, from = 2024, source = "临财绩〔2024〕3号", status = "confirmed" }
output = { value = 40, from = 2024, source = "临财绩〔2024〕3号", status = "confirmed" }

[execution]
full_marks = { value = 20, from = 2024, source = "临财绩〔2024〕3号", status = "confirmed" }

[qualitative.tiers]
value = [
    { label = "完成", top = 1, bottom = 0.8 },
    { label = "基本完成", top = 0.8, bottom = 0.5 },
    { label = "没有完成", top = 0.5, bottom = 0 },
]
from = 2024
source = "临财绩〔2024〕3号"
status = "confirmed"

[grade.bands]
value = [
    { label = "好", edge = 85, inclusive = true },
    { label = "一般", edge = 60, inclusive = true },
    { label = "不好", edge = 0, inclusive = true },
]
from = 2024
source = "临财绩〔2024〕3号"
status = "confirmed"
"""


@pytest.fixture
def fifth(tmp_path: Path) -> Path:
    path = tmp_path / "linhe.toml"
    path.write_text(FIFTH, "utf-8")
    return path


def test_a_further_county_is_a_file_and_no_code(fifth: Path) -> None:
    pack = rules.load(str(fifth), 2024)
    execution = BudgetExecution(
        adjusted_budget=Field(Decimal(100)), actual_expenditure=Field(Decimal(95))
    )
    assert execution_score(execution, pack).marks == Decimal("19.00")
    assert grade_of(Decimal(86), pack) == "好"
    assert [tier.label for tier in pack.tiers] == ["完成", "基本完成", "没有完成"]
    assert pack.value("reverse.method") == "ratio"  # from the base
    assert indicators_label(pack) == "绩效指标（80分）"
    assert grades_text(pack) == "好（85分及以上）、一般（60—85分）、不好（小于60分）"


@pytest.mark.parametrize("name", rules.names())
def test_every_value_has_its_source(name: str) -> None:
    pack = rules.load(name, 2024)
    assert len(pack.rules) >= 35
    for rule in pack.rules.values():
        assert rule.source and 2000 < rule.from_year <= 2026
        assert rule.status in ("confirmed", "unconfirmed")
    weights = sum(pack.weight(level.key) for level in pack.levels) + pack.weight("execution")
    assert weights == 100


@pytest.mark.parametrize("name", rules.names())
def test_the_command_prints_each_value_with_its_clause(name: str) -> None:
    text = "\n".join(pack_lines(name))
    joined = "".join(text.split())
    for rule in rules.load(name).rules.values():
        assert rule.key in text
        assert "".join(rule.source.split()) in joined


def test_the_list_names_every_pack() -> None:
    listed = list(list_packs())
    assert [line.split()[0] for line in listed[: len(rules.names())]] == rules.names()


def test_a_dated_value_changes_with_the_year(tmp_path: Path) -> None:
    dated = (
        FIFTH
        + """
[over_fulfilment]
rate = [
    { value = 1.2, from = 2024, source = "甲", status = "confirmed" },
    { value = 1.5, from = 2026, source = "乙", status = "confirmed" },
]
"""
    )
    path = tmp_path / "dated.toml"
    path.write_text(dated, "utf-8")
    for year, expected in ((2025, "1.2"), (2026, "1.5")):
        assert rules.load(str(path), year).value("over_fulfilment.rate") == Decimal(expected)


GUESS = """
[reverse]
method = { value = "guess", from = 2024, source = "甲", status = "confirmed" }
"""
MANY_DECIMALS = """
[rounding]
decimals = { value = 100000000, from = 2024, source = "甲", status = "confirmed" }
"""
BROKEN = [
    ("x = 1\ny = ? 2", "语法错误（第2行"),
    ("[pack]\nname = 'x'\n", "缺少 title"),
    (FIFTH.replace(', status = "confirmed" }', " }", 1), "写得不完整"),
    (FIFTH.replace('"confirmed"', '"maybe"', 1), "maybe"),
    (FIFTH.replace("from = 2024", "from = '今年'", 1), "不是年份"),
    (FIFTH.replace("value = 20", "value = '二十'", 1), "应为数字"),
    (FIFTH.replace("top = 1, bottom = 0.8", "top = 0.5, bottom = 0.8"), "上限不得低于下限"),
    (FIFTH.replace("edge = 85", "edge = 50"), "从高到低"),
    (FIFTH.replace('base = "national"', 'base = "nowhere"'), "base 是“nowhere”"),
    (FIFTH.replace("value = 40", "value = 45"), "权重合计是 105"),
    (
        FIFTH.replace("full_marks = { value = 20", "full_marks = { value = 10"),
        "与 weights.execution 相同",
    ),
    (FIFTH.replace('label = "完成"', "label = '完,成'"), "不能有逗号"),
    (FIFTH.replace("edge = 85", "edge = '85'"), "下限应为数字"),
    (FIFTH + MANY_DECIMALS, "0 到 6 的整数"),
    (FIFTH + GUESS, "应为 ratio、linear 之一"),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_a_bad_pack_says_what_is_wrong(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RulePackError) as caught:
        rules.load(str(path), 2024)
    assert expected in str(caught.value)
    assert "改法：" in str(caught.value)


def test_an_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(RulePackError) as caught:
        rules.load("nowhere")
    assert "national" in str(caught.value) and "suining" in str(caught.value)
