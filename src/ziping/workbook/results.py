"""What 校验结果 and 首页 show of a run: findings in their order, counts, the projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from ziping.checks.finding import Crashed, Finding, Remark, Report, Severity
from ziping.checks.messages import where
from ziping.checks.passages import pattern
from ziping.checks.remarks import first_place
from ziping.model import Place
from ziping.package.patch import CellEdit
from ziping.scoring import ScoredAssessment
from ziping.workbook.formula import Shown
from ziping.workbook.layout import (
    HOME,
    HOME_PROJECT_COLUMNS,
    RESULT_COLUMNS,
    RESULT_KEY,
    RESULT_REMARK,
    RESULTS,
)
from ziping.workbook.opened import Opened

Edit = tuple[str, CellEdit]
Line = dict[str, tuple[str, str]]  # column name → (value, formula)
NOTHING = ("", "")
MEMBER = "└ "  # before the problem of a finding that shares the cause of the one above it
WIDTHS = {name: width for name, _, _, width in (*RESULT_COLUMNS, RESULT_REMARK)}
LINE_HEIGHT = 14
LONGEST_LINK = 200  # a text inside a formula holds 255 characters


def result_edits(opened: Opened, report: Report) -> Iterator[Edit]:
    """One row a finding, gravest first; rows of an earlier run are wiped."""
    block = opened.find(RESULTS, "result_code")
    room = block.last - block.row + 1
    lines = _fitted(report, room)
    columns = [(name, opened.find(RESULTS, name).col) for name in _names(opened)]
    for index in range(room):
        row = block.row + index
        if index >= len(lines) and opened.is_blank(block.sheet, row, block.col):
            continue
        line = lines[index] if index < len(lines) else {}
        for name, col in columns:
            yield from _put(opened, block.sheet, row, col, line.get(name, NOTHING))
    rect = opened.find(RESULTS, "result_summary")
    yield from _put(opened, rect.sheet, rect.row, rect.col, (summary(report), ""))


def result_heights(opened: Opened, report: Report) -> dict[int, float]:
    """Row → height in points, so that every text is whole; empty rows are one line high."""
    block = opened.find(RESULTS, "result_code")
    room = block.last - block.row + 1
    lines = _fitted(report, room)
    heights = {}
    for index in range(room):
        line = lines[index] if index < len(lines) else {}
        high = max(_lines(line.get(name, NOTHING)[0], width) for name, width in WIDTHS.items())
        heights[block.row + index] = float(LINE_HEIGHT * high + 4)
    return heights


def read_remarks(opened: Opened) -> list[Remark]:
    """Every 说明 with the finding that it was written beside; none in a workbook without them."""
    if not _has_remarks(opened):
        return []
    rect, key = opened.find(RESULTS, RESULT_REMARK[0]), opened.find(RESULTS, RESULT_KEY[0])
    problem = opened.find(RESULTS, "result_problem")
    found = []
    for row in range(rect.row, rect.last + 1):
        if opened.is_blank(rect.sheet, row, rect.col):
            continue
        text = opened.cell(rect.sheet, row, rect.col).text.strip()
        code, _, place = opened.cell(key.sheet, row, key.col).text.partition("@")
        said = opened.cell(problem.sheet, row, problem.col).text.removeprefix(MEMBER)
        if text and code:
            found.append(Remark(code, place, said, text))
    return found


def _has_remarks(opened: Opened) -> bool:
    return all(("", name) in opened.places for name, *_ in (RESULT_REMARK, RESULT_KEY))


def _names(opened: Opened) -> list[str]:
    names = [name for name, *_ in RESULT_COLUMNS]
    return [*names, RESULT_REMARK[0], RESULT_KEY[0]] if _has_remarks(opened) else names


def _fitted(report: Report, room: int) -> list[Line]:
    """A line a finding, then those that crashed; what there is no room for is counted."""
    lines = [_line(finding) for finding in report.findings]
    crashed = [_crash_line(crash) for crash in report.crashed]
    if len(lines) + len(crashed) > room:
        kept = max(0, room - len(crashed) - 1)
        lines = [*lines[:kept], _more(len(lines) - kept)]
    return [*lines, *crashed][:room]


def _lines(text: str, width: int) -> int:
    """Lines of a text in a column so many digits wide; a Hanzi takes two and a bit."""
    columns = sum(1.0 if character.isascii() else 2.1 for character in text)
    return max(1, ceil(columns / (width - 2)))


def summary(report: Report) -> str:
    """The counts in one sentence."""
    text = "，".join(counted(report))
    if report.not_evaluated:
        text += f"；因缺数据未能核对 {len(report.not_evaluated)} 项"
    if report.crashed:
        text += f"；程序自身出错 {len(report.crashed)} 项，请联系维护者"
    return text + ("。" if report.findings else "。没有发现问题。")


def counted(report: Report) -> Iterator[str]:
    """错误 2 条; 警告 5 条，其中已说明 2 条; 提示 0 条."""
    for severity in Severity:
        explained = report.explained(severity)
        of_them = f"，其中已说明 {explained} 条" if explained else ""
        yield f"{severity.label} {report.count(severity)} 条{of_them}"


def _line(finding: Finding) -> Line:
    """Column name → (value, formula)."""
    lead = "" if finding.is_head else MEMBER
    return {
        "result_severity": (finding.severity.label, ""),
        "result_place": _link(finding.places),
        "result_problem": (f"{lead}{finding.problem}", ""),
        "result_fix": (finding.fix, ""),
        "result_source": (finding.source, ""),
        "result_code": (finding.code, ""),
        RESULT_REMARK[0]: (finding.remark, ""),
        RESULT_KEY[0]: (f"{finding.code}@{first_place(finding)}", ""),
    }


def _crash_line(crash: Crashed) -> Line:
    _, problem, fix = crash.message.split("｜", 2)
    return {
        "result_severity": ("出错", ""),
        "result_place": ("整个文件", ""),
        "result_problem": (problem, ""),
        "result_fix": (fix.removeprefix("改法："), ""),
        "result_code": (crash.code, ""),
    }


def _more(count: int) -> Line:
    code = ("—", "")  # a row that holds anything has a code: what is wiped goes by it
    return {
        "result_code": code,
        "result_problem": (f"另有 {count} 条未列出，改正以上各条后再校验一次。", ""),
    }


def _link(places: Sequence[Place]) -> tuple[str, str]:
    """The places as text; a click goes to the first."""
    if not places:
        return "", ""
    text = where(places)[:LONGEST_LINK]
    first = places[0]
    cell = pattern("[A-Z]{1,3}[1-9][0-9]*").search(first.cell)  # of a line of prose: its cell
    target = f"#'{first.sheet.replace(chr(39), chr(39) * 2)}'!{cell[0] if cell else ''}"
    if cell is None or not first.sheet or len(target) > LONGEST_LINK:
        return text, ""
    return text, f"HYPERLINK({_quoted(target)},{_quoted(text)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def home_edits(
    opened: Opened, scored: ScoredAssessment, report: Report, checked_at: str
) -> Iterator[Edit]:
    """Counts, the time of the run, and a line a project."""
    counts = {
        "count_errors": report.count(Severity.ERROR),
        "count_warnings": report.count(Severity.WARNING),
        "count_hints": report.count(Severity.HINT),
        "count_not_evaluated": len(report.not_evaluated),
    }
    told = [part for part in counted(report) if "已说明" in part]
    said = f"{'；'.join(told)}。" if told else ""
    when = f"上次评分校验：{checked_at}。{said}改动数据后请再评分一次。" if checked_at else ""
    errors = counts["count_errors"]
    texts = {
        "checked_at": when,
        "step_projects": f"{len(scored.projects)}个项目" if scored.projects else "未填项目",
        "step_results": f"{errors}条错误待改" if errors else "没有错误",
    }
    values: dict[str, int | str] = {**counts, **texts}
    for name, value in values.items():
        rect = opened.find(HOME, name)
        yield HOME, CellEdit(rect.row, rect.col, value)
    yield from _project_edits(opened, scored)


def _project_edits(opened: Opened, scored: ScoredAssessment) -> Iterator[Edit]:
    block = opened.find(HOME, "home_project_name")
    for index in range(block.last - block.row + 1):
        shown: tuple[Shown, ...] = (None, None, None, None)
        if index < len(scored.projects):
            item = scored.projects[index]
            form = item.scored
            name = item.project.name.value or form.form.sheet
            shown = (name, form.total, form.grade or None, form.computed_total)
        for (column, _), value in zip(HOME_PROJECT_COLUMNS, shown, strict=True):
            rect = opened.find(HOME, column)
            yield HOME, CellEdit(block.row + index, rect.col, value)


def _put(
    opened: Opened, sheet: str, row: int, col: int, content: tuple[str, str]
) -> Iterator[Edit]:
    """The edit, unless the cell has it already."""
    value, formula = content
    if not value and opened.is_blank(sheet, row, col):
        return
    current = opened.cell(sheet, row, col)
    if current.text == value and (current.formula or "") == formula:
        return
    yield sheet, CellEdit(row, col, value or None, formula or None)
