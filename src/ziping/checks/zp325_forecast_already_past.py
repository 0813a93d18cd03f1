"""ZP325: a report still expects something for a day that was past when it was written."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.dates import date_in, report_dates
from ziping.checks.fact import Outcomes
from ziping.checks.passages import has_prose, passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, one_finding
from ziping.passage import BODY, CELL
from ziping.scoring import ScoredAssessment

FORECAST = (
    "(?:预计|预期|计划|拟|将)(?:于|在|到)?[^，。；]{0,12}?20[0-9]{2}年[0-9]{1,2}月[^，。；]{0,16}"
)
# tells what was, or what a plan had said
PAST = "原计划|原定|比计划|按计划|已按|提前|已于|因|截至|目标"


@check(
    "ZP325",
    severity="W",
    source="通行要求：报告写定稿时的情况，预计的日期应在报告日期之后",
    title="预计的日期已经过去",
    forms=("prose",),
)
def forecast_already_past(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文写“预计某年某月完成”，这个日期早于报告日期。
    为什么：报告写成的时候事情已经有了结果，多是照抄年中的材料。
    反例：2023年3月的报告写“二期工程预计2022年12月底完工”。
    正例：“二期工程已于2022年12月完工”；“预计2023年6月完工”。
    改法：改成实际的进展。
    """
    dates = report_dates(scored)
    if not dates:
        if has_prose(scored):
            yield blank_of(scored.assessment.unit.report_date, "报告日期")
        return
    spots = []
    for one in passages(scored, BODY, CELL):
        if "年" not in one.text or one.is_label:
            continue
        for match in pattern(FORECAST).finditer(one.text):
            day = date_in(match[0], one.place)
            clause = pattern("[，。；;]").split(one.text[: match.start()])[-1] + match[0]
            if (
                day
                and all(day.is_before(date) for date in dates)
                and not pattern(PAST).search(clause)
            ):
                spots.append(Spot(one.place, match[0]))
    yield from one_finding(
        spots,
        f"报告日期是 {dates[0].text}，正文还写着已经过去的预计",
        expected="实际的进展",
        fix="改成实际的进展",
    )
