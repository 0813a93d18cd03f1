"""Rows, columns and sheets put in, taken out and sorted: the file still reads and computes.

Done in LibreOffice with the protection off, as an officer would. What a new row lacks is reported,
`ziping score` puts it back, and then the sheet and the engine agree again in every cell.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.office import Office, Step
from tests.workbook.native import agrees
from tests.workbook.typed import AS_READ, FORMULAS, form_of, lines, looks, new_row, rest
from ziping.model import SelfAssessment
from ziping.package.refs import cell_ref
from ziping.tasks.check import check_file
from ziping.tasks.create import create_sample
from ziping.tasks.score import score_file
from ziping.workbook.build.samples import SAMPLES
from ziping.workbook.layout import OVERALL, PROJECT
from ziping.workbook.read import ReadFile, read_workbook

FORMS = (OVERALL, PROJECT)
FIRST, MIDDLE, LAST = 0, 6, 19  # of the twenty rows shown; fifteen are filled


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two projects, fifteen indicators, all weights given."""
    path = tmp_path_factory.mktemp("master") / "样本.xlsx"
    create_sample(SAMPLES[1], path)
    return path


@pytest.fixture
def sample(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(master, tmp_path))


def changed(office: Office, path: Path, steps: Sequence[Step]) -> SelfAssessment:
    """The file after the steps, saved by LibreOffice in its place."""
    office.run(path, [{"op": "unprotect"}, *steps], save_as=path)
    return read_workbook(path).assessment


def first_row(read: ReadFile, sheet: str) -> int:
    return read.opened.find(sheet, "indicator_name").row + 1


def test_rows_put_in(office: Office, sample: Path) -> None:
    """At the first shown row, in the middle and at the last shown row, all filled."""
    before = read_workbook(sample)
    steps: list[Step] = []
    for sheet in FORMS:
        for at in (LAST, MIDDLE, FIRST):
            row = first_row(before, sheet) + at
            steps.append({"op": "insert_rows", "sheet": sheet, "at": row})
            steps.append({"op": "set", "cells": new_row(before.opened, sheet, row)})
    after = changed(office, sample, steps)

    assert rest(after) == rest(before.assessment)
    for sheet in FORMS:
        wanted = lines(form_of(before.assessment, sheet))
        for at in (LAST, MIDDLE, FIRST):
            wanted.insert(at, AS_READ)
        assert lines(form_of(after, sheet)) == wanted

    rows = {
        (sheet, first_row(before, sheet) + at)
        for sheet in FORMS
        for at in (FIRST, MIDDLE + 1, LAST + 2)
    }
    found = [f for f in check_file(sample).report.findings if f.code == "ZP007"]
    missing = {(p.sheet, int(p.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))) for p in found[0].places}
    assert (len(found), missing) == (1, rows)
    assert len(found[0].places) == len(score_file(sample).written.mended) == 6 * FORMULAS
    assert not read_workbook(sample).assessment.file.missing_formulas
    for sheet, row in rows:
        assert looks(sample, sheet, row) == looks(sample, sheet, row + 1)
    agrees(office, sample)


def test_column_put_in(office: Office, sample: Path) -> None:
    before = read_workbook(sample)
    steps: list[Step] = [{"op": "insert_columns", "sheet": sheet, "at": 5} for sheet in FORMS]
    after = changed(office, sample, steps)
    assert after == moved(after, before.assessment)
    opened = read_workbook(sample).opened
    assert [opened.find(s, "target_value").col for s in FORMS] == [6, 6]
    agrees(office, sample)


def moved(after: SelfAssessment, before: SelfAssessment) -> SelfAssessment:
    """`after`, if it says the same as `before` at other places."""
    same_rest = rest(after) == rest(before)
    same_rows = all(
        lines(form_of(after, sheet)) == lines(form_of(before, sheet)) for sheet in FORMS
    )
    return after if same_rest and same_rows else before


def test_rows_taken_out(office: Office, sample: Path) -> None:
    """A spare row, one in the middle, the first shown one."""
    before = read_workbook(sample)
    places = (40, MIDDLE, FIRST)
    steps: list[Step] = [
        {"op": "delete_rows", "sheet": OVERALL, "at": first_row(before, OVERALL) + at}
        for at in places
    ]
    after = changed(office, sample, steps)
    assert rest(after) == rest(before.assessment)
    wanted = lines(before.assessment.overall)
    del wanted[MIDDLE], wanted[FIRST]
    assert lines(after.overall) == wanted
    assert not after.file.missing_formulas
    agrees(office, sample)


