"""Merged, nested, jagged and wrapped tables as logical cells."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import docx
from tests.support.docx import p, sdt, table, tc, tr
from tests.word.reading.covering import covering
from ziping.word.controls import tag
from ziping.word.reading.document import Cell, Document, Paragraph, Table
from ziping.word.reading.load import load_document


def load(folder: Path, *blocks: str) -> Document:
    return load_document(docx.save(folder, docx.body(*blocks)))


def shape(found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(*cell[:4], cell.text) for cell in found.cells]


H = "<w:hMerge w:val='restart'/>"
HC = "<w:hMerge/>"
V = "restart"
C = "continue"
TABLES: dict[str, tuple[list[str], tuple[int, int], list[tuple[int, int, int, int, str]]]] = {
    "plain": (
        [tr(["甲", "乙"]), tr(["丙", "丁"])],
        (2, 2),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "across and down": (
        [tr([tc("甲", cols=2, merge=V), "乙"]), tr([tc(cols=2, merge=C), "丙"])],
        (2, 3),
        [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "乙"), (1, 2, 1, 1, "丙")],
    ),
    "two merges in one column": (
        [tr([tc("甲", merge=V)]), tr([None]), tr([tc("乙", merge=V)]), tr([None])],
        (4, 1),
        [(0, 0, 2, 1, "甲"), (2, 0, 2, 1, "乙")],
    ),
    "a continuation of nothing": (
        [tr([tc("甲", merge=C)]), tr([tc("", merge=C)]), tr(["乙"]), tr([tc("丙", merge=C)])],
        (4, 1),
        [(0, 0, 2, 1, "甲"), (2, 0, 1, 1, "乙"), (3, 0, 1, 1, "丙")],
    ),
    "a continuation of another width": (
        [tr([tc("甲", cols=2, merge=V), "乙"]), tr([tc("丙", merge=C), "丁", "戊"])],
        (2, 3),
        [
            (0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙"),
            (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, "戊"),
        ],
    ),
    "before and after": (
        [tr(["甲", "乙", "丙"]), tr(["丁"], before=1, after=1)],
        (2, 3),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (0, 2, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
    ),
    "old merges across": (
        [tr([tc("甲", properties=H), tc("", properties=HC), "乙"]), tr(["丙", "丁", "戊"])],
        (2, 3),
        [
            (0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙"),
            (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, "戊"),
        ],
    ),
    "an old merge with text in its rest": (
        [tr([tc("甲", properties=H), tc("乙", properties=HC)])],
        (1, 2),
        [(0, 0, 1, 2, "甲\n乙")],
    ),
    "fewer and more cells": (
        [tr(["甲"]), tr(["乙", "丙", "丁"]), tr([])],
        (3, 3),
        [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙"), (1, 1, 1, 1, "丙"), (1, 2, 1, 1, "丁")],
    ),
    "wrapped cells and rows": (
        [sdt(tr([sdt(tc("甲")), tc(sdt(p("乙")))])), f"<w:customXml>{tr(['丙'])}</w:customXml>"],
        (2, 2),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙")],
    ),
    "deleted rows and cells": (
        [
            tr(["甲"]), tr(["删"], more="<w:del/>"), tr(["乙"], more="<w:ins/>"),
            tr(["丙", tc("删", properties="<w:cellDel/>")]),
        ],
        (3, 1),
        [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙"), (2, 0, 1, 1, "丙")],
    ),
    "a cell in a cell without a table": (
        [tr([f"<w:tc>{p('甲')}{tc('乙')}</w:tc>"])],
        (1, 1),
        [(0, 0, 1, 1, "甲\n乙")],
    ),
    "a span of nothing": (
        [tr([tc("甲", cols=0), tc("乙", properties='<w:gridSpan w:val="x"/>')])],
        (1, 2),
        [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")],
    ),
    "no rows": ([], (0, 0), []),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_tables(case: str, tmp_path: Path) -> None:
    rows, size, cells = TABLES[case]
    found = load(tmp_path, table(rows)).tables[0]
    assert (found.rows, found.cols) == size
    assert shape(found) == cells


def test_widths_and_heads(tmp_path: Path) -> None:
    head, plain = tr(["甲", "乙"], head=True), tr(["丙", "丁"])
    off = tr(["戊", "己"], more="<w:tblHeader w:val='0'/>")
    one, two = load(
        tmp_path, table([head, head, plain, head], [500, 600]), table([off, head], [1, 2, 3])
    ).tables
    assert (one.heads, one.widths, one.cols) == (2, (500, 600), 2)
    assert (two.heads, two.widths, two.cols) == (0, (1, 2, 3), 3)


def test_text_under_a_merge_is_told(tmp_path: Path) -> None:
    document = load(tmp_path, table([[tc("甲", merge=V)], [tc("盖住", merge=C)]]))
    assert shape(document.tables[0]) == [(0, 0, 2, 1, "甲")]
    assert document.skipped == ("第1张表第2行第1列合并后遮住的文字：盖住",)


def test_nested_tables_follow_their_table(tmp_path: Path) -> None:
    innermost = table([["最里"]])
    first = table([[tc(p("里一") + innermost + p())], ["里一后"]])
    outer = table([["外", tc(p("前") + first + p("后"))], [tc(table([["里二"]]) + p())]])
    document = load(tmp_path, p("段一"), outer, p("段二"), table([["末"]]))
    seen = [
        block.text if isinstance(block, Paragraph) else (block.nth, block.inside)
        for block in document.blocks
    ]
    assert seen == ["段一", (1, 0), (2, 1), (3, 2), (4, 1), "段二", (5, 0)]
    texts = [[cell.text for cell in one.cells] for one in document.tables]
    assert texts == [["外", "前\n后", ""], ["里一\n", "里一后"], ["最里"], ["里二"], ["末"]]


def test_controls_in_a_cell_of_many_paragraphs(tmp_path: Path) -> None:
    runs = docx.r("共") + sdt(docx.r("7"), tag("a.b", "7"))
    joined = [tc(p("甲"), properties=H), tc(p("乙") + p(runs), properties=HC)]
    found = load(tmp_path, table([[tc(p("首") + p() + p(runs)), *joined]])).tables[0]
    for cell in found.cells:
        (span,) = cell.spans
        assert cell.text[span.start : span.end] == "7" == span.control.text
    assert found.cells[1].text == "甲\n乙\n共7"


@st.composite
def merged(draw: st.DrawFn) -> tuple[int, int, list[Cell]]:
    """A table cut into rectangles at random, each with a text of its own."""
    rows, cols = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            width = height = 1
            while col + width < cols and (row, col + width) not in taken and draw(st.booleans()):
                width += 1
            while row + height < rows and draw(st.booleans()):
                height += 1
            cells.append(Cell(row, col, height, width, f"格{row}.{col}&<>"))
            taken |= {(row + i, col + j) for i in range(height) for j in range(width)}
    return rows, cols, cells


def written(rows: int, cols: int, cells: list[Cell]) -> str:
    by_place = {(cell.row + at, cell.col): cell for cell in cells for at in range(cell.rows)}
    lines = []
    for row in range(rows):
        line = []
        for col in range(cols):
            cell = by_place.get((row, col))
            if cell is not None:
                merge = "" if cell.rows == 1 else "restart" if cell.row == row else "continue"
                text = cell.text if cell.row == row else ""
                line.append(tc(text, cols=cell.cols, merge=merge))
        lines.append(tr(line))
    return table(lines, [500] * cols)


@settings(max_examples=60, deadline=None)
@given(merged())
def test_any_merges_come_back(made: tuple[int, int, list[Cell]]) -> None:
    rows, cols, cells = made
    with TemporaryDirectory() as folder:
        found = load(Path(folder), written(rows, cols, cells)).tables[0]
    assert (found.rows, found.cols, list(found.cells)) == (rows, cols, cells)
    covered = covering(found)
    assert len(covered) == rows * cols
    assert all(covered[cell.row, cell.col] is cell for cell in found.cells)


CHAOS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.lists(
            st.tuples(st.integers(0, 4), st.sampled_from(["", V, C]), st.sampled_from(["", H, HC])),
            max_size=5,
        ),
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(CHAOS)
def test_any_nonsense_loses_and_doubles_nothing(
    rows: list[tuple[int, list[tuple[int, str, str]]]],
) -> None:
    lines = []
    texts = Counter[str]()
    for row, (before, cells) in enumerate(rows):
        line = []
        for col, (cols, vertical, horizontal) in enumerate(cells):
            texts[f"格{row}之{col}末"] += 1
            text = f"格{row}之{col}末"
            line.append(tc(text, cols=cols, merge=vertical, properties=horizontal))
        lines.append(tr(line, before=before))
    with TemporaryDirectory() as folder:
        document = load(Path(folder), table(lines))
    found = document.tables[0]
    places = [
        (row, col)
        for cell in found.cells
        for row in range(cell.row, cell.row + cell.rows)
        for col in range(cell.col, cell.col + cell.cols)
    ]
    assert len(places) == len(set(places))
    assert all(row < found.rows and col < found.cols for row, col in places)
    told = [cell.text for cell in found.cells] + [line.split("：")[1] for line in document.skipped]
    assert Counter("\n".join(told).split()) == texts
