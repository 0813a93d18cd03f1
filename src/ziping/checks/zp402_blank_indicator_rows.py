"""ZP402: rows of the printed indicator table that hold nothing at all."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms
from ziping.checks.registry import check
from ziping.model import NOWHERE, Indicator, Place
from ziping.scoring import ScoredAssessment


@check(
    "ZP402",
    severity="W",
    source="自评表填表说明：三级指标按需增减行，不涉及的删除",
    title="表内留有空行",
    forms=("overall", "project"),
)
def blank_indicator_rows(scored: ScoredAssessment) -> Outcomes:
    """毛病：Word 报告的指标表里留着整行空白的行。
    为什么：空行让人分不清是没有指标还是漏填，报送的表应当只有用到的行。
    反例：社会效益指标下面留着一行空白。
    正例：删去空行。
    改法：删去空行；确有指标的补填。工作簿里的备用行不打印，不必理会。
    """
    if not scored.assessment.file.is_report:
        return
    found: list[tuple[str, list[Indicator]]] = []
    for sheet, form in forms(scored):
        rows = [row for row in form.form.indicators if is_blank(row)]
        if rows:
            found.append((sheet, rows))
    if found:
        listed = "；".join(
            f"{sheet}第 {'、'.join(str(row.row) for row in rows)} 行" for sheet, rows in found
        )
        total = sum(len(rows) for _, rows in found)
        yield Fact(
            places=tuple(place_of(row) for _, rows in found for row in rows),
            subject=f"指标表有 {total} 行整行空白：{listed}",
            provided=f"{total} 行空白",
            expected="没有空行",
            fix="删去空行；确有指标的补填",
        )


def is_blank(row: Indicator) -> bool:
    return row.is_empty and row.deviation_reason.is_blank and not row.declared_score.is_bad


def place_of(row: Indicator) -> Place:
    """The name's cell; where it has none of its own, the nearest that has."""
    cells = (row.name, row.target, row.actual, row.level2)
    return next((cell.place for cell in cells if cell.place != NOWHERE), NOWHERE)
