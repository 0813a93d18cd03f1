"""ZP206: the mark of a qualitative row lies outside the tier that was chosen for it."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Blank, Cure, Fact, Outcomes
from ziping.checks.forms import TOLERANCE, own_mark, rows, title
from ziping.checks.labels import MARKS
from ziping.checks.registry import check
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, ScoredIndicator, number
from ziping.scoring.arithmetic import plain
from ziping.scoring.nature import QUALITATIVE


@check(
    "ZP206",
    severity="W",
    source="财预〔2020〕10号第十六条",
    title="定性指标得分不在所选档次内",
    forms=("overall", "project"),
)
def qualitative_mark_outside_tier(scored: ScoredAssessment) -> Outcomes:
    """毛病：定性指标的自评得分不在所选达成档次的分数范围内。
    为什么：达成得 80%—100%，部分达成得 60%—80%，未达成得 60% 以下，档次与得分应当一致。
    反例：分值 10，档次“部分达成”，自评 10 分。
    正例：分值 10，档次“部分达成”，自评 7 分。
    改法：改得分，或重新选择档次。
    """
    for _, row in rows(scored):
        if row.nature != QUALITATIVE:
            continue
        own, edge = own_mark(row), number(row.computed.marks)
        if edge is None:
            yield Blank((row.indicator.tier.place,), (title(row.indicator),), row.computed.status)
        elif own is not None and abs(own - edge) > TOLERANCE:
            yield _fact(row, own, edge, scored.pack)


def _fact(row: ScoredIndicator, own: Decimal, edge: Decimal, pack: RulePack) -> Fact:
    indicator = row.indicator
    full = indicator.full_marks.value or Decimal(0)
    tier = next(tier for tier in pack.tiers if tier.label == indicator.tier.value)
    low, high = plain(full * tier.bottom), plain(full * tier.top)
    return Fact(
        places=(indicator.declared_score.place, indicator.tier.place),
        subject=f"{title(indicator)}自评 {plain(own)} 分，“{tier.label}”档为 {low}—{high} 分",
        provided=own,
        expected=f"{low}—{high}",
        difference=own - edge,
        unit=MARKS,
        source=pack.source("qualitative.tiers"),
        fix=f"得分改为 {low}—{high} 之间，或重新选择档次",
        cures=(Cure(indicator.declared_score.place, edge, own),),
    )
