"""The attachments of an imported report, printed as they stood in it (see `layout`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ziping.word import codes
from ziping.word.assessment_forms import overall_form, project_form
from ziping.word.attachments import Attachment, numbers, pages
from ziping.word.basic_form import basic_form
from ziping.word.inline import Content, Value
from ziping.word.layout import Json, LayoutError, fits, grid_rows, parsed, pieces, shown
from ziping.word.markup import Cell, Table, paragraph
from ziping.word.printed import Printed
from ziping.word.reading.identity import FOOT_LABELS, foot_spans
from ziping.word.reading.wording import meaning, squeezed, unnumbered
from ziping.word.reading.zones import is_attachment_label, is_foot
from ziping.word.sentences import Sentences

LONG_TEXT = 14  # characters; what is longer is set from the left
SHORT_LABEL = 4
MOST_INDENT = 1200  # twentieths of a point
NEW_PAGE = "<w:pageBreakBefore/>"


def declared_pages(
    layout: str, printed: Printed, listed: Sequence[Attachment], sentences: Sentences
) -> Iterator[str]:
    """Every form of the layout in its order; one whose rows were changed in the pack's own form.

    A damaged layout is none: the pack's forms are printed instead.
    """
    try:
        forms = parsed(layout)["forms"]
    except LayoutError:
        yield from pages(printed, listed, sentences)
        return
    names = numbers(listed)
    for form in forms:
        yield from _form(form, printed, names, sentences)
    known = sum(form["kind"] == "project" for form in forms)
    for at, project in enumerate(printed.scored.projects[known:], known):
        label = f"{names['project']}-{at + 1}"
        yield paragraph(label, "AttachmentLabel")
        yield from project_form(printed, at, project, sentences, label)


def _form(
    form: Json, printed: Printed, names: dict[str, str], sentences: Sentences
) -> Iterator[str]:
    kind, number = form["kind"], form["number"]
    if kind == "grading" and printed.options.public:
        return
    if kind == "project" and number >= len(printed.scored.projects):
        return
    if not fits(form, printed.assessment):
        label = names.get(kind, "")
        yield paragraph(label, "AttachmentLabel")
        if kind == "project":
            project = printed.scored.projects[number]
            yield from project_form(printed, number, project, sentences, label)
        else:
            own = basic_form if kind == "basic" else overall_form
            yield from own(printed, sentences, label)
        return
    yield from _heads(form["before"])
    for at, table in enumerate(form["tables"]):
        if at:
            yield paragraph("", "Spacer")
        yield _table(table, printed, lines=kind == "basic")
    yield from _feet(form["after"], printed)


def _heads(before: Sequence[str]) -> Iterator[str]:
    """附件 label and title, on a new page."""
    if not before:
        yield paragraph("", "FormTitle", NEW_PAGE)
    for at, text in enumerate(before):
        if is_attachment_label(squeezed(text)):
            yield paragraph(text.strip(), "AttachmentLabel" if not at else "BodyText")
            continue
        style = "FormTitle" if meaning("title", text) else "FormNote"
        yield paragraph(text.strip(), style, "" if at else NEW_PAGE)


def _feet(after: Sequence[str], printed: Printed) -> Iterator[str]:
    for text in after:
        if not is_foot(squeezed(text)):
            yield paragraph(text.strip(), "FormNote")
        elif not printed.options.public:
            yield paragraph(_foot(text.strip(), printed), "FormFoot")


def _foot(text: str, printed: Printed) -> Content:
    """The line as it stood; a name or date that was changed since is the workbook's."""
    pieces: list[str | Value] = []
    at = 0
    for key, start, end in foot_spans(text):
        stood = text[start:end]
        now = printed.line(f"unit.{key}", getattr(printed.assessment.unit, key))
        value = stood.strip()
        if now.text and squeezed(now.text) != squeezed(value):
            value = now.text
        lead = len(stood) - len(stood.lstrip()) if stood.strip() else 0
        tail = stood[len(stood.rstrip()) :] if stood.strip() else stood
        pieces += [text[at : start + lead], Value(f"unit.{key}", value), tail]
        at = end
    return (*pieces, text[at:])


