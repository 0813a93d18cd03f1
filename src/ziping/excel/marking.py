"""The actions that write into cells: 评分, 校验, 采用测算分, 规范指标值, 撤销上次操作."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from ziping.checks import Report
from ziping.excel import undo
from ziping.excel.content import of_cell
from ziping.excel.outcome import Outcome
from ziping.excel.quiet import quiet, selected
from ziping.excel.saved import read_saved
from ziping.excel.writing import Done, carry_out, write_contents
from ziping.model import Form, Place
from ziping.package.refs import cell_ref
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain
from ziping.tasks.check import check_read
from ziping.tasks.normalize import Proposals, Rewriting, rewriting_edits, rewritings_of
from ziping.tasks.score import now, work_out
from ziping.workbook.opened import Opened
from ziping.workbook.read import ReadFile
from ziping.workbook.results import summary
from ziping.workbook.write import Plan, plan_findings

Ask = Callable[[str, str], bool]
MOST_LINES, FEW = 15, 5


def score(book: Any, ask: Ask) -> Outcome:
    """评分: reasons, findings and counts into the open workbook."""
    return _work_out(book, "评分", read_saved(book))


def adopt(book: Any, ask: Ask) -> Outcome:
    """采用测算分: into the selected own marks, or into all blank ones; then 评分."""
    read = read_saved(book)
    asked: list[str] = []

    def asking(title: str, question: str) -> bool:
        asked.append(question)
        return ask(title, question)

    chosen = _chosen(book, read, asking)
    if asked:  # she may have typed on while the question stood there
        read = read_saved(book)
    return _work_out(book, "采用测算分", read, adopt_marks=True, chosen=chosen)


def check(book: Any, ask: Ask) -> Outcome:
    """校验: findings and counts only."""
    read = read_saved(book)
    checked = check_read(read)
    plan = plan_findings(read.opened, checked.scored, checked.report, checked_at=now())
    done = _write(book, "校验", read.opened, plan)
    outcome = _told("校验", checked.scored, checked.report)
    return outcome._replace(details=tuple(_left(done)))


def _work_out(
    book: Any,
    title: str,
    read: ReadFile,
    *,
    adopt_marks: bool = False,
    chosen: frozenset[Place] | None = None,
) -> Outcome:
    done = work_out(read, adopt_marks=adopt_marks, chosen=chosen)
    written = _write(book, title, read.opened, done.plan)
    outcome = _told(title, done.scored, done.report)
    details = (*_mended(done.plan, written), *_left(written))
    if adopt_marks:
        details = (*_adopted(done.adopted.places, chosen), *details)
    return outcome._replace(details=details)


def _write(book: Any, title: str, opened: Opened, plan: Plan) -> Done:
    with quiet(book):
        done = carry_out(book, opened, plan)
    undo.keep(book, title, done.changed)
    return done


def _left(done: Done) -> Iterator[str]:
    """What had to be left, and what to do about it."""
    if done.typed:
        yield f"处理时 {_listed(done.typed)}又有改动，没有动；请再点一次。"
    if done.locked:
        yield f"{_listed(done.locked)}被锁定，没有写入：先撤销工作表保护，再点一次。"


def _listed(places: Sequence[Place]) -> str:
    more = f"等 {len(places)} 格" if len(places) > FEW else ""
    return f"{'、'.join(map(str, places[:FEW]))}{more}"


def _told(title: str, scored: ScoredAssessment, report: Report) -> Outcome:
    message = f"{total_line(scored)}；{summary(report)}"
    return Outcome(title, message, scored=scored, report=report)


def total_line(scored: ScoredAssessment) -> str:
    """总分 88.50，等级“良”; or that there is none yet."""
    form = scored.overall
    if not isinstance(form.total, Decimal):
        return "总分还算不出（见“整体自评表”右侧提示）"
    grade = f"，等级“{form.grade}”" if form.grade else ""
    return f"总分 {plain(form.total)}{grade}"


def _mended(plan: Plan, done: Done) -> Iterator[str]:
    mended = [place for place in plan.mended if place not in done.locked]
    if mended:
        yield f"公式被改动或丢失的单元格已恢复：{_listed(mended)}"


def _adopted(places: tuple[Place, ...], chosen: frozenset[Place] | None) -> Iterator[str]:
    where = "选中的得分" if chosen is not None else "空着的得分和偏差原因"
    if not places:
        yield f"{where}没有可填的：测算分算不出，或已经填好。"
    else:
        yield f"{where}填了 {len(places)} 格；草拟的偏差原因带【草稿】，请改成自己的话。"
    if chosen is not None and len(chosen) == 1:
        yield "只填了选中的 1 格；要填全部空着的得分，请先点别处的单元格，再点“采用测算分”。"


def _chosen(book: Any, read: ReadFile, ask: Ask) -> frozenset[Place] | None:
    """The own marks in the selection; None where it holds none."""
    area = selected(book)
    if area is None:
        return None
    sheet, top, left, bottom, right = area
    marks = {place: filled for place, filled in _marks(read) if place.sheet == sheet}
    inside = {
        cell_ref(row, col)
        for row in range(top, min(bottom, top + 500) + 1)
        for col in range(left, min(right, left + 50) + 1)
    }
    chosen = {place for place in marks if place.cell in inside}
    if not chosen:
        return None
    filled = [place for place in chosen if marks[place]]
    question = f"选中的 {len(chosen)} 格得分里有 {len(filled)} 格已经填了，要换成系统测算分吗？"
    if filled and not ask("采用测算分", question):
        chosen -= set(filled)
    return frozenset(chosen)


def _marks(read: ReadFile) -> Iterator[tuple[Place, bool]]:
    """Every own mark with whether it is filled in."""
    projects = read.assessment.projects
    forms: tuple[Form, ...] = (read.assessment.overall, *(item.form for item in projects))
    for form in forms:
        marks = [row.declared_score for row in form.indicators]
        for mark in (form.execution.declared_score, *marks):
            yield mark.place, not mark.is_blank


def normalize(book: Any, ask: Ask) -> Outcome:
    """规范指标值: each old and new value is shown before anything is written."""
    read = read_saved(book)
    found = rewritings_of(read)
    left = tuple(f"{item.place} “{item.old}”没有改：{item.reason}" for item in found.left)
    if not found.rewritten:
        said = "没有能代为改写的" if left else "没有需要规范的指标值和完成值"
        return Outcome("规范指标值", said, left[:MOST_LINES])
    if not ask("规范指标值", _question(found)):
        return Outcome("规范指标值", "没有改动")
    read = read_saved(book)  # she may have typed on while the question stood there
    still = set(rewritings_of(read).rewritten)
    found = found._replace(rewritten=tuple(one for one in found.rewritten if one in still))
    done = _write(book, "规范指标值", read.opened, Plan(tuple(rewriting_edits(found))))
    count = len(done.changed)
    message = f"已改写 {count} 处，请再点一次“评分”" if count else "没有改写：这些值刚才又有改动"
    lines = (*_left(done), *map(_line, found.rewritten), *left)
    return Outcome("规范指标值", message, lines[:MOST_LINES])


def _question(found: Proposals) -> str:
    lines = [_line(item) for item in found.rewritten[:MOST_LINES]]
    if len(found.rewritten) > MOST_LINES:
        lines.append(f"…… 共 {len(found.rewritten)} 处")
    return "\n".join(["要改写下面的值吗？意思不变，改后才能计算：", *lines])


def _line(item: Rewriting) -> str:
    return f"{item.place} “{item.old}” → “{item.new}”"


def undo_last(book: Any, ask: Ask) -> Outcome:
    """撤销上次操作: what was changed by hand since then stays."""
    record = undo.recall(book)
    opened = read_saved(book).opened
    cells = undo.untouched(record, lambda s, r, c: _content(opened, s, r, c))
    wanted: dict[str, dict[tuple[int, int], Any]] = {}
    for cell in cells:
        wanted.setdefault(cell.sheet, {})[cell.row, cell.col] = cell.before
    with quiet(book):
        changed = write_contents(book, opened, wanted).changed
    undo.keep(book, undo.reverse(record.title), changed)
    kept = len(record.cells) - len(changed)
    message = f"已恢复 {len(changed)} 格：{record.when} 的“{record.title}”已撤销；再点一次即重做"
    details = (f"另有 {kept} 格在那之后又改过，没有动。",) if kept else ()
    return Outcome("撤销上次操作", message, details)


def _content(opened: Opened, sheet: str, row: int, col: int) -> Any:
    if opened.book.sheet(sheet) is None:
        return None
    return of_cell(opened.cell(sheet, row, col))
