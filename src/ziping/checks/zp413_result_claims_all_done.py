"""ZP413: the result claims that all was done, though a row of the same form missed its target."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import lagging
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.results import claim_of_all
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator

MOST = 5  # told by name


@check(
    "ZP413",
    severity="W",
    source="财预〔2020〕10号第十一条：未完成绩效目标的要说明原因和改进措施",
    title="没有全部完成却说全部完成",
    forms=("overall", "project"),
)
def result_claims_all_done(scored: ScoredAssessment) -> Outcomes:
    """毛病：实际完成情况写“已全部完成”“全面完成各项目标”，同一张表却有指标没有达到指标值。
    为什么：同一张表自相矛盾，未完成的也就没有交代。
    反例：完成情况“各项任务全部完成”，而“培训人次”指标值 500 人、实际 430 人。
    正例：“除培训人次因场地原因完成 86% 外，其余任务均已完成。”
    改法：写明哪一项没有完成、为什么。
    """
    for sheet, form in forms(scored):
        result = form.form.result
        if result.is_bad or (result.is_blank and not form.form.objective.is_blank):
            yield blank_of(result, f"{sheet}实际完成情况")
        claim, rows = claim_of_all(form.form), lagging(form)
        if claim and rows:
            yield _fact(sheet, form, claim, rows)


def _fact(sheet: str, form: ScoredForm, claim: str, rows: list[ScoredIndicator]) -> Fact:
    listed = "、".join(
        f"{title(row.indicator)}指标值 {(row.indicator.target.value or '').strip()}，"
        f"实际 {(row.indicator.actual.value or '').strip()}"
        for row in rows[:MOST]
    )
    more = f" 等 {len(rows)} 项" if len(rows) > MOST else ""
    return Fact(
        places=(form.form.result.place, *(row.indicator.actual.place for row in rows)),
        subject=f"{sheet}的实际完成情况写{quoted(claim)}，而{listed}{more}，没有达到",
        provided=claim,
        expected="写明没有完成的",
        fix="写明哪一项没有完成、为什么；完成值填错的改正完成值",
    )
