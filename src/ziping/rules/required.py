"""What every pack must say, and the values that the engine knows how to carry out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ziping.errors import RulePackError
from ziping.rules.mail import check_mail
from ziping.rules.pack import RulePack
from ziping.rules.page import check_page

CHOICES: dict[str, tuple[str, ...]] = {
    "execution.method": ("proportional", "steps"),
    "execution.over_budget": ("cap", "zero"),
    "quantitative.method": ("proportional", "pass_gate"),
    "reverse.method": ("ratio", "linear"),
    "income.basis": ("actual_expenditure", "adjusted_budget"),
}
NUMBERS = ("execution.full_marks", "rounding.decimals", "weights.execution")
MAX_DECIMALS = 6
WHOLE = 100
LONGEST_KEY = 24
RESERVED = ("opening",)  # the sentence before the chapters
_SECTION_KEY = re.compile(f"[a-z][a-z0-9_]{{0,{LONGEST_KEY - 1}}}")
LISTS = ("indicators.levels", "qualitative.tiers", "grade.bands", "report.outline")


def check_complete(pack: RulePack) -> None:
    """Raise `RulePackError` at the first value that is missing or that nothing can carry out."""
    for key, allowed in CHOICES.items():
        if pack.value(key) not in allowed:
            raise _bad(pack, key, f"应为 {'、'.join(allowed)} 之一")
    for key in NUMBERS:
        _number(pack, key)
    decimals = _number(pack, "rounding.decimals")
    if decimals not in range(MAX_DECIMALS + 1):
        raise _bad(pack, "rounding.decimals", f"应为 0 到 {MAX_DECIMALS} 的整数")
    for key in LISTS:
        if not isinstance(pack.value(key), list) or not pack.value(key):
            raise _bad(pack, key, "应为非空的列表")
    _check_tables(pack)
    _check_sections(pack)
    check_page(pack)
    check_mail(pack)


def _check_sections(pack: RulePack) -> None:
    """Each section has a key of its own: workbook, report and content controls go by it."""
    seen = set(RESERVED)
    for chapter in pack.value("report.outline"):
        for section in chapter.get("sections", ()) if isinstance(chapter, dict) else ():
            key = section.get("key") if isinstance(section, dict) else None
            if not isinstance(key, str) or not _SECTION_KEY.fullmatch(key) or key in seen:
                raise RulePackError(
                    f"规则包“{pack.name}”的 report.outline 有一节的 key 是“{key}”，"
                    f"应为小写英文字母开头、不超过 {LONGEST_KEY} 个字母、数字或下划线，且不重复",
                    "请改正规则文件",
                )
            seen.add(key)


def _check_weights(pack: RulePack) -> None:
    """The weights make 100, and the execution rate has its weight as marks."""
    weights = sum(_number(pack, f"weights.{level.key}") for level in pack.levels)
    weights += _number(pack, "weights.execution")
    if weights != WHOLE:
        raise RulePackError(
            f"规则包“{pack.name}”的权重合计是 {weights}", "权重（含预算执行率）合计应为 100"
        )
    if _number(pack, "execution.full_marks") != _number(pack, "weights.execution"):
        raise _bad(pack, "execution.full_marks", "应与 weights.execution 相同")


def _check_shares(pack: RulePack) -> None:
    """Shares lie between 0 and 1; a label must fit into a list of choices."""
    for tier in pack.tiers:
        if not 0 <= tier.bottom <= tier.top <= 1:
            raise _bad(pack, "qualitative.tiers", "上限不得低于下限，且都在 0 和 1 之间")
        if not tier.label or set(tier.label) & set(',"'):
            raise _bad(pack, "qualitative.tiers", "档次名称不能空着，也不能有逗号和引号")
    for key in ("execution.steps", "satisfaction.steps"):
        for step in pack.steps(key):
            if not (0 <= step.rate <= 10 and 0 <= step.share <= 1):
                raise _bad(pack, key, "每一档应为 [比率, 得分比例]，得分比例在 0 和 1 之间")
    if any(isinstance(band["edge"], str) for band in pack.value("grade.bands")):
        raise _bad(pack, "grade.bands", "下限应为数字")


def _check_tables(pack: RulePack) -> None:
    try:
        for level in pack.levels:
            _number(pack, f"weights.{level.key}")
        _check_weights(pack)
        _check_shares(pack)
        edges = [band.edge for band in pack.bands]
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise RulePackError(
            f"规则包“{pack.name}”的表写得不完整：{error}", "请对照全国规则包补全各列"
        ) from None
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
