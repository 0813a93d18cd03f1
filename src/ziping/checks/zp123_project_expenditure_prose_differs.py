"""ZP123: 项目支出 differs between prose, 基础数据表 and form."""

from __future__ import annotations

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP123",
    severity="E",
    source="正文「项目支出情况」、基础数据表与自评表「项目支出」",
    title="项目支出前后不一",
    forms=("prose", "basic_data", "overall"),
)
def project_expenditure_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文、基础数据表（本年决算数）、整体自评表三处的项目支出不同。
    为什么：三处说的是同一笔钱，必须一致。
    反例：正文 174.6，基础数据表 174.6，自评表 176.4。
    正例：三处都是 174.6。
    改法：对照决算，改正不符的一处。
    """
    assessment = scored.assessment
    found = (
        Cell("正文项目支出", assessment.spending.project_expenditure),
        Cell(
            "基础数据表项目支出决算数",
            assessment.basic_data.expense("project_expenditure").final_accounts,
        ),
        Cell("自评表项目支出", assessment.funds.project_expenditure),
    )
    empty = gap(*found)
    if empty:
        yield empty
    given = [cell for cell in found if cell.is_given]
    values = sorted(cell.number for cell in given)
    if values and values[0] != values[-1]:
        yield Fact(
            places=places(*given),
            subject="，".join(f"{cell.said()} 万元" for cell in given),
            provided="、".join(plain(cell.number) for cell in given),
            expected="各处相同",
            difference=values[-1] - values[0],
            fix="对照决算，改正不符的一处",
        )
