"""Which attachments a report has, what they are numbered, and their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ziping.scoring import ScoredAssessment
from ziping.word.assessment_forms import overall_form, project_form
from ziping.word.basic_form import basic_form
from ziping.word.markup import paragraph
from ziping.word.printed import Printed
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


def numbers(listed: Sequence[Attachment]) -> dict[str, str]:
    """附件1, 附件2, …: what each form is called wherever it is spoken of."""
    return {one.kind: label(at) for at, one in enumerate(listed, 1)}


def label(number: int) -> str:
    """What stands at the top left of an attachment."""
    return f"附件{number}"


def pages(printed: Printed, listed: Sequence[Attachment], sentences: Sentences) -> Iterator[str]:
    """Each attachment on a new page, with 附件1 at its top left."""
    for number, attachment in enumerate(listed, 1):
        name = label(number)
        if attachment.kind == PROJECT:
            yield from _project_pages(printed, name, sentences)
            continue
        form = basic_form if attachment.kind == BASIC else overall_form
        yield paragraph(name, "AttachmentLabel")
        yield from form(printed, sentences, name)


def _project_pages(printed: Printed, name: str, sentences: Sentences) -> Iterator[str]:
    """附件3 for one project; 附件3-1, 附件3-2 for several."""
    projects = enumerate(printed.scored.projects)
    used = [(at, project) for at, project in projects if project.project.is_used]
    for nth, (at, project) in enumerate(used, 1):
        own = f"{name}-{nth}" if len(used) > 1 else name
        yield paragraph(own, "AttachmentLabel")
        yield from project_form(printed, at, project, sentences, own)


def _kind(name: str) -> str:
    """Which form a name of the pack's list means; "" for one that ziping does not make."""
    if "基础数据" in name:
        return BASIC
    if "自评表" not in name:
        return ""
    return PROJECT if "项目" in name else OVERALL
