"""The forms of an imported report as they stood in it: kept as JSON, printed “as declared”.

A cell is a label, printed as it stood, or bound to a path of the model. A bound cell prints its
original text as long as the workbook still holds the value that was read from it, so that
`1,234.50` stays `1,234.50`, and the workbook's value once it was changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ziping.model import Field, SelfAssessment

VERSION = 1
Json = dict[str, Any]


class LayoutError(ValueError):
    """The text is no layout of ours: the report is then printed in the pack's own form."""


def parsed(text: str) -> Json:
    """The layout of a workbook. Raises `LayoutError` where it was damaged."""
    try:
        found = json.loads(text)
        good = found["version"] == VERSION and all(map(_is_form, found["forms"]))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise LayoutError(str(error)) from error
    if not good:
        raise LayoutError("not a layout of this version")
    return dict(found)


def fits(form: Json, assessment: SelfAssessment) -> bool:
    """Whether the workbook still has the rows that the form had."""
    if form["kind"] == "basic":
        return bool(len(assessment.basic_data.project_lines) == form["rows"])
    if form["kind"] not in ("overall", "project"):
        return True
    found = _form_of(form, assessment)
    if found is None:
        return False
    return bool([row.level2.value or "" for row in found.indicators] == form["rows"])


def outgrown(text: str, assessment: SelfAssessment) -> list[str]:
    """The forms of which rows were added or taken out since: they print in the pack's form."""
    try:
        forms = parsed(text)["forms"] if text else []
    except LayoutError:
        return ["导入的表样已损坏，各表"]
    found = []
    for form in forms:
        is_gone = form["kind"] == "project" and _form_of(form, assessment) is None
        if not is_gone and not fits(form, assessment):
            found.append(_named(form, assessment))
    return found


def _named(form: Json, assessment: SelfAssessment) -> str:
    if form["kind"] != "project":
        return {"basic": "基础数据表", "overall": "整体自评表"}[form["kind"]]
    return f"项目自评表“{assessment.projects[form['number']].name.value or form['number'] + 1}”"


def shown(cell: Sequence[Any], assessment: SelfAssessment) -> str:
    """The text of a cell: original where it still holds, else what the workbook has."""
    text = str(cell[4])
    if len(cell) != 8:
        return text
    key, lead, value = cell[5:8]
    now = changed(key, value, assessment)
    return text if now is None else f"{lead}{now}"


def pieces(cell: Sequence[Any], assessment: SelfAssessment) -> list[tuple[str, str, str]]:
    """(path, label in front, value) of each figure of a cell that holds several, in lines."""
    found = []
    for key, lead, value, text in cell[8]:
        now = changed(key, value, assessment)
        found.append((key, lead, text if now is None else now))
    return found


def changed(key: str, value: str, assessment: SelfAssessment) -> str | None:
    """What the workbook has now, None while it has what was read from the report."""
    field = field_at(assessment, key)
    if field is None or canonical(field) == value or _is_line(key):
        return None
    return _written(field, key)


def field_at(assessment: SelfAssessment, key: str) -> Field[Any] | None:
    """The field of the model at a path, None where the path leads nowhere."""
    node: Any = assessment
    for step in key.split("."):
        if isinstance(node, Mapping):
            node = node.get(step)
        elif isinstance(node, tuple) and step.isdecimal():
            node = node[int(step)] if int(step) < len(node) else None
        else:
            node = getattr(node, step, None) if step in getattr(node, "_fields", ()) else None
        if node is None:
            return None
    return node if isinstance(node, Field) else None


def canonical(field: Field[Any]) -> str:
    """A value so that it can be compared with what was read: exact number, or words alone."""
    if isinstance(field.value, Decimal):
        return f"{field.value.normalize():f}"
    return "".join(str(field.value or (field.raw if field.is_bad else "")).split())


def _written(field: Field[Any], key: str) -> str:
    from ziping.word import shown as numbers

    if not isinstance(field.value, Decimal):
        return numbers.words(field)
    return numbers.rate(field, None) if key.endswith("_rate") else numbers.number(field)


def _is_line(key: str) -> bool:
    """A further line of a text that several cells hold together."""
    return "#" in key


def _form_of(form: Json, assessment: SelfAssessment) -> Any:
    if form["kind"] == "overall":
        return assessment.overall
    number = form["number"]
    return assessment.projects[number].form if number < len(assessment.projects) else None


def _is_form(form: Json) -> bool:
    cells = [cell for table in form["tables"] for cell in table["cells"]]
    numbers = (value for cell in cells for value in cell[:4])
    texts = (value for cell in cells for value in cell[4:8])
    lines = (*form["before"], *form["after"])
    return (
        form["kind"] in ("basic", "overall", "project", "grading", "second")
        and all(isinstance(value, int) and 0 <= value < 10_000 for value in numbers)
        and all(isinstance(value, str) for value in (*texts, *lines))
        and all(len(cell) in (5, 8, 9) and cell[2] and cell[3] for cell in cells)
        and all(_are_pieces(cell[8]) for cell in cells if len(cell) == 9)
    )


def _are_pieces(found: Any) -> bool:
    return isinstance(found, list) and all(
        len(one) == 4 and all(isinstance(text, str) for text in one) for one in found
    )


def grid_rows(table: Json) -> Iterator[list[tuple[Sequence[Any], bool]]]:
    """Each row of a table as (cell, whether it begins in this row), from the left."""
    cells = sorted(table["cells"], key=lambda cell: (cell[0], cell[1]))
    for number in range(table["rows"]):
        here = [cell for cell in cells if cell[0] <= number < cell[0] + cell[2]]
        yield [(cell, cell[0] == number) for cell in sorted(here, key=lambda one: one[1])]
