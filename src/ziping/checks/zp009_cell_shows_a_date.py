"""ZP009: an entry such as 3-15 that the spreadsheet turned into a date, a number of 46,000."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP009",
    severity="E",
    source="填报要求：金额、指标值和完成值不填日期格式",
    title="填写内容变成了日期",
    forms=("overall", "project", "basic_data", "prose"),
    bad_cell=True,
)
def cell_shows_a_date(scored: ScoredAssessment) -> Outcomes:
    """毛病：金额、指标值、完成值等格里是日期，多因输入 3-15、3/4 被表格软件自动改成日期。
    为什么：日期在表格里存的是四五万的天数，会被当成金额或数量计算，得分和合计都会错。
    反例：实际完成值输入“6-30”，格里变成 6月30日，存的是 45473。
    正例：实际完成值填“6月30日前完成”（文字），金额填 3.15。
    改法：把该格的单元格格式改为“常规”或“文本”，再重新填写。
    """
    for _, cell in scored.assessment.fields():
        if cell.hint == "date":
            yield Fact(
                places=(cell.place,),
                subject=f"格里是日期，存的数是 {cell.raw}，表内公式会按这个数计算",
                provided=cell.raw,
                expected="数字或文字",
                fix="单元格格式改为“常规”或“文本”后重新填写；期限写成文字，如“6月30日前”",
            )
