"""A snapshot in the words and figures of the window; knows nothing of tkinter."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from ziping.checks import Finding, Severity
from ziping.checks.messages import where
from ziping.excel.live.snapshot import Snapshot, State
from ziping.model import Place
from ziping.rules import RulePack
from ziping.scoring import BAD, ScoredAssessment, ScoredForm, Value
from ziping.scoring.arithmetic import percent, plain
from ziping.tasks.check import Checked

NAME = "绩效自评"
BLANK = "—"
CRASHED = "出错"
ALL_WELL = "没有发现问题"

HEADS = {
    State.CONNECTING: "正在连接…",
    State.NO_PROGRAM: "没有连上表格程序",
    State.WAITING: "没有打开自评工作簿…",
    State.TROUBLE: "这份工作簿现在不能评分",
    State.BUSY: "程序正忙",
}
HINTS = {
    State.CONNECTING: "正在读取打开的工作簿，请稍候。",
    State.WAITING: "在 Excel 或 LibreOffice 里打开自评工作簿，这里会自动连上。",
    State.BUSY: "正在编辑单元格，或开着对话框。结束后自动继续。",
}


class Weight(NamedTuple):
    """Marks given to one part of the form; `off` says by how much they miss the rule."""

    label: str
    text: str
    off: str


class Row(NamedTuple):
    """A line of the list; `place` is selected by a click."""

    severity: str
    label: str
    place: str
    problem: str
    details: tuple[tuple[str, str], ...]
    at: Place | None
    key: str
    is_member: bool = False


class View(NamedTuple):
    """All that the window shows of a workbook."""

    unit: str
    caption: str
    total: str
    grade: str
    tone: str  # best, good, fair, poor, none
    note: str  # under the total
    rate: str
    weights: tuple[Weight, ...]
    counts: tuple[tuple[str, str, int], ...]  # severity, label, how many
    rows: tuple[Row, ...]


def title(snapshot: Snapshot) -> str:
    """88.50 分 良 · 绩效自评: also what the taskbar shows."""
    if snapshot.checked is None:
        return f"{HEADS.get(snapshot.state, '')} · {NAME}".lstrip(" ·")
    form = snapshot.checked.scored.overall
    marks = f"{shown(form.total)} 分" if isinstance(form.total, Decimal) else "未得出总分"
    return f"{' '.join(filter(None, (marks, _grade(form))))} · {NAME}"


def view(checked: Checked, active: str) -> View:
    scored, report = checked.scored, checked.report
    form = _front(scored, active)
    return View(
        unit=_unit(scored),
        caption=_caption(form, scored),
        total=shown(form.total),
        grade=_grade(form),
        tone=_tone(form, scored.pack),
        note=_note(form),
        rate=percent(form.rate) if isinstance(form.rate, Decimal) else (form.rate or BLANK),
        weights=tuple(_weights(form, scored.pack)),
        counts=tuple((one.value, one.label, report.count(one)) for one in Severity),
        rows=tuple(_rows(checked)),
    )


def short_name(full_name: str) -> str:
    """The file's name of a path of either system, or of a cloud address."""
    kind: type[PurePath] = PureWindowsPath if "\\" in full_name else PurePosixPath
    return kind(full_name).name or full_name


def shown(value: Value) -> str:
    """Marks with two decimals, as the form prints them."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value or BLANK


def _front(scored: ScoredAssessment, active: str) -> ScoredForm:
    """The form of the sheet in front; the overall one beside every other sheet."""
    return next((form for form in scored.forms if form.form.sheet == active), scored.overall)


def _unit(scored: ScoredAssessment) -> str:
    name = scored.assessment.unit.name.value or "（未填单位名称）"
    return f"{one_line(name)}　{scored.assessment.budget_year or '（未填）'}年度"


def _caption(form: ScoredForm, scored: ScoredAssessment) -> str:
    if form is scored.overall:
        return "部门整体支出"
    for item in scored.projects:
        if item.scored is form:
            return f"项目　{one_line(item.project.name.value or form.form.sheet)}"
    return form.form.sheet


def _grade(form: ScoredForm) -> str:
    return "" if form.grade == BAD else form.grade


def _tone(form: ScoredForm, pack: RulePack) -> str:
    labels = [band.label for band in pack.bands]
    if form.grade not in labels:
        return "none"
    return ("best", "good", "fair", "poor")[min(labels.index(form.grade), 3)]


def _note(form: ScoredForm) -> str:
    """What the total rests on, or which rows keep it from being there."""
    if form.total == BAD:
        return "改好待改正的单元格后显示总分"
    if not isinstance(form.total, Decimal):
        return f"{_lines(form.unscored)}没有得分" if form.unscored else "还没有填得分"
    if isinstance(form.computed_total, Decimal):
        same = form.computed_total == form.total
        return "与系统测算一致" if same else f"系统测算 {shown(form.computed_total)}"
    return f"{_lines(form.uncomputed)}不能测算" if form.uncomputed else ""


def _lines(rows: tuple[int, ...]) -> str:
    listed = "、".join(map(str, rows[:4]))
    return f"第 {listed} 行{'等' if len(rows) > 4 else ''}"


def _weights(form: ScoredForm, pack: RulePack) -> Iterator[Weight]:
    full = form.form.execution.full_marks
    yield _weight("执行率", BAD if full.is_bad else full.value, pack.weight("execution"))
    for part in form.level1.values():
        label = part.label.removesuffix("指标").removeprefix("服务对象")
        yield _weight(label, part.full_marks, part.rule)
    yield _weight("合计", form.weight_total, Decimal(100))


def _weight(label: str, value: Value, rule: Decimal | None) -> Weight:
    wanted = plain(rule) if rule is not None else ""
    if not isinstance(value, Decimal):
        return Weight(label, f"{value or BLANK}/{wanted}", "未填" if value is None else BAD)
    gap = value - rule if rule is not None else Decimal(0)
    off = "" if not gap else f"{'多' if gap > 0 else '少'} {plain(abs(gap))}"
    return Weight(label, f"{plain(value)}/{wanted}", off)


def _rows(checked: Checked) -> Iterator[Row]:
    for finding in checked.report.findings:
        yield _row(finding)
    for crash in checked.report.crashed:
        _, problem, fix = crash.message.split("｜", 2)
        details = (("", CRASHED), ("问题", one_line(problem)), ("改法", fix.removeprefix("改法：")))
        yield Row("X", CRASHED, crash.code, one_line(problem), details, None, crash.code)


def _row(finding: Finding) -> Row:
    told = [("问题", finding.problem), ("改法", finding.fix), ("依据", finding.source)]
    if finding.explained:
        told.append(("已说明", finding.explained))
    head = f"{finding.severity.label}　{finding.code}　{where(finding.places)}"
    return Row(
        finding.severity.value,
        finding.severity.label,
        where(finding.places[:1]),
        one_line(finding.problem),
        (("", head), *((label, one_line(text)) for label, text in told)),
        next((place for place in finding.places if place.cell), None),
        finding.key,
        not finding.is_head,
    )


def one_line(text: str) -> str:
    """Typed text without line ends and control characters."""
    return "".join(mark if mark.isprintable() else " " for mark in text).strip()
