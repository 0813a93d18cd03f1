"""What the terminal shows of a check: the findings as a table, then what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks import Crashed, Finding, NotEvaluated, Report, Severity
from ziping.checks.finding import Remark
from ziping.checks.messages import where
from ziping.cli.table import pad, wrap
from ziping.scoring import ScoredAssessment

LEVEL, CODE, PLACE, BODY = 4, 5, 22, 63  # with two columns between them 100
INDENT = 2  # of a finding under its head
MOST_PLACES = 3
RULE = "─" * (LEVEL + CODE + PLACE + BODY + 6)
FILES = {
    "last_year": "与上年对比 {} 项（加 --last-year 上年的工作簿或报告）",
    "beside": "与报告对照 {} 项（加 --report 报告.docx）",
}
FROM_WORKBOOK = "与工作簿对照 {} 项（ziping check 工作簿.xlsx --report 这份报告）"


def found_lines(scored: ScoredAssessment, report: Report) -> Iterator[str]:
    """Whose file, the counts, every finding, then what is left to do."""
    assessment = scored.assessment
    unit = assessment.unit.name.value or "（未填单位名称）"
    yield f"{unit}  {assessment.budget_year or '（未填）'}年度  规则：{scored.pack.title}"
    yield count_line(report)
    yield from _aside(report)
    if report.findings or report.crashed:
        yield ""
        yield _row(("级别", "代码", "位置"), "问题、改法和依据")
        yield RULE
    for at, finding in enumerate(report.findings):
        if at and finding.is_head:
            yield ""
        yield from _finding_rows(finding)
    for at, crash in enumerate(report.crashed):
        if at or report.findings:
            yield ""
        yield from _crash_rows(crash)
    if not report.findings and not report.crashed:
        yield "没有发现问题。"
    yield from _not_evaluated(report, is_report=assessment.file.is_report)
    yield from dropped_lines(report.dropped)


def count_line(report: Report) -> str:
    """校验  错误 2 条，警告 12 条，提示 0 条."""
    return "校验  " + "，".join(f"{one.label} {report.count(one)} 条" for one in Severity)


def _aside(report: Report) -> Iterator[str]:
    """What the counts leave out, and how many of them are settled."""
    grouped, explained = len(report.findings) - len(report.heads), report.explained()
    parts = (
        f"另有 {grouped} 条与其中某条同一个原因，列在它下面（└）" if grouped else "",
        f"其中已说明 {explained} 条" if explained else "",
        f"程序自身出错 {len(report.crashed)} 项，列在最后" if report.crashed else "",
    )
    if any(parts):
        yield f"      {'；'.join(filter(None, parts))}。"


def _finding_rows(finding: Finding) -> Iterator[str]:
    inner = 0 if finding.is_head else INDENT
    room = BODY - inner
    lines = wrap(finding.problem, room, "")
    lines += _labelled("改法", finding.fix, room)
    source = f"依据：{finding.source}"
    if len(one := wrap(source, room, "")) == 1:  # longer ones are told by `ziping explain`
        lines += one
    if finding.explained:
        lines += _labelled("（已说明", f"{finding.explained}）", room)
    elif finding.remark:
        lines += _labelled("所写说明", finding.remark, room)
    body = [f"{' ' * inner}{line}" for line in lines]
    level = finding.severity.label if finding.is_head else "  └"
    yield from _rows(level, finding.code, where(finding.places, MOST_PLACES), body)


def _labelled(label: str, text: str, room: int) -> list[str]:
    """改法：…, its later lines under the first word."""
    return wrap(f"{label}：{text}", room, " " * 6)


def _crash_rows(crash: Crashed) -> Iterator[str]:
    _, problem, fix = crash.message.split("｜", 2)
    lines = [*wrap(problem, BODY, ""), *wrap(fix, BODY, " " * 6)]
    yield from _rows("出错", crash.code, "整个文件", lines)


def _rows(level: str, code: str, place: str, body: Sequence[str]) -> Iterator[str]:
    """The cells of a row, each on as many lines as it needs."""
    places = wrap(place, PLACE, "")
    for at in range(max(len(body), len(places))):
        heads = (level, code) if not at else ("", "")
        spot = places[at] if at < len(places) else ""
        yield _row((*heads, spot), body[at] if at < len(body) else "")


def _row(heads: tuple[str, str, str], body: str) -> str:
    level, code, place = heads
    return f"{pad(level, LEVEL)}  {pad(code, CODE)}  {pad(place, PLACE)}  {body}".rstrip()


def _not_evaluated(report: Report, *, is_report: bool) -> Iterator[str]:
    """One line for what needs another file; the others each with the cells to fill."""
    if not report.not_evaluated:
        return
    yield ""
    yield f"未核对 {len(report.not_evaluated)} 项（不算问题，是缺了可比的数）："
    lacking = [item for item in report.not_evaluated if item.needs]
    if lacking:
        yield from wrap(f"  要另给文件的：{'；'.join(_files(lacking, is_report))}", 100, "    ")
    for item in report.not_evaluated:
        if not item.needs:
            body = wrap(item.reason, BODY, "")
            yield from _rows("", item.code, where(item.places, MOST_PLACES), body)


def _files(lacking: Sequence[NotEvaluated], is_report: bool) -> Iterator[str]:
    told = {**FILES, "beside": FROM_WORKBOOK} if is_report else FILES
    for need, text in told.items():
        count = sum(item.needs == need for item in lacking)
        if count:
            yield text.format(count)


def dropped_lines(remarks: Sequence[Remark]) -> Iterator[str]:
    """The reasons that nothing asks for any more."""
    if remarks:
        yield ""
        yield "下列说明对应的问题已经没有了，评分后不再保留："
    for remark in remarks:
        yield from wrap(f"  {remark.code} {remark.place}：{remark.text}", 100, "      ")
