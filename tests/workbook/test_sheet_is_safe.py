"""What may be mailed to any office: old functions, no code, no links; only inputs are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook.formulas import formulas, measured
from tests.workbook.packs import all_packs
from ziping.package.gate import open_package
from ziping.package.refs import cell_ref
from ziping.rules.outline import text_keys
from ziping.tasks.create import create, create_sample
from ziping.tasks.score import score_file
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.form_formulas import subtotal_lines
from ziping.workbook.layout import (
    BASIC_DATA,
    CHECK_BASIS,
    CHECK_ROW,
    HIDDEN,
    HOME,
    HOME_CHECKED_AT,
    HOME_PROJECT_COLUMNS,
    HOME_PROJECTS_ROW,
    HOME_STEPS,
    HOME_STEPS_ROW,
    OVERALL,
    OVERALL_FORM,
    PREFIX,
    PROJECT,
    PROJECT_FORM,
    REPORT_TEXT,
    RESULT_FIRST_ROW,
    RESULT_KEY,
    RESULT_SUMMARY,
    RESULTS,
    UNIT,
    D,
    Spot,
    basic_data_spots,
    form_spots,
    home_spots,
    result_spots,
    text_spots,
    unit_spots,
)
from ziping.workbook.read import read_workbook

# Excel 2007 knows all of these, and none is volatile; WPS and LibreOffice know them too.
ALLOWED = frozenset({
    "IF", "IFERROR", "AND", "OR", "NOT", "ISNUMBER", "ISERROR", "EXACT",
    "COUNT", "COUNTBLANK", "COUNTIF", "COUNTIFS", "SUM", "SUMIF", "SUMPRODUCT",
    "ROUND", "MIN", "MAX", "ROW", "ROWS", "VLOOKUP", "YEAR", "MONTH", "DAY", "HYPERLINK",
    "FIND", "LEFT", "RIGHT", "MID", "LEN", "SUBSTITUTE", "VALUE", "CHAR",
})  # fmt: skip
MAX_LENGTH, MAX_DEPTH, MAX_ARGUMENTS, MAX_TEXT = 8_192, 64, 255, 255
FILES = ("national", "central101", "junshan", "suining", "fifth", *SAMPLES)


@pytest.fixture(scope="module", params=FILES)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workbook of each pack with two project sheets; both samples, scored."""
    folder, name = tmp_path_factory.mktemp("safe"), str(request.param)
    target = folder / f"{name}.xlsx"
    if name in SAMPLES:
        create_sample(name, target)
        score_file(target)
    else:
        create(all_packs(folder)[name], {"projects": [{}, {}]}, target)
    return target


@cache
def book(path: Path) -> Workbook:
    return load_workbook(path)


def test_formulas_keep_within_excel_2007(path: Path) -> None:
    faults = []
    for found in formulas(book(path)):
        size = measured(found.text)
        outside = size.functions - ALLOWED
        within = (
            len(found.text) <= MAX_LENGTH
            and size.depth <= MAX_DEPTH
            and size.arguments <= MAX_ARGUMENTS
            and size.longest_text <= MAX_TEXT
        )
        # LibreOffice turns a column with array constants into #REF! when a row is deleted
        if outside or not within or size.has_array_constant:
            faults.append((found.where, sorted(outside), size, found.text[:200]))
    assert not faults, faults[:5]


def test_no_array_formula_and_no_table(path: Path) -> None:
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                part = package.read(name)
                assert b't="array"' not in part and b't="dataTable"' not in part, name


def test_no_code_and_no_links(path: Path) -> None:
    package = open_package(path, extensions=frozenset({".xlsx"}))
    assert list(package.active_content()) == []
    words = ("vba", "external", "embeddings", "connections", "activex", "customui", "ctrlprops")
    assert not [name for name in package.names() if any(word in name.lower() for word in words)]
    assert not [found for found in formulas(book(path)) if "[" in found.text]


def test_sheets_and_their_state(path: Path) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in book(path).worksheets}
    assert states.pop(HIDDEN) == "veryHidden"
    assert set(states.values()) == {"visible"}
    assert [*states][:4] == [HOME, UNIT, BASIC_DATA, OVERALL]


def test_names_of_form_sheets_belong_to_the_sheet(path: Path) -> None:
    for sheet in forms(path):
        wanted = {PREFIX + spot.name for spot in spots(path, sheet.title)}
        assert set(sheet.defined_names) - {"Print_Area", "Print_Titles"} == wanted
    texts = [str(name.attr_text) for name in book(path).defined_names.values()]
    titles = [f"'{sheet.title}'!" for sheet in forms(path)]
    assert texts and not [text for text in texts if text.startswith(tuple(titles))]


def forms(path: Path) -> list[Worksheet]:
    return [s for s in book(path).worksheets if s.title == OVERALL or s.title.startswith(PROJECT)]


def spots(path: Path, title: str) -> list[Spot]:
    """The named places of a sheet as the layout declares them."""
    pack = read_workbook(path).pack
    if title == OVERALL or title.startswith(PROJECT):
        layout = OVERALL_FORM if title == OVERALL else PROJECT_FORM
        return list(form_spots(layout, len(subtotal_lines(pack))))
    declared: dict[str, Callable[[], Iterator[Spot]]] = {
        HOME: home_spots,
        UNIT: unit_spots,
        BASIC_DATA: basic_data_spots,
        RESULTS: result_spots,
        REPORT_TEXT: lambda: text_spots(text_keys(pack)),
    }
    return list(declared[title]()) if title in declared else []


def test_inputs_are_open_and_the_rest_is_locked(path: Path) -> None:
    """Open: what the officer fills, what Python writes, and what lies between in one block."""
    for sheet in book(path).worksheets:
        assert sheet.protection.sheet and not sheet.protection.password, sheet.title
        wanted = {*open_cells(sheet, spots(path, sheet.title)), *between(sheet.title)}
        found = {
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert found == wanted, (sheet.title, sorted(found ^ wanted)[:20])


def between(title: str) -> Iterator[str]:
    """Heads and blanks amid what a click writes: a gap that is shut would cost a call more."""
    if title == HOME:
        steps = [name for name, *_ in HOME_STEPS]
        yield cell_ref(HOME_STEPS_ROW + steps.index("step_report_text"), D)
        for row in range(HOME_CHECKED_AT[1] + 1, HOME_PROJECTS_ROW):
            yield from (cell_ref(row, col) for _, col in HOME_PROJECT_COLUMNS)
    elif title == RESULTS:
        for row in range(RESULT_SUMMARY[1], RESULT_FIRST_ROW):
            yield from (cell_ref(row, col) for col in range(1, RESULT_KEY[1] + 1))
    elif title == OVERALL or title.startswith(PROJECT):
        form = OVERALL_FORM if title == OVERALL else PROJECT_FORM
        last_check = CHECK_ROW + len(form.checks) - 1
        yield from (cell_ref(row, CHECK_BASIS) for row in range(last_check + 1, form.first + 1))


def open_cells(sheet: Worksheet, places: list[Spot]) -> Iterator[str]:
    merged = {str(area).split(":")[0]: area for area in sheet.merged_cells.ranges}
    for spot in places:
        if spot.is_input or spot.kind == "output":
            has_spacers = bool(spot.last) and sheet.row_dimensions[spot.row].hidden
            for row in spot.rows:
                first = cell_ref(row, spot.col)
                if first in merged:
                    yield from (cell_ref(*at) for line in merged[first].rows for at in line)
                elif not has_spacers or row not in (spot.row, spot.last):
                    yield first
