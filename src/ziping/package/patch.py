"""Change named cells of one sheet part and leave every other byte of it as it was.

A part that is not UTF-8 is turned into UTF-8 first; then its bytes do change, its content not.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from ziping.errors import UnusableFileError
from ziping.package.cells import ErrorValue
from ziping.package.edits import KEEP, CellEdit, Keep, keeps, render_cell
from ziping.package.refs import cell_ref
from ziping.package.scan import Row, SheetMap, Span
from ziping.package.tags import open_tag, set_attributes, tag_name

__all__ = ["KEEP", "CellEdit", "ErrorValue", "Keep", "patch_sheet", "set_rows_hidden"]


Splice = tuple[int, int, bytes]
_WHERE = "工作表"


def patch_sheet(
    xml: bytes, edits: Sequence[CellEdit], *, refused: list[CellEdit] | None = None
) -> bytes:
    """The part with the edits in it; of two edits of one cell the later counts.

    Refused is what would corrupt other cells: a new content for the master of a shared formula,
    or for a cell of an array formula or data table. Such edits are put into `refused`; without
    that list they are a ValueError and nothing is changed.
    """
    if not edits:
        return xml
    wanted: dict[int, dict[int, CellEdit]] = {}
    for edit in sorted(edits, key=lambda one: (one.row, one.col)):
        cell_ref(edit.row, edit.col)
        wanted.setdefault(edit.row, {})[edit.col] = edit
    sheet = _map(xml, wanted)
    refusals = _take_refused(sheet, wanted)
    if refusals and refused is None:
        names = " ".join(cell_ref(edit.row, edit.col) for edit in refusals)
        raise ValueError(f"part of a shared or array formula: {names}")
    if refused is not None:
        refused.extend(refusals)
    splices, new_rows = _edit_rows(sheet, wanted)
    return _spliced(sheet, splices, new_rows)


def set_rows_hidden(xml: bytes, rows: Mapping[int, bool]) -> bytes:
    """The part with these rows hidden or shown; rows that say so already keep their bytes."""
    if not rows:
        return xml
    sheet = _map(xml, {})
    splices: list[Splice] = []
    present = set()
    for row in sheet.rows:
        hidden = rows.get(row.number)
        present.add(row.number)
        if hidden is not None and hidden != (row.attributes.get("hidden") in ("1", "true")):
            changes = {"hidden": "1" if hidden else None}
            tag = set_attributes(sheet.xml[row.start : row.inner], changes)
            splices.append((row.start, row.inner, tag))
    name = sheet.prefix + b"row"
    new = {
        number: b'<%s r="%d" hidden="1"/>' % (name, number)
        for number, hidden in sorted(rows.items())
        if hidden and number not in present and cell_ref(number, 1)
    }
    return _spliced(sheet, splices, new)


def _map(xml: bytes, wanted: Mapping[int, Container[int]]) -> SheetMap:
    sheet = SheetMap(xml, wanted, _WHERE)
    if sheet.data is None:
        raise UnusableFileError(_WHERE, "这个工作表没有单元格（图表工作表？）", "请核对工作表名称")
    return sheet


def _data(sheet: SheetMap) -> Span:
    assert sheet.data is not None
    return sheet.data


def _take_refused(sheet: SheetMap, wanted: dict[int, dict[int, CellEdit]]) -> list[CellEdit]:
    """Take out of `wanted` what must not be done."""
    rows = {row.number: row for row in sheet.rows if row.number in wanted}
    found = []
    for number, edits in wanted.items():
        cells = rows[number].cells if number in rows else {}
        found += [e for e in edits.values() if _is_refused(e, cells.get(e.col), sheet)]
    for edit in found:
        del wanted[edit.row][edit.col]
    return found


def _is_refused(edit: CellEdit, cell: Span | None, sheet: SheetMap) -> bool:
    if keeps(edit):
        return False
    if cell and cell.formula:
        kind = cell.formula.attributes
        ref = kind.get("ref", "")
        if kind.get("t") == "shared" and ":" in ref:
            return True
    return bool(sheet.groups) and any(
        top <= edit.row <= bottom and left <= edit.col <= right and (top, left) != (bottom, right)
        for top, left, bottom, right in sheet.groups
    )


def _edit_rows(
    sheet: SheetMap, wanted: dict[int, dict[int, CellEdit]]
) -> tuple[list[Splice], dict[int, bytes]]:
    """The splices inside rows that exist, and the bytes of rows that do not."""
    splices: list[Splice] = []
    rows = {row.number: row for row in sheet.rows}
    new_rows = {}
    for number, edits in wanted.items():
        if number in rows:
            splices += _edit_row(sheet, rows[number], edits)
        elif cells := b"".join(_new_cell(sheet, None, edit) for edit in edits.values()):
            name = sheet.prefix + b"row"
            new_rows[number] = b'<%s r="%d">%s</%s>' % (name, number, cells, name)
    return splices, new_rows


def _edit_row(sheet: SheetMap, row: Row, edits: dict[int, CellEdit]) -> list[Splice]:
    splices: list[Splice] = []
    new: dict[int, bytes] = {}
    for col, edit in edits.items():
        cell = row.cells.get(col)
        if cell is not None:
            splices.append((cell.start, cell.end, _changed_cell(sheet, cell, edit)))
        elif content := _new_cell(sheet, row, edit):
            new[col] = content
    if new:
        splices += _insertions(sheet, row, [(at, col) for col, at in row.starts.items()], new)
    return splices


def _insertions(
    sheet: SheetMap, parent: Span, children: list[tuple[int, int]], new: dict[int, bytes]
) -> list[Splice]:
    """New children before the first (start, number) with a higher number, or at the end."""
    groups: dict[int, bytes] = {}
    children.sort()
    at = 0
    for number, content in sorted(new.items()):
        while at < len(children) and children[at][1] < number:
            at += 1
        place = children[at][0] if at < len(children) else parent.close
        groups[place] = groups.get(place, b"") + content
    tag = sheet.xml[parent.start : parent.inner]
    if groups and tag.endswith(b"/>"):
        whole = open_tag(tag) + b"".join(groups.values()) + b"</%s>" % tag_name(tag)
        return [(parent.start, parent.end, whole)]
    return [(place, place, content) for place, content in groups.items()]


def _spliced(sheet: SheetMap, splices: list[Splice], new_rows: dict[int, bytes]) -> bytes:
    if new_rows:
        places = [(row.start, row.number) for row in sheet.rows]
        splices = splices + _insertions(sheet, _data(sheet), places, new_rows)
    pieces, at = [], 0
    for start, end, content in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [sheet.xml[at:start], content]
        at = end
    return b"".join([*pieces, sheet.xml[at:]])


def _changed_cell(sheet: SheetMap, cell: Span, edit: CellEdit) -> bytes:
    tag = sheet.xml[cell.start : cell.inner]
    formula = b""
    if keeps(edit) and cell.formula:
        formula = sheet.xml[cell.formula.start : cell.formula.end]
    changes: dict[str, str | None] = {"r": cell_ref(edit.row, edit.col), "vm": None}
    if not formula:
        changes["cm"] = None  # metadata of a formula that goes
    return render_cell(tag, changes, formula, edit, sheet.prefix)


def _new_cell(sheet: SheetMap, row: Row | None, edit: CellEdit) -> bytes:
    """A cell that was not there; none for one that would be empty and without a style."""
    plain = edit.formula is None or keeps(edit)
    if edit.value is None and plain and edit.style is None:
        return b""
    changes: dict[str, str | None] = {"r": cell_ref(edit.row, edit.col)}
    style = _inherited_style(sheet, row, edit.col)
    if style and edit.style is None:
        changes["s"] = style
    return render_cell(b"<%sc>" % sheet.prefix, changes, b"", edit, sheet.prefix)


def _inherited_style(sheet: SheetMap, row: Row | None, col: int) -> str | None:
    """A missing cell looks as its row or column says: so it does after it is filled."""
    if row is not None and row.attributes.get("customFormat") in ("1", "true"):
        return row.attributes.get("s")
    for column in sheet.columns:
        if int(column.get("min", 0)) <= col <= int(column.get("max", 0)):
            return column.get("style")
    return None
