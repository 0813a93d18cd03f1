"""ZP313: the report is dated before the notice that it says it was written by."""

from __future__ import annotations

from ziping.checks.dates import Day, report_dates
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.notices import notices
from ziping.checks.registry import check
from ziping.checks.years import report_year
from ziping.scoring import ScoredAssessment


@check(
    "ZP313",
    severity="E",
    source="报告日期不应早于所依据的通知",
    title="报告日期早于所依据的通知",
    forms=("prose",),
)
def report_dated_before_notice(scored: ScoredAssessment) -> Outcomes:
    """毛病：报告的落款或封面日期早于开头所引通知的年份或日期。
    为什么：通知还没有印发，不可能依据它写成报告；多半是日期沿用了旧稿。
    反例：依据“某财绩〔2025〕3号”，日期写2024年12月31日。
    正例：依据“某财绩〔2025〕3号”，日期写2025年3月20日。
    改法：把日期改成报告定稿的日期；文号写错的改文号。
    """
    cited = notices(scored)
    if not cited:
        return
    dates = report_dates(scored)
    if not dates:
        cell = scored.assessment.unit.report_date
        yield Blank((cell.place,), ("报告日期",))
        return
    for date in dates:
        later = [one for one in cited if date.is_before(one)]
        if later:
            yield _fact(date, later[0], report_year(scored))
            return


def _fact(date: Day, notice: Day, year: int) -> Fact:
    inside = f"，也在自评年度（{year} 年）结束之前" if year and date.year <= year else ""
    return Fact(
        places=(date.place, notice.place),
        subject=f"报告日期是 {date.text}，早于所依据的“{notice.text}”{inside}",
        provided=date.text,
        expected=f"{notice.year} 年及以后",
        fix="改成报告定稿的日期；文号写错的改文号",
    )
