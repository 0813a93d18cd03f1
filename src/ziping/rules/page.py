"""The settings of the printed page: what they are without a pack's word, and their bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ziping.errors import RulePackError
from ziping.rules.pack import RulePack

MARGINS = ("top", "bottom", "left", "right")
NUMBER_PLACES = ("outer", "center")
# 号 of Chinese type in points
SIZES = {
    "初号": "42", "小初": "36", "1号": "26", "小1号": "24", "2号": "22", "小2号": "18",
    "3号": "16", "小3号": "15", "4号": "14", "小4号": "12", "5号": "10.5", "小5号": "9",
    "6号": "7.5", "小6号": "6.5", "7号": "5.5",
}  # fmt: skip
STANDARD: dict[str, Any] = {  # GB/T 9704-2012; `report.` stands before each key
    "page.top": 37,
    "page.bottom": 35,
    "page.left": 28,
    "page.right": 26,
    "page.first_line_indent": 2,
    "page.number": "outer",
    "line_spacing": 28,
    "font.title": "方正小标宋简体",
    "font.heading1": "黑体",
    "font.heading2": "楷体_GB2312",
    "font.body": "仿宋_GB2312",
    "font.footer": "宋体",
    "size.title": "2号",
    "size.body": "3号",
    "size.form_title": "小2号",
    "size.table": "5号",
    "size.footer": "4号",
}
_BOUNDS = {"page": (10, 60, "毫米"), "size": (5, 72, "磅"), "line": (16, 60, "磅")}
_LONGEST_FONT = 31


def points(value: Any) -> Decimal:
    """A size as points: 2号, or a number of points; ArithmeticError or TypeError for others."""
    return Decimal(SIZES.get(value, value) if isinstance(value, str) else _number(value))


def check_page(pack: RulePack) -> None:
    """Raise `RulePackError` at the first setting that no page can be printed with."""
    for key in STANDARD:
        value = pack.get(f"report.{key}", STANDARD[key])
        expected = _fault(key, value)
        if expected:
            raise RulePackError(
                f"规则包“{pack.name}”的“report.{key}”是“{value}”，{expected}",
                f"请改正规则文件，GB/T 9704 用 {STANDARD[key]}",
            )


def _fault(key: str, value: Any) -> str:
    """What a setting should be, "" where it is that."""
    if key.startswith("font."):
        return "" if _is_font(value) else f"应为字体名称，不超过 {_LONGEST_FONT} 字"
    if key == "page.number":
        return "" if value in NUMBER_PLACES else f"应为 {'、'.join(NUMBER_PLACES)} 之一"
    if key == "page.first_line_indent":
        return "" if _is_whole(value) and 0 <= value <= 4 else "应为 0 到 4 个字"
    low, high, unit = _BOUNDS[key.partition("_" if key.startswith("line") else ".")[0]]
    try:
        number = points(value) if key.startswith("size.") else _number(value)
    except (ArithmeticError, TypeError):
        number = Decimal("NaN")
    good = not number.is_nan() and low <= number <= high
    named = "，或 2号、小2号 一类的字号" if key.startswith("size.") else ""
    return "" if good else f"应为 {low} 至 {high} {unit}{named}"


def _is_font(value: Any) -> bool:
    named = isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_FONT
    return named and value.isprintable() and not set(value) & set("\"<>&;'")


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(value)
    return Decimal(value)
