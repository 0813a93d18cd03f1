"""Cell by cell: what stands otherwise in the second file, and what it has more or less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ziping.model import Field, Form, Project, ProjectLine, SelfAssessment
from ziping.scoring.arithmetic import percent, plain
from ziping.tasks.diff.fields import (
    Named,
    indicator_cells,
    line_cells,
    project_cells,
    single_cells,
)
from ziping.tasks.diff.model import ADDED, CHANGED, REMOVED, ValueChange
from ziping.tasks.diff.pairs import paired


def changed_cells(before: SelfAssessment, after: SelfAssessment) -> Iterator[ValueChange]:
    yield from _same_keys("", single_cells(before), single_cells(after))
    lines = before.basic_data.project_lines, after.basic_data.project_lines
    for one, other in paired(*lines, _line_name):
        yield from _pair(f"项目支出 {_either(one, other, _line_name)}", one, other, _line_cells)
    yield from _rows("整体自评表", before.overall, after.overall)
    for first, second in paired(before.projects, after.projects, _project_name):
        name = f"项目 {_either(first, second, _project_name)}"
        yield from _pair(name, first, second, _project_cells)
        if first is not None and second is not None:
            yield from _rows(name, first.form, second.form)


def _rows(where: str, old: Form, new: Form) -> Iterator[ValueChange]:
    for one, other in paired(old.indicators, new.indicators, _indicator_name):
        name = f"{where} {_either(one, other, _indicator_name)}"
        yield from _pair(name, one, other, _indicator_row)


def _pair(name: str, one: Any, other: Any, cells_of: Any) -> Iterator[ValueChange]:
    """Cell by cell where both files have the row, else the whole row as one change."""
    if one is not None and other is not None:
        yield from _same_keys(name, cells_of(one), cells_of(other))
        return
    kind, row = (ADDED, other) if one is None else (REMOVED, one)
    given = [(one.label, one.cell) for one in cells_of(row) if _shown(one.label, one.cell)]
    if not given:
        return
    text = "；".join(f"{label} {_shown(label, cell)}" for label, cell in given)
    place = next((cell.place for _, cell in given if cell.place.cell), given[0][1].place)
    if kind == ADDED:
        yield ValueChange(ADDED, name, "", text, is_at=place)
    else:
        yield ValueChange(REMOVED, name, text, "", was_at=place)


def _same_keys(where: str, old: Iterable[Named], new: Iterable[Named]) -> Iterator[ValueChange]:
    others = {named.key: named for named in new}
    for named in old:
        other = others.get(named.key)
        change = _change(f"{where} {named.label}".strip(), named.cell, other and other.cell)
        if change is not None:
            yield change


def _change(label: str, old: Field[Any], new: Field[Any] | None) -> ValueChange | None:
    """None where both hold the same: 5 and 5.00 do, a number and a text that reads like it too."""
    new = new or Field()
    same_text = not old.problem or old.raw == new.raw
    if old.value == new.value and old.problem == new.problem and same_text:
        return None
    before, after = _shown(label, old), _shown(label, new)
    kind = ADDED if not before else REMOVED if not after else CHANGED
    return ValueChange(kind, label, before, after, old.place, new.place)


def _shown(label: str, cell: Field[Any]) -> str:
    if cell.value is None or cell.problem:
        return cell.raw
    if isinstance(cell.value, Decimal):
        return percent(cell.value) if label.endswith("率") else plain(cell.value)
    return str(cell.value)


def _either(one: Any, other: Any, name_of: Any) -> str:
    """The name by which a row is told: the new one, and what it was called where that differs."""
    names = [name_of(row) for row in (one, other) if row is not None]
    before, after = names[0], names[-1]
    return f"“{after}”" if before == after else f"“{after}”（原名“{before}”）"


def _line_name(line: ProjectLine) -> str:
    return line.name.value or line.name.raw


def _project_name(project: Project) -> str:
    return project.name.value or project.form.sheet


def _indicator_name(row: Any) -> str:
    return row.name.value or row.name.raw or f"第{row.row}行"


def _line_cells(line: ProjectLine) -> Iterator[Named]:
    yield Named("name", "名称", line.name)
    yield from ((c._replace(label=c.label.strip())) for c in line_cells("line", "", line.line))


def _project_cells(project: Project) -> Iterator[Named]:
    yield Named("name", "名称", project.name)
    yield from project_cells(project)


def _indicator_row(row: Any) -> Iterator[Named]:
    yield Named("name", "名称", row.name)
    yield from indicator_cells(row)
