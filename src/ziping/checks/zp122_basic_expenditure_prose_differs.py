"""ZP122: 基本支出 differs between the prose and the form, perhaps for a known local reason."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, compare, gap, places, sum_of
from ziping.checks.causes import prose_explains
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP122",
    severity="E",
    source="正文「基本支出情况」与自评表「按支出性质分」",
    title="基本支出前后不一",
    forms=("prose", "overall"),
)
def basic_expenditure_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文的基本支出与整体自评表的基本支出不同。差数正好等于政府性基金与其他资金之和的，
    只作警告并写明原因。
    为什么：两处说的是同一笔钱，必须一致；自评表的支出只有两栏，
    有的单位把政府性基金和其他资金并入了基本支出。
    反例：正文 616.51，自评表 630.22，相差 13.71 ＝ 政府性基金 5.5 ＋ 其他资金 8.21。
    正例：正文 616.51，自评表 616.51。
    改法：对照决算改正不符的一处；按当地口径并入的，在表下或正文注明。
    """
    prose = Cell("正文基本支出", scored.assessment.spending.basic_expenditure)
    form = Cell("自评表基本支出", scored.assessment.funds.basic_expenditure)
    if gap(prose, form) is None:
        if prose_explains(scored.assessment):
            return  # ZP101 names the same cell with the same remedy
        cause = _cause(scored, form.number - prose.number)
        if cause:
            yield _merged(form, prose, cause)
            return
    yield from compare(form, prose, fix="对照决算，改正不符的一处")


def _cause(scored: ScoredAssessment, difference: Decimal) -> list[Cell]:
    """政府性基金 and 其他资金 of the form, where together they are exactly the difference."""
    funds = scored.assessment.funds
    merged = [Cell("政府性基金", funds.government_fund_budget), Cell("其他资金", funds.other_funds)]
    return merged if difference > 0 and sum_of(merged) == difference else []


def _merged(form: Cell, prose: Cell, cause: list[Cell]) -> Fact:
    given = [cell for cell in cause if cell.is_given]
    names = " ＋ ".join(cell.said() for cell in given)
    return Fact(
        places=places(form, prose, *given),
        subject=f"{form.said()} 万元，{prose.said()} 万元，差数正好是{names}，应是并入了基本支出",
        provided=form.number,
        expected=prose.number,
        difference=form.number - prose.number,
        severity=Severity.WARNING,
        fix="自评表基本支出不含这两项的，改为正文的数；当地要求并入的，请在正文注明",
    )
