"""ZP408: a cost indicator that measures no cost."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import goal, is_void, said
from ziping.checks.indicator_words import has_any, source
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.unit_families import is_money
from ziping.checks.value_faults import target_fault
from ziping.scoring import ScoredAssessment, ScoredIndicator

LEVELS = ("成本指标", "经济成本指标")


@check(
    "ZP408",
    severity="I",
    source="通行口径：成本指标反映所产生的成本",
    title="成本指标不是成本",
    forms=("overall", "project"),
)
def cost_target_is_no_amount(scored: ScoredAssessment) -> Outcomes:
    """毛病：成本指标的指标值不是金额，也不是成本的控制率、节约率，如资金到位率、拨付及时率。
    为什么：成本指标要说明花多少钱办成事，资金到位、拨付属于资金管理，不反映成本。
    反例：成本指标“补助资金拨付率”，指标值 100%。
    正例：“财政资金支出”≤120万元；“成本控制率”≤100%；“单位造价”≤350元/平方米。
    改法：改为金额或成本控制率；原指标移到质量或时效指标。
    """
    for _, form in forms(scored):
        for row in form.indicators:
            indicator = row.indicator
            if indicator.level2.value not in LEVELS or is_void(indicator):
                continue
            if indicator.target.is_bad:
                yield blank_of(indicator.target, f"{title(indicator)}年度指标值")
            elif said(indicator.target) and not target_fault(row) and _is_no_cost(row):
                yield _fact(row)


def _is_no_cost(row: ScoredIndicator) -> bool:
    name, target = said(row.indicator.name), said(row.indicator.target)
    quantity = goal(row)
    if not name or "元" in target or (quantity is not None and is_money(quantity.unit)):
        return False
    if has_any(name, "not_cost"):
        return not has_any(name + target, "not_cost", "unless")
    # other names: only a plain number that no word about money goes with
    return quantity is not None and not has_any(name + target, "cost_words")


def _fact(row: ScoredIndicator) -> Fact:
    indicator = row.indicator
    target = (indicator.target.value or "").strip()
    return Fact(
        places=(indicator.name.place, indicator.target.place),
        subject=f"成本指标{title(indicator)}的指标值{quoted(target)}不是金额，也不是成本控制率",
        provided=target,
        expected="金额或成本控制率",
        source=source("not_cost") if has_any(said(indicator.name), "not_cost") else None,
        fix="改为金额（如“≤120万元”）或成本控制率；原指标移到质量或时效指标",
    )
