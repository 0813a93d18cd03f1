"""The workbook that is mailed: macro-free, its results fresh, the submission number inside."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ziping.model import Place
from ziping.package.atomic import plain_errors
from ziping.package.refs import cell_ref
from ziping.package.rewrite import new_package
from ziping.tasks.beside import Beside
from ziping.tasks.score import WorkedOut, work_out
from ziping.workbook.formula import Rect
from ziping.workbook.layout import HIDDEN, SUBMISSION
from ziping.workbook.macros.strip import macro_free
from ziping.workbook.opened import Opened
from ziping.workbook.read import ReadFile, read_workbook
from ziping.workbook.write import SheetEdit, planned_parts, value_edit

DRAFT = "报送.xlsx"
MOST_SUBMISSIONS = 9999


class Fresh(NamedTuple):
    """The bytes of the mailed workbook, and that workbook as the finance bureau will read it."""

    content: bytes
    read: ReadFile
    done: WorkedOut
    mended: tuple[Place, ...]  # cells of the office's own file whose lost formulas were put back


def fresh_workbook(read: ReadFile, number: int, beside: Beside, place: Path) -> Fresh:
    """Worked out twice: a formula that the first put back is no finding in what is mailed."""
    done = work_out(read, beside=beside)
    with tempfile.TemporaryDirectory(prefix="ziping-", ignore_cleanup_errors=True) as folder:
        draft = Path(folder, DRAFT)
        copy = _copied(_with_plan(read.opened, done, number), draft, place)
        again = work_out(copy, beside=beside)
        content = _with_plan(copy.opened, again, number)
        return Fresh(content, _copied(content, draft, place), again, done.plan.mended)


def submission_of(opened: Opened) -> int:
    """The number inside the workbook; 0 where it has none yet."""
    rect = submission_cell(opened)
    value = opened.cell(rect.sheet, rect.row, rect.col).value if rect else None
    return int(value) if isinstance(value, Decimal) and 0 < value <= MOST_SUBMISSIONS else 0


def submission_cell(opened: Opened) -> Rect | None:
    """Where the number stands; a name that leads out of the hidden sheet is not followed."""
    rect = opened.places.get(("", SUBMISSION[0]))
    return rect if rect is not None and rect.sheet == HIDDEN else None


def _with_plan(opened: Opened, done: WorkedOut, number: int) -> bytes:
    plan = done.plan._replace(edits=(*done.plan.edits, *_numbered(opened, number)))
    planned = planned_parts(opened, plan)
    changed = {name.lower(): content for name, content in planned.items()}  # as OPC compares
    package = opened.package
    parts = [(name, changed.get(name.lower()) or package.read(name)) for name in package.names()]
    return new_package(macro_free(parts))


def _numbered(opened: Opened, number: int) -> tuple[SheetEdit, ...]:
    rect = submission_cell(opened)
    if rect is None:
        return ()
    return (value_edit(Place(rect.sheet, cell_ref(rect.row, rect.col)), Decimal(number)),)


def _copied(content: bytes, draft: Path, place: Path) -> ReadFile:
    """Read back what was made; where there is no room for it, `place` is what is named."""
    with plain_errors(place):
        draft.write_bytes(content)
    return read_workbook(draft)
