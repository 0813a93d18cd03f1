"""生成报告: the Word report of a workbook, and its PDF where LibreOffice is there."""

from pathlib import Path
from typing import Any, NamedTuple

from ziping.errors import UnusableFileError, UnwritableError, ZipingError
from ziping.package.atomic import plain_errors, write_atomic
from ziping.package.program import is_word
from ziping.package.rewrite import LIGHT, new_package, writable_place
from ziping.tasks.check import Checked, check_file
from ziping.word.corrections import Correction
from ziping.word.layout import LayoutError, outgrown, parsed
from ziping.word.options import PLAIN, Options
from ziping.word.report import Report, render_report
from ziping.word.sentences import Gap

KEPT_FORMS = {"grading": "考核评分表", "second": "重复的表"}


class Reported(NamedTuple):
    """The report written, its gaps （未填）, what it put right, the findings that still stand."""

    checked: Checked
    gaps: tuple[Gap, ...]
    corrections: tuple[Correction, ...]
    target: Path
    pdf: Path | None
    kept: tuple[Path, ...]  # where older files of these names were put
    unprinted: tuple[str, ...] = ()  # forms of an imported report that print as declared only
    outgrown: tuple[str, ...] = ()  # forms whose rows are no longer those of the imported report


def report_file(
    path: Path,
    target: Path,
    options: Options = PLAIN,
    *,
    pdf: bool = False,
    template: Path | None = None,
) -> Reported:
    """Write the report; an older one of that name, perhaps edited by hand, is kept beside it.

    `template`: an office's own wording of the generated sentences.
    """
    if target.suffix.lower() != ".docx":
        raise UnwritableError(target, "报告的扩展名应为 .docx", "请换一个以 .docx 结尾的文件名")
    made = target.with_suffix(".pdf") if pdf else None
    for place in filter(None, (target, made)):
        writable_place(place, overwrite=True)
    checked = check_workbook(path)
    report = rendered(checked, options, template)
    kept = [_replace(target, new_package(tuple(report.parts.items()), LIGHT))]
    if made is not None:
        kept.append(_make_pdf(target, made))
    older = tuple(filter(None, kept))
    left = _unprinted(checked, options)
    kept_layout = checked.read.opened.layout() if options.declared else ""
    grown = tuple(outgrown(kept_layout, checked.scored.assessment))
    return Reported(checked, report.gaps, report.corrections, target, made, older, left, grown)


def check_workbook(path: Path) -> Checked:
    """`check_file`, with a better word for a Word report in the workbook's place."""
    if is_word(path):
        raise UnusableFileError(
            path,
            "这是 Word 报告，出报告要用工作簿",
            "请先 ziping import 报告.docx -o 自评.xlsx，再由工作簿出报告",
        )
    return check_file(path)


def rendered(checked: Checked, options: Options, template: Path | None = None) -> Report:
    """The report of a file; as declared, in the forms of the report it was imported from."""
    scored = checked.scored
    if template is not None:
        from ziping.word.template import with_template

        scored = scored._replace(pack=with_template(scored.pack, template))
    layout = checked.read.opened.layout() if options.declared else ""
    return render_report(scored, options, layout)


def _unprinted(checked: Checked, options: Options) -> tuple[str, ...]:
    """What the file keeps of the report it was imported from and this one doesn't print."""
    kept = checked.read.opened.layout()
    if options.declared or not kept:
        return ()
    try:
        kinds = {form["kind"] for form in parsed(kept)["forms"]}
    except LayoutError:
        return ()
    return tuple(name for kind, name in KEPT_FORMS.items() if kind in kinds)


def report_json(done: Reported) -> dict[str, Any]:
    """The object of `ziping report --json`."""
    return {
        "target": str(done.target),
        "pdf": None if done.pdf is None else str(done.pdf),
        "kept": [str(path) for path in done.kept],
        "gaps": [str(gap) for gap in done.gaps],
        "corrections": [
            {
                "place": str(one.place),
                "label": one.label,
                "declared": one.declared,
                "printed": one.printed,
            }
            for one in done.corrections
        ],
        "findings": len(done.checked.report.findings),
        "unprinted": list(done.unprinted),
        "outgrown": list(done.outgrown),
        "awaiting": done.checked.scored.assessment.awaiting,
    }


def _replace(target: Path, content: bytes) -> Path | None:
    """Write, what was there copied away first; nothing is touched where it is the same."""
    real, like = writable_place(target, overwrite=True)
    with plain_errors(target):
        old = real.read_bytes() if like is not None else None
    if old == content:
        return None
    kept = None if old is None else _keep(real, old)
    write_atomic(real, content, like=like)
    return kept


def _keep(target: Path, content: bytes) -> Path:
    """The next free backup name: no backup is ever overwritten."""
    number, kept = 1, target.with_name(target.name + ".bak")
    while kept.exists():
        number += 1
        kept = target.with_name(f"{target.name}.bak{number}")
    write_atomic(kept, content, replace=False)
    return kept


def _make_pdf(report: Path, target: Path) -> Path | None:
    """The PDF beside the report; where it can't be made, the message says that Word's was."""
    from ziping.word.pdf import to_pdf

    with plain_errors(target):
        kept = _keep(target, target.read_bytes()) if target.is_file() else None
    try:
        to_pdf(report, target, overwrite=True)
    except ZipingError as error:
        if kept is not None:
            kept.unlink(missing_ok=True)
        problem = f"Word 报告已写好（{report}），PDF 没有转成：{error.problem}"
        raise ZipingError(problem, error.remedy) from error
    return kept
