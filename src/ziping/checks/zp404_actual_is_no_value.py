"""ZP404: an actual value that is none: a sign, a range, a mere “完成” beside a number."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import speaking_rows
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.value_faults import actual_fault
from ziping.model import Indicator
from ziping.scoring import ScoredAssessment

MOST = 12


@check(
    "ZP404",
    severity="W",
    source="财预〔2020〕10号第十六条：完成值与指标值相比，记该项分值或按比例计分",
    title="实际完成值不是完成值",
    forms=("overall", "project"),
)
def actual_is_no_value(scored: ScoredAssessment) -> Outcomes:
    """毛病：实际完成值带“≥”“以上”，是一个范围，照抄指标值，只写“完成”“达标”，或写“详见…”，
    而指标值是一个数。指标值是定性的，写“有效提升”“达成”不算毛病。
    同一张表同一毛病合并为一条。
    为什么：完成值要是一个确定的数，才能和指标值相比、按比例计分。
    反例：指标值“≥98%”，实际完成值“≥98%”；指标值“4期”，实际完成值“已完成”。
    正例：指标值“≥98%”，实际完成值“98.6%”；指标值“提升”，实际完成值“有效提升”。
    改法：写年末实际达到的数和单位。
    """
    for sheet, form in forms(scored):
        for indicator in form.form.indicators:
            if indicator.actual.is_bad:
                yield blank_of(indicator.actual, f"{title(indicator)}实际完成值")
        found: dict[str, list[Indicator]] = {}
        for row in speaking_rows(form):
            fault = actual_fault(row)
            if fault:
                found.setdefault(fault, []).append(row.indicator)
        for fault, rows in found.items():
            yield _fact(sheet, fault, rows)


def _fact(sheet: str, fault: str, rows: list[Indicator]) -> Fact:
    listed = "、".join(_told(row) for row in rows[:MOST])
    more = f" 等 {len(rows)} 处" if len(rows) > MOST else ""
    return Fact(
        places=tuple(row.actual.place for row in rows),
        subject=f"{sheet}的实际完成值{fault}：{listed}{more}",
        provided=(rows[0].actual.value or "").strip(),
        expected="确定的完成值",
        fix="写年末实际达到的数和单位，不带比较符号；定性的写实际达到的程度",
    )


def _told(row: Indicator) -> str:
    target, actual = (row.target.value or "").strip(), (row.actual.value or "").strip()
    return f"{title(row)}指标值{quoted(target)}，实际{quoted(actual)}"
