"""Rows of a form that are no figures: a title, 说明, the line of who filled it in."""

from __future__ import annotations

from ziping.word.reading import values
from ziping.word.reading.document import Cell, Paragraph
from ziping.word.reading.draft import Draft
from ziping.word.reading.identity import foot_spans
from ziping.word.reading.result import UNRECOGNISED, Note
from ziping.word.reading.rows import Row
from ziping.word.reading.wording import meaning, squeezed
from ziping.word.reading.zones import FOOT

REMARKS = ("说明:", "注:", "备注:", "注1", "填表说明", "说明1", "备注1")


def take_plain(draft: Draft, row: Row) -> bool:
    """Whether the row is printed as it stands and holds no figure."""
    return _title(draft, row) or _foot(draft, row) or _remark(draft, row)


def _title(draft: Draft, row: Row) -> bool:
    spoken = [cell for cell in row.own if cell.words]
    if len(spoken) != 1 or len(row.cells) > 2 or row.number > 1:
        return False
    if len(spoken[0].words) > 40 or not meaning("title", spoken[0].text):
        return False
    draft.label(row, spoken[0])
    return True


def _remark(draft: Draft, row: Row) -> bool:
    """说明：… over the whole width, printed by the form; or 说明 | the office's words."""
    spoken = [cell for cell in row.own if cell.words]
    if not spoken:
        return False
    words = squeezed(spoken[0].text)
    if len(spoken) == 1 and len(row.cells) <= 2 and words.startswith(REMARKS):
        draft.label(row, spoken[0])
        return True
    if meaning("side", spoken[0].text) != "remark" or len(row.own) > 3:
        return False
    draft.label(row, spoken[0])
    for cell in spoken[1:]:
        draft.label(row, cell)
        remark = "表下的说明，按原样留在表样中"
        draft.notes.append(Note(UNRECOGNISED, row.place(cell), cell.text.strip(), "", "", remark))
    return True


def _foot(draft: Draft, row: Row) -> bool:
    """填表人 and its like, in one cell, in a cell each, or as labels with cells beside them."""
    said = "".join(squeezed(cell.text) for cell in row.own)
    if sum(label in said for label in FOOT) < 2 or len(said) > 120:
        return False
    for cell in row.own:
        spans = foot_spans(cell.text)
        if len(spans) == 1:
            _person(draft, row, cell, spans[0])
        elif spans or not draft.is_known(row, cell):
            draft.label(row, cell)
            draft.feet.append(Paragraph(0, cell.text))
    return True


def _person(draft: Draft, row: Row, cell: Cell, span: tuple[str, int, int]) -> None:
    """One label: what stands behind it in its cell, or in the next one."""
    key, start, end = span
    value = cell.text[start:end].strip()
    beside = row.right_of(cell)
    if value:
        draft.bind(row, cell, f"unit.{key}", cell.text[:start], value)
    elif beside is not None and not foot_spans(beside.text):
        draft.label(row, cell)
        draft.bind(row, beside, f"unit.{key}")
        value, cell = beside.text.strip(), beside
    if value:
        draft.values.setdefault(f"unit.{key}", values.text(value, row.place(cell)))
