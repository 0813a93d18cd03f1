"""Model → the data that a workbook is built from: the inverse of reading one.

Keys and shapes are those of the samples (see `workbook/build/fill.py`). A cell that holds no value
goes in as its raw text, so that nothing is lost and the checks report it at its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ziping.errors import ZipingError
from ziping.model import (
    BasicData,
    Field,
    Form,
    Indicator,
    Number,
    Project,
    ProjectLine,
    SelfAssessment,
    Text,
)
from ziping.package.text import MAX_CELL_TEXT
from ziping.quantity import plainly_number
from ziping.workbook.layout import MAX_INDICATORS, MAX_PROJECT_LINES

Data = dict[str, Any]
FORM_KEYS = {"declared_score": "score", "deviation_reason": "reason"}
SHOWN_START = 12  # characters of a text that is too long, as the message quotes it


def workbook_data(assessment: SelfAssessment) -> Data:
    """Every input of the model; a `ZipingError` where a workbook has no room for it."""
    data, carried = assessment.basic_data, assessment.carried_texts
    return {
        "unit": _cells(assessment.unit),
        "staffing": _cells(assessment.staffing),
        "spending": _cells(assessment.spending),
        "basic_data": _basic_data(data),
        "funds": _cells(assessment.funds),
        **_form(assessment.overall, "整体自评表"),
        "projects": [_project(project) for project in assessment.projects],
        "texts": _texts(assessment.texts),
        "carried_texts": _texts(carried),
    }


def _texts(texts: Mapping[str, Text]) -> Data:
    return _given((key, _value(key, cell)) for key, cell in texts.items())


def _given(items: Iterable[tuple[str, Any]]) -> Data:
    return {key: value for key, value in items if value is not None}


def _cells(node: Any) -> Data:
    """The fields of a named tuple that hold anything."""
    pairs = zip(node._fields, node, strict=True)
    return _given((name, _value(name, cell)) for name, cell in pairs if isinstance(cell, Field))


def _value(name: str, cell: Field[Any]) -> Decimal | str | None:
    """What stands in the cell: None where nothing does."""
    if isinstance(cell.value, Decimal) and not cell.problem:
        return cell.raw if _is_typed_text(name, cell) else cell.value
    text = cell.raw if cell.value is None or cell.problem else str(cell.value)
    _check_length(text)
    return text or None


def _is_typed_text(name: str, cell: Number) -> bool:
    """A number that was typed as text stays what it was, and keeps its hint."""
    typed = cell.hint == "text_number"
    return typed and plainly_number(cell.raw, percent="rate" in name) == cell.value


def _check_length(text: str) -> None:
    if len(text) > MAX_CELL_TEXT // 2 and len(text.encode("utf-16-le", "ignore")) > (
        2 * MAX_CELL_TEXT
    ):
        raise ZipingError(
            f"“{text[:SHOWN_START]}……”有 {len(text)} 个字，一个单元格最多放 {MAX_CELL_TEXT} 个字",
            "请删减或分到别的段落",
        )


def _basic_data(data: BasicData) -> Data:
    if len(data.project_lines) > MAX_PROJECT_LINES:
        raise _too_many("基础数据表的“项目支出”", len(data.project_lines), MAX_PROJECT_LINES)
    return {
        **_cells(data),
        **_cells(data.office_buildings),
        "expenses": {key: _amounts(line) for key, line in data.expenses.items()},
        "project_lines": [_line(line) for line in data.project_lines],
    }


def _amounts(line: Any) -> list[Decimal | str | None]:
    return [_value(name, cell) for name, cell in line.columns()]


def _line(line: ProjectLine) -> Data:
    return {
        "name": _value("name", line.name),
        "amounts": _amounts(line.line),
        "part": line.is_part,
    }


def _form(form: Form, title: str) -> Data:
    if len(form.indicators) > MAX_INDICATORS:
        raise _too_many(f"“{title}”的绩效指标", len(form.indicators), MAX_INDICATORS)
    # a blank 分值 is said: the builder would put the pack's own there
    marks = {"full_marks": _value("full_marks", form.execution.full_marks)}
    return {
        **_cells(form),
        "execution": {**_cells(form.execution), **marks},
        "indicators": [_indicator(indicator) for indicator in form.indicators],
    }


def _indicator(indicator: Indicator) -> Data:
    return {FORM_KEYS.get(key, key): value for key, value in _cells(indicator).items()}


def _project(project: Project) -> Data:
    return {
        **_cells(project),
        **_form(project.form, project.name.value or project.form.sheet),
        "sources": {source: _cells(amounts) for source, amounts in project.sources.items()},
    }


def _too_many(where: str, count: int, most: int) -> ZipingError:
    return ZipingError(
        f"{where}有 {count} 行，工作簿里最多放 {most} 行",
        "请在原文件里合并或删去一些行，再做一次",
    )
