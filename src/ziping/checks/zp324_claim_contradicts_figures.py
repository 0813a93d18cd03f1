"""ZP324: the prose praises thrift while the table shows that the budget was exceeded."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ziping.checks.amounts import Cell, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import title
from ziping.checks.indicator_rows import lagging
from ziping.checks.labels import COLUMN_LABELS, EXPENSE_LABELS
from ziping.checks.messages import quoted
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.results import BUT, NOT_ALL
from ziping.checks.statements import shape, words
from ziping.checks.told import PLANS
from ziping.passage import BODY, OPENING, Passage
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent, plain, ratio

MOST_ROWS = 5
PLANNED = "确保|推动|促进|力争|保证|督促"
PLAN_SECTIONS = (*PLANS, "other_matters")


class _Claim(NamedTuple):
    passage: Passage
    said: str


@check(
    "ZP324",
    severity="I",
    source="正文的说法与基础数据表的预算数、决算数对照",
    title="正文的说法与数字相反",
    forms=("prose", "basic_data", "overall"),
)
def claim_contradicts_figures(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文说“厉行节约”“严格执行预算”“严控公用经费”等，表上公用经费决算数却超过预算的 110%，
    或三公经费决算数超过预算；正文说“各项绩效指标全部完成”，整体自评表却有指标没有达到指标值。
    为什么：数字与说法相反，评审时先看到的就是这一处。写在改进措施里的打算不算。
    反例：正文写“严格执行部门预算，厉行节约”，公用经费预算 40、决算 96。
    正例：公用经费预算 100、决算 96；或写明追加的原因。
    改法：写明超出的原因，或改掉这句话；数字填错的改正数字。
    """
    limit = Decimal(scored.pack.get("over_budget.rate") or "1.1")
    for key, most in (("operating_expense", limit), ("three_public_expenses", Decimal(1))):
        found = _claims(scored, "|".join((*words()["claims"][key], *words()["claims"]["general"])))
        line = scored.assessment.basic_data.expense(key)
        spent = Cell(f"{EXPENSE_LABELS[key]}{COLUMN_LABELS['final_accounts']}", line.final_accounts)
        budget = Cell(f"{EXPENSE_LABELS[key]}{COLUMN_LABELS['budget']}", line.budget)
        empty = gap(spent, budget)
        if found and empty:
            yield empty
        elif found and spent.number > budget.number * most:
            yield _fact(found, spent, budget)
    yield from _indicators(scored)


def _indicators(scored: ScoredAssessment) -> Outcomes:
    """各项绩效指标均已完成, and a row of the form that missed its target."""
    rows = lagging(scored.overall)
    found = _claims(scored, "|".join(words()["claims"]["indicators"])) if rows else []
    found = [one for one in found if not _is_limited(one)]
    if not found:
        return
    listed = "、".join(
        f"{title(row.indicator)}指标值 {(row.indicator.target.value or '').strip()}，"
        f"实际 {(row.indicator.actual.value or '').strip()}"
        for row in rows[:MOST_ROWS]
    )
    more = f" 等 {len(rows)} 项" if len(rows) > MOST_ROWS else ""
    said = "".join(dict.fromkeys(quoted(claim.said) for claim in found[:6]))
    yield Fact(
        places=(
            *dict.fromkeys(claim.passage.place for claim in found),
            *(row.indicator.actual.place for row in rows),
        ),
        subject=f"正文说{said}，自评表{listed}{more}，没有达到",
        provided=said,
        expected="写明没有完成的",
        fix="写明哪一项没有完成、为什么；完成值填错的改正完成值",
    )


def _is_limited(claim: _Claim) -> bool:
    """除…外, 基本: not said of all."""
    text = shape(claim.passage.text)
    at = text.find(claim.said)
    head = pattern(r"[。；!！]").split(text[:at])[-1]
    return bool(pattern(f"{BUT}|{NOT_ALL}|{PLANNED}").search(head + claim.said))


def _claims(scored: ScoredAssessment, expression: str) -> list[_Claim]:
    """What is claimed to have been done, not what is planned."""
    found = []
    for passage in passages(scored, OPENING, BODY):
        if passage.section in PLAN_SECTIONS:
            continue
        text = shape(passage.text)
        for one in pattern(expression).finditer(text):
            head = pattern(r"[。；!！?？]").split(text[: one.start()])[-1]
            clause = pattern(r"[，：]").split(head)[-1]
            behind = text[one.end() : one.end() + 8]
            asked = pattern(words()["claims"]["asked"]).search(behind)
            planned = _has(clause, "planned") or _has(head, "ahead")
            if not planned and asked is None:
                found.append(_Claim(passage, one[0]))
    return found


def _has(text: str, kind: str) -> bool:
    return any(word in text for word in words()["claims"][kind])


def _fact(found: list[_Claim], spent: Cell, budget: Cell) -> Fact:
    said = "".join(dict.fromkeys(quoted(claim.said) for claim in found[:6]))
    share = ""
    if budget.number > 0:
        share = f"，是预算的 {percent(ratio(spent.number, budget.number))}"
    return Fact(
        places=(
            *dict.fromkeys(claim.passage.place for claim in found),
            *places(spent, budget),
        ),
        subject=f"正文说{said}，{spent.said()} 万元，{budget.said()} 万元{share}",
        provided=said,
        expected=f"决算不超过预算 {plain(budget.number)} 万元，或写明原因",
        fix="写明超出的原因，或改掉这句话；数字填错的改正数字",
    )
