"""ZP406: numbers as targets of which nobody can tell what they count."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import done, is_void
from ziping.checks.registry import check
from ziping.checks.value_faults import lacks_unit
from ziping.scoring import ScoredAssessment, ScoredIndicator

MOST = 12  # told by name


@check(
    "ZP406",
    severity="W",
    source="通行要求：定量的指标值由数和计量单位组成",
    title="指标值没有单位",
    forms=("overall", "project"),
)
def target_without_unit(scored: ScoredAssessment) -> Outcomes:
    """毛病：年度指标值是一个数，没有单位，名称里也看不出单位。实际完成值写了单位的只作提示。
    同一张表合并为一条。
    为什么：30 是次、个还是家，看不出来，完成多少也无从核对。
    反例：开展专项督查，指标值 30，实际 50。
    正例：开展专项督查，指标值 30 次，实际 50 次；“培训人次”指标值 300；零事故指标值 0。
    改法：在数后面加上单位，指标值和实际完成值用同一单位。
    """
    for sheet, form in forms(scored):
        found = []
        for row in form.indicators:
            if row.indicator.target.is_bad:
                yield blank_of(row.indicator.target, f"{title(row.indicator)}年度指标值")
            elif not is_void(row.indicator) and lacks_unit(row):
                found.append(row)
        if found:
            yield _fact(sheet, found)


def _fact(sheet: str, rows: list[ScoredIndicator]) -> Fact:
    listed = "、".join(f"{title(row.indicator)} {_target(row)}" for row in rows[:MOST])
    more = f" 等 {len(rows)} 处" if len(rows) > MOST else ""
    units = [unit for row in rows if (unit := _unit_done(row))]
    told = "，实际完成值写了单位" if len(units) == len(rows) else ""
    return Fact(
        places=tuple(row.indicator.target.place for row in rows),
        subject=f"{sheet}有 {len(rows)} 个指标值没有单位：{listed}{more}{told}",
        provided=f"{len(rows)} 个没有单位",
        expected="数加单位",
        severity=Severity.HINT if told else None,
        fix="在数后面加上单位（个、次、件、%…），指标值和实际完成值用同一单位",
    )


def _target(row: ScoredIndicator) -> str:
    return (row.indicator.target.value or "").strip()


def _unit_done(row: ScoredIndicator) -> str:
    actual = done(row)
    return actual.measure if actual is not None else ""
