"""Which attachments a report has, what they are numbered, and their pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.scoring import ScoredAssessment, ScoredProject
from ziping.word.assessment_forms import overall_form, project_form
from ziping.word.basic_form import basic_form
from ziping.word.markup import paragraph
from ziping.word.sentences import Sentences

BASIC, OVERALL, PROJECT = "basic", "overall", "project"
PROJECT_NAME = "项目支出绩效自评表"


class Attachment(NamedTuple):
    """A name of the list at the end of the text, and which form it is."""

    name: str
    kind: str


def attachments(scored: ScoredAssessment) -> list[Attachment]:
    """What the pack asks for and the file has; projects that are there are never dropped."""
    listed = [Attachment(name, _kind(name)) for name in scored.pack.value("report.attachments")]
    if PROJECT not in [one.kind for one in listed]:
        listed.append(Attachment(PROJECT_NAME, PROJECT))
    has_projects = any(one.project.is_used for one in scored.projects)
    return [one for one in listed if one.kind and (has_projects or one.kind != PROJECT)]


def pages(
    scored: ScoredAssessment, listed: list[Attachment], sentences: Sentences
) -> Iterator[str]:
    """Each attachment on a new page, with 附件1 at its top left."""
    for number, attachment in enumerate(listed, 1):
        label = f"附件{number}"
        if attachment.kind == PROJECT:
            yield from _project_pages(scored, label, sentences)
            continue
        form = basic_form if attachment.kind == BASIC else overall_form
        yield paragraph(label, "AttachmentLabel")
        yield from form(scored, sentences, label)


def _project_pages(scored: ScoredAssessment, label: str, sentences: Sentences) -> Iterator[str]:
    """附件3 for one project; 附件3-1, 附件3-2 for several."""
    used: list[ScoredProject] = [one for one in scored.projects if one.project.is_used]
    for at, project in enumerate(used, 1):
        own = f"{label}-{at}" if len(used) > 1 else label
        yield paragraph(own, "AttachmentLabel")
        yield from project_form(scored, project, sentences, own)


def _kind(name: str) -> str:
    """Which form a name of the pack's list means; "" for one that ziping does not make."""
    if "基础数据" in name:
        return BASIC
    if "自评表" not in name:
        return ""
    return PROJECT if "项目" in name else OVERALL
