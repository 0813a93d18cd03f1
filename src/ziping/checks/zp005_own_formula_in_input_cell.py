"""ZP005: the officer's own formula in an input cell; read, and left as it is."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP005",
    severity="W",
    source="填报要求：填写格直接填数",
    title="填写格里有自己的公式",
    forms=("overall", "project", "basic_data", "prose"),
    bad_cell=True,
)
def own_formula_in_input_cell(scored: ScoredAssessment) -> Outcomes:
    """毛病：填写格里是自己写的公式，不是直接填的数。
    为什么：公式引用别的文件或别的格时，换一台电脑、移动一行就会变样；本程序按它当前的结果读取，
    没有改动它。
    反例：基本支出填 =163.78+预算.xlsx!B2。
    正例：基本支出填 183.19。
    改法：确认结果无误后，复制该格并“选择性粘贴—数值”。
    """
    for _, cell in scored.fields:
        if cell.hint == "formula" and not cell.problem:  # ZP002 tells of one without a result
            yield Fact(
                places=(cell.place,),
                subject="填写格里是公式，已按它的结果读取，没有改动",
                provided=cell.raw or "公式",
                expected="直接填写的内容",
                fix="确认结果无误后，用“选择性粘贴—数值”换成数",
            )
