"""ZP314: the report, or a form, is dated inside the year that it assesses."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.dates import Day, filling_dates, report_dates
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.notices import is_before_notice
from ziping.checks.registry import check
from ziping.checks.years import report_year
from ziping.scoring import ScoredAssessment


@check(
    "ZP314",
    severity="W",
    source="通行做法：年度终了、决算数出来以后才自评",
    title="报告日期在自评年度结束之前",
    forms=("prose", "file"),
)
def report_dated_before_year_end(scored: ScoredAssessment) -> Outcomes:
    """毛病：报告日期或填报日期还在自评年度之内，或者更早。
    为什么：年度没有结束，全年执行数和完成值都还没有定；多半是日期沿用了旧稿。
    反例：2024 年度的报告，落款日期2024年12月20日。
    正例：2024 年度的报告，落款日期2025年3月20日。
    改法：改成定稿（填报）的日期。
    """
    year = report_year(scored)
    own = [("报告日期", one) for one in report_dates(scored)]
    known = {one[:3] for _, one in own}
    filled = [("填报日期", one) for one in filling_dates(scored) if one[:3] not in known]
    if not own and not filled:
        return
    if not year:
        yield blank_of(scored.assessment.unit.year, "自评年度")
        return
    early: list[tuple[str, Day]] = [
        (label, one)
        for label, one in (*own, *filled)
        if one.year <= year and not (label == "报告日期" and is_before_notice(scored, one))
    ]
    if early:
        listed = "、".join(dict.fromkeys(f"{label} {one.text}" for label, one in early))
        yield Fact(
            places=tuple(one.place for _, one in early),
            subject=f"{listed}，在自评年度（{year} 年）结束之前",
            provided=early[0][1].text,
            expected=f"{year + 1} 年及以后",
            fix="改成定稿（填报）的日期",
        )
