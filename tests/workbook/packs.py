"""The rule packs that the workbook tests build with: all of ours, and one that nobody issued."""

from __future__ import annotations

from pathlib import Path

from ziping import rules
from ziping.rules import RulePack

YEAR = 2024
FIFTH = "fifth"

# Every value that another county may set otherwise: marks, tiers, words, rules, titles.
_FIFTH_TEXT = """
[pack]
name = "fifth"
title = "测试用规则包"
issuer = "测试"
version = "1"
base = "national"

[weights]
execution = { value = 20, M }
output = { value = 40, M }
benefit = { value = 25, M }
satisfaction = { value = 15, M }

[execution]
full_marks = { value = 20, M }
over_budget = { value = "zero", M }

[reverse]
method = { value = "linear", M }

[rounding]
decimals = { value = 1, M }

[qualitative]
tiers = { value = [
    { label = "A类（全部实现）", top = 1, bottom = 0.8 },
    { label = "b类", top = 0.8, bottom = 0.5 },
    { label = "没有实现", top = 0.5, bottom = 0 },
], M }

[grade]
bands = { value = [
    { label = "A+", edge = 92.5, inclusive = false },
    { label = "合格", edge = 70, inclusive = false },
    { label = "不合格", edge = 40, inclusive = true },
], M }

[forms]
basic_title = { value = "本年度“三公”等基础数据表", M }
overall_title = { value = "部门自评表（{year}年度）", M }
foot_line = { value = ["经办", "日期"], M }
"""
_META = 'from = 2020, source = "测试", status = "confirmed"'


def all_packs(folder: Path) -> dict[str, RulePack]:
    """Every pack by its name; the fifth is written into `folder` first."""
    text = _FIFTH_TEXT.replace(", M }", f", {_META} }}")
    path = folder / f"{FIFTH}.toml"
    path.write_text(text, encoding="utf-8")
    packs = {name: rules.load(name, YEAR) for name in rules.names()}
    return {**packs, FIFTH: rules.load(str(path), YEAR)}
