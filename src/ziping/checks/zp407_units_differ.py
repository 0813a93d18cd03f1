"""ZP407: target and actual value in units that can't be compared, or in different magnitudes."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import done, goal, speaking_rows
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.unit_families import Relation
from ziping.checks.value_faults import units
from ziping.quantity import Quantity
from ziping.scoring import ScoredAssessment, ScoredIndicator

FAULTS = (Relation.DIFFERENT, Relation.MAGNITUDE)


@check(
    "ZP407",
    severity="W",
    source="财预〔2020〕10号第十六条：完成值与指标值相比，两者的计量单位应当一致",
    title="指标值与完成值单位不同",
    forms=("overall", "project"),
)
def units_differ(scored: ScoredAssessment) -> Outcomes:
    """毛病：年度指标值和实际完成值的单位不能相比；只是量级写法不同（千件与万件）的作提示。
    为什么：单位不同，两个数比不出完成多少，读的人也容易看错大小。
    反例：指标值“≥20个”，实际“350人”；指标值“≥5千件”，实际“0.85万件”。
    正例：指标值“≥300人”，实际“350人”；“4次/年”与“4次”、“人”与“名”可以相比。
    改法：两格写成同一单位。
    """
    for _, form in forms(scored):
        for indicator in form.form.indicators:
            if indicator.target.is_bad or indicator.actual.is_bad:
                cell = indicator.target if indicator.target.is_bad else indicator.actual
                yield blank_of(cell, f"{title(indicator)}指标值")
        for row in speaking_rows(form):
            found = units(row)
            if found in FAULTS:
                yield _fact(row, found)


def _fact(row: ScoredIndicator, found: Relation) -> Fact:
    indicator = row.indicator
    target, actual = (indicator.target.value or "").strip(), (indicator.actual.value or "").strip()
    first, second = goal(row), done(row)
    assert first is not None and second is not None  # units has looked
    apart = found is Relation.DIFFERENT
    said = "单位不能相比" if apart else "同一单位写成了不同的量级"
    return Fact(
        places=(indicator.actual.place, indicator.target.place),
        subject=f"{title(indicator)}指标值{quoted(target)}，实际完成值{quoted(actual)}，{said}",
        provided=_unit(second),
        expected=_unit(first),
        severity=None if apart else Severity.HINT,
        fix=f"两格都用“{_unit(first)}”作单位",
    )


def _unit(quantity: Quantity) -> str:
    return quantity.scale + quantity.unit