def test_project_sheet_copied(office: Office, sample: Path) -> None:
    before = read_workbook(sample)
    spots = [before.opened.find(PROJECT, name) for name in ("project_name", "adjusted_budget")]
    new = f"{PROJECT} 三"
    values = zip((cell_ref(s.row, s.col) for s in spots), ("又一个项目", 321.5), strict=True)
    steps: list[Step] = [
        {"op": "copy_sheet", "sheet": PROJECT, "new": new, "position": 5},
        {"op": "unprotect"},
        {"op": "set", "cells": [[new, address, value] for address, value in values]},
    ]
    after = changed(office, sample, steps)
    added = next(project for project in after.projects if project.form.sheet == new)
    assert added.name.value == "又一个项目"
    assert added.form.execution.adjusted_budget.value == Decimal("321.5")
    others = tuple(project for project in after.projects if project.form.sheet != new)
    assert rest(after._replace(projects=others)) == rest(before.assessment)
    assert lines(added.form) == lines(form_of(before.assessment, PROJECT))
    agrees(office, sample)


def test_project_sheets_taken_out(office: Office, sample: Path) -> None:
    """An office without projects may delete the sheets."""
    before = read_workbook(sample)
    titles = before.opened.projects
    steps: list[Step] = [{"op": "remove_sheet", "sheet": title} for title in titles]
    after = changed(office, sample, steps)
    assert (len(titles), after.projects) == (2, ())
    assert rest(after) == rest(before.assessment._replace(projects=()))
    agrees(office, sample)


def test_rows_sorted_by_mark(office: Office, sample: Path) -> None:
    before = read_workbook(sample)
    block, mark, last = (
        before.opened.find(OVERALL, name) for name in ("level1", "computed_score", "actual_measure")
    )
    count = len(before.assessment.overall.indicators)
    area = f"{cell_ref(block.row + 1, block.col)}:{cell_ref(block.row + count, last.col)}"
    by = mark.col - block.col
    step: Step = {"op": "sort_rows", "sheet": OVERALL, "range": area, "by": by}
    after = changed(office, sample, [step])
    assert rest(after) == rest(before.assessment)
    old, new = lines(before.assessment.overall), lines(after.overall)
    assert old != new and sorted(map(str, old)) == sorted(map(str, new))
    rows = check_file(sample).scored.overall.indicators
    marks = [row.computed.marks for row in rows if isinstance(row.computed.marks, Decimal)]
    assert len(marks) == len(rows)
    assert marks == sorted(marks, reverse=True)
    agrees(office, sample)


def test_cells_dragged_elsewhere(office: Office, sample: Path) -> None:
    """Dragging an input cell drags the references to it along, protected or not.

    The row below then counts what was dragged to it, and its own formulas are put back.
    """
    before = read_workbook(sample)
    rect = before.opened.find(OVERALL, "actual_value")
    source, target = (cell_ref(rect.row + at, rect.col) for at in (2, 5))
    step: Step = {"op": "move_cells", "sheet": OVERALL, "range": source, "to": target}
    after = changed(office, sample, [step])
    old = [row.actual.value for row in before.assessment.overall.indicators]
    new = [row.actual.value for row in after.overall.indicators]
    assert new == [*old[:1], None, *old[2:4], old[1], *old[5:]]
    assert score_file(sample).written.mended
    agrees(office, sample)


def test_damaged_formulas_are_put_back(office: Office, sample: Path) -> None:
    """A number typed over a formula, another formula, and one that has come to #REF!."""
    before = read_workbook(sample)
    names = ("total", "computed_total", "grade")
    cells = [before.opened.find(OVERALL, name) for name in names]
    typed = (12.5, {"formula": "=1+1"}, {"formula": "=VLOOKUP(#REF!,A1:B2,2)"})
    addresses = [cell_ref(cell.row, cell.col) for cell in cells]
    step: Step = {
        "op": "set",
        "cells": [[OVERALL, at, value] for at, value in zip(addresses, typed, strict=True)],
    }
    changed(office, sample, [step])
    mended = {place.cell for place in score_file(sample).written.mended}
    assert mended >= set(addresses)
    agrees(office, sample)
