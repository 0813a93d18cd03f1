"""ZP126: 一般公共预算 does not agree with basic and project expenditure of the prose."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum, gap
from ziping.checks.fact import Blank, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.passage import HEADING
from ziping.scoring import ScoredAssessment

BUDGET = "一般公共预算"


@check(
    "ZP126",
    severity="E",
    source="正文二「一般公共预算支出情况」与自评表「一般公共预算」",
    title="一般公共预算前后不一",
    forms=("prose", "overall"),
)
def general_public_budget_disagrees(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文“一般公共预算支出”一章的基本支出与项目支出之和，大于自评表的一般公共预算；
    表上收入按全年执行数填的地方，两者还应相等。
    为什么：一般公共预算的支出不能多于它的收入；多出来的部分属于别的资金，不应写在这一章。
    反例：183.19 ＋ 1702.25 ＝ 1885.44，自评表一般公共预算 1775.55。
    正例：616.51 ＋ 174.6 ＝ 791.11，自评表一般公共预算 791.11。
    改法：把其他资金列支的部分移出这一章，或改正自评表的收入。
    """
    spending, rule = scored.assessment.spending, scored.pack.rule("income.basis")
    whole = Cell("自评表一般公共预算", scored.assessment.funds.general_public_budget)
    parts = (
        Cell("基本支出", spending.basic_expenditure),
        Cell("项目支出", spending.project_expenditure),
    )
    empty = gap(whole, *parts)
    if empty:
        yield empty
        return
    if not _has_chapter(scored):
        yield Blank((), ("正文“一般公共预算支出”一章",), "没有")
        return
    by_budget = rule.value == "adjusted_budget"
    exceeds = parts[0].number + parts[1].number > whole.number
    yield from compare_sum(
        whole,
        parts,
        column="正文",
        anchored=True,
        at_most=by_budget,
        severity=None if exceeds or rule.confirmed else Severity.WARNING,
        fix="把其他资金列支的部分移出这一章，或改正自评表的一般公共预算",
    )


def _has_chapter(scored: ScoredAssessment) -> bool:
    """A report whose chapter speaks of all expenditure says nothing of this budget alone."""
    heads = list(passages(scored, HEADING))
    return not heads or any(BUDGET in one.text for one in heads)
