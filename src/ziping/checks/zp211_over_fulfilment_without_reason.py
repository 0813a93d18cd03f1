"""ZP211: far more was done than planned, and no reason is given.

Targets are read with the rich grammar too (≥千件): without a computed mark, but plainly exceeded.
"""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.forms import explains, rows, title
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.model import Text
from ziping.quantity import Quantity, needs_rewriting
from ziping.scoring import ScoredAssessment, ScoredIndicator, number
from ziping.scoring.arithmetic import percent, ratio
from ziping.scoring.nature import AT_LEAST, UNREAD


@check(
    "ZP211",
    severity="W",
    source="财预〔2020〕10号第十六条：远超指标值的要分析原因",
    title="远超指标值没有原因",
    forms=("overall", "project"),
)
def over_fulfilment_without_reason(scored: ScoredAssessment) -> Outcomes:
    """毛病：实际完成值达到指标值的 130% 以上（比例见规则），“偏差原因”却空着或写“无偏差”。
    为什么：完成得远多于计划，可能是指标值定得太低，规定要分析原因。
    反例：政务公开日活动 指标值 30，实际 50，偏差原因空着。
    正例：偏差原因：下半年新增 20 个乡镇单位参加，年初未计入；下年调高指标值。
    改法：写明超额的原因，指标值定低的写明下年怎样调整。
    """
    rule = scored.pack.rule("over_fulfilment.rate")
    for _, row in rows(scored):
        indicator = row.indicator
        pair = _quantities(row)
        if row.nature in (AT_LEAST, UNREAD) and not pair:
            yield Blank(
                (indicator.target.place, indicator.actual.place),
                (title(indicator),),
                row.computed.status,
            )
        if not pair or pair[1].value < pair[0].value * Decimal(rule.value):
            continue
        if indicator.deviation_reason.is_bad:
            yield blank_of(indicator.deviation_reason, f"{title(indicator)}偏差原因")
        elif not explains(indicator.deviation_reason) and not _lost_marks(row):
            yield _fact(row, *pair, Decimal(rule.value), rule.source)


def _quantities(row: ScoredIndicator) -> tuple[Quantity, Quantity] | None:
    """Target and actual of a row that points upward, where the two can be compared."""
    if row.nature not in (AT_LEAST, UNREAD):
        return None
    indicator = row.indicator
    goal = row.target or _read(indicator.target)
    done = row.actual or _read(indicator.actual, actual=True)
    if goal is None or done is None or not goal.comparable(done) or goal.value <= 0:
        return None
    return (goal, done) if goal.sign in ("", "≥", ">") else None


def _lost_marks(row: ScoredIndicator) -> bool:
    """ZP209 asks for the same reason already."""
    full, counted = row.indicator.full_marks.value, number(row.counted)
    return full is not None and counted is not None and counted < full


def _fact(
    row: ScoredIndicator, goal: Quantity, done: Quantity, limit: Decimal, source: str
) -> Fact:
    indicator = row.indicator
    said = (indicator.deviation_reason.value or "").strip()
    target, actual = indicator.target.value or "", indicator.actual.value or ""
    return Fact(
        places=(indicator.deviation_reason.place, indicator.target.place, indicator.actual.place),
        subject=f"{title(indicator)}指标值 {target.strip()}，实际 {actual.strip()}，"
        f"是指标值的 {percent(ratio(done.value, goal.value))}，"
        f"偏差原因{'写的是' + quoted(said) if said else '空着'}",
        provided=said or "空",
        expected=f"达到 {percent(limit)} 以上要有原因",
        source=source,
        fix="写明超额的原因；指标值定低的，写明下年怎样调整",
    )


def _read(cell: Text, *, actual: bool = False) -> Quantity | None:
    """A number that the sheet can't read; the rich grammar is imported only for such a one."""
    if not needs_rewriting(cell.value):
        return None
    from ziping.quantity import parse

    return parse(cell.value, actual=actual).quantity
