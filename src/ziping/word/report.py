"""部门整体支出绩效自评报告 as a .docx: the parts of the package, and the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ziping.package.rewrite import LIGHT, write_new
from ziping.scoring import ScoredAssessment
from ziping.word import attachments, prose, skeleton
from ziping.word.corrections import Correction
from ziping.word.figures import figures
from ziping.word.inline import plain_text
from ziping.word.markup import document
from ziping.word.options import PLAIN, Options
from ziping.word.printed import Printed, printed
from ziping.word.sentences import Gap, Sentences


class Report(NamedTuple):
    """The parts by name, [Content_Types].xml first; what prints as （未填）; what was put right.

    A correction is a cell that prints the computed figure instead of the office's wrong one.
    """

    parts: Mapping[str, bytes]
    gaps: tuple[Gap, ...]
    corrections: tuple[Correction, ...] = ()


def render_report(scored: ScoredAssessment, options: Options = PLAIN, layout: str = "") -> Report:
    """The whole report in memory; equal input gives equal bytes.

    `layout`: the forms of the report that the file was imported from; printed as declared.
    """
    file = printed(scored, options)
    listed = attachments.attachments(scored)
    sentences = Sentences(figures(file, attachments.numbers(listed)))
    blocks = [
        *prose.opening_block(file, sentences),
        *prose.chapters(file, sentences),
        *prose.attachment_list([one.name for one in listed], file.page),
        *_attached(file, listed, sentences, layout),
        skeleton.body_section(file.page),
    ]
    title, unit = prose.title(file, sentences), sentences.fill("{unit}", "标题")
    parts = skeleton.parts(
        file.page, plain_text(title), plain_text(unit), scored.pack.name, options
    )
    content = {**parts, "word/document.xml": document(blocks)}
    return Report(content, sentences.gaps, tuple(file.corrections.values()))


def _attached(
    file: Printed, listed: list[attachments.Attachment], sentences: Sentences, layout: str
) -> Iterator[str]:
    if layout and file.options.declared:
        from ziping.word.declared import declared_pages

        return declared_pages(layout, file, listed, sentences)
    return attachments.pages(file, listed, sentences)


def write_report(
    scored: ScoredAssessment,
    target: Path,
    options: Options = PLAIN,
    *,
    overwrite: bool = False,
) -> tuple[Gap, ...]:
    """Write the report; what it had to leave open is returned for the caller to tell."""
    report = render_report(scored, options)
    write_new(tuple(report.parts.items()), target, overwrite=overwrite, level=LIGHT)
    return report.gaps
