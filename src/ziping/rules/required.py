"""What every pack must say, and the values that the engine knows how to carry out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ziping.errors import RulePackError
from ziping.rules.pack import RulePack

CHOICES: dict[str, tuple[str, ...]] = {
    "execution.method": ("proportional", "steps"),
    "execution.over_budget": ("cap", "zero"),
    "quantitative.method": ("proportional", "pass_gate"),
    "reverse.method": ("ratio", "linear"),
    "income.basis": ("actual_expenditure", "adjusted_budget"),
}
NUMBERS = ("execution.full_marks", "rounding.decimals", "weights.execution")
LISTS = ("indicators.levels", "qualitative.tiers", "grade.bands", "report.outline")


def check_complete(pack: RulePack) -> None:
    """Raise `RulePackError` at the first value that is missing or that nothing can carry out."""
    for key, allowed in CHOICES.items():
        if pack.value(key) not in allowed:
            raise _bad(pack, key, f"应为 {'、'.join(allowed)} 之一")
    for key in NUMBERS:
        _number(pack, key)
    for key in LISTS:
        if not isinstance(pack.value(key), list) or not pack.value(key):
            raise _bad(pack, key, "应为非空的列表")
    _check_tables(pack)


def _check_tables(pack: RulePack) -> None:
    try:
        for level in pack.levels:
            _number(pack, f"weights.{level.key}")
        ordered = [tier.top >= tier.bottom >= 0 for tier in pack.tiers]
        edges = [band.edge for band in pack.bands]
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise RulePackError(
            f"规则包“{pack.name}”的表写得不完整：{error}", "请对照全国规则包补全各列"
        ) from None
    if not all(ordered):
        raise _bad(pack, "qualitative.tiers", "每档的上限不得低于下限")
    if edges != sorted(edges, reverse=True):
        raise _bad(pack, "grade.bands", "等级应从高到低排列")
    if pack.value("quantitative.method") == "pass_gate":
        _number(pack, "quantitative.pass_rate")
    if pack.value("execution.method") == "steps" and not pack.steps("execution.steps"):
        raise _bad(pack, "execution.steps", "分档计分需要分档表")


def _number(pack: RulePack, key: str) -> Decimal:
    value: Any = pack.value(key)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _bad(pack, key, "应为数字")
    return Decimal(value)


def _bad(pack: RulePack, key: str, expected: str) -> RulePackError:
    return RulePackError(
        f"规则包“{pack.name}”的“{key}”是“{pack.get(key)}”，{expected}", "请改正规则文件"
    )
