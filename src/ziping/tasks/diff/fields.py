"""The single cells of a file under the names that its forms give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ziping.checks.labels import (
    BUILDING_LABELS,
    COLUMN_LABELS,
    EXPENSE_LABELS,
    FUND_LABELS,
    SOURCE_LABELS,
)
from ziping.model import EXPENSE_KEYS, BasicData, Field, Form, Indicator, Project, SelfAssessment
from ziping.tasks.roll_figures import EXECUTION_LABELS, FUNDS
from ziping.workbook.layout import UNIT_LINES

UNIT_NAMES = {"name": "unit_name", "supervising_department": "unit_supervising_department"}
UNIT_NAMES |= {"code": "unit_code"}
STAFF_NAMES = {"staff_in_post": "report_staff_in_post"}
LINE_LABELS = {line.name: line.label for _, lines in UNIT_LINES for line in lines}
INDICATOR_LABELS = {
    "level2": "二级指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "full_marks": "分值",
    "declared_score": "自评得分",
    "deviation_reason": "偏差原因",
    "tier": "达成档次",
    "nature": "指标性质",
}


class Named(NamedTuple):
    """A cell, what it is called, and the key by which the other file has it too."""

    key: str
    label: str
    cell: Field[Any]


def single_cells(assessment: SelfAssessment) -> Iterator[Named]:
    """Every cell outside the lists of projects, project lines and indicators."""
    unit, staff, spending = assessment.unit, assessment.staffing, assessment.spending
    yield from _lines("unit", unit, lambda name: UNIT_NAMES.get(name, name))
    yield from _lines("staffing", staff, lambda name: STAFF_NAMES.get(name, name))
    yield from _lines("spending", spending, lambda name: f"report_{name}")
    yield from _basic_data(assessment.basic_data)
    yield from form_cells(assessment.overall)
    yield from _labelled("funds", assessment.funds, FUNDS)


def _lines(key: str, node: Any, name_of: Any) -> Iterator[Named]:
    """A block of 基本情况, under the labels of its lines."""
    for name, cell in zip(node._fields, node, strict=True):
        yield Named(f"{key}.{name}", LINE_LABELS.get(name_of(name), name), cell)


def _labelled(key: str, node: Any, labels: Mapping[str, str]) -> Iterator[Named]:
    for name, label in labels.items():
        yield Named(f"{key}.{name}", label, getattr(node, name))


def _basic_data(data: BasicData) -> Iterator[Named]:
    yield Named("basic_data.authorized_posts", "编制数", data.authorized_posts)
    yield Named("basic_data.staff_in_post", "实际在职人数", data.staff_in_post)
    yield Named("basic_data.control_rate", "控制率", data.control_rate)
    for key in EXPENSE_KEYS:
        yield from line_cells(f"basic_data.{key}", EXPENSE_LABELS[key], data.expense(key))
    yield from _labelled("office_buildings", data.office_buildings, BUILDING_LABELS)
    yield Named("basic_data.frugality_measures", "厉行节约保障措施", data.frugality_measures)


def line_cells(key: str, label: str, line: Any) -> Iterator[Named]:
    """上年决算数, 本年预算数, 本年决算数 of one line."""
    for name, cell in line.columns():
        yield Named(f"{key}.{name}", f"{label} {COLUMN_LABELS[name]}", cell)


def form_cells(form: Form) -> Iterator[Named]:
    """The head of a form, its objective and its own total."""
    labels = {**EXECUTION_LABELS, "full_marks": "执行率分值"}
    yield from _labelled("execution", form.execution, labels)
    yield Named("objective", "预期目标", form.objective)
    yield Named("result", "实际完成情况", form.result)
    yield Named("declared_total", "自评总分", form.declared_total)


def project_cells(project: Project) -> Iterator[Named]:
    """The head of a project's form, without its name."""
    yield Named("supervising_department", "主管部门", project.supervising_department)
    yield Named("implementing_unit", "实施单位", project.implementing_unit)
    yield from form_cells(project.form)
    for source, label in SOURCE_LABELS.items():
        amounts = project.sources.get(source)
        if amounts is None:
            continue
        for name, column in FUND_LABELS.items():
            yield Named(f"{source}.{name}", f"{label} {column}", getattr(amounts, name))


def indicator_cells(indicator: Indicator) -> Iterator[Named]:
    """The cells of one row, without its name."""
    yield from _labelled("indicator", indicator, INDICATOR_LABELS)
