"""What the terminal shows of a score and of the findings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ziping.checks import Finding, Report, Severity
from ziping.cli.table import table, wrap
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator, Value
from ziping.scoring.arithmetic import percent, plain

COLUMNS = 100
HEADS = ("二级指标", "三级指标", "指标值", "完成值", "分值", "自评", "测算", "提示")
WIDTHS = (12, 26, 12, 12, 4, 5, 6, 8)
NUMBERS = (4, 5, 6)


def score_lines(scored: ScoredAssessment) -> Iterator[str]:
    """The forms one after the other, each with its rows and its total."""
    assessment = scored.assessment
    year = assessment.budget_year or "（未填）"
    unit = assessment.unit.name.value or "（未填单位名称）"
    yield f"{unit}  {year}年度  规则：{scored.pack.title}"
    yield ""
    yield from _form(scored.overall, scored)
    for item in scored.projects:
        yield ""
        yield f"项目：{item.project.name.value or item.scored.form.sheet}"
        yield from _form(item.scored, scored)


def _form(form: ScoredForm, scored: ScoredAssessment) -> Iterator[str]:
    execution = form.form.execution
    rate = percent(form.rate) if isinstance(form.rate, Decimal) else shown(form.rate)
    yield (
        f"预算执行率  {rate}（{shown(execution.actual_expenditure.value)} ÷ "
        f"{shown(execution.adjusted_budget.value)} 万元）  "
        f"自评 {shown(execution.declared_score.value)}  测算 {shown(form.execution.marks)}"
    )
    rows = [_row(row) for row in form.indicators if not row.indicator.is_empty]
    yield from table(HEADS, rows, WIDTHS, NUMBERS)
    weights = "＋".join(
        [
            f"执行率 {shown(execution.full_marks.value)}",
            *(f"{s.label[:-2]} {shown(s.full_marks)}" for s in form.level1.values()),
        ]
    )
    yield f"分值  {weights} ＝ {shown(form.weight_total)}"
    yield f"总分  {shown(form.total)}  {form.grade}  （系统测算 {_computed_total(form)}）"


def _computed_total(form: ScoredForm) -> str:
    if isinstance(form.computed_total, Decimal):
        return plain(form.computed_total)
    rows = "、".join(str(row) for row in form.uncomputed)
    return f"无：第 {rows} 行不能测算" if rows else "无：执行率不能测算"


def _row(row: ScoredIndicator) -> tuple[str, ...]:
    indicator = row.indicator
    return (
        (indicator.level2.value or "").removesuffix("指标"),
        indicator.name.value or "",
        indicator.target.value or "",
        indicator.actual.value or "",
        shown(indicator.full_marks.value),
        shown(indicator.declared_score.value),
        shown(row.computed.marks),
        row.computed.status,
    )


def shown(value: Value) -> str:
    """A value for the eye: blank as a dash."""
    if value is None:
        return "—"
    return plain(value) if isinstance(value, Decimal) else value


def report_lines(report: Report, *, limit: int = 0) -> Iterator[str]:
    """Findings, gravest first, broken to the terminal's width; then what could not be checked."""
    counts = {severity: report.count(severity) for severity in Severity}
    yield "校验  " + "，".join(f"{s.label} {n} 条" for s, n in counts.items())
    listed = report.findings[:limit] if limit else report.findings
    for finding in listed:
        yield from finding_lines(finding)
    if len(listed) < len(report.findings):
        yield f"  …… 另有 {len(report.findings) - len(listed)} 条，见工作簿“校验结果”"
    for crash in report.crashed:
        yield from wrap(crash.message, COLUMNS, "    ")


def finding_lines(finding: Finding) -> Iterator[str]:
    yield from wrap(f"  {finding.message}", COLUMNS, "      ")


def not_evaluated_lines(report: Report) -> Iterator[str]:
    if report.not_evaluated:
        yield f"因缺数据未能核对 {len(report.not_evaluated)} 项："
    for item in report.not_evaluated:
        yield from wrap(f"  {item.message}", COLUMNS, "      ")
