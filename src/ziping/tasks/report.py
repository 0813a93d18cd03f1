"""生成报告: the Word report of a workbook, and its PDF where LibreOffice is there."""

from pathlib import Path
from typing import NamedTuple

from ziping.errors import UnwritableError
from ziping.package.atomic import plain_errors, write_atomic
from ziping.tasks.check import Checked, check_file
from ziping.word.report import write_report
from ziping.word.sentences import Gap


class Reported(NamedTuple):
    """The report written, its gaps （未填）, and the findings that still stand."""

    checked: Checked
    gaps: tuple[Gap, ...]
    target: Path
    pdf: Path | None
    kept: Path | None  # where an older report of that name was put


def report_file(path: Path, target: Path, *, pdf: bool = False) -> Reported:
    """Write the report; an older one of that name, perhaps edited by hand, is kept beside it."""
    if target.suffix.lower() != ".docx":
        raise UnwritableError(target, "报告的扩展名应为 .docx", "请换一个以 .docx 结尾的文件名")
    checked = check_file(path)
    kept = _keep(target)
    gaps = write_report(checked.scored, target, overwrite=True)
    made = None
    if pdf:
        from ziping.word.pdf import to_pdf

        made = target.with_suffix(".pdf")
        to_pdf(target, made, overwrite=True)
    return Reported(checked, gaps, target, made, kept)


def _keep(target: Path) -> Path | None:
    """Copy what is there to the next free backup name; no backup is ever overwritten."""
    if not target.is_file():
        return None
    number, kept = 1, target.with_name(target.name + ".bak")
    while kept.exists():
        number += 1
        kept = target.with_name(f"{target.name}.bak{number}")
    with plain_errors(target):
        content = target.read_bytes()
    write_atomic(kept, content, replace=False)
    return kept
