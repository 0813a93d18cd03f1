"""ZP131: money that the form shows is left blank in the figures of the prose."""

from __future__ import annotations

from ziping.checks.amounts import Cell, cells, gap, sum_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import SPENDING_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment

PAIRS = (("government_fund_budget", "政府性基金"), ("other_funds", "其他资金"))


@check(
    "ZP131",
    severity="W",
    source="正文二至五各项支出与自评表「按收入性质分」",
    title="正文漏写一笔资金",
    follows=("ZP122",),
    forms=("prose", "overall"),
)
def funds_missing_from_prose(scored: ScoredAssessment) -> Outcomes:
    """毛病：自评表有政府性基金或其他资金，正文所用的同一项支出却空着。
    为什么：正文不提这笔钱，各项支出之和就到不了全年执行数。
    反例：自评表其他资金 8.21，正文没有写其他资金支出。
    正例：正文写明其他资金支出 8.21 万元及用途。
    改法：在“基本情况”补填这项支出；当年没有支出的填 0。
    """
    told = sum_of(cells(scored.assessment.spending, SPENDING_LABELS))
    actual = scored.assessment.overall.execution.actual_expenditure.value
    if told is not None and told == actual:
        return  # nothing is missing: the money stands under another head, which is ZP126's
    for key, label in PAIRS:
        form = Cell(f"自评表{label}", getattr(scored.assessment.funds, key))
        prose = getattr(scored.assessment.spending, key)
        if form.field.is_bad or (not form.is_given and not prose.is_blank):
            yield from (empty for empty in [gap(form)] if empty)
        elif form.is_given and form.number > 0 and prose.is_blank:
            yield Fact(
                places=(prose.place, form.field.place),
                subject=f"{form.said()} 万元，正文的{label}支出空着",
                provided="空",
                expected=form.number,
                fix=f"补填{label}支出；当年没有支出的填 0",
            )
