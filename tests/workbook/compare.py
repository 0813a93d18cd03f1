"""What LibreOffice computes beside what the engine says, cell by cell of every formula of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import isclose
from typing import NamedTuple

from tests.support.office import Cell, Result, Step, Value
from ziping.package.refs import cell_ref
from ziping.scoring import ScoredAssessment
from ziping.workbook.cells import FormulaCell, Values, formula_cells
from ziping.workbook.read import ReadFile
from ziping.workbook.write import shows

SHOWN = 12  # differences told one by one


class Difference(NamedTuple):
    """A cell whose native value is not the engine's, or not the one kept in the file."""

    workbook: str
    sheet: str
    cell: str
    name: str
    native: object
    engine: object
    kept: object
    formula: str

    def __str__(self) -> str:
        return (
            f"{self.workbook}: {self.sheet} {self.cell} {self.name}\n"
            f"    native {self.native!r}   engine {self.engine!r}   in the file {self.kept!r}\n"
            f"    {self.formula[:400]}"
        )


def recalculation(read: ReadFile) -> list[Step]:
    """Recalculate hard and read the part of each sheet in which formulas of ours stand."""
    areas: dict[str, tuple[int, int]] = {}
    for cell in formula_cells(read.opened, read.pack, home=True):
        rows, cols = areas.get(cell.sheet, (1, 1))
        areas[cell.sheet] = max(rows, cell.row), max(cols, cell.col)
    ranges = [[sheet, f"A1:{cell_ref(*last)}"] for sheet, last in areas.items()]
    return [{"op": "calculate"}, {"op": "read", "ranges": ranges}]


def differences(
    workbook: str, read: ReadFile, scored: ScoredAssessment, result: Result
) -> Iterator[Difference | None]:
    """None for each formula cell that agrees; `read` is the file after it was scored."""
    values = Values(scored, read.unused)
    for cell in formula_cells(read.opened, read.pack, home=True):
        native = result.cells[cell.sheet, cell_ref(cell.row, cell.col)]
        yield _difference(workbook, read, cell, native, values.of(cell))


def _difference(
    workbook: str, read: ReadFile, cell: FormulaCell, native: Cell, engine: Decimal | str | int
) -> Difference | None:
    kept = read.opened.cell(cell.sheet, cell.row, cell.col)
    wanted = Decimal(engine) if isinstance(engine, int) else engine
    if native.is_formula and same(native.value, wanted) and shows(kept, wanted):
        return None
    at = cell_ref(cell.row, cell.col)
    text = cell.text(read.opened)
    found = native.value if native.is_formula else f"no formula, {native.value!r}"
    return Difference(workbook, cell.sheet, at, cell.formula.name, found, engine, kept.text, text)


def same(native: Value, engine: Decimal | str) -> bool:
    """Numbers to 1e-9 of their size at the 15 digits that a cell keeps; texts exactly."""
    if isinstance(engine, str) or isinstance(native, str):
        return native == engine
    if not isinstance(native, float):
        return False
    return isclose(float(f"{native:.15g}"), float(f"{engine:.15g}"), rel_tol=1e-9, abs_tol=1e-12)


def report(found: Sequence[Difference]) -> str:
    """A few differences in full, one of each kind first, and how many of each name there are."""
    by_name: dict[str, Difference] = {}
    for one in found:
        by_name.setdefault(one.name, one)
    first = [*by_name.values(), *(one for one in found if one not in by_name.values())]
    counts = ", ".join(f"{n} × {count}" for n, count in Counter(d.name for d in found).items())
    books = len({one.workbook for one in found})
    head = f"{len(found)} cells differ in {books} workbooks: {counts}"
    return "\n".join([head, *(str(one) for one in first[:SHOWN])])
