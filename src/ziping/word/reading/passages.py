"""Every paragraph and cell of a report as a passage, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping import passage as role
from ziping.model import Passage, Place, ReportText
from ziping.word.reading.chapters import OPENING, Section, rank_of
from ziping.word.reading.document import Document, Paragraph, Table
from ziping.word.reading.draft import GRADING, Draft, Part
from ziping.word.reading.own_texts import Prose, is_of_attachments
from ziping.word.reading.rows import rows
from ziping.word.reading.wording import squeezed

Made = dict[int, list[Passage]]  # by the number of the paragraph


def report_text(
    document: Document, parts: Sequence[Section], drafts: Sequence[Draft], prose: Prose
) -> ReportText:
    """`parts`: the sections of the prose, the last one what stands under it as signature."""
    *sections, signature = parts
    made: Made = {}
    for part in sections:
        _of_section(part, made)
    for number, paragraph in enumerate(signature.paragraphs, 1):
        _put(made, paragraph, signature.place(number), role.SIGNATURE)
    for draft in drafts:
        _around(draft, made)
    owners = {part.table.nth: _owners(part.table, drafts) for one in drafts for part in one.parts}
    found: list[Passage] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found += made.get(block.nth, ())
        else:
            found += _cells(block, owners.get(block.nth, ()))
    return ReportText(tuple(found), prose.total, prose.grade, prose.others)


def _of_section(part: Section, made: Made) -> None:
    """The heading and the paragraphs; of a heading with its text on one line both, apart."""
    key = "" if part.key == OPENING else part.key
    if part.heading is not None:
        text = part.heading.full_text
        rest = part.paragraphs[0].text if _is_run_in(part) else ""
        head = text[: text.rfind(rest)] if rest and rest in text else text
        level = rank_of(squeezed(text))
        where = Place(part.name, "标题")
        entry = Passage(where, head.rstrip(), role.HEADING, key, level)
        made.setdefault(part.heading.nth, []).append(entry)
    for number, paragraph in enumerate(part.paragraphs, 1):
        kind = role.OPENING if part.key == OPENING else role.BODY
        if is_of_attachments(paragraph, part):
            kind = role.ATTACHMENTS
        _put(made, paragraph, part.place(number), kind, key if kind == role.BODY else "")


def _is_run_in(part: Section) -> bool:
    return (
        bool(part.paragraphs)
        and part.heading is not None
        and (part.paragraphs[0].nth == part.heading.nth)
    )


def _around(draft: Draft, made: Made) -> None:
    """What stands above a form and what stands under it."""
    first = draft.parts[0].table.nth if draft.parts else 0
    last = draft.parts[-1].table.nth if draft.parts else 0
    above = role.FOREIGN if draft.kind == GRADING else role.ATTACHMENTS
    for number, paragraph in enumerate(draft.before, 1):
        _put(made, paragraph, Place(f"表{first}", f"表上第{number}行"), above, draft.kind)
    for number, paragraph in enumerate(draft.after, 1):
        _put(made, paragraph, Place(f"表{last}", f"表下第{number}行"), role.FOOT, draft.kind)


def _put(made: Made, paragraph: Paragraph, place: Place, kind: str, section: str = "") -> None:
    if paragraph.full_text.strip():
        entry = Passage(place, paragraph.full_text, kind, section)
        made.setdefault(paragraph.nth, []).append(entry)


def _owners(table: Table, drafts: Sequence[Draft]) -> tuple[tuple[Part, Draft], ...]:
    """Which rows of a table belong to which form."""
    return tuple((part, one) for one in drafts for part in one.parts if part.table is table)


def _cells(table: Table, owners: Sequence[tuple[Part, Draft]]) -> Iterator[Passage]:
    for row in rows(table):
        draft = next((one for part, one in owners if part.first <= row.number < part.end), None)
        for cell in row.own:
            if cell.is_blank:
                continue
            place, text = row.place(cell), cell.text.strip("\n")
            if draft is None or draft.kind == GRADING:
                yield Passage(place, text, role.FOREIGN, GRADING if draft else "")
            else:
                label = (table.nth, cell.row, cell.col) not in draft.bindings
                yield Passage(place, text, role.CELL, draft.kind, is_label=label)
