"""导入: a Word report → a workbook, with a list of what became of every piece of it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ziping.checks import Report, run
from ziping.errors import UnusableFileError, UnwritableError
from ziping.model import Form, Place, SelfAssessment
from ziping.package.program import is_word
from ziping.package.rewrite import writable_place
from ziping.rules import RulePack
from ziping.rules.outline import text_sections
from ziping.scoring import ScoredAssessment, score
from ziping.tasks.beside import NONE, Beside, with_beside
from ziping.word import codes
from ziping.word.reading.report import read_report
from ziping.word.reading.result import KINDS, UNRECOGNISED, Note, ReadReport

OLD_SUFFIXES = frozenset({".doc", ".wps", ".rtf", ".odt"})
LONGEST_QUOTE = 200


class Imported(NamedTuple):
    """The workbook that was made, and the notes in the order in which they want a look."""

    read: ReadReport
    target: Path
    notes: tuple[Note, ...]

    def count(self, kind: str) -> int:
        return sum(note.kind == kind for note in self.notes)


class CheckedReport(NamedTuple):
    """A Word report that was read and checked; nothing was written."""

    read: ReadReport
    scored: ScoredAssessment
    report: Report


def read_word(path: Path, pack: str | RulePack = "") -> ReadReport:
    """A report in any of Word's formats; the old ones go through LibreOffice."""
    if path.suffix.lower() not in OLD_SUFFIXES:
        return read_report(path, pack)
    from ziping.word.office import word_from_old

    with tempfile.TemporaryDirectory(prefix="ziping-word-", ignore_cleanup_errors=True) as folder:
        return read_report(word_from_old(path, Path(folder)), pack)


def check_report(path: Path, pack: str | RulePack = "", beside: Beside = NONE) -> CheckedReport:
    """Check a Word report as it is; places are its chapters, paragraphs, tables and cells."""
    read = read_word(path, pack)
    scored = with_beside(score(read.assessment, read.pack), beside)
    return CheckedReport(read, scored, run(scored))


def import_file(path: Path, target: Path, pack_name: str = "") -> Imported:
    """Make a workbook from a Word report; an existing file is never overwritten."""
    from ziping.tasks.create import create

    if target.suffix.lower() != ".xlsx":
        raise UnwritableError(target, "工作簿的扩展名应为 .xlsx", "请换一个以 .xlsx 结尾的文件名")
    writable_place(target, overwrite=False)
    _refuse_other(path)
    read = read_word(path, pack_name)
    data, notes = imported_data(read)
    data["notes_title"] = f"导入清单（{path.name}）"
    create(read.pack, data, target)
    return Imported(read, target, notes)


def _refuse_other(path: Path) -> None:
    """What is no Word file is told so before it is opened."""
    from ziping.workbook.opened import EXTENSIONS

    if path.suffix.lower() in EXTENSIONS:
        remedy = f'工作簿不用导入，直接运行 ziping score "{path}"；要导入报告的，请写 .docx 文件'
        raise UnusableFileError(path, "这是工作簿，导入要的是 Word 报告（.docx）", remedy)
    if not is_word(path):
        found = f"扩展名是“{path.suffix}”" if path.suffix else "文件名没有扩展名"
        remedy = "请写 .docx 文件；只有 PDF 或扫描件的，请向对方要 Word 原件"
        raise UnusableFileError(path, f"{found}，导入要的是 Word 报告（.docx）", remedy)


def imported_data(read: ReadReport) -> tuple[dict[str, object], tuple[Note, ...]]:
    """What a workbook is built from, and every note, those first that want a look."""
    from ziping.tasks.data import workbook_data

    assessment, cut = _fitted(read.assessment)
    order = {kind: at for at, kind in enumerate(KINDS)}
    notes = tuple(sorted((*read.notes, *cut), key=lambda note: order[note.kind]))
    data = workbook_data(assessment)
    data["layout"] = read.layout
    data["notes"] = [note_row(note, read.pack) for note in notes]
    return data, notes


def note_row(note: Note, pack: RulePack) -> tuple[str, ...]:
    """结果、位置、原文、取为、取到哪里、说明."""
    taken = note.taken if note.taken != note.text else ""
    return (note.kind, str(note.place), note.text, taken, label_of(note.key, pack), note.remark)


def label_of(key: str, pack: RulePack) -> str:
    """A path of the model in the office's words: 整体 指标3 实际完成值; 报告正文 七、存在的问题."""
    group, _, name = key.partition("#")[0].rstrip(".").partition(".")
    if group == "texts":
        found = (one for one in text_sections(pack) if one.key == name)
        return "报告正文 " + next((f"{one.chapter}{one.title}" for one in found), name)
    if group == "unit" and name == "name":
        return "单位名称"
    where = WHERE.get(group, "")
    return f"{where} {codes.name(key.partition('#')[0].rstrip('.'))}".strip() if key else ""


WHERE = {
    "unit": "基本情况",
    "staffing": "基本情况",
    "spending": "基本情况 正文",
    "basic_data": "基础数据表",
    "funds": "整体自评表",
}


def _fitted(assessment: SelfAssessment) -> tuple[SelfAssessment, list[Note]]:
    """What a workbook has room for; what is cut off is told, row by row."""
    from ziping.workbook.layout import MAX_INDICATORS, MAX_PROJECT_LINES

    cut: list[Note] = []
    lines = assessment.basic_data.project_lines
    for line in lines[MAX_PROJECT_LINES:]:
        cut.append(_cut(line.name.place, line.name.raw, MAX_PROJECT_LINES))
    projects = tuple(
        one._replace(form=_shortened(one.form, MAX_INDICATORS, cut)) for one in assessment.projects
    )
    return (
        assessment._replace(
            overall=_shortened(assessment.overall, MAX_INDICATORS, cut),
            basic_data=assessment.basic_data._replace(project_lines=lines[:MAX_PROJECT_LINES]),
            projects=projects,
        ),
        cut,
    )


def _shortened(form: Form, most: int, cut: list[Note]) -> Form:
    """Blank rows go first where there are too many."""
    rows = form.indicators
    if len(rows) > most:
        rows = tuple(row for row in rows if not row.is_empty)
    for row in rows[most:]:
        texts: Sequence[str] = [row.level2.raw, row.name.raw, row.target.raw, row.actual.raw]
        cut.append(_cut(row.name.place, " ".join(filter(None, texts)), most))
    return form._replace(indicators=rows[:most])


def _cut(place: Place, text: str, most: int) -> Note:
    return Note(UNRECOGNISED, place, text, "", "", f"工作簿只放得下 {most} 行，这一行没有放进去")
