"""ZP124: 政府性基金 differs between the prose and the form."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare, gap
from ziping.checks.fact import Outcomes
from ziping.checks.finding import Severity
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP124",
    severity="E",
    source="正文「政府性基金预算支出情况」与自评表「政府性基金拨款」",
    title="政府性基金前后不一",
    forms=("prose", "overall"),
)
def government_fund_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文的政府性基金预算支出与整体自评表的政府性基金拨款不同。
    为什么：两处说的是同一笔钱；表上收入按全年预算数填的地方，支出小于拨款可以是年末结余，
    只作警告。
    反例：正文 5.5，自评表 0。
    正例：正文 5.5，自评表 5.5。
    改法：对照决算，改正不符的一处；没有的填 0。
    """
    prose = Cell("正文政府性基金预算支出", scored.assessment.spending.government_fund_budget)
    form = Cell("自评表政府性基金拨款", scored.assessment.funds.government_fund_budget)
    yield from compare(
        prose,
        form,
        severity=Severity.WARNING if _may_be_left_over(scored, prose, form) else None,
        fix="对照决算，改正不符的一处，没有的填 0",
    )


def _may_be_left_over(scored: ScoredAssessment, prose: Cell, form: Cell) -> bool:
    """Where the form's income stands for the budget, less may have been spent than was given."""
    if gap(prose, form) or scored.pack.value("income.basis") != "adjusted_budget":
        return False
    return prose.number < form.number
