"""Reading workbooks: values, spellings, bounds."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.package.build import HEAD, MAIN, STRICT, STRICT_REL, parts, save, sheet
from ziping.errors import UnusableFileError
from ziping.package import quick, refs
from ziping.package.cells import CellMaker, ErrorValue, to_number
from ziping.package.formats import shows_date
from ziping.package.gate import open_package
from ziping.package.grid import read_grid, read_tree
from ziping.package.markup import parse
from ziping.package.sheets import DefinedName, Workbook

STRINGS = (
    f'{HEAD}<sst xmlns="{MAIN}" count="999999999" uniqueCount="4294967295"><si><t>甲</t></si>'
    '<si><r><t xml:space="preserve">乙 </t></r><r><t>丙</t></r><rPh sb="0" eb="1"><t>yi</t></rPh>'
    "</si><si><t>_x000D_a_x005F_x0041_</t></si></sst>"
)
# what stands in the cell → value, kind, formula, text
CELLS: list[tuple[str, object, str, str | None, str]] = [
    ('<c r="A1"><v>0.30000000000000004</v></c>', Decimal("0.3"), "n", None, "0.30000000000000004"),
    ('<c r="A1" t="n"><v>1E3</v></c>', Decimal(1000), "n", None, "1E3"),
    ('<c r="A1"><v>-0</v></c>', Decimal(0), "n", None, "-0"),
    ('<c r="A1"><v>1_0</v></c>', "1_0", "s", None, "1_0"),
    ('<c r="A1"><v>1e999</v></c>', "1e999", "s", None, "1e999"),
    ('<c r="A1"><v>nan</v></c>', "nan", "s", None, "nan"),
    ('<c r="A1"><v>３０</v></c>', "３０", "s", None, "３０"),
    ('<c r="A1"><v> </v></c>', None, "", None, ""),
    ('<c r="A1"/>', None, "", None, ""),
    ('<c r="A1"></c>', None, "", None, ""),
    ('<c r="A1" t="s"><v>0</v></c>', "甲", "s", None, "甲"),
    ('<c r="A1" t="s"><v>1</v></c>', "乙 丙", "s", None, "乙 丙"),
    ('<c r="A1" t="s"><v>2</v></c>', "\ra_x0041_", "s", None, "\ra_x0041_"),
    ('<c r="A1" t="s"><v>3</v></c>', ErrorValue("#REF!"), "e", None, "3"),
    ('<c r="A1" t="s"><v>-1</v></c>', ErrorValue("#REF!"), "e", None, "-1"),
    ('<c r="A1" t="b"><v>1</v></c>', True, "b", None, "1"),
    ('<c r="A1" t="b"><v>0</v></c>', False, "b", None, "0"),
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', ErrorValue("#DIV/0!"), "e", None, "#DIV/0!"),
    ('<c r="A1" t="d"><v>2024-01-31</v></c>', Decimal(45322), "n", None, "2024-01-31"),
    ('<c r="A1" t="d"><v>2024-01-31T12:00:00Z</v></c>', Decimal("45322.5"), "n", None,
     "2024-01-31T12:00:00Z"),
    ('<c r="A1" t="str"><f>B1&amp;"&#65;"</f><v>x&lt;y</v></c>', "x<y", "s", 'B1&"A"', "x<y"),
    ('<c r="A1" t="str"><f>B1</f><v></v></c>', "", "s", "B1", ""),
    ('<c r="A1"><f>B1</f></c>', None, "", "B1", ""),
    ('<c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v>4</v></c>', Decimal(4), "n", "B1", "4"),
    ('<c r="A1"><f t="shared" si="0"/><v>4</v></c>', Decimal(4), "n", "", "4"),
    ('<c r="A1"><f t="shared" si="0"></f><v>4</v></c>', Decimal(4), "n", "", "4"),
    ('<c r="A1"><f x="a>b">C1</f><v>4</v></c>', Decimal(4), "n", "C1", "4"),
    ('<c r="A1" t="inlineStr"><is><t>丁</t></is></c>', "丁", "s", None, "丁"),
    ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>', " a", "s", None, " a"),
    ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab", "s", None, "ab"),
    ('<c r="A1" t="inlineStr"><f>B1</f><is><t>a</t></is></c>', "a", "s", "B1", "a"),
    ("<c r='A1' t='str'><v>q</v></c>", "q", "s", None, "q"),
    ('<c t="str" r="A1"><v>q</v></c>', "q", "s", None, "q"),
    ('<c\n r="A1" t="str"><v>q</v></c>', "q", "s", None, "q"),
    ('<c t="str"><v>q</v></c>', "q", "s", None, "q"),
    ('<c r="A1" t="str"><v>a\r\nb</v></c>', "a\nb", "s", None, "a\nb"),
    ('<c r="A1" t="str" > <v>q</v> </c>', "q", "s", None, "q"),
    ('<c r="A1" t="str"><v>a<!-- no -->b</v></c>', "ab", "s", None, "ab"),
    ('<c r="A1" t="str"><v><![CDATA[<c r="B1">]]></v></c>', '<c r="B1">', "s", None, '<c r="B1">'),
    ('<c r="A1" t="&#115;tr"><v>q</v></c>', "q", "s", None, "q"),
    ('<c r="A1" cm="1" t="str"><v>q</v></c>', "q", "s", None, "q"),
    ('<c r="A1" t="str"><v>q</v><extLst><ext/></extLst></c>', "q", "s", None, "q"),
]  # fmt: skip


def workbook(tmp_path: Path, *sheets: str, **more: str) -> Workbook:
    return Workbook(open_package(save(tmp_path, parts(*sheets, **more))))


@pytest.mark.parametrize(("xml", "value", "kind", "formula", "text"), CELLS)
def test_cells(
    tmp_path: Path, xml: str, value: object, kind: str, formula: str | None, text: str
) -> None:
    book = workbook(tmp_path, sheet(f'<row r="1">{xml}</row>'), strings=STRINGS)
    cells = book.cells("表1")
    assert list(cells) == [(1, 1)]
    assert cells[1, 1] == (value, kind, formula, 0, text)
    assert type(cells[1, 1].value) is type(value)


def test_positions_may_be_left_out(tmp_path: Path) -> None:
    rows = (
        "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='5'/><row><c/></row>"
    )
    cells = workbook(tmp_path, sheet(rows)).cells("表1")
    assert list(cells) == [(1, 1), (1, 4), (1, 5), (6, 1)]
    assert (2, 1) not in cells
    assert cells.get((2, 1)) is None


def test_prefix_strict_and_utf16(tmp_path: Path) -> None:
    row = '<row r="1" hidden="1"><c r="A1" s="2"><v>7</v></c></row>'
    plain = sheet(row)
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1" hidden="true"><x:c r="A1" s="2">'
        "<x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    strict = sheet(row, ns=STRICT)
    wide = plain.replace("UTF-8", "UTF-16").encode("utf-16")
    content = parts(plain, prefixed, strict, plain, ns=STRICT, rel=STRICT_REL)
    content["xl/worksheets/sheet4.xml"] = wide
    book = Workbook(open_package(save(tmp_path, content)))
    for name in ("表1", "表2", "表3", "表4"):
        assert book.cells(name)[1, 1] == (Decimal(7), "n", None, 2, "7")
        assert book.hidden_rows(name) == {1}


def test_far_cells_and_rows_are_left_out(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    book = workbook(tmp_path, sheet(rows, '<dimension ref="A1:XFD1048576"/>'), sheet(""))
    assert list(book.cells("表1")) == [(1, 1)]
    assert book.truncated("表1")
    assert not book.truncated("表2")


@pytest.mark.parametrize(
    "row",
    ['<row r="0"/>', '<row r="1048577"/>', '<row r="x"/>', '<row r="-1"/>',
     '<row r="1"><c r="XFE1"/></row>', '<row r="1"><c r="1"/></row>',
     '<row r="1"><c r="?1"/></row>',
     '<row r="1">'],
)  # fmt: skip
def test_impossible_places_are_damage(tmp_path: Path, row: str) -> None:
    with pytest.raises(UnusableFileError, match="损坏"):
        workbook(tmp_path, sheet(row)).cells("表1")


def test_huge_sheet_is_cut(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{i}"><c r="A{i}" t="str"><v>{i}{"x" * 20}</v></c></row>'
        for i in range(1, 100_001)
    )
    book = workbook(tmp_path, sheet(rows))
    assert len(book.cells("表1")) == 5000
    assert book.truncated("表1")
    assert book.cells("表1")[5000, 1].value == "5000" + "x" * 20


def test_sheets_names_and_resolving(tmp_path: Path) -> None:
    names = (
        "<definedNames><definedName name='zp_total'>表1!$B$2</definedName>"
        "<definedName name='zp_total' localSheetId='1'>'表2'!$C$3:$A$1</definedName>"
        "<definedName name='lost' localSheetId='9'>表1!$A$1</definedName></definedNames>"
    )
    book = workbook(tmp_path, sheet(""), sheet(""), names=names)
    assert [(s.name, s.state) for s in book.sheets] == [("表1", "visible"), ("表2", "visible")]
    assert book.names == [
        DefinedName("zp_total", None, "表1!$B$2"),
        DefinedName("zp_total", "表2", "'表2'!$C$3:$A$1"),
    ]
    assert book.resolve("表1!$B$2") == ("表1", 2, 2, 2, 2)
    assert book.resolve("'表2'!$C$3:$A$1") == ("表2", 1, 1, 3, 3)
    for text in ("#REF!", "表1!#REF!", "表3!A1", "A1", "表1!$A:$B", "[1]表1!A1", "表1:表2!A1",
                 "表1!A1,表1!B1", "OFFSET(表1!A1,1,1)", "'表1!A1", "表1!XFE1", ""):  # fmt: skip
        assert book.resolve(text) is None, text
    with pytest.raises(KeyError):
        book.cells("没有")


def test_quoted_sheet_names() -> None:
    assert refs.split_sheet("'It''s'!A1") == ("It's", "A1")
    with pytest.raises(ValueError, match="badly quoted"):
        refs.split_sheet("'It's'!A1")


@given(st.integers(1, refs.MAX_ROW), st.integers(1, refs.MAX_COL))
def test_addresses_there_and_back(row: int, col: int) -> None:
    assert refs.parse_cell(refs.cell_ref(row, col)) == (row, col)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_numbers_there_and_back(number: Decimal) -> None:
    assert to_number(repr(float(number))) == number


@pytest.mark.parametrize(
    ("code", "date"),
    [("yyyy-mm-dd", True), ('yyyy"年"m"月"', True), ("[$-804]yyyy", True), ("[h]:mm", True),
     ("General", False), ('0.00"md"', False), ("[Red]0.00", False), ("0.00%", False),
     (r"\d0", False),
     ("0.00E+00", False), ("", False), ('"', False), ("[", False)],
)  # fmt: skip
def test_date_formats(code: str, date: bool) -> None:
    assert shows_date(code) is date


def test_styles(tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="165" formatCode="yyyy/m"/>'
        '<numFmt numFmtId="166" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="166"/>'
        '<xf numFmtId="x"/></cellXfs></styleSheet>'
    )
    book = workbook(tmp_path, sheet(""), styles=styles)
    assert [book.is_date(i) for i in range(7)] == [False, True, True, False, False, False, False]
    assert [book.is_percent(i) for i in range(7)] == [False, False, False, True, True, False, False]
    assert not workbook(tmp_path, sheet("")).is_date(1)


def test_unlocked_styles(tmp_path: Path) -> None:
    xfs = ("<xf/>", "<xf><protection locked='0'/></xf>", "<xf><protection hidden='1'/></xf>")
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{"".join(xfs)}</cellXfs></styleSheet>'
    book = workbook(tmp_path, sheet(""), styles=styles)
    assert [book.is_unlocked(style) for style in range(4)] == [False, True, False, False]


@pytest.mark.parametrize(
    ("item", "rich"),
    [
        ("<t>a</t>", False),
        ("<r><t>a</t></r>", False),
        ("<r><rPr><b/></rPr><t>a</t></r>", False),
        ("<r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r>", True),
        (
            "<r><rPr><sz val='9'/><rFont val='X'/></rPr><t>a</t></r>"
            "<r><rPr><rFont val='Y'/><charset val='1'/><sz val='9'/></rPr><t>b</t></r>",
            False,  # as LibreOffice spells Hanzi beside Latin letters
        ),
        ("<r><rPr><sz val='9'/></rPr><t>a</t></r><r><rPr><sz val='8'/></rPr><t>b</t></r>", True),
    ],
)
def test_texts_with_a_look_within(tmp_path: Path, item: str, rich: bool) -> None:
    strings = f'<sst xmlns="{MAIN}"><si>{item}</si><si><t>plain</t></si></sst>'
    book = workbook(tmp_path, sheet(""), strings=strings)
    assert book.rich_texts == ({book.strings[0]} if rich else set())


def test_no_workbook(tmp_path: Path) -> None:
    content = parts()
    content["word/document.xml"] = content.pop("xl/workbook.xml")
    with pytest.raises(UnusableFileError, match="不是 Excel 工作簿"):
        Workbook(open_package(save(tmp_path, content)))


cell_bodies = st.sampled_from(
    [c[0].partition(" ")[2].replace("A1", "@") for c in CELLS if "r=" in c[0]]
)


@given(st.lists(st.tuples(st.integers(1, 30), st.lists(cell_bodies, max_size=6)), max_size=6))
def test_quick_way_equals_the_tree(rows: list[tuple[int, list[str]]]) -> None:
    xml = "".join(
        f'<row r="{number}">'
        + "".join(
            "<c " + body.replace("@", refs.cell_ref(number, i)) for i, body in enumerate(cells, 1)
        )
        + "</row>"
        for number, cells in rows
    )
    raw = sheet(xml).encode()
    maker = CellMaker(["甲", "乙"])
    either = read_grid(raw, maker, (20, 4), "f", "p")
    tree = read_tree(parse(raw, "f", "p"), maker, (20, 4))
    assert dict(either.cells) == dict(tree.cells)
    assert either[1:] == tree[1:]


def test_common_spelling_takes_the_quick_way_and_is_fast() -> None:
    formula = "IF(ISNUMBER(A1),ROUND(ROUND(B1*C1,10),2),&quot;待改正&quot;)+" * 3
    formula = f"<f>{formula}1</f>"
    rows = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{refs.cell_ref(r, c)}" s="3">{formula if c % 2 else ""}<v>12.5</v></c>'
            for c in range(1, 29)
        )
        + "</row>"
        for r in range(1, 81)
    )
    raw = sheet(rows).encode()
    assert len(quick.positions(quick.plain_sheet(raw, "f", "p"), (99, 99)).raw) == 80 * 28
    maker = CellMaker([])
    times = []
    for _ in range(5):
        start = time.process_time()
        assert len(read_grid(raw, maker, (5000, 256), "f", "p").cells) == 80 * 28
        times.append(time.process_time() - start)
    assert min(times) < 0.05  # 5 ms here; a wide margin for slow machines
