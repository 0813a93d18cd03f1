"""系统测算分 of one indicator row."""

from __future__ import annotations

from ziping.excel.functions.given import Block, number, text, wrong
from ziping.excel.functions.packs import PACK, YEAR, chosen
from ziping.excel.functions.register import Argument, Shown, to_mend, worksheet_function
from ziping.model import Field, Indicator, Number, Text
from ziping.scoring import BAD
from ziping.scoring.indicator import score_indicator

UNCOMPUTED = "未测算："
NO_TEXT, NO_NUMBER = Text(), Number()


@worksheet_function(
    "一项绩效指标的系统测算分，与自评表“系统测算分”一列相同。",
    "分数；没有分值时为空；算不出时为“未测算：原因”",
    '=ZP_INDICATOR_SCORE("数量指标","≥30件","27件",10)',
    Argument("level2", "二级指标", "二级指标名称，如 数量指标；成本指标的金额按“不高于”计"),
    Argument("target_value", "年度指标值", "如 ≥30万件、98%、稳步提升"),
    Argument("actual_value", "实际完成值", "如 42.2万件、99%"),
    Argument("full_marks", "分值", "这一项的满分"),
    Argument("tier", "达成档次", "定性指标的档次，如 达成", optional=True),
    Argument("declared_score", "本单位得分", "定性指标在档次之内按本单位所打的分", optional=True),
    Argument("nature", "指标性质", "≥、≤、=、是否、定性；一般省略，由程序判断", optional=True),
    PACK,
    YEAR,
)
def zp_indicator_score(
    level2: Block,
    target: Block,
    actual: Block,
    full_marks: Block,
    tier: Block,
    declared_score: Block,
    nature: Block,
    rules: Block,
    year: Block,
) -> Shown:
    pack = chosen(rules, year)
    indicator = row(
        1,
        level2=text(level2),
        target=text(target),
        actual=text(actual),
        full_marks=number(full_marks),
        declared_score=number(declared_score),
        tier=text(tier),
        nature=text(nature),
    )
    computed = score_indicator(indicator, pack).computed
    if computed.marks == BAD:
        return to_mend(_first_wrong(indicator))
    if computed.marks is None and indicator.is_weighted:
        return f"{UNCOMPUTED}{computed.status}"
    return computed.marks


def row(
    index: int,
    *,
    level2: Text = NO_TEXT,
    target: Text = NO_TEXT,
    actual: Text = NO_TEXT,
    full_marks: Number = NO_NUMBER,
    declared_score: Number = NO_NUMBER,
    tier: Text = NO_TEXT,
    nature: Text = NO_TEXT,
) -> Indicator:
    """An indicator of what a function was given; the rest of its row is blank."""
    return Indicator(
        row=index,
        level1="",
        level2=level2,
        name=Field(),
        target=target,
        actual=actual,
        full_marks=full_marks,
        declared_score=declared_score,
        deviation_reason=Field(),
        tier=tier,
        nature=nature,
    )


def _first_wrong(indicator: Indicator) -> str:
    """In the order in which scoring looks at them."""
    for cell in (indicator.full_marks, indicator.target, indicator.nature, indicator.actual):
        if cell.is_bad:
            return wrong(cell)
    return wrong(indicator.tier if indicator.tier.is_bad else indicator.declared_score)
