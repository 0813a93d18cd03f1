"""The look of rows that were put in: one above the first shown row looks like the hidden spacer.

Such a row gets its formulas back; here it gets the look of a row of ours as well, so that its
input cells are yellow and unlocked and its marks are seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ziping.package.patch import KEEP, CellEdit
from ziping.workbook.cells import FormulaCell
from ziping.workbook.layout import INDICATOR_COLUMNS
from ziping.workbook.opened import Opened


class At(NamedTuple):
    """A cell of the file."""

    sheet: str
    row: int
    col: int


def row_looks(
    opened: Opened, lost: Iterable[FormulaCell], formulas: Iterable[str]
) -> dict[At, int]:
    """Style by cell for the rows without any of their `formulas`, as in the nearest whole row.

    A row that lost only some of its formulas was pasted over, and keeps its look.
    """
    rows: dict[tuple[str, int], set[str]] = {}
    for cell in lost:
        if cell.about[0] == "row":
            rows.setdefault((cell.sheet, cell.row), set()).add(cell.formula.name)
    names = set(formulas)
    looks: dict[At, int] = {}
    for (sheet, row), missing in rows.items():
        model = _model(opened, sheet, row, rows) if missing == names else None
        if model is not None:
            looks.update(_styles(opened, sheet, row, model))
    return looks


def _model(
    opened: Opened, sheet: str, row: int, lost: Mapping[tuple[str, int], object]
) -> int | None:
    """The nearest row with its formulas, the one below first."""
    block = opened.find(sheet, "indicator_name")
    whole = [other for other in range(block.row + 1, block.last) if (sheet, other) not in lost]
    return min(whole, key=lambda other: (abs(other - row), other < row), default=None)


def _styles(opened: Opened, sheet: str, row: int, model: int) -> Iterator[tuple[At, int]]:
    last = max(opened.find(sheet, column.name).col for column in INDICATOR_COLUMNS)
    for col in range(1, last + 1):
        style = opened.cell(sheet, model, col).style
        if style != opened.cell(sheet, row, col).style:
            yield At(sheet, row, col), style


def look_edit(opened: Opened, at: At, style: int) -> CellEdit:
    """Another look for a cell that stays as it is."""
    return CellEdit(at.row, at.col, opened.cell(*at).value, KEEP, style)
