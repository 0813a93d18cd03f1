"""ZP210: a ≤ target was exceeded, yet the row has more than the rule leaves it.

That a broken ceiling can't have full or nearly full marks is certain; how much it loses is a rule
that no national text fixes. So: error for the direction, warning for the amount.
"""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import BAD_CELL, Blank, Cure, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.forms import TOLERANCE, is_broken_ceiling, own_mark, rows, title
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, ScoredIndicator, number
from ziping.scoring.arithmetic import plain
from ziping.scoring.nature import AT_MOST

NEARLY_FULL = Decimal("0.9")


@check(
    "ZP210",
    severity="E",
    source="财预〔2020〕10号第十六条：未完成指标值的按比例计分",
    title="超出上限仍得高分",
    forms=("overall", "project"),
)
def broken_ceiling_overmarked(scored: ScoredAssessment) -> Outcomes:
    """毛病：“≤”指标的实际值超出了指标值，自评却给了满分或接近满分（九成以上），
    高于按规则测算的得分。
    为什么：超出上限就是没有完成，超得越多得分应越低；“预算追加”不能使超支变成完成。
    只是比测算分高、没有接近满分的，作警告。
    反例：财政资金支出 ≤1116.88万元，实际 1885.44万元，分值 10，自评 9 分（应得 5.92 分）。
    正例：自评 5.92 分，偏差原因写明追加的依据；或年初就把指标值定准。
    改法：改为测算分，并写明超出的原因和改进措施。
    """
    for _, row in rows(scored):
        if row.nature != AT_MOST:
            continue
        own, computed = own_mark(row), number(row.computed.marks)
        if computed is None:
            spots = (row.indicator.target.place, row.indicator.actual.place)
            yield Blank(spots, (title(row.indicator),), row.computed.status)
        elif row.indicator.declared_score.is_bad:
            label = f"{title(row.indicator)}得分"
            yield Blank((row.indicator.declared_score.place,), (label,), BAD_CELL)
        elif is_broken_ceiling(row) and own is not None and own - computed > TOLERANCE:
            yield _fact(row, own, computed, scored.pack)


def _fact(row: ScoredIndicator, own: Decimal, computed: Decimal, pack: RulePack) -> Fact:
    indicator = row.indicator
    return Fact(
        places=(indicator.declared_score.place, indicator.target.place, indicator.actual.place),
        subject=f"{title(indicator)}自评 {plain(own)} 分，按规则测算 {plain(computed)} 分"
        f"（{row.computed.formula}）",
        provided=own,
        expected=computed,
        difference=own - computed,
        unit=MARKS,
        severity=None if _is_certain(row, own, computed, pack) else Severity.WARNING,
        source=f"{row.computed.clause}；财预〔2020〕10号第十六条：未完成指标值的按比例计分",
        fix=f"改为 {plain(computed)}，并写明超出的原因和改进措施",
        cures=(Cure(indicator.declared_score.place, computed, own),),
    )


def _is_certain(row: ScoredIndicator, own: Decimal, computed: Decimal, pack: RulePack) -> bool:
    """Full marks always; nearly full ones where the most lenient rule leaves less than that."""
    full = row.indicator.full_marks.value or Decimal(0)
    if pack.rule("reverse.method").confirmed or own == full:
        return True
    return own >= full * NEARLY_FULL > computed
