"""ZP006: a number stored as text; read all the same, rewritten by the click."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP006",
    severity="I",
    source="填报要求：数字格为数值格式",
    title="数字存成了文本",
    forms=("overall", "project", "basic_data", "prose"),
)
def number_typed_as_text(scored: ScoredAssessment) -> Outcomes:
    """毛病：数字以文本形式存放，如前面有撇号、夹有空格、全角数字或千位逗号。
    为什么：表格软件求和时会跳过文本，表内公式显示“待改正”；本程序已按数字读取。
    反例：’1,885.44（文本）。
    正例：1885.44（数值）。
    改法：点一次“评分”即改写为数值，或在该格重新输入。
    """
    for _, cell in scored.fields:
        if cell.hint == "text_number":
            value = plain(cell.value) if isinstance(cell.value, Decimal) else str(cell.value)
            yield Fact(
                places=(cell.place,),
                subject=f"{quoted(cell.raw)}是文本形式的数字，已按 {value} 读取",
                provided=cell.raw,
                expected=value,
                fix=f"点一次“评分”即改写，或重新输入 {value}",
            )
