"""A workbook that is built once and becomes an office's own by its few cells.

Only the touched sheets are patched; what our formulas then show (titles, heads, 首页) is worked out
by the engine, so that a preview shows the right unit before any program has computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ziping.collect.standing import Office
from ziping.model import Field, SelfAssessment
from ziping.package.atomic import write_atomic
from ziping.package.patch import KEEP, CellEdit
from ziping.package.rewrite import packed, writable_place
from ziping.quantity import general_text
from ziping.scoring import score
from ziping.workbook.cells import Values, formula_cells
from ziping.workbook.read import ReadFile, read_workbook
from ziping.workbook.write import SheetEdit, patched_parts, value_edit


class Put(NamedTuple):
    """What the list of offices put into a cell, and what stood there before."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.label}“{self.old}”换成名单的“{self.new}”"


class Template:
    """A workbook of one pack and year, open for making others of it."""

    def __init__(self, path: Path) -> None:
        self.read: ReadFile = read_workbook(path)
        every = formula_cells(
            self.read.opened,
            self.read.pack,
            home=True,
            skip=lambda *_: True,  # what an indicator shows is not the office's doing
        )
        self._cells = list(every)
        self._shown = list(self._values(self.read.assessment))

    def make(self, office: Office, target: Path) -> tuple[Put, ...]:
        """Write the office's workbook; an existing file is never overwritten."""
        told, content = self.filled(office)
        real, _ = writable_place(target, overwrite=False)
        write_atomic(real, content, replace=False)
        return told

    def filled(self, office: Office) -> tuple[tuple[Put, ...], bytes]:
        """What of the office was put in, and the bytes: equal input gives equal bytes."""
        assessment, told, edits = with_office(self.read.assessment, office)
        shown = self._values(assessment)
        for cell, old, new in zip(self._cells, self._shown, shown, strict=True):
            if new != old:
                edits.append(SheetEdit(cell.sheet, CellEdit(cell.row, cell.col, new, KEEP)))
        opened = self.read.opened
        return told, packed(opened.package, patched_parts(opened, edits), frozenset())

    def _values(self, assessment: SelfAssessment) -> Iterator[Decimal | str | int]:
        values = Values(score(assessment, self.read.pack), self.read.unused)
        return (values.of(cell) for cell in self._cells)


def with_office(
    assessment: SelfAssessment, office: Office
) -> tuple[SelfAssessment, tuple[Put, ...], list[SheetEdit]]:
    """The model with what the list says of the office, and what that changes in the workbook."""
    unit, data = assessment.unit, assessment.basic_data
    posts = Decimal(office.authorized_posts) if office.authorized_posts else None
    given: tuple[tuple[str, str, Field[Any], str | Decimal | None], ...] = (
        ("name", "单位名称", unit.name, office.name),
        ("code", "单位编码", unit.code, office.code),
        (
            "supervising_department",
            "主管部门",
            unit.supervising_department,
            office.supervising_department,
        ),
        ("authorized_posts", "编制数", data.authorized_posts, posts),
    )
    told: list[Put] = []
    edits: list[SheetEdit] = []
    changed: dict[str, Field[Any]] = {}
    for key, label, cell, value in given:
        if value in (None, "") or value == cell.value:
            continue
        changed[key] = Field(value, cell.place, _shown(value))
        edits.append(value_edit(cell.place, value))
        told.append(Put(label, cell.raw or _shown(cell.value), _shown(value)))
    if "authorized_posts" in changed:
        data = data._replace(authorized_posts=changed.pop("authorized_posts"))
    unit = unit._replace(**changed)
    return assessment._replace(unit=unit, basic_data=data), tuple(told), edits


def _shown(value: str | Decimal | None) -> str:
    return general_text(value) if isinstance(value, Decimal) else value or ""
