"""规范指标值: rewrite targets and actual values that the sheet can't read, meaning unchanged.

In two steps, so that each old and new value is shown before anything is written.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ziping.model import Form, Indicator, Place, Text
from ziping.package.refs import parse_cell
from ziping.quantity import needs_rewriting, parse, plain, propose
from ziping.scoring.nature import QUALITATIVE, UNREAD, nature_of
from ziping.workbook.opened import Opened
from ziping.workbook.read import ReadFile, read_workbook
from ziping.workbook.write import SheetEdit, Written, value_edit, write_values

WORD_AGAINST_NUMBER = (
    "是文字，实际完成值却是数，不能比较；请把指标值写成一个确定的数加单位，"
    "或把“指标性质”选为“定性”并选达成档次"
)
OWN_FORMULA = "格里是自己写的公式，程序不改；请直接填写内容"
UNCLEAR = "请写成一个确定的数加单位；若是文字目标，请把“指标性质”选为“定性”"


class Rewriting(NamedTuple):
    """One value: `new` is empty where it can't be rewritten, `reason` says why."""

    place: Place
    label: str
    old: str
    new: str
    reason: str = ""


class Proposals(NamedTuple):
    """What can be rewritten in the opened file, and what only the officer can."""

    opened: Opened
    rewritten: tuple[Rewriting, ...]
    left: tuple[Rewriting, ...]


def find_rewritings(path: Path) -> Proposals:
    """Every 待规范 value: those with exactly one plain reading, and the rest with the reason."""
    return rewritings_of(read_workbook(path))


def rewritings_of(read: ReadFile) -> Proposals:
    """The same of a workbook that was read already."""
    forms = (read.assessment.overall, *(project.form for project in read.assessment.projects))
    found = [item for form in forms for item in _rewritings(read.opened, form)]
    rewritten = tuple(item for item in found if item.new)
    left = tuple(item for item in found if not item.new)
    return Proposals(read.opened, rewritten, left)


def rewrite_values(proposals: Proposals) -> Written:
    """Write the new values into the file that was read, the old file kept as backup."""
    return write_values(proposals.opened, rewriting_edits(proposals))


def rewriting_edits(proposals: Proposals) -> list[SheetEdit]:
    """The new values as edits of their cells."""
    return [value_edit(item.place, item.new) for item in proposals.rewritten]


def _rewritings(opened: Opened, form: Form) -> Iterator[Rewriting]:
    for indicator in form.indicators:
        nature = nature_of(indicator)
        if nature == QUALITATIVE:
            continue
        target = indicator.target
        if nature == UNREAD and not needs_rewriting(target.value):
            label = _label(indicator, "年度指标值")
            yield Rewriting(target.place, label, target.raw, "", WORD_AGAINST_NUMBER)
        for label, cell, actual in (
            ("年度指标值", target, False),
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


STRICT = {">": "≥", "<": "≤"}  # not the same, so the officer has to say it


def _rewriting(cell: Text, *, actual: bool) -> tuple[str, str] | None:
    """(new text, "") or ("", reason) for a value that the sheet shows as 待规范."""
    if cell.value is None or not _is_unread(cell.value, actual=actual):
        return None
    if cell.hint == "formula":
        return "", OWN_FORMULA
    proposal = propose(cell.value, actual=actual)
    if proposal:
        return proposal, ""
    reading = parse(cell.value, actual=actual)
    if reading.quantity is not None and reading.quantity.sign in STRICT:
        return "", f"“{reading.quantity.sign}”不能计分，请改写为“{STRICT[reading.quantity.sign]}”"
    return "", reading.reason or UNCLEAR


def _is_unread(text: str, *, actual: bool) -> bool:
    """Whether the sheet shows 待规范: it can't read the text, or an actual value bears a sign."""
    quantity = plain(text)
    if quantity is None:
        return needs_rewriting(text)
    return actual and bool(quantity.sign)
