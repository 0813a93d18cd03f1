"""规范指标值: rewrite targets and actual values that the sheet can't read, meaning unchanged."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ziping.model import Form, Indicator, Place, Text
from ziping.package.refs import parse_cell
from ziping.quantity import needs_rewriting, parse, plain, propose
from ziping.scoring.nature import QUALITATIVE
from ziping.workbook.opened import Opened
from ziping.workbook.read import read_workbook
from ziping.workbook.write import Written, value_edit, write_values


class Rewriting(NamedTuple):
    """One value: `new` is empty where it can't be rewritten, `reason` says why."""

    place: Place
    label: str
    old: str
    new: str
    reason: str = ""


class Normalized(NamedTuple):
    rewritten: tuple[Rewriting, ...]
    left: tuple[Rewriting, ...]
    written: Written | None


def normalize_file(path: Path, *, write: bool = True) -> Normalized:
    """Rewrite every 待规范 value that has exactly one plain reading; list the rest."""
    read = read_workbook(path)
    forms = (read.assessment.overall, *(project.form for project in read.assessment.projects))
    found = [item for form in forms for item in _rewritings(read.opened, form)]
    rewritten = tuple(item for item in found if item.new)
    left = tuple(item for item in found if not item.new)
    if not rewritten or not write:
        return Normalized(rewritten, left, None)
    edits = [value_edit(item.place, item.new) for item in rewritten]
    return Normalized(rewritten, left, write_values(read.opened, edits))


def _rewritings(opened: Opened, form: Form) -> Iterator[Rewriting]:
    for indicator in form.indicators:
        if indicator.nature.value == QUALITATIVE:
            continue
        for label, cell, actual in (
            ("年度指标值", indicator.target, False),
            ("实际完成值", indicator.actual, True),
        ):
            found = _percent(opened, cell) or _rewriting(cell, actual=actual)
            if found is not None:
                yield Rewriting(cell.place, _label(indicator, label), cell.raw, *found)


def _label(indicator: Indicator, label: str) -> str:
    return f"{indicator.name.value or '（未填指标名称）'}·{label}"


def _percent(opened: Opened, cell: Text) -> tuple[str, str] | None:
    """A number shown as percent (0.98 in the cell, 98% on the screen) becomes what is shown."""
    if not cell.value:
        return None
    row, col = parse_cell(cell.place.cell)
    found = opened.cell(cell.place.sheet, row, col)
    if found.kind != "n" or found.formula is not None or not opened.book.is_percent(found.style):
        return None
    quantity = plain(cell.value)
    if quantity is None:
        return None
    return f"{(quantity.value * 100).normalize():f}%", ""


def _rewriting(cell: Text, *, actual: bool) -> tuple[str, str] | None:
    """(new text, "") or ("", reason) for a value that the sheet shows as 待规范."""
    if cell.value is None or cell.hint == "formula" or not needs_rewriting(cell.value):
        return None
    proposal = propose(cell.value, actual=actual)
    if proposal:
        return proposal, ""
    reading = parse(cell.value, actual=actual)
    return "", reading.reason or "请写成一个确定的数加单位；若是文字目标，请把“指标性质”选为“定性”"
