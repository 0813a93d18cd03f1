"""The quick way through a sheet part finds what expat finds, or leaves the part to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.package.build import MAIN, sheet
from tests.package.test_patch import edits_of
from ziping.errors import UnusableFileError
from ziping.package.gate import open_package
from ziping.package.patch import KEEP, CellEdit, patch_sheet, set_rows_hidden
from ziping.package.quickscan import scan_quickly
from ziping.package.refs import cell_ref
from ziping.package.scanner import Scanner
from ziping.package.sheets import Workbook
from ziping.package.spans import Row, Span

SAMPLES = Path(__file__).parent.parent.parent / "workbooks/samples"
Wanted = Mapping[int, set[int]]
EVERY = {row: set(range(1, 12)) for row in range(1, 16)}

# @ is the address of the cell, # the number of the row
CELLS = [
    '<c r="@"/>',
    '<c r="@" s="3" t="n"/>',
    '<c r="@" s="3"><v>5</v></c>',
    '<c r="@" s="3" t="s"><v>0</v></c>',
    '<c r="@"></c>',
    '<c r="@" s="1" t="str"><f>B1&amp;"a"</f><v>q</v></c>',
    '<c r="@" s="1"><f aca="false">SUM(B1:B2)</f><v>2</v></c>',
    '<c r="@" s="1" t="str"><f></f><v></v></c>',
    '<c r="@"><f t="shared" ref="@:C9" si="0">B1*2</f><v>2</v></c>',
    '<c r="@"><f t="shared" si="0"/><v>4</v></c>',
    '<c r="@" t="str" cm="1" vm="2"><f ca="1">A1</f><v>x</v></c>',
    '<c r="@" t="inlineStr"><is><t>丁</t></is></c>',
    '<c r="@" t="inlineStr"><is><t xml:space="preserve"> a&lt;b </t></is></c>',
    '<c r="@" t="inlineStr"><is><r><rPr><sz val="9"/></rPr><t>a</t></r></is></c>',
]
STRANGE_CELLS = [
    "<c/>",
    "<c><v>1</v></c>",
    '<c s="4"><v>1</v></c>',
    '<c t="str" r="@"><v>q</v></c>',
    "<c r='@' s='2'><v>1</v></c>",
    '<c  r="@"><v>1</v></c>',
    '<c\nr = "@" ><v>1</v></c >',
    '<c r="@" x=">"/>',
    '<c r="@" x="a>b/>"><f y=">">A1</f><v>1</v></c>',
    '<c r="@" x=\'"\'><v>1</v></c>',
    '<c r="&#65;1"><v>1</v></c>',
    '<c r="@"><f t="array" ref="@:C9">A1</f><v>1</v></c>',
    '<c r="@"><f t="&#97;rray" ref="@:C9">A1</f><v>1</v></c>',
    '<c r="@"><f t="dataTable" ref="@"/><v>1</v></c>',
    '<c r="@"><v>1</v><f>A1</f></c>',
    '<c r="@"><f>A1</f><f>A2</f></c>',
    '<c r="@"><f>A1<!-- <f>no</f> --></f></c>',
    '<c r="@"><v><![CDATA[<c r="A1"/>]]></v></c>',
    '<c r="@"><?pi <c r="A1"/>?></c>',
    '<c r="@"><x:f xmlns:x="y">A1</x:f></c>',
    '<c r="@"><is><f>A1</f></is></c>',
    '<c r="@"><v/><c r="A1"/></c>',
    '<c r="@">text/></c>',
    '<c r="@"/>text',
    '<x:c xmlns:x="y" r="@"/>',
    '<cell r="@"/>',
    '<foo><c r="@"/></foo>',
    '<c r="a2"/>',
    "",
    "\n ",
]
HEADS = [
    '<row r="#">',
    '<row r="#" spans="1:9" ht="20" customHeight="1" x14ac:dyDescent="0.25">',
    '<row r="#" customFormat="false" ht="12.8" hidden="false" outlineLevel="0" collapsed="false">',
    '<row r="#" s="6" customFormat="1">',
    '<row r="#" hidden="1">',
]
STRANGE_HEADS = [
    "<row>",
    "<row >",
    '<row s="1" r="#" customFormat="true">',
    "<row r='#'>",
    '<row\tr="#">',
    '<row r="#" x="a>b">',
    '<row r="">',
    '<rowx r="#">',
]
FORES = [
    "",
    '<sheetPr><tabColor rgb="FF00FF00"/></sheetPr><dimension ref="A1"/><cols>'
    '<col min="1" max="2" width="9" style="5"/><col min="4" max="9" style="7"></col></cols>',
]
STRANGE_FORES = [
    "<cols/><!-- <sheetData> -->",
    "<x:sheetData xmlns:x='y'/>",
    "<foo><sheetData></sheetData></foo>",
    '<a><b><c><f t="array" ref="A1:B2"/></c></b></a>',
]
AFTERS = [
    "",
    '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><conditionalFormatting sqref="A1">'
    '<cfRule type="colorScale" priority="1"><colorScale><color rgb="FF000000"/></colorScale>'
    '</cfRule></conditionalFormatting><colBreaks count="0"/><pageMargins left="1"/>',
]
STRANGE_AFTERS = [
    '<cols><col min="1" max="9" style="8"/></cols>',
    "<sheetData><row r='1'/></sheetData>",
    '<a><b><c><f t="array" ref="A1:B2"/></c></b></a>',
    '<ext><x14:xm xmlns:x14="y"><xm:f xmlns:xm="z">A1</xm:f></x14:xm></ext>',
]


def rows_of(heads: list[str], cells: list[str]) -> st.SearchStrategy[str]:
    row = st.tuples(st.sampled_from(heads), st.lists(st.sampled_from(cells), max_size=5))
    return st.lists(st.tuples(st.integers(1, 2), row), max_size=6).map(spelled)


def spelled(rows: list[tuple[int, tuple[str, list[str]]]]) -> str:
    number, pieces = 0, []
    for step, (head, cells) in rows:
        number += step
        body = "".join(c.replace("@", cell_ref(number, i)) for i, c in enumerate(cells, 1))
        head = head.replace("#", str(number))
        closed = f"</{head[1:].split('>')[0].split()[0]}>"
        pieces.append(head + body + closed if body else head.removesuffix(">") + "/>")
    return "".join(pieces)


def whole(rows: str, fore: str = "", after: str = "") -> bytes:
    xml = sheet(rows, fore).replace("<worksheet ", '<worksheet xmlns:x14ac="x14ac" ')
    return xml.replace("</worksheet>", after + "</worksheet>").encode()


plain = st.builds(whole, rows_of(HEADS, CELLS), st.sampled_from(FORES), st.sampled_from(AFTERS))
strange = st.builds(
    whole,
    rows_of(HEADS * 3 + STRANGE_HEADS, CELLS * 4 + STRANGE_CELLS),
    st.sampled_from(FORES * 4 + STRANGE_FORES),
    st.sampled_from(AFTERS * 4 + STRANGE_AFTERS),
)


def told(span: Span | None) -> object:
    """Everything that a span says."""
    if span is None:
        return None
    place = (span.start, span.inner, span.close, span.end, span.number)
    more: object = told(span.formula)
    if isinstance(span, Row):
        more = (span.starts, {col: told(cell) for col, cell in span.cells.items()})
    return (*place, span.attributes, more)


def everything(found: Scanner) -> object:
    return told(found.data), [told(row) for row in found.rows], found.columns, found.groups


def slow(xml: bytes, wanted: Wanted) -> Scanner:
    scanner = Scanner(xml, wanted)
    scanner.feed()
    return scanner


def both(xml: bytes, edits: list[CellEdit]) -> list[object]:
    """What comes of the edits, by the quick way and by the other."""
    found: list[object] = []
    for way in (scan_quickly, lambda *_: None):
        refused: list[CellEdit] = []
        with patch("ziping.package.scan.scan_quickly", way):
            try:
                found.append((patch_sheet(xml, edits, refused=refused), refused))
            except UnusableFileError as error:
                found.append(str(error))
    return found


several = st.lists(st.one_of(edits_of, edits_of.map(lambda e: e._replace(formula=KEEP))))


@given(plain, st.dictionaries(st.integers(1, 12), st.sets(st.integers(1, 7))))
def test_plain_spelling_goes_the_quick_way(xml: bytes, wanted: Wanted) -> None:
    found = scan_quickly(xml, wanted)
    assert found is not None
    assert everything(found) == everything(slow(xml, wanted))


@settings(max_examples=300)
@given(strange, st.dictionaries(st.integers(1, 12), st.sets(st.integers(1, 7))))
def test_strange_spelling_is_found_alike_or_left(xml: bytes, wanted: Wanted) -> None:
    found = scan_quickly(xml, wanted)
    assert found is None or everything(found) == everything(slow(xml, wanted))


@settings(max_examples=200)
@given(st.one_of(plain, strange), several)
def test_both_ways_patch_alike(xml: bytes, edits: list[CellEdit]) -> None:
    quickly, slowly = both(xml, edits)
    assert quickly == slowly


@given(st.one_of(plain, strange), st.dictionaries(st.integers(1, 14), st.booleans()))
def test_both_ways_hide_alike(xml: bytes, hidden: dict[int, bool]) -> None:
    quickly = set_rows_hidden(xml, hidden)
    with patch("ziping.package.scan.scan_quickly", lambda *_: None):
        assert set_rows_hidden(xml, hidden) == quickly


@pytest.mark.parametrize("cell", STRANGE_CELLS)
@pytest.mark.parametrize("before", ["", CELLS[0], CELLS[2]])
def test_every_strange_cell(cell: str, before: str) -> None:
    for rows in (f'<row r="2">{before}{cell}{CELLS[2]}</row>', f'<row r="2">{before}{cell}</row>'):
        xml = whole(rows.replace(before, before.replace("@", "A2"), 1).replace("@", "B2"))
        found = scan_quickly(xml, EVERY)
        assert found is None or everything(found) == everything(slow(xml, EVERY))
        assert len(set(map(str, both(xml, [CellEdit(2, 1, 1), CellEdit(2, 2, 7, KEEP)])))) == 1


@pytest.mark.parametrize("head", STRANGE_HEADS)
@pytest.mark.parametrize("fore", [*FORES, *STRANGE_FORES])
@pytest.mark.parametrize("after", [*AFTERS, *STRANGE_AFTERS])
def test_every_strange_place(head: str, fore: str, after: str) -> None:
    for rows in ("", spelled([(1, (HEADS[0], [])), (2, (head, CELLS[:3])), (1, (HEADS[3], []))])):
        xml = whole(rows, fore, after)
        found = scan_quickly(xml, EVERY)
        assert found is None or everything(found) == everything(slow(xml, EVERY))


@pytest.mark.parametrize(
    "rows",
    ['<row r="1"><row r="2"/></row>', '<row r="1"/><foo/><row r="2"/>', '<row r="1"/> <row r="2"/>',
     '<foo><row r="1"/></foo>', '<row r="1"></row><x:row xmlns:x="y" r="2"></x:row><row></row>',
     '<row r="1"><c r="A1"><c r="B1"/></c></row>', "<foo/>", '<x:row xmlns:x="y" r="3"/>',
     '<row r="1"><c r="A1"><v/><c r="B1"/></c></row>', '<row r="1"><c r="A1"/><c r="A1"/></row>',
     '<row r="1"><!--</row><row r="9">--></row>', '<row r="1"/><rowx r="4"/>',
     '<row r="1"><c r="A1"><v><!--</v></c><c r="B1"><v>--></v></c></row>',
     '<row r="1"><c r="C9"/><c r="A1"/></row>', '<row r="3"/><row r="1"/><row/>'],
)  # fmt: skip
def test_nesting_and_order(rows: str) -> None:
    xml = whole(rows)
    found = scan_quickly(xml, EVERY)
    assert found is None or everything(found) == everything(slow(xml, EVERY))
    assert len(set(map(str, both(xml, [CellEdit(1, 2, 1), CellEdit(2, 1, 7)])))) == 1


@pytest.mark.parametrize("part", ["<sheetData/>", "<sheetData />", "<sheetData></sheetData>", ""])
def test_empty_sheets(part: str) -> None:
    xml = f'<worksheet xmlns="{MAIN}">{part}</worksheet>'.encode()
    assert len(set(map(str, both(xml, [CellEdit(1, 2, 1)])))) == 1


@pytest.mark.parametrize("row", ['<row r="0"/>', '<row r="x"/>', '<row r="1"><c r="XFE1"/></row>'])
def test_impossible_places_are_damage(row: str) -> None:
    with pytest.raises(UnusableFileError, match="损坏"):
        patch_sheet(whole(row), [CellEdit(1, 1, 1)])


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.xlsx")))
def test_samples_go_the_quick_way(name: str) -> None:
    book = Workbook(open_package(SAMPLES / name))
    for info in book.sheets:
        xml = book.package.read(info.part)
        found = scan_quickly(xml, EVERY)
        assert found is not None
        assert everything(found) == everything(slow(xml, EVERY))
