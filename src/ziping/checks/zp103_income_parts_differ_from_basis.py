"""ZP103: the income side does not come to what the pack says it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.checks.amounts import Cell, cells, compare_sum, parts_gap
from ziping.checks.fact import Outcomes
from ziping.checks.finding import Severity
from ziping.checks.labels import FUND_LABELS, INCOME_LABELS
from ziping.checks.registry import check
from ziping.model import Number
from ziping.scoring import ScoredAssessment


@check(
    "ZP103",
    severity="E",
    source="自评表「按收入性质分」",
    title="收入各项之和与规定口径不符",
    forms=("overall",),
)
def income_parts_differ_from_basis(scored: ScoredAssessment) -> Outcomes:
    """毛病：“按收入性质分”各项之和不等于规定口径的数（有的地方是全年执行数，
    有的是全年预算数，见规则）。
    为什么：收入一侧与预算或执行数对不上，说明资金来源漏填或重复。口径未经确认的地方只作警告。
    反例：收入各项之和 1775.55，全年预算数 1902.06（漏填其他资金 126.51）。
    正例：1775.55 ＋ 126.51 ＝ 1902.06，全年预算数 1902.06。
    改法：补齐各项收入，没有的填 0；口径与当地要求不同的，请告知规则维护者。
    """
    funds, pack = scored.assessment.funds, scored.pack
    rule = pack.rule("income.basis")
    label = FUND_LABELS[rule.value]
    whole = Cell(label, getattr(scored.assessment.overall.execution, rule.value))
    parts = cells(funds, INCOME_LABELS)
    if _declared_agrees(funds.income_total, whole, parts):
        return
    yield from compare_sum(
        whole,
        parts,
        anchored=True,
        fix=f"补齐并核对各项收入，合计应等于{label}",
        severity=None if rule.confirmed else Severity.WARNING,
        source=rule.source,
    )


def _declared_agrees(declared: Number, whole: Cell, parts: Sequence[Cell]) -> bool:
    """The subtotal is right and its parts are not: ZP102 says so already."""
    if not whole.is_given or declared.value != whole.number:
        return False
    return parts_gap(whole, parts) is None
