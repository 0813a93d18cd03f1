"""A difference of two files as a Word document: a heading and a table a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ziping.rules import RulePack
from ziping.word import skeleton
from ziping.word.markup import Cell, Table, document, paragraph
from ziping.word.note import TEXT, with_note_styles, without_keywords
from ziping.word.page import page_of

WHOLE = 8844  # twentieths of a point: the width that a note's tables are drawn for
Rows = Sequence[Sequence[str]]


def render_difference(
    pack: RulePack,
    title: str,
    lead: Sequence[str],
    tables: Sequence[tuple[str, Sequence[str], Sequence[int], Rows, str]],
) -> Mapping[str, bytes]:
    """The parts; a table is heading, heads, widths in hundredths, rows, the words for none."""
    page = page_of(pack)
    blocks = [paragraph(title, "Title"), *(paragraph(line, "BodyText") for line in lead)]
    for heading, heads, shares, rows, empty in tables:
        blocks.append(paragraph(heading, "Heading1"))
        if not rows:
            blocks.append(paragraph(empty, "BodyText"))
            continue
        table = Table(page.fitted([WHOLE * share // 100 for share in shares]))
        table.row(*(Cell(head, "TableHead") for head in heads), header=True)
        for row in rows:
            table.row(*(Cell(text, TEXT) for text in row))
        blocks += [table.xml(), paragraph("", "Spacer")]
    parts = skeleton.parts(page, title, "", pack.name)
    own = {
        "word/document.xml": document([*blocks, skeleton.body_section(page)]),
        "word/styles.xml": with_note_styles(parts["word/styles.xml"]),
        "docProps/core.xml": without_keywords(parts["docProps/core.xml"], pack.name),
    }
    return {**parts, **own}
