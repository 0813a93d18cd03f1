"""The 规则 sheet: the pack's values, each with its clause, some named for the formulas to read."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ziping.rules import Rule, RulePack

STATUS_LABELS = {"confirmed": "已确认", "unconfirmed": "待确认（只作提示）"}
METHOD_LABELS = {
    "proportional": "按比例",
    "steps": "分档",
    "cap": "按满分封顶",
    "zero": "不得分",
    "pass_gate": "及格线折算",
    "ratio": "指标值÷实际值",
    "linear": "按超出比例扣减",
    "actual_expenditure": "全年执行数",
    "adjusted_budget": "全年预算数",
}
CAPTIONS = {
    "execution.full_marks": "预算执行率分值",
    "execution.method": "预算执行率计分方法",
    "execution.over_budget": "执行率超过100%",
    "quantitative.method": "定量指标未达到",
    "quantitative.pass_rate": "定量指标及格线",
    "reverse.method": "反向指标超出",
    "over_fulfilment.rate": "超额完成需说明的界限",
    "over_budget.rate": "公用经费超预算需说明的界限",
    "adjustment.highlight_rate": "预算调整需说明的界限",
    "rounding.decimals": "得分小数位数",
    "income.basis": "按收入性质分之和应等于",
    "weights.execution": "预算执行率权重",
}
NAMES = {
    "execution.full_marks": "execution_full_marks",
    "quantitative.pass_rate": "pass_rate",
    "rounding.decimals": "decimals",
    "weights.execution": "weight_execution",
}


class RuleLine(NamedTuple):
    """A row of the sheet; `name` is the defined name behind zp_rule_, "" for none."""

    caption: str
    value: Decimal | int | str
    rule: Rule
    name: str = ""
    second: Decimal | int | str = ""  # a second value in the next column, named `second_name`
    second_name: str = ""
    third: Decimal | int | str = ""
    third_name: str = ""


def rule_lines(pack: RulePack) -> Iterator[RuleLine]:
    """Every rule that scores, warns or checks; the forms' words are left to the sheets."""
    for key, caption in CAPTIONS.items():
        if key in pack.rules:
            rule = pack.rule(key)
            value = METHOD_LABELS.get(str(rule.value), rule.value)
            yield RuleLine(caption, value, rule, NAMES.get(key, ""))
    for level in pack.levels:
        rule = pack.rule(f"weights.{level.key}")
        yield RuleLine(f"{level.label}权重", rule.value, rule, f"weight_{level.key}")
    yield from _steps(pack, "execution.steps", "execution", "执行率")
    yield from _steps(pack, "satisfaction.steps", "satisfaction", "满意度")
    for n, tier in enumerate(pack.tiers, 1):
        yield RuleLine(
            f"定性指标第{n}档（档次、上限、下限）",
            tier.label,
            pack.rule("qualitative.tiers"),
            f"tier_{n}_label",
            tier.top,
            f"tier_{n}_top",
            tier.bottom,
            f"tier_{n}_bottom",
        )
    for n, band in enumerate(pack.bands, 1):
        edge = "含" if band.inclusive else "不含"
        caption = f"评价等级第{n}级（等级、下限，{edge}下限）"
        rule = pack.rule("grade.bands")
        yield RuleLine(caption, band.label, rule, f"band_{n}_label", band.edge, f"band_{n}_edge")


def _steps(pack: RulePack, key: str, name: str, caption: str) -> Iterator[RuleLine]:
    for n, step in enumerate(pack.steps(key), 1):
        yield RuleLine(
            f"{caption}第{n}档（达到、得分比例）",
            step.rate,
            pack.rule(key),
            f"{name}_{n}_rate",
            step.share,
            f"{name}_{n}_share",
        )


def level_table(pack: RulePack) -> list[tuple[str, str, Decimal]]:
    """Second-level label, its first-level label and that one's weight: what the lists offer."""
    return [
        (label, level.label, pack.weight(level.key))
        for level in pack.levels
        for label in level.second
    ]
