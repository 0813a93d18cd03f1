"""ZP405: a target that is none: a type, a unit, a dash, the name again, a thing beside a number."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import is_void
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.value_faults import target_fault
from ziping.model import Indicator
from ziping.scoring import ScoredAssessment

MOST = 12


@check(
    "ZP405",
    severity="W",
    source="通行要求：指标值细化量化，不能量化的写明要达到的程度",
    title="年度指标值不是指标值",
    forms=("overall", "project"),
)
def target_is_no_value(scored: ScoredAssessment) -> Outcomes:
    """毛病：年度指标值写的是指标类型（“定性”“正向指标”）、指标名称、单位或“/”，
    或者是一个名词，而实际完成值是一个数。同一张表同一毛病合并为一条。
    为什么：没有指标值，就没有可比的目标，得满分也没有依据。
    反例：指标值“定性”，实际“有效提升”；指标值“中小企业”，实际“86家”。
    正例：指标值“提升”，实际“有效提升”；指标值“≥80家”，实际“86家”；安全事故指标值“无”。
    改法：能量化的写一个数加单位，不能量化的写要达到的程度。
    """
    for sheet, form in forms(scored):
        found: dict[str, list[Indicator]] = {}
        for row in form.indicators:
            if row.indicator.target.is_bad:
                yield blank_of(row.indicator.target, f"{title(row.indicator)}年度指标值")
            fault = "" if is_void(row.indicator) else target_fault(row)
            if fault:
                found.setdefault(fault, []).append(row.indicator)
        for fault, rows in found.items():
            yield _fact(sheet, fault, rows)


def _fact(sheet: str, fault: str, rows: list[Indicator]) -> Fact:
    listed = "、".join(_told(row) for row in rows[:MOST])
    more = f" 等 {len(rows)} 处" if len(rows) > MOST else ""
    return Fact(
        places=tuple(row.target.place for row in rows),
        subject=f"{sheet}的年度指标值{fault}：{listed}{more}",
        provided=(rows[0].target.value or "").strip(),
        expected="数加单位，或要达到的程度",
        fix="能量化的写一个数加单位，不能量化的写要达到的程度，如“明显提升”",
    )


def _told(row: Indicator) -> str:
    target, actual = (row.target.value or "").strip(), (row.actual.value or "").strip()
    done = f"，实际完成值{quoted(actual)}" if actual else ""
    return f"{title(row)}指标值{quoted(target)}{done}"
