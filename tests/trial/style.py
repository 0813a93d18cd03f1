"""How a report is written: everything about it that is no fact, drawn once a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from tests.trial.indicators import shown

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
HEADS: dict[str, tuple[str, ...]] = {
    "chinese": ("{c}、", "（{c}）", "{n}."),
    "parts": ("第{c}部分　", "{c}、", "（{c}）"),
    "spaced": ("{c}、", "（{c}）", "{n}."),
    "automatic": ("", "", "{n}."),
    "bold": ("{c}、", "{n}.", "（{n}）"),
}
MONEY_HEADS = (
    ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"),
    ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("年初预算", "调整后预算数", "全年支出数", "权重", "执行率", "自评得分"),
)
GOAL_HEADS = (
    ("预期目标", "实际完成情况"),
    ("年初设定目标", "全年实际完成情况"),
    ("年度预期目标", "目标实际完成情况"),
)
ROW_HEADS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
     "偏差原因分析及改进措施"),
    ("一级指标", "二级指标", "三级指标", "目标值", "完成值", "权重", "自评得分",
     "未完成原因及改进措施"),
    ("一级指标", "二级指标", "指标名称", "年度指标值", "全年完成值", "分值", "得分",
     "偏差原因分析"),
)  # fmt: skip


@dataclass
class Style:
    """The hand of an office."""

    family: str
    heads: str
    outline: str
    cover: bool
    forms_first: bool
    split_form: bool
    swapped: bool  # actual before target, score before weight, and a column of explanations
    short_levels: bool  # 产出指标 without （50分）
    money_heads: tuple[str, ...]
    goal_heads: tuple[str, ...]
    row_heads: tuple[str, ...]
    plain_years: bool  # 上年决算数 for 2023年决算数
    fixed: bool  # 601.00 for 601
    commas: bool
    yuan: bool  # the chapter on expenditure is told in 元
    wide: bool  # full-width digits here and there
    foot: bool
    no_reason: str
    list_style: str  # of problems and measures
    signed_below: bool
    variants: dict[str, Any] = field(default_factory=dict)

    def number(self, value: Decimal) -> str:
        """An amount as this office prints it in 万元."""
        text = f"{value:.2f}" if self.fixed else shown(value)
        if self.commas:
            whole, point, rest = text.partition(".")
            text = f"{int(whole):,}{point}{rest}"
        return text

    def in_prose(self, value: Decimal) -> tuple[str, str]:
        """Digits and unit of an amount in the prose."""
        if self.yuan and value:
            return f"{value * 10000:,.2f}" if self.commas else f"{value * 10000:.2f}", "元"
        return self.number(value), "万元"

    def cell(self, text: str, at: int) -> str:
        """A number of a form, now and then with full-width digits."""
        return text.translate(FULL_WIDTH) if self.wide and at % 7 == 0 else text


FAMILIES: dict[str, dict[str, Any]] = {
    "county": {"heads": ("chinese",), "outlines": ("long", "eight")},
    "cover": {"heads": ("chinese", "spaced"), "outlines": ("ten", "long"), "cover": True},
    "parts": {"heads": ("parts",), "outlines": ("five",)},
    "automatic": {"heads": ("automatic",), "outlines": ("long", "short")},
    "forms_first": {"heads": ("chinese", "bold"), "outlines": ("short",), "forms_first": True},
    "split": {"heads": ("bold", "chinese"), "outlines": ("long", "short"), "split_form": True},
}
OF_PACK = {"suining": ("county",), "junshan": ("cover",)}
OUTLINE_OF_PACK = {"suining": "eight", "junshan": "ten"}


def draw(rng: Random, pack: str, family: str = "") -> Style:
    """A hand that the pack's county knows."""
    family = family or rng.choice(OF_PACK.get(pack, tuple(FAMILIES)))
    given = FAMILIES[family]
    outlines = [one for one in given["outlines"] if one not in ("eight", "ten")]
    columns = rng.randrange(3)
    known = pack in OF_PACK
    return Style(
        family=family,
        heads=rng.choice(given["heads"]),
        outline=OUTLINE_OF_PACK.get(pack) or rng.choice(outlines),
        cover=given.get("cover", False),
        forms_first=given.get("forms_first", False),
        split_form=given.get("split_form", False),
        swapped=not known and rng.random() < 0.2,
        short_levels=rng.random() < 0.4,
        money_heads=MONEY_HEADS[0 if known else columns],
        goal_heads=rng.choice(GOAL_HEADS),
        row_heads=ROW_HEADS[0 if known else columns],
        plain_years=rng.random() < 0.3,
        fixed=rng.random() < 0.4,
        commas=rng.random() < 0.2,
        yuan=rng.random() < 0.12,
        wide=rng.random() < 0.12,
        foot=rng.random() < 0.6,
        no_reason=rng.choice(("", "", "无", "无偏差")),
        list_style=rng.choice(("numbered", "chinese", "running", "plain")),
        signed_below=rng.random() < 0.5,
    )
