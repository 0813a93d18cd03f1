"""The actions that write another file: 生成报告 and 上年结转."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ziping.checks import Severity
from ziping.errors import ZipingError
from ziping.excel import host
from ziping.excel.marking import Ask
from ziping.excel.outcome import Outcome
from ziping.excel.saved import saved_copy
from ziping.tasks.create import free_name
from ziping.tasks.report import report_file

if TYPE_CHECKING:
    from ziping.tasks.check import Checked

REPORT_SUFFIX = "_自评报告.docx"
FEW = 8
FORBIDDEN = set('\\/:*?"<>|')


def report(book: Any, ask: Ask) -> Outcome:
    """生成报告: beside the workbook; one that is there already only takes the new figures."""
    folder, note = _folder(book)
    target = folder / f"{Path(book.name).stem}{REPORT_SUFFIX}"
    with saved_copy(book) as path:
        done = _refreshed(path, target) if target.exists() else _new(path, target)
    return done._replace(files=(target,), details=(*note, *done.details))


def _new(path: Path, target: Path) -> Outcome:
    done = report_file(path, target)
    gaps = [f"未填：{gap}" for gap in done.gaps[:FEW]]
    if len(done.gaps) > FEW:
        gaps.append(f"…… 共 {len(done.gaps)} 处未填")
    put_right = [str(one) for one in done.corrections[:FEW]]
    details = (*gaps, *put_right, *_left_to_do(done.checked))
    return _outcome(f"报告已生成：{target}", details, done.checked)


def _refreshed(path: Path, target: Path) -> Outcome:
    from ziping.tasks.refresh import refresh_file

    done = refresh_file(path, target)
    changed = [change for change in done.changes if change.kind.is_done]
    lines = [
        f"{change.label or change.place}：“{change.old}” → “{change.new}”" for change in changed
    ]
    if len(lines) > FEW:
        lines = [*lines[:FEW], f"…… 共更新 {len(changed)} 处"]
    if done.left:
        lines.append(f"有 {len(done.left)} 处手工改过或要改句子，没有动，请在 Word 里核对。")
    if done.kept is not None:
        lines.append(f"更新前的报告：{done.kept.name}")
    said = "报告已更新" if done.is_written else "报告里的数字已是最新，没有改动"
    return _outcome(f"{said}：{target}", (*lines, *_left_to_do(done.checked)), done.checked)


def _outcome(message: str, details: tuple[str, ...], checked: Checked) -> Outcome:
    return Outcome("生成报告", message, details, scored=checked.scored, report=checked.report)


def _left_to_do(checked: Checked) -> Iterator[str]:
    errors = checked.report.count(Severity.ERROR)
    if errors:
        yield f"工作簿还有 {errors} 条错误，报送前请先改正（见“校验结果”）。"
    awaiting = checked.scored.assessment.awaiting
    if awaiting:
        yield f"还有 {awaiting} 处上年沿用没有确认。"


def roll(book: Any, ask: Ask) -> Outcome:
    """上年结转: next year's workbook from the open one, opened beside it."""
    from ziping.tasks.roll import Request, roll_file
    from ziping.workbook.read import read_workbook

    folder, note = _folder(book)
    with saved_copy(book) as path:
        year = read_workbook(path).assessment.budget_year
        if not year:
            raise ZipingError("“基本情况”没有填自评年度，不知道结转到哪一年", "请先填写自评年度")
        question = f"要由这份 {year} 年度的工作簿生成 {year + 1} 年度的新工作簿吗？这份不改动。"
        if not ask("上年结转", question):
            return Outcome("上年结转", "没有生成")
        draft = path.with_name("rolled.xlsx")
        rolled = roll_file(path, draft, Request(year + 1))
        unit = rolled.assessment.unit.name.value or Path(book.name).stem
        target = _moved(draft, folder / f"{_clean(unit)}_{year + 1}_绩效自评.xlsx")
    with suppress(Exception):  # made is made, even where the program does not open it
        host.open_file(book, target)
    awaiting = rolled.assessment.awaiting
    details = (
        *note,
        "每一处的去向见新工作簿的“结转清单”。",
        *([f"沿用上年、等待确认 {awaiting} 处（橙色）。"] if awaiting else ()),
    )
    return Outcome("上年结转", f"已生成：{target}", details, files=(target,))


def _moved(draft: Path, target: Path) -> Path:
    """The finished file under the next free name: no file is ever overwritten."""
    from ziping.package.atomic import write_atomic

    target = free_name(target)
    write_atomic(target, draft.read_bytes(), replace=False)
    return target


def _clean(name: str) -> str:
    """A file name that every system takes."""
    return "".join("_" if mark in FORBIDDEN or not mark.isprintable() else mark for mark in name)


def _folder(book: Any) -> tuple[Path, tuple[str, ...]]:
    """The workbook's own folder; the user's documents where it lies on the net or nowhere yet."""
    full_name = host.full_name(book)
    folder = Path(full_name).parent
    if "://" not in full_name and folder.is_absolute() and folder.is_dir():
        return folder, ()
    home = Path.home()
    for folder in (home / "Documents", home / "文档", home):
        if folder.is_dir():
            return folder, (f"工作簿不在本机文件夹里，文件放在：{folder}",)
    raise ZipingError("工作簿还没有保存到本机，不知道文件该放在哪里", "请先保存工作簿，再点一次")