def _table(table: Json, printed: Printed, *, lines: bool) -> str:
    """A table of the layout; `lines`: the first cell of a row of figures is their label."""
    columns = table["cols"]
    made = Table(printed.page.fitted(_widths(table["widths"], columns)))
    heads = table["heads"]
    for at, row in enumerate(grid_rows(table)):
        cells = list(_cells(row, columns, printed))
        if lines and _is_line(row):
            cells[0] = cells[0]._replace(style="TableText", indent=_indent(row[0][0]))
        made.row(*cells, header=at < heads)
    return made.xml()


def _widths(given: Sequence[int], columns: int) -> list[int]:
    good = len(given) == columns and all(width > 0 for width in given)
    return list(given) if good else [1000] * columns


def _cells(row: Sequence[tuple[Any, bool]], columns: int, printed: Printed) -> Iterator[Cell]:
    """The cells of one row over the whole grid; where the form had no cell, a blank one."""
    at = 0
    for cell, begins in row:
        first, rows, span = cell[1], cell[2], cell[3]
        if first > at:
            yield Cell("", span=first - at)
        merge = "" if rows == 1 else "restart" if begins else "continue"
        content = _content(cell, printed) if begins else ""
        style = _style(cell)
        yield Cell(content, style, span, merge, _indent(cell) if style == "TableText" else 0)
        at = first + span
    if at < columns:
        yield Cell("", span=columns - at)


def _is_line(row: Sequence[tuple[Any, bool]]) -> bool:
    """A label and its figures."""
    return len(row) > 1 and row[0][1] and row[0][0][2] == 1 and len(row[1][0]) == 8


def _content(cell: Sequence[Any], printed: Printed) -> Content:
    if printed.options.public and _is_personal(cell):
        return ""
    if len(cell) == 9:
        return _lines(cell, printed)
    text = shown(cell, printed.assessment).strip()
    if len(cell) < 8 or "#" in cell[5] or not _is_key(cell[5]):
        return text
    lead = cell[6].lstrip()
    if lead and text.startswith(lead):
        return (lead, Value(cell[5], text[len(lead) :]))
    return Value(cell[5], text)


def _is_personal(cell: Sequence[Any]) -> bool:
    """Who filled in the form, inside its table."""
    key = cell[5] if len(cell) > 5 else ""
    return key.removeprefix("unit.") in FOOT_LABELS or is_foot(squeezed(cell[4]))


def _lines(cell: Sequence[Any], printed: Printed) -> Content:
    """Several figures of one cell, a line each."""
    found: list[str | Value] = []
    for key, lead, text in pieces(cell, printed.assessment):
        found += ["\n" if found else "", lead.strip(), Value(key, text.strip())]
    return tuple(found)


def _is_key(key: str) -> bool:
    try:
        return bool(codes.code(key))
    except (KeyError, ValueError):
        return False


def _indent(cell: Sequence[Any]) -> int:
    """The blanks in front of a label, as an indent of half a character each."""
    blanks = len(cell[4]) - len(cell[4].lstrip())
    return min(MOST_INDENT, sum(210 if one == "\u3000" else 105 for one in cell[4][:blanks]))


def _style(cell: Sequence[Any]) -> str:
    """Heads and figures in the middle, lines and long texts from the left."""
    text = cell[4].strip()
    is_line = unnumbered(squeezed(text)) != squeezed(text)
    if len(cell) < 8:
        stands_in = bool(_indent(cell)) and len(text) > SHORT_LABEL
        return "TableText" if is_line or stands_in or len(text) > 2 * LONG_TEXT else "TableHead"
    is_name = cell[5].endswith(".name")
    return "TableText" if is_line or is_name or cell[6] or len(text) > LONG_TEXT else "TableCenter"
