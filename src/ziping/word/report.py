"""部门整体支出绩效自评报告 as a .docx: the parts of the package, and the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ziping.package.rewrite import write_new
from ziping.scoring import ScoredAssessment
from ziping.word import attachments, prose, skeleton
from ziping.word.figures import figures
from ziping.word.markup import document
from ziping.word.sentences import Gap, Sentences


class Report(NamedTuple):
    """The parts by name, [Content_Types].xml first, and what is printed as （未填）."""

    parts: Mapping[str, bytes]
    gaps: tuple[Gap, ...]


def render_report(scored: ScoredAssessment) -> Report:
    """The whole report in memory; equal input gives equal bytes."""
    sentences = Sentences(figures(scored))
    listed = attachments.attachments(scored)
    blocks = [
        *prose.opening_block(scored, sentences),
        *prose.chapters(scored, sentences),
        *prose.attachment_list([one.name for one in listed]),
        *attachments.pages(scored, listed, sentences),
        skeleton.BODY_SECTION,
    ]
    unit = sentences.fill("{unit}", "标题")
    parts = skeleton.parts(scored.pack, prose.title(scored, sentences), unit)
    return Report({**parts, "word/document.xml": document(blocks)}, sentences.gaps)


def write_report(
    scored: ScoredAssessment, target: Path, *, overwrite: bool = False
) -> tuple[Gap, ...]:
    """Write the report; what it had to leave open is returned for the caller to tell."""
    report = render_report(scored)
    write_new(tuple(report.parts.items()), target, overwrite=overwrite)
    return report.gaps
