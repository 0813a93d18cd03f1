"""Patching a sheet part: the edits and nothing but the edits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.package.build import MAIN, SHEET1, parts, save, sheet, zipped
from ziping.errors import UnsafeFileError, UnusableFileError
from ziping.package.cells import Cell, CellMaker
from ziping.package.gate import open_package
from ziping.package.grid import Grid, read_grid
from ziping.package.patch import KEEP, CellEdit, ErrorValue, patch_sheet, set_rows_hidden
from ziping.package.sheets import Workbook
from ziping.package.text import clean_text, escape_cell, unescape_cell

SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
    '<row r="3"><c r="A3"><f t="array" ref="A3:B4">B1:C2</f><v>4</v></c>'
    '<c r="B3"><v>1</v></c></row>'
)


def patched(rows: str, *edits: CellEdit) -> str:
    """The inside of sheetData after the edits; everything around it must be the same."""
    before, after = sheet("@").split("@")
    result = patch_sheet(sheet(rows).encode(), edits).decode()
    assert result.startswith(before)
    assert result.endswith(after)
    return result[len(before) : -len(after)]


def grid(xml: bytes) -> Grid:
    return read_grid(xml, CellMaker([]), (2_000_000, 20_000), "f", "p")


ROW = '<row r="2" spans="1:3" ht="20"><c r="B2" s="4"><v>1</v></c></row>'
EDITS: list[tuple[str, CellEdit, str]] = [
    (ROW, CellEdit(2, 2, 5), ROW.replace(">1<", ">5<")),
    (ROW, CellEdit(2, 2, Decimal("1.50"), style=9), ROW.replace('"4"><v>1<', '"9"><v>1.50<')),
    (ROW, CellEdit(2, 2, None), ROW.replace('s="4"><v>1</v></c>', 's="4"/>')),
    (ROW, CellEdit(2, 2, True), ROW.replace('s="4"><v>1', 's="4" t="b"><v>1')),
    (ROW, CellEdit(2, 2, ErrorValue("#REF!")), ROW.replace('"4"><v>1', '"4" t="e"><v>#REF!')),
    (ROW, CellEdit(2, 2, "=1+1"), ROW.replace(
        '"4"><v>1</v>', '"4" t="inlineStr"><is><t>=1+1</t></is>')),
    (ROW, CellEdit(2, 2, " a\nb<&\x00"), ROW.replace(
        '"4"><v>1</v>',
        '"4" t="inlineStr"><is><t xml:space="preserve"> a\nb&lt;&amp;</t></is>')),
    (ROW, CellEdit(2, 2, "好", "=A1&B1"), ROW.replace(
        '"4"><v>1</v>', '"4" t="str"><f>A1&amp;B1</f><v>好</v>')),
    (ROW, CellEdit(2, 2, None, "A1"), ROW.replace("<v>1</v>", "<f>A1</f>")),
    (ROW, CellEdit(2, 1, 7), ROW.replace('<c r="B2"', '<c r="A1"><v>7</v></c><c r="B2"').replace(
        "A1", "A2")),
    (ROW, CellEdit(2, 3, 7), ROW.replace("</row>", '<c r="C2"><v>7</v></c></row>')),
    (ROW, CellEdit(1, 1, 7), '<row r="1"><c r="A1"><v>7</v></c></row>' + ROW),
    (ROW, CellEdit(3, 28, 7, style=2), ROW + '<row r="3"><c r="AB3" s="2"><v>7</v></c></row>'),
    (ROW, CellEdit(3, 1, None), ROW),
    (ROW, CellEdit(2, 1, None, KEEP), ROW),
    ('<row r="2" ht="3" />', CellEdit(2, 1, 7), '<row r="2" ht="3"><c r="A2"><v>7</v></c></row>'),
    ('<row r="2" s="6" customFormat="1"/>', CellEdit(2, 1, 7),
     '<row r="2" s="6" customFormat="1"><c r="A2" s="6"><v>7</v></c></row>'),
    ("", CellEdit(1, 1, 7), '<row r="1"><c r="A1"><v>7</v></c></row>'),
    ("<row><c><v>1</v></c><c/></row>", CellEdit(1, 2, 7),
     '<row><c><v>1</v></c><c r="B1"><v>7</v></c></row>'),
    ('<row r="1"><c r="A1" t="str" cm="1" vm="2"><f a=">" ca="1">X( )</f><v>a</v></c></row>',
     CellEdit(1, 1, 3, KEEP),
     '<row r="1"><c r="A1" cm="1"><f a=">" ca="1">X( )</f><v>3</v></c></row>'),
    ("<row r='1'><c t='s' r='A1' ><v>0</v></c></row>", CellEdit(1, 1, 3),
     "<row r='1'><c r=\"A1\" ><v>3</v></c></row>"),
    (SHARED, CellEdit(1, 1, 6, KEEP), SHARED.replace("<v>2</v>", "<v>6</v>")),
    (SHARED, CellEdit(2, 1, 6, KEEP), SHARED.replace('si="0"/><v>4', 'si="0"/><v>6')),
    (SHARED, CellEdit(2, 1, 6, ""), SHARED.replace('si="0"/><v>4', 'si="0"/><v>6')),
    (SHARED, CellEdit(2, 1, 6, "C1"),
     SHARED.replace('<f t="shared" si="0"/><v>4', "<f>C1</f><v>6")),
    (SHARED, CellEdit(3, 2, 6, KEEP), SHARED.replace('r="B3"><v>1', 'r="B3"><v>6')),
    ('<!-- <row r="1"/> --><row r="1"><!-- <c r="A1"/> --><c r="A1"/></row>', CellEdit(1, 1, 7),
     '<!-- <row r="1"/> --><row r="1"><!-- <c r="A1"/> --><c r="A1"><v>7</v></c></row>'),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "edit", "expected"), EDITS)
def test_edits_byte_for_byte(rows: str, edit: CellEdit, expected: str) -> None:
    assert patched(rows, edit) == expected


def test_many_edits_at_one_place_are_sorted() -> None:
    edits = [CellEdit(r, c, r * 10 + c) for r in (5, 1, 3) for c in (3, 1, 2)]
    result = patched('<row r="3"><c r="B3"/></row>', *edits, CellEdit(5, 3, 0))
    assert [int(piece.split('"')[0]) for piece in result.split('<row r="')[1:]] == [1, 3, 5]
    cells = grid(sheet(result).encode()).cells
    assert {place: cell.value for place, cell in cells.items()} == {
        (r, c): 0 if (r, c) == (5, 3) else r * 10 + c for r in (1, 3, 5) for c in (1, 2, 3)
    }


@pytest.mark.parametrize(
    "edit",
    [CellEdit(1, 1, 6), CellEdit(1, 1, None, "C1"), CellEdit(3, 1, 6), CellEdit(3, 2, 6),
     CellEdit(4, 2, 6, "C1")],
)  # fmt: skip
def test_masters_and_arrays_are_refused(edit: CellEdit) -> None:
    raw = sheet(SHARED).encode()
    with pytest.raises(ValueError, match="shared or array"):
        patch_sheet(raw, [edit])
    refused: list[CellEdit] = []
    result = patch_sheet(raw, [edit, CellEdit(9, 9, 1)], refused=refused)
    assert refused == [edit]
    assert result == patch_sheet(raw, [CellEdit(9, 9, 1)])


def test_self_closed_sheet_data_prefix_and_columns() -> None:
    raw = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="2" max="3" style="8"/></x:cols>'
        "<x:sheetData /></x:worksheet>"
    ).encode()
    result = patch_sheet(raw, [CellEdit(1, 2, "a"), CellEdit(2, 1, 1, "B1")])
    assert result == raw.replace(
        b"<x:sheetData />",
        b'<x:sheetData><x:row r="1"><x:c r="B1" s="8" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>'
        b'</x:row><x:row r="2"><x:c r="A2"><x:f>B1</x:f><x:v>1</x:v></x:c></x:row></x:sheetData>',
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_encodings(codec: str) -> None:
    row = '<row r="1"><c r="A1" t="str"><v>é</v></c><c r="B1"/></row>'
    declared = codec.removesuffix("-sig").removesuffix("-le").upper()
    raw = sheet(row).replace("UTF-8", declared).encode(codec)
    result = patch_sheet(raw, [CellEdit(1, 2, "好")])
    cells = grid(result).cells
    assert [cells[1, 1].value, cells[1, 2].value] == ["é", "好"]
    assert result.startswith(raw[:60]) is codec.startswith("utf-8")


def test_bad_parts_and_values_are_refused() -> None:
    with pytest.raises(UnsafeFileError):
        patch_sheet(b"<!DOCTYPE a><worksheet><sheetData/></worksheet>", [CellEdit(1, 1, 1)])
    with pytest.raises(UnusableFileError):
        patch_sheet(b"<worksheet><sheetData>", [CellEdit(1, 1, 1)])
    with pytest.raises(UnusableFileError, match="没有单元格"):
        patch_sheet(b"<chartsheet/>", [CellEdit(1, 1, 1)])
    for bad in (Decimal("nan"), Decimal("1e999")):
        with pytest.raises((ValueError, OverflowError)):
            patched("", CellEdit(1, 1, bad))
    with pytest.raises(ValueError, match="no such row"):
        patched("", CellEdit(0, 1, 1))


def test_rows_hidden_and_shown() -> None:
    rows = '<row r="1"/><row r="2" hidden="1" ht="3"><c r="A2"/></row><row r="4" hidden="true"/>'
    raw = sheet(rows).encode()
    result = set_rows_hidden(raw, {1: True, 2: False, 3: True, 4: True, 6: False, 7: True})
    assert result == sheet(
        '<row r="1" hidden="1"/><row r="2" ht="3"><c r="A2"/></row><row r="3" hidden="1"/>'
        '<row r="4" hidden="true"/><row r="7" hidden="1"/>'
    ).encode()  # fmt: skip
    assert grid(result).hidden_rows == {1, 3, 4, 7}
    assert set_rows_hidden(raw, {}) == raw


@given(st.text())
def test_text_escapes_there_and_back(text: str) -> None:
    plain = escape_cell(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert unescape_cell(plain) == clean_text(text)


def test_long_text_is_cut_to_what_excel_holds() -> None:
    assert len(clean_text("字" * 40_000)) == 32_767
    assert len(clean_text("😀" * 20_000)) == 16_383


texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["=1+1", "+a", "-b", "@c", "\t=d", " x ", "_x0041_", "a_x000D_\r\nb", "≥30万件"]
    ),
)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**8), 10**8, places=4),
    texts,
    st.sampled_from([ErrorValue("#REF!"), ErrorValue("#DIV/0!")]),
)
edits_of = st.builds(
    CellEdit,
    st.integers(1, 12),
    st.integers(1, 9),
    values,
    st.one_of(st.none(), st.none(), st.sampled_from(["=A1+1", 'IF(A1<2,"a&b",">")'])),
    st.one_of(st.none(), st.just(0)),
)
base_cells = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(1, 9)),
    st.sampled_from(
        ["/>", "><v>5</v></c>", ' t="str"><f>B1</f><v>q</v></c>', ' t="b"><v>1</v></c>']
    ),
)  # fmt: skip


def sheet_of(cells: dict[tuple[int, int], str]) -> bytes:
    rows: dict[int, str] = {}
    for (row, col), body in sorted(cells.items()):
        rows[row] = rows.get(row, "") + f'<c r="{chr(64 + col)}{row}"{body}'
    return sheet("".join(f'<row r="{row}">{body}</row>' for row, body in rows.items())).encode()


def expected(edit: CellEdit) -> object:
    if isinstance(edit.value, str) and not isinstance(edit.value, ErrorValue):
        return clean_text(edit.value)
    return edit.value


def check_cell(cell: Cell, edit: CellEdit) -> None:
    assert cell.value == expected(edit)
    assert isinstance(cell.value, bool) == isinstance(edit.value, bool)
    assert isinstance(cell.value, ErrorValue) == isinstance(edit.value, ErrorValue)
    formula = edit.formula.removeprefix("=") if isinstance(edit.formula, str) else None
    assert cell.formula == formula


@settings(max_examples=150, deadline=None)
@given(base_cells, st.lists(edits_of, max_size=12))
def test_reading_back_gives_the_edits(
    cells: dict[tuple[int, int], str], edits: Sequence[CellEdit]
) -> None:
    raw = sheet_of(cells)
    before = grid(raw).cells
    result = patch_sheet(raw, edits)
    after = grid(result).cells
    last = {(edit.row, edit.col): edit for edit in edits}
    for place, edit in last.items():
        if place in after:
            check_cell(after[place], edit)
        else:
            assert edit.value is None
    assert all(after[place] == before[place] for place in before if place not in last)
    assert set(after) <= set(before) | set(last)
    assert list(after) == sorted(after)
    assert patch_sheet(result, edits) == result
    check_openpyxl(result, last)


def check_openpyxl(xml: bytes, last: dict[tuple[int, int], CellEdit]) -> None:
    file = io.BytesIO(zipped(parts(xml.decode())))
    for data_only in (True, False):
        found = openpyxl.load_workbook(file, data_only=data_only)["表1"]
        for (row, col), edit in last.items():
            value = found.cell(row, col).value
            if not data_only and edit.formula is not None:
                assert value == "=" + str(edit.formula).removeprefix("=")
            elif isinstance(edit.value, str):
                text = unescape_cell(str(value or ""))
                assert text.replace("\r\n", "\n") == clean_text(edit.value)
            elif edit.value is None or isinstance(edit.value, bool):
                assert value is edit.value
            else:
                assert float(str(value)) == float(edit.value)


@given(base_cells, st.dictionaries(st.integers(1, 14), st.booleans()))
def test_hidden_rows_there_and_back(
    cells: dict[tuple[int, int], str], rows: dict[int, bool]
) -> None:
    raw = sheet_of(cells)
    result = set_rows_hidden(raw, rows)
    found = grid(result)
    assert found.hidden_rows == {row for row, hidden in rows.items() if hidden}
    assert dict(found.cells) == dict(grid(raw).cells)


def test_patched_file_as_a_whole(tmp_path: Path) -> None:
    content = parts()
    content[SHEET1] = patch_sheet(str(content[SHEET1]).encode(), [CellEdit(1, 1, "=danger")])
    book = Workbook(open_package(save(tmp_path, content)))
    assert book.cells("表1")[1, 1] == ("=danger", "s", None, 0, "=danger")
