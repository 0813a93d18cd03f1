"""ZP002: a spreadsheet error such as #REF! where a value belongs."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP002",
    severity="E",
    source="填报要求：单元格不得是错误值",
    title="单元格是错误值",
    forms=("overall", "project", "basic_data", "prose"),
    bad_cell=True,
)
def number_cell_holds_error(scored: ScoredAssessment) -> Outcomes:
    """毛病：单元格里是 #REF!、#NAME?、#DIV/0! 一类错误值。
    为什么：错误值没有数，引用它的合计、执行率、得分都无法计算。
    反例：全年执行数显示 #REF!（公式引用的表已经删去）。
    正例：全年执行数填 1885.44。
    改法：删去该格中的公式，直接填数字。
    """
    for _, cell in scored.fields:
        if cell.problem == "error":
            yield Fact(
                places=(cell.place,),
                subject=f"单元格是错误值 {cell.raw}".strip(),
                provided=cell.raw,
                expected="数字或文字",
                fix="删去该格中的公式，直接填写内容",
            )
