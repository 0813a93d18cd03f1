"""Fixed texts of the sheets: titles, heads, captions and hints, found also where they moved to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from ziping.model import Place
from ziping.package.cells import Cell
from ziping.package.grid import Cells
from ziping.package.refs import cell_ref
from ziping.workbook.layout import OPTIONAL_UNIT, RESULT_KEY, RESULT_REMARK, RESULTS, UNIT
from ziping.workbook.tampering.change import LABEL, TemplateChange, short
from ziping.workbook.tampering.sheets import Returned

Position = tuple[int, int]
NEAR_ROWS, NEAR_COLS = 6, 3  # how far a text may have moved beyond what names tell
_MARKS = re.compile(r"[\W_]+")


def changed_labels(sheet: Returned) -> Iterator[TemplateChange]:
    """Texts that are not at their place, nor moved anywhere near."""
    lost = dict(_lost(sheet))
    if not lost:
        return
    places = {sheet.shifts.place(*at): at for at in sheet.template.labels}
    moved = {at: _near(sheet, place, sheet.template.labels[at]) for at, place in lost.items()}
    for at, place in lost.items():
        if _was_moved(at, moved, places):
            continue
        found = _shown(sheet, place)
        wanted = sheet.template.labels[at]
        grave = at in sheet.template.heads and bool(_core(found)) and _core(found) != _core(wanted)
        label = "金额或分值栏的名称" if at in sheet.template.heads else "表头或说明"
        where = Place(sheet.name, cell_ref(*place))
        yield TemplateChange(LABEL, where, label, short(wanted), short(found), grave)


def _lost(sheet: Returned) -> Iterator[tuple[Position, Position]]:
    """Template's cell → the cell where its text should stand and does not."""
    cells, book = sheet.elements.cells, sheet.opened.book
    still, strings = sheet.shifts.is_still, book.strings
    absent = _absent(sheet)
    quick = cells if type(cells) is Cells else None
    for at, text in sheet.template.labels.items():
        place = at if still else sheet.shifts.place(*at)
        if quick is not None and quick.is_text(place, text, _spelled(text), strings):
            continue
        if at not in absent and not _is(cells.get(place), text):
            yield at, place


_SPELLED: dict[str, bytes] = {}


def _spelled(text: str) -> bytes:
    """The text between its tags; the templates' texts are few and come again in every file."""
    found = _SPELLED.get(text)
    if found is None:
        if len(_SPELLED) > 5_000:
            _SPELLED.clear()
        found = _SPELLED[text] = f">{escape(text)}</t></is></c>".encode()
    return found


def _absent(sheet: Returned) -> set[Position]:
    """Texts of lines and columns that the first workbooks of this layout lack."""
    names = sheet.template.names
    if sheet.kind == UNIT:
        rows = {names[name].row for name in OPTIONAL_UNIT if name not in sheet.found}
        return {at for at in sheet.template.labels if at[0] in rows}
    if sheet.kind == RESULTS:
        optional = (RESULT_REMARK[0], RESULT_KEY[0])
        cols = {names[name].col for name in optional if name not in sheet.found}
        return {at for at in sheet.template.labels if at[1] in cols}
    return set()


def _is(cell: Cell | None, text: str) -> bool:
    """A program may turn line ends; a formula that shows the text is no fixed text."""
    return cell is not None and cell.formula is None and _lines(cell.text) == _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _near(sheet: Returned, place: Position, text: str) -> Position | None:
    """The nearest cell in which the text stands."""
    row, col = place
    around = (
        (r, c)
        for r in range(max(1, row - NEAR_ROWS), row + NEAR_ROWS + 1)
        for c in range(max(1, col - NEAR_COLS), col + NEAR_COLS + 1)
        if _is(sheet.elements.cells.get((r, c)), text)
    )
    return min(around, key=lambda at: abs(at[0] - row) + abs(at[1] - col), default=None)


def _was_moved(
    at: Position, moved: Mapping[Position, Position | None], places: Mapping[Position, Position]
) -> bool:
    """Whether the text gave way to others that moved too; two that changed places did not."""
    seen = {at}
    place = moved[at]
    while place is not None:
        other = places.get(place)
        if other is None:
            return True
        if other in seen or other not in moved:
            return False
        seen.add(other)
        place = moved[other]
    return False


def _shown(sheet: Returned, place: Position) -> str:
    cell = sheet.elements.cells.get(place)
    if cell is None:
        return ""
    if cell.formula is not None:
        return f"公式，显示“{cell.text}”"
    return cell.text


def _core(text: str) -> str:
    """The text without blanks, marks and widths: what it says."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))
