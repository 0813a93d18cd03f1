"""ZP129: the budget of the year is far from the initial one, which wants a reason."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import forms
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.model import Passage
from ziping.passage import BODY
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent, plain, ratio

WISHES = ("problems", "improvement_measures", "publication")
CHANGE = (
    "(?:预算|资金|指标|经费)[^，。]{0,16}(?:追加|调增|调减|调整|下达|新增)"
    "|(?:追加|调增|调减|下达|新增)[^。]{0,16}(?:预算|资金|指标|经费)"
)
CAUSE = "由于|因为|因[^此而素]|原因|主要是|主要为|用于|下达|导致|所致"
EXPLAINED = "，正文有说明"


@check(
    "ZP129",
    severity="W",
    source="财预〔2013〕53号附件2「预算调整率」",
    title="年初到全年预算调整过大",
    forms=("overall", "project"),
    follows=("ZP004",),
)
def budget_changed_much(scored: ScoredAssessment) -> Outcomes:
    """毛病：全年预算数与年初预算数相差超过规则包规定的比例（通常 30%）。
    正文已经说明追加、调整原因的，只作提示。
    为什么：调整过大说明年初预算编得不准，或有大额追加，上级会问原因。
    反例：年初 355.43，全年 805.82，增加 126.72%，全文没有说明。
    正例：年初 780，全年 805.82；或在正文写明追加的依据和用途。
    改法：核对两个数；确有调整的，在正文写明原因（已写明的可不理会）。
    """
    rule = scored.pack.rule("adjustment.highlight_rate")
    for _, form in forms(scored):
        first = Cell("年初预算数", form.form.execution.initial_budget)
        budget = Cell("全年预算数", form.form.execution.adjusted_budget)
        empty = gap(first, budget)
        if empty:
            yield empty
        elif abs(budget.number - first.number) > first.number * Decimal(rule.value):
            told = _told(scored)
            yield _fact(first, budget, rule.source, told)


def _told(scored: ScoredAssessment) -> Passage | None:
    """Where the prose explains a change of the budget; a wish for more money is none."""
    for one in passages(scored, BODY):
        if one.section in WISHES:
            continue
        for sentence in pattern("[。；;\n]").split(one.text):
            if pattern(CHANGE).search(sentence) and pattern(CAUSE).search(sentence):
                return one
    return None


def _fact(first: Cell, budget: Cell, source: str, told: Passage | None) -> Fact:
    change = budget.number - first.number
    share = ""
    if first.number > 0:
        share = f"，{'增加' if change > 0 else '减少'} {percent(ratio(abs(change), first.number))}"
    return Fact(
        places=(*places(first, budget), *([told.place] if told else ())),
        subject=f"{first.said()} 万元，{budget.said()} 万元{share}{EXPLAINED if told else ''}",
        severity=Severity.HINT if told else None,
        provided=budget.number,
        expected=f"接近 {plain(first.number)}，或有原因",
        difference=change,
        source=source,
        fix="核对两个数；确有调整的在正文写明原因（已写明的可不理会）",
    )
