"""ZP411: a deviation reason that only names a fact, without why and without a remedy."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.messages import quoted
from ziping.checks.reasons import is_bare
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment, ScoredIndicator

MOST = 12


@check(
    "ZP411",
    severity="I",
    source="财预〔2020〕10号第十一条、第二十六条：分析原因，提出改进措施",
    title="偏差原因没有说出原因",
    forms=("overall", "project"),
)
def reason_without_cause(scored: ScoredAssessment) -> Outcomes:
    """毛病：扣了分、超了上限或远超指标值的行，偏差原因只有几个字，点出一件事（“客观原因”
    “追加预算”），没有说为什么、怎么办。同一张表合并为一条。
    为什么：这一栏要写原因和改进措施，只点一件事等于没有解释。
    反例：偏差原因“疫情影响”。
    正例：“年中新增省级试点任务，按批复追加 86 万元；下年编预算时一并列入。”
    改法：写清楚为什么偏差、已经或准备怎样改进。
    """
    for sheet, form in forms(scored):
        found = []
        for row in form.indicators:
            reason = row.indicator.deviation_reason
            if reason.is_bad:
                yield blank_of(reason, f"{title(row.indicator)}偏差原因")
            elif row.indicator.is_weighted and is_bare(row, scored.pack):
                found.append(row)
        if found:
            yield _fact(sheet, found)


def _fact(sheet: str, rows: list[ScoredIndicator]) -> Fact:
    listed = "、".join(f"{title(row.indicator)}写{quoted(_reason(row))}" for row in rows[:MOST])
    more = f" 等 {len(rows)} 处" if len(rows) > MOST else ""
    return Fact(
        places=tuple(row.indicator.deviation_reason.place for row in rows),
        subject=f"{sheet}的偏差原因只点出一件事，没有说为什么、怎么办：{listed}{more}",
        provided=_reason(rows[0]),
        expected="原因和改进措施",
        fix="写清楚为什么偏差、已经或准备怎样改进",
    )


def _reason(row: ScoredIndicator) -> str:
    return (row.indicator.deviation_reason.value or "").strip()
