"""退回风险: what the finance bureau would send back, told before anything is packed.

No opinion of its own: the findings of the checks, the gaps of the report and the rules of the
pack, in three grades.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from ziping.checks import Finding, Report, Severity
from ziping.checks.finding import places_json
from ziping.checks.forms import DRAFT, title
from ziping.model import NOWHERE, Place
from ziping.scoring import ScoredAssessment
from ziping.word.corrections import Correction
from ziping.word.report import Report as WordReport
from ziping.word.sentences import Gap

SURE_CODES = frozenset({"ZP007", "ZP008"})  # warnings at the office; in the bureau's hands a bar


class Grade(StrEnum):
    """How surely a file comes back."""

    SURE = "必退"
    LIKELY = "很可能退回"
    NOTE = "留意"


class Risk(NamedTuple):
    """One reason to send the file back, where it is, and what to do about it."""

    grade: Grade
    problem: str
    remedy: str
    places: tuple[Place, ...] = ()
    code: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "grade": self.grade.value,
            "code": self.code or None,
            "places": places_json(self.places),
            "problem": self.problem,
            "fix": self.remedy,
        }


def count(risks: Iterable[Risk], grade: Grade) -> int:
    return sum(risk.grade is grade for risk in risks)


def content_risks(scored: ScoredAssessment, found: Report, word: WordReport) -> Iterator[Risk]:
    """Of what was filled in: findings first; a cell that was named once is not named again."""
    yield from map(_of_finding, found.heads)
    yield from _totals(scored)
    told = {place for finding in found.findings for place in finding.places}
    drafts, corrected = _drafts(scored), _corrected(word.corrections)
    for risk in (*_gaps(word.gaps), *drafts, *corrected, *_not_evaluated(found)):
        if not risk.places or not told.issuperset(risk.places):
            yield risk
            told.update(risk.places)
    yield from _crashed(found)


def in_order(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """The surest first; within a grade as they came."""
    return tuple(sorted(risks, key=lambda risk: list(Grade).index(risk.grade)))


def late(deadline: date | None, today: date) -> Iterator[Risk]:
    if deadline is not None and deadline < today:
        last = f"{deadline.year}年{deadline.month}月{deadline.day}日"
        problem = f"报送截止日期是 {last}，已过 {(today - deadline).days} 天"
        yield Risk(Grade.LIKELY, problem, "请先和财政局联系说明，再报送")


def _of_finding(finding: Finding) -> Risk:
    grade = Grade.NOTE
    if finding.severity is Severity.ERROR or finding.bad_cell or finding.code in SURE_CODES:
        grade = Grade.SURE
    elif finding.severity is Severity.WARNING and not finding.explained:
        grade = Grade.LIKELY
    said = f"（已说明：{finding.explained}）" if finding.explained else ""
    return Risk(grade, finding.problem + said, finding.fix, finding.places, finding.code)


def _totals(scored: ScoredAssessment) -> Iterator[Risk]:
    """A form without a total; the rows that are to blame are told by the checks."""
    for form in scored.forms:
        if not isinstance(form.total, Decimal):
            grade = Grade.SURE if form is scored.overall else Grade.LIKELY
            place = form.form.declared_total.place
            yield Risk(
                grade,
                f"{form.form.sheet}没有总分",
                "补齐指标、分值和得分后再评分",
                (place,) if place != NOWHERE else (),
            )


def _gaps(gaps: Iterable[Gap]) -> Iterator[Risk]:
    for gap in gaps:
        what = "待改正" if gap.bad else "未填"
        problem = f"报告“{gap.section}”的{gap.label}印成“（{what}）”"
        places = (gap.place,) if gap.place != NOWHERE else ()
        yield Risk(Grade.LIKELY, problem, "在工作簿里补填；没有发生的填 0", places)


def _drafts(scored: ScoredAssessment) -> Iterator[Risk]:
    for form in scored.forms:
        for row in form.form.indicators:
            cell = row.deviation_reason
            if (cell.value or "").lstrip().startswith(DRAFT):
                problem = f"{title(row)}的偏差原因还是草稿"
                remedy = f"改写成实际原因，去掉“{DRAFT}”"
                yield Risk(Grade.LIKELY, problem, remedy, (cell.place,))


def _not_evaluated(found: Report) -> Iterator[Risk]:
    """What a blank cell kept from being checked; what needs another file is no fault."""
    for item in found.not_evaluated:
        if not item.needs:
            problem = f"没能核对（{item.reason}）"
            remedy = "补填所列的格；没有发生的填 0"
            yield Risk(Grade.LIKELY, problem, remedy, item.places, item.code)


def _corrected(corrections: Iterable[Correction]) -> Iterator[Risk]:
    for one in corrections:
        remedy = "把工作簿里的数改成与报告一致"
        problem = f"{one.label}：单位填 {one.declared}，报告按 {one.printed} 印"
        yield Risk(Grade.LIKELY, problem, remedy, (one.place,))


def _crashed(found: Report) -> Iterator[Risk]:
    if found.crashed:
        problem = f"有 {len(found.crashed)} 项校验因程序自身出错没有运行"
        yield Risk(Grade.NOTE, problem, "不是填报的问题；请把文件发给程序维护者")
