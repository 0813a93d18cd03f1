"""ZP101: what was spent, by kind, does not add up to what was spent."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum
from ziping.checks.causes import prose_explains
from ziping.checks.fact import Outcomes
from ziping.checks.labels import chapter
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain


@check(
    "ZP101",
    severity="E",
    source="自评表「按支出性质分」",
    title="支出各项之和与执行数不符",
    forms=("overall",),
)
def funding_totals_disagree(scored: ScoredAssessment) -> Outcomes:
    """毛病：整体自评表“按支出性质分”的基本支出与项目支出之和不等于全年执行数。
    为什么：全年执行数就是这两项支出的合计，不等说明至少有一个数抄错或漏填，执行率也可能因此不准。
    反例：基本支出 183.17 ＋ 项目支出 1702.25 ＝ 1885.42，全年执行数 1885.44。
    正例：基本支出 183.19 ＋ 项目支出 1702.25 ＝ 1885.44，全年执行数 1885.44。
    改法：对照决算，改正三个数中填错的一个。
    """
    funds = scored.assessment.funds
    parts = (Cell("基本支出", funds.basic_expenditure), Cell("项目支出", funds.project_expenditure))
    whole = Cell("全年执行数", scored.assessment.overall.execution.actual_expenditure)
    yield from compare_sum(whole, parts, anchored=True, fix=_fix(scored))


def _fix(scored: ScoredAssessment) -> str:
    """The prose names the culprit where its figure makes the sum right."""
    if prose_explains(scored.assessment):
        written = scored.assessment.spending.basic_expenditure.value
        assert written is not None  # prose_explains has looked
        return f"{chapter(scored.pack, 'basic_expenditure')}写 {plain(written)}，请核对基本支出"
    return "对照决算核对基本支出、项目支出和全年执行数，改正填错的一个"
