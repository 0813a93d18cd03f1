"""The declared figures of a file, each with its path, its label and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ziping.collect.reading import At, FigureReading
from ziping.model import Field, Place, SelfAssessment
from ziping.scoring.arithmetic import plain
from ziping.word import codes

GROUPS = ("unit", "staffing", "spending", "basic_data", "funds")
ASIDE = frozenset({"unit.name", "unit.code", "unit.supervising_department", "unit.year"})
EXECUTION = ("initial_budget", "adjusted_budget", "actual_expenditure", "declared_rate")
LABELS = {
    "funds.other_funds": "其他资金（按收入性质分）",
    "spending.other_funds": "其他资金支出",
    "staffing.staff_in_post": "实际在职人数（正文）",
    "spending.basic_expenditure": "基本支出（正文）",
    "spending.project_expenditure": "项目支出（正文）",
    "spending.operating_expense": "公用经费（正文）",
    "spending.personnel_expense": "人员经费（正文）",
    "spending.government_fund_budget": "政府性基金预算支出（正文）",
    "funds.basic_expenditure": "基本支出（按支出性质分）",
    "funds.project_expenditure": "项目支出（按支出性质分）",
}


def figures(assessment: SelfAssessment) -> Iterator[FigureReading]:
    """All that 基本情况, 基础数据表 and the head of the overall form declare, blanks as well."""
    for group in GROUPS:
        for path, field in _fields(group, getattr(assessment, group)):
            if path not in ASIDE:
                yield _figure(path, field)
    for name in EXECUTION:
        field = getattr(assessment.overall.execution, name)
        yield _figure(f"overall.execution.{name}", field)


def _figure(path: str, field: Field[Any]) -> FigureReading:
    value = plain(field.value) if isinstance(field.value, Decimal) else None
    typed = field.raw or (field.value if isinstance(field.value, str) else "")
    key = path.replace("basic_data.expenses.", "basic_data.")
    return FigureReading(key, label_of(path), value, typed, at(field.place))


def label_of(path: str) -> str:
    """What the forms call it: 三公经费 本年预算数; 项目支出行1 名称."""
    return LABELS.get(path) or codes.name(path.replace(".line.", "."))


def at(place: Place) -> At:
    return At(place.sheet, place.cell)


def _fields(path: str, node: Any) -> Iterator[tuple[str, Field[Any]]]:
    """Like `SelfAssessment.fields`, with whole paths."""
    if isinstance(node, Field):
        yield path, node
        return
    items: Iterable[tuple[Any, Any]]
    if hasattr(node, "_fields"):
        items = zip(node._fields, node, strict=True)
    elif isinstance(node, tuple):
        items = enumerate(node)
    elif hasattr(node, "items"):
        items = node.items()
    else:
        return  # is_part: no figure
    for name, item in items:
        yield from _fields(f"{path}.{name}", item)
