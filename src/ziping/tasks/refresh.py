"""更新报告: the figures of a report that was edited in Word, and not one byte more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ziping.errors import UnusableFileError, UnwritableError, ZipingError
from ziping.package.gate import Package, open_package
from ziping.package.program import is_word
from ziping.package.relations import part_of_kind
from ziping.package.rewrite import rewrite, writable_place
from ziping.rules import RulePack
from ziping.tasks.check import Checked
from ziping.tasks.report import check_workbook, rendered
from ziping.word.keywords import flags
from ziping.word.options import PLAIN, Options
from ziping.word.reading.refusal import refuse_active, refuse_macro_name
from ziping.word.refresh.change import Change, Kind
from ziping.word.refresh.compare import compare
from ziping.word.refresh.tree import Tree, spliced
from ziping.word.refresh.variant import variant
from ziping.word.report import Report
from ziping.word.sentences import BLANK
from ziping.workbook.opened import EXTENSIONS

_NOT_OURS = "这份报告不是 ziping 生成的（或控件已全部丢失）"


class Refreshed(NamedTuple):
    """What was changed and what was left; `target` is only written where something changed.

    `was`: the options that the report was written with, None where it doesn't say.
    """

    checked: Checked
    report: Report
    changes: tuple[Change, ...]
    target: Path
    is_written: bool
    kept: Path | None  # where the old version of the target was put
    options: Options = PLAIN
    was: Options | None = None
    is_updated: bool = False  # a copy of a report in which nothing changed is not

    @property
    def left(self) -> tuple[Change, ...]:
        """What a person has to look at."""
        return tuple(change for change in self.changes if not change.kind.is_done)


def refresh_file(
    path: Path,
    report: Path,
    target: Path | None = None,
    options: Options = PLAIN,
    *,
    template: Path | None = None,
    another: bool = False,
) -> Refreshed:
    """Bring the controls of a report up to date; without `target`, in the report itself.

    Without options, by those that it was written with. `another`: the officer's word that a
    report of another unit or year is to become this one's.
    """
    _refuse_workbook(path, report)
    package, main = _opened(report)
    target = target or report
    if target.suffix.lower() != ".docx":
        raise UnwritableError(target, "报告的扩展名应为 .docx", "请换一个以 .docx 结尾的文件名")
    writable_place(target, overwrite=True)
    old = Tree(package.read(main), report)
    was = variant(package)
    options = was if was is not None and options == PLAIN else options
    checked = check_workbook(path)
    fresh = rendered(checked, options, template)
    now = Tree(fresh.parts["word/document.xml"], path)
    compared = compare(old, now, report, _labels(checked.scored.pack))
    if not compared.controls:
        raise UnusableFileError(report, _NOT_OURS, "请用 ziping report 生成新的报告，再在其上修改")
    if not another:
        _refuse_another(report, compared.changes)
    changed: dict[str, bytes] = {}
    if compared.splices:
        changed[main] = spliced(old.xml, compared.splices)
        Tree(changed[main], report)  # nothing that can't be read again is written
    written, kept = _write(package, changed, target)
    return Refreshed(
        checked, fresh, compared.changes, target, written, kept, options, was, bool(changed)
    )


def _refuse_another(report: Path, changes: Sequence[Change]) -> None:
    """What ziping wrote there, and nobody typed over, is another unit's or another year's."""
    said = {"unit.name": "单位名称", "unit.year": "年度"}
    told = {
        change.key: f"{said[change.key]}，报告是“{change.old}”，工作簿是“{change.new}”"
        for change in changes
        if change.kind is Kind.REPLACED
        and change.key in said
        and BLANK not in (change.old, change.new)
    }
    if told:
        listed = "；".join(told.values())
        raise ZipingError(
            f"“{report}”和工作簿不是同一单位同一年度的（{listed}），没有更新",
            "请核对文件，或用 -o 另存为新报告（不写 --update）；"
            "单位改名等确要更新这份报告的，加上 --another",
        )


def _refuse_workbook(path: Path, report: Path) -> None:
    """A workbook in the report's place, most often because the two were swapped."""
    if report.suffix.lower() not in EXTENSIONS:
        return
    raise UnusableFileError(
        report,
        "工作簿和报告的位置写反了" if is_word(path) else "这是工作簿，--update 后面要写 Word 报告",
        "请写成 ziping report 自评.xlsx --update 报告.docx",
    )


def _opened(report: Path) -> tuple[Package, str]:
    refuse_macro_name(report)
    package = open_package(report, extensions=frozenset({".docx"}))
    refuse_active(package)
    main = part_of_kind(package, "", "officeDocument")
    if main is None:
        raise UnusableFileError(
            report, "文件不完整：里面没有正文部件", "请重新下载或请对方重发；能打开的，另存一份再试"
        )
    return package, main


def _labels(pack: RulePack) -> frozenset[str]:
    first = [level.label for level in pack.levels]
    return frozenset([*first, *(label for level in pack.levels for label in level.second)])


def _write(package: Package, changed: dict[str, bytes], target: Path) -> tuple[bool, Path | None]:
    backup = _free_backup(target) if target.exists() else None
    written = rewrite(package, changed, target, backup=backup)
    return written, backup if written else None


def _free_backup(target: Path) -> Path:
    """No backup is ever overwritten."""
    number, name = 1, target.with_name(target.name + ".bak")
    while name.exists():
        number += 1
        name = target.with_name(f"{target.name}.bak{number}")
    return name


def refresh_json(done: Refreshed) -> dict[str, Any]:
    """The object of `ziping report --update --json`."""
    return {
        "target": str(done.target),
        "report": str(done.target),
        "written": done.is_written and done.is_updated,
        "backup": None if done.kept is None else str(done.kept),
        "changes": [
            {
                "kind": change.kind.name.lower(),
                "key": change.key,
                "label": change.label,
                "place": str(change.place),
                "old": change.old,
                "new": change.new,
                "remark": change.remark,
            }
            for change in done.changes
        ],
        "needs_look": len(done.left),
        "options": flags(done.options),
        "findings": len(done.checked.report.findings),
        "awaiting": done.checked.scored.assessment.awaiting,
    }
