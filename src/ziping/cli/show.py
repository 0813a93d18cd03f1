"""What the terminal shows of a score and of the findings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ziping.checks import Report
from ziping.checks.forms import DRAFT
from ziping.cli.found import count_line, dropped_lines
from ziping.cli.table import cut, table, wrap
from ziping.scoring import ScoredAssessment, ScoredForm, ScoredIndicator, Value
from ziping.scoring.arithmetic import percent, plain

if TYPE_CHECKING:
    from ziping.tasks.adopt import Adopted
    from ziping.workbook.write import Written

COLUMNS = 100
HEADS = ("二级指标", "三级指标", "指标值", "完成值", "分值", "自评", "测算", "提示")
WIDTHS = (10, 24, 12, 12, 6, 6, 6, 10)
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
    yield _execution(form)
    rows = [_row(row) for row in form.indicators if not row.indicator.is_empty]
    if rows:
        yield from table(HEADS, rows, WIDTHS, NUMBERS)
    else:
        yield "（还没有填绩效指标）"
    yield from _uncomputed(form)
    weights = "＋".join(
        [
            f"执行率 {shown(form.form.execution.full_marks.value)}",
            *(f"{s.label[:-2]} {shown(s.full_marks)}" for s in form.level1.values()),
        ]
    )
    yield f"分值  {weights} ＝ {shown(form.weight_total)}"
    computed = shown(form.computed_total) if form.computed_total is not None else "无"
    grade = f"  {form.grade}" if form.grade else ""
    yield f"总分  {shown(form.total)}{grade}  （系统测算：{computed}）"


def _execution(form: ScoredForm) -> str:
    execution = form.form.execution
    marks = f"自评 {shown(execution.declared_score.value)}  测算 {shown(form.execution.marks)}"
    if not isinstance(form.rate, Decimal):
        return f"预算执行率  {shown(form.rate)}（{form.execution.status}）  {marks}"
    actual, budget = execution.actual_expenditure.value, execution.adjusted_budget.value
    return f"预算执行率  {percent(form.rate)}（{shown(actual)} ÷ {shown(budget)} 万元）  {marks}"


def _uncomputed(form: ScoredForm) -> Iterator[str]:
    """Why a row with weight has no computed mark, and with it the form no computed total."""
    for row in form.indicators:
        if row.indicator.row in form.uncomputed:
            name = cut(row.indicator.name.value or "未填指标名称", 60)
            yield f"  第 {row.indicator.row} 行“{name}”不能测算：{row.computed.status}"


def _row(row: ScoredIndicator) -> tuple[str, ...]:
    indicator = row.indicator
    return (
        (indicator.level2.value or "").removesuffix("指标").removeprefix("服务对象"),
        indicator.name.value or "",
        indicator.target.value or "",
        indicator.actual.value or "",
        shown(indicator.full_marks.value),
        shown(indicator.declared_score.value),
        shown(row.computed.marks),
        row.computed.status.partition("：")[0].partition("，")[0],
    )


def shown(value: Value) -> str:
    """A value for the eye: blank as a dash."""
    if value is None:
        return "—"
    return plain(value) if isinstance(value, Decimal) else value


def report_lines(report: Report, *, limit: int) -> Iterator[str]:
    """The gravest findings, one a cause, broken to the terminal's width."""
    yield count_line(report)
    listed = report.heads[:limit]
    for finding in listed:
        explained = f"（已说明：{finding.explained}）" if finding.explained else ""
        yield from wrap(f"  {finding.message}{explained}", COLUMNS, "      ")
    if len(listed) < len(report.findings):
        yield f"  …… 另有 {len(report.findings) - len(listed)} 条，见工作簿“校验结果”"
    for crash in report.crashed:
        yield from wrap(crash.message, COLUMNS, "    ")
    yield from dropped_lines(report.dropped)


def adopted_lines(adopted: Adopted) -> Iterator[str]:
    """How many cells 采用测算分 filled, and what is left to do with the drafts."""
    marks = sum(not isinstance(edit.value, str) for _, edit in adopted.edits)
    drafts = len(adopted.edits) - marks
    yield f"采用测算分：填入得分 {marks} 格，已有的得分没有改动"
    if drafts:
        yield f"草拟偏差原因：{drafts} 格，以“{DRAFT}”开头，请改写成实际原因并去掉这个标记"


def written_lines(written: Written) -> Iterator[str]:
    """What was done to the file."""
    if written.mended:
        yield f"补回公式：{len(written.mended)} 格"
    if written.backup is None:
        yield f"结果与文件里的相同，没有改动：{written.path}"
    else:
        yield f"已写入：{written.path}"
        yield f"原文件备份：{written.backup}（需要时去掉末尾的 .bak 即可打开）"
