"""ZP403: the same indicator twice in one form, so that its marks count twice."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import named_rows, said
from ziping.checks.likeness import core
from ziping.checks.registry import check
from ziping.model import Form, Indicator
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain

ENDINGS = ("情况", "率")  # make no other indicator where the values are the same


@check(
    "ZP403",
    severity="W",
    source="通行要求：绩效指标不重复设置，同一件事只计一次分",
    title="同一指标重复设置",
    forms=("overall", "project"),
)
def duplicate_indicator(scored: ScoredAssessment) -> Outcomes:
    """毛病：同一张表里两行指标名称相同，同一件事计了两次分。名称相同而指标值、完成值都不同的
    （分片、分批考核）只作提示。
    为什么：重复的指标使它的分值翻倍，总分失真。
    反例：“窗口服务水平”在社会效益和可持续影响下各列一行，各 10 分。
    正例：只留一行；或把两行的名称写得不同，写明各考核什么。
    改法：删去一行并调整分值；确是两项的，在名称里写清楚。
    """
    for sheet, form in forms(scored):
        for indicator in form.form.indicators:
            if indicator.name.is_bad:
                yield blank_of(indicator.name, f"第 {indicator.row} 行指标名称")
        for rows in groups(form.form):
            yield _fact(sheet, rows)


def groups(form: Form) -> list[list[Indicator]]:
    """Rows that stand for the same indicator, each group once."""
    found: list[list[Indicator]] = []
    known: dict[object, list[Indicator]] = {}
    for indicator in named_rows(form):
        name = core(said(indicator.name))
        alike = (_values(indicator), _stem(name))
        group = known.get(name) or known.get(alike)
        if group is None:
            group = []
            found.append(group)
            known.setdefault(alike, group)
            if name:
                known[name] = group
        group.append(indicator)
    return [rows for rows in found if len(rows) > 1]


def _stem(name: str) -> str:
    return next((name.removesuffix(end) for end in ENDINGS if name.endswith(end)), name)


def _values(indicator: Indicator) -> tuple[str, str]:
    return said(indicator.target), said(indicator.actual)


def _fact(sheet: str, rows: list[Indicator]) -> Fact:
    first = rows[0]
    apart = (
        len({said(row.target) for row in rows})
        == len(rows)
        == len({said(row.actual) for row in rows})
    )
    under = "、".join(f"第 {row.row} 行（{row.level2.value or '二级指标空着'}）" for row in rows)
    marks = [row.full_marks.value for row in rows if row.full_marks.value is not None]
    total = sum(marks, Decimal(0))
    weight = f"，分值共 {plain(total)} 分" if marks else ""
    differ = "，指标值和完成值各不相同" if apart else ""
    return Fact(
        places=tuple(row.name.place for row in rows),
        subject=f"{sheet}的指标{title(first)}列了 {len(rows)} 次：{under}{weight}{differ}",
        provided=f"{len(rows)} 次",
        expected="1 次",
        severity=Severity.HINT if apart else None,
        fix="确是两项的，在名称里写清楚各考核什么"
        if apart
        else "只留一行并调整分值；确是两项的，在名称里写清楚各考核什么",
    )
