"""ZP216: full marks for a target that was missed, where no formula can compute the mark."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import explains, own_mark, rows, title
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment, ScoredIndicator, number

MONTH = (
    r"(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2})月"
    r"(?:(?P<day>[0-9]{1,2})日|(?P<part>上旬|中旬|下旬|底|末)?)"
)
PARTS = {"上旬": 10, "中旬": 20}
LAST_DAY = 31
PER = (
    r"^(?P<sign>≤|不超过|不高于|不大于|控制在)?(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"/(?P<per>(?:10|1)?[十百千万]+)$"
)


@check(
    "ZP216",
    severity="W",
    source="财预〔2020〕10号第十六条：未完成指标值的按比例计分，不得满分",
    title="没有达到指标值却得满分",
    forms=("overall", "project"),
)
def missed_target_full_marks(scored: ScoredAssessment) -> Outcomes:
    """毛病：公式不能测算的指标（指标值是 0、日期或“12/10万”一类的比率），
    实际明显没有达到，却得满分，也没有说明原因。
    为什么：没有达到的不能得满分，不能测算不等于不用核对。
    反例：安全责任事故 指标值 0 起，实际 1 起；完成时限 10月底前，实际 12月15日；都得满分。
    正例：安全责任事故 0 起，实际 0 起；时限 10月底前，实际 9月20日。
    改法：扣减得分并写明原因和改进措施；完成值写错的，改正完成值。
    """
    for _, row in rows(scored):
        indicator = row.indicator
        if number(row.computed.marks) is not None or not _is_worse(row):
            continue
        if indicator.deviation_reason.is_bad:
            yield blank_of(indicator.deviation_reason, f"{title(indicator)}偏差原因")
        elif own_mark(row) == indicator.full_marks.value and not explains(
            indicator.deviation_reason
        ):
            yield _fact(row)


def _is_worse(row: ScoredIndicator) -> bool:
    goal, done = row.target, row.actual
    if goal is not None and done is not None and not goal.value:
        return done.value > 0 and goal.comparable(done) and goal.sign not in ("≥", ">")
    target = "".join((row.indicator.target.value or "").split())
    actual = "".join((row.indicator.actual.value or "").split())
    return _is_later(target, actual) or _is_above(target, actual)


def _is_later(target: str, actual: str) -> bool:
    """10月底前 → 12月15日; what was not written decides nothing."""
    limit, done = pattern(MONTH).search(target), pattern(MONTH).search(actual)
    if limit is None or done is None:
        return False
    if limit["year"] and done["year"] and limit["year"] != done["year"]:
        return done["year"] > limit["year"]
    if int(limit["month"]) != int(done["month"]):
        return int(done["month"]) > int(limit["month"])
    last = int(limit["day"] or PARTS.get(limit["part"] or "", LAST_DAY))
    return bool(done["day"]) and int(done["day"]) > last


def _is_above(target: str, actual: str) -> bool:
    """≤12/10万 → 14.2/10万."""
    limit, done = pattern(PER).match(target), pattern(PER).match(actual)
    if limit is None or done is None or limit["per"] != done["per"]:
        return False
    return bool(limit["sign"]) and Decimal(done["number"]) > Decimal(limit["number"])


def _fact(row: ScoredIndicator) -> Fact:
    indicator = row.indicator
    target = (indicator.target.value or "").strip()
    actual = (indicator.actual.value or "").strip()
    return Fact(
        places=(
            indicator.declared_score.place,
            indicator.target.place,
            indicator.actual.place,
        ),
        subject=f"{title(indicator)}指标值{quoted(target)}，实际{quoted(actual)}，没有达到，却得满分",
        provided="满分",
        expected="扣减得分并说明原因",
        fix="扣减得分并写明原因和改进措施；完成值写错的改正完成值",
    )
