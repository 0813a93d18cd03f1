"""Every figure that a workbook and the report beside it both have, each with its label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ziping.checks.labels import (
    BUILDING_LABELS,
    COLUMN_LABELS,
    EXPENSE_LABELS,
    FUND_LABELS,
    INCOME_LABELS,
    POST_LABELS,
    SOURCE_LABELS,
    SPENDING_LABELS,
    unit_of,
)
from ziping.checks.project_names import core_name, is_same_project, plain_name
from ziping.model import BasicData, Form, FundSource, Number, Project, SelfAssessment
from ziping.scoring import ScoredAssessment, ScoredForm, Value, number

STAFF_LABELS = {
    **POST_LABELS,
    "staff_in_post": "在职人数",
    "retired": "退休人数",
    "dispatched": "劳务派遣人数",
}
POSTED = {"authorized_posts": "编制数", "staff_in_post": "实际在职人数", "control_rate": "控制率"}
PROSE_LABELS = {**SPENDING_LABELS, "personnel_expense": "人员经费", "operating_expense": "公用经费"}
EXECUTION_LABELS = {
    **FUND_LABELS,
    "full_marks": "执行率分值",
    "declared_rate": "执行率",
    "declared_score": "执行率得分",
}
SPLIT_LABELS = {
    **{f"{name}": f"按收入性质分：{label}" for name, label in INCOME_LABELS.items()},
    "income_total": "按收入性质分合计",
    "expenditure_total": "按支出性质分合计",
    "basic_expenditure": "按支出性质分：基本支出",
    "project_expenditure": "按支出性质分：项目支出",
}


class Pair(NamedTuple):
    """A figure in both files; `counted` stands for the workbook's cell where that is blank.

    `is_worked_out`: the workbook may leave it blank because it computes it.
    """

    label: str
    mine: Number
    its: Number
    unit: str
    counted: Decimal | None = None
    is_worked_out: bool = False


def pairs(scored: ScoredAssessment, other: SelfAssessment) -> Iterator[Pair]:
    """All figures but those of indicators, in the order of the forms."""
    own = scored.assessment
    yield from _form("整体自评表", scored.overall, other.overall)
    yield from _fields("自评表", own.funds, other.funds, SPLIT_LABELS)
    yield from _fields("基本情况", own.staffing, other.staffing, STAFF_LABELS)
    yield from _prose(own, other)
    yield from _basic(own.basic_data, other.basic_data)
    for project in scored.projects:
        twin = twin_of(project.project, other.projects)
        if twin is not None:
            name = f"项目“{plain_name(project.project.name.value or '')}”"
            yield from _form(name, project.scored, twin.form)
            yield from _sources(name, project.project, twin)


def twin_of(project: Project, others: tuple[Project, ...]) -> Project | None:
    """The project of that name; none where two could be meant."""
    name = project.name.value or ""
    exact = [one for one in others if plain_name(one.name.value or "") == plain_name(name) != ""]
    alike = exact or [one for one in others if is_same_project(name, one.name.value or "")]
    return alike[0] if len(alike) == 1 and core_name(name) else None


WORKED_OUT = frozenset(
    (
        "declared_rate",
        "declared_score",
        "income_total",
        "expenditure_total",
        "control_rate",
        "size_control_rate",
        "investment_control_rate",
    )
)
PARENTS = frozenset(
    ("three_public_expenses", "vehicle_expenses", "project_expenditure", "operating_expense")
)


def _form(name: str, scored: ScoredForm, other: Form) -> Iterator[Pair]:
    counted: dict[str, Value] = {
        "declared_rate": scored.rate_shown,
        "declared_score": scored.execution_counted,
    }
    own = scored.form
    yield from _fields(name, own.execution, other.execution, EXECUTION_LABELS, counted)
    total = number(scored.total)
    yield Pair(f"{name}总分", own.declared_total, other.declared_total, "分", total, True)


def _fields(
    where: str,
    own: object,
    other: object,
    labels: Mapping[str, str],
    counted: Mapping[str, Value] | None = None,
) -> Iterator[Pair]:
    for name, label in labels.items():
        worked_out = number((counted or {}).get(name))
        yield Pair(
            f"{where}{label}",
            getattr(own, name),
            getattr(other, name),
            unit_of(name),
            worked_out,
            name in WORKED_OUT,
        )


def _basic(own: BasicData, other: BasicData) -> Iterator[Pair]:
    yield from _fields("基础数据表", own, other, POSTED)
    for key, label in EXPENSE_LABELS.items():
        mine, its = own.expense(key), other.expense(key)
        for column, head in COLUMN_LABELS.items():
            yield Pair(
                f"基础数据表{label}（{head}）",
                getattr(mine, column),
                getattr(its, column),
                "万元",
                is_worked_out=key in PARENTS,
            )
    for line in own.project_lines:
        twins = [one for one in other.project_lines if _same(one.name.value, line.name.value)]
        if len(twins) == 1 and core_name(line.name.value or ""):
            where = f"基础数据表“{plain_name(line.name.value or '')}”"
            yield from _fields(where, line.line, twins[0].line, COLUMN_LABELS)
    buildings = own.office_buildings, other.office_buildings
    yield from _fields("楼堂馆所", *buildings, BUILDING_LABELS)


def _prose(own: SelfAssessment, other: SelfAssessment) -> Iterator[Pair]:
    """A project called 其他资金 is told in the prose too, and is no figure of its own."""
    lines = {line.line.final_accounts.value for line in own.basic_data.project_lines}
    for pair in _fields("正文", own.spending, other.spending, PROSE_LABELS):
        if pair.mine.value is not None or pair.its.value not in lines:
            yield pair


def _sources(name: str, own: Project, other: Project) -> Iterator[Pair]:
    for key, label in SOURCE_LABELS.items():
        mine, its = own.sources.get(key, FundSource()), other.sources.get(key, FundSource())
        yield from _fields(f"{name}{label}", mine, its, FUND_LABELS)


def _same(one: str | None, other: str | None) -> bool:
    return plain_name(one or "") == plain_name(other or "")
