"""Cells of the forms that differ from what the file's own figures come to: wrong arithmetic only.

The arithmetic is that of the checks: a sum or a rate is set right only where the office gave it
and all it is made of; a blank parent stays blank, and a mark is judgement, never arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ziping.checks.amounts import Cell, cells, compare_rate, compare_sum
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import BUILDING_LABELS, COLUMN_LABELS, EXPENSE_LABELS, INCOME_LABELS
from ziping.checks.zp112_three_public_expenses_differ_from_parts import PARTS as THREE_PUBLIC
from ziping.checks.zp113_vehicle_expenses_differ_from_parts import PARTS as VEHICLES
from ziping.checks.zp116_project_expenditure_differs_from_lines import summed_lines
from ziping.checks.zp128_office_building_rates_differ import RATES
from ziping.model import BasicData, Place, ProjectLine, SelfAssessment
from ziping.scoring import ScoredAssessment, ScoredForm
from ziping.word import shown


class Correction(NamedTuple):
    """A cell that the plain report prints otherwise than the office has it."""

    place: Place
    label: str
    declared: str
    printed: str

    def __str__(self) -> str:
        where = f"{self.place} " if str(self.place) else ""
        return f"{where}{self.label}：单位填 {self.declared}，报告按 {self.printed} 印"


Corrected = Iterator[tuple[str, Correction]]  # each behind the key of its cell


def corrections(scored: ScoredAssessment) -> dict[str, Correction]:
    """Every such cell of the file by its key, form by form."""
    return dict(_all(scored))


def _all(scored: ScoredAssessment) -> Corrected:
    data = scored.assessment.basic_data
    yield from _control_rate(data)
    for column in COLUMN_LABELS:
        yield from _three_public(data, column)
        yield from _project_expenditure(data, column)
    yield from _buildings(data)
    yield from _form("overall", scored.overall)
    yield from _funds(scored.assessment)
    for at, project in enumerate(scored.projects):
        yield from _form(f"projects.{at}.form", project.scored)


def _control_rate(data: BasicData) -> Corrected:
    whole, part = Cell("编制数", data.authorized_posts), Cell("实际在职人数", data.staff_in_post)
    yield from _rate("basic_data.control_rate", Cell("控制率", data.control_rate), part, whole)


def _three_public(data: BasicData, column: str) -> Corrected:
    """Vehicles first: where they were wrong, the right sum is what 三公 is made of."""
    vehicle = _expense(data, "vehicle_expenses", column)
    vehicle_parts = [_expense(data, key, column) for key in VEHICLES]
    right = _sum(vehicle, vehicle_parts)
    if right is not None:
        yield _expense_key("vehicle_expenses", column), _corrected(vehicle, right)
        vehicle = vehicle._replace(field=vehicle.field._replace(value=right))
    whole = _expense(data, "three_public_expenses", column)
    others = [_expense(data, key, column) for key in THREE_PUBLIC if key != "vehicle_expenses"]
    right = _sum(whole, [vehicle, *others])
    if right is not None:
        yield _expense_key("three_public_expenses", column), _corrected(whole, right)


def _project_expenditure(data: BasicData, column: str) -> Corrected:
    whole = _expense(data, "project_expenditure", column)
    lines = [line for line in summed_lines(data) if not _is_left_open(line, column)]
    parts = [Cell("", getattr(line.line, column)) for line in lines]
    right = _sum(whole, parts)
    if right is not None:
        yield _expense_key("project_expenditure", column), _corrected(whole, right)


def _is_left_open(line: ProjectLine, column: str) -> bool:
    """A line of the form that nobody filled in: “……”, “××”, or a name without any figure."""
    is_nobodys = not set(line.name.value or "") - _OPEN
    has_none = all(cell.is_blank for _, cell in line.line.columns())
    return has_none or (is_nobodys and getattr(line.line, column).is_blank)


_OPEN = frozenset("…⋯.．·。×xXＸ○*＊、（）() 0123456789")


def _buildings(data: BasicData) -> Corrected:
    for names in RATES:
        rate, part, whole = (
            Cell(BUILDING_LABELS[name], getattr(data.office_buildings, name)) for name in names
        )
        yield from _rate(f"basic_data.office_buildings.{names[0]}", rate, part, whole)


def _funds(assessment: SelfAssessment) -> Corrected:
    """Where 支出小计 is 全年执行数 it is known from elsewhere: its parts are wrong, not the sum."""
    funds = assessment.funds
    income = Cell("按收入性质分小计", funds.income_total)
    right = _sum(income, cells(funds, INCOME_LABELS))
    if right is not None:
        yield "funds.income_total", _corrected(income, right)
    spent = Cell("按支出性质分小计", funds.expenditure_total)
    right = _sum(spent, [Cell("", part) for part in funds.expenditure_parts()])
    known = assessment.overall.execution.actual_expenditure.value
    if right is not None and spent.field.value != known:
        yield "funds.expenditure_total", _corrected(spent, right)


def _form(path: str, scored: ScoredForm) -> Corrected:
    execution, declared = scored.form.execution, scored.form.declared_total
    yield from _rate(
        f"{path}.execution.declared_rate",
        Cell("执行率", execution.declared_rate),
        Cell("全年执行数", execution.actual_expenditure),
        Cell("全年预算数", execution.adjusted_budget),
    )
    if isinstance(scored.total, Decimal) and declared.value not in (None, scored.total):
        yield f"{path}.declared_total", _corrected(Cell("总分", declared), scored.total)


def _rate(key: str, declared: Cell, part: Cell, whole: Cell) -> Corrected:
    fact = _fact(compare_rate(declared, part, whole, fix=""))
    if fact:
        place = declared.field.place
        yield key, Correction(place, declared.label, str(fact.provided), str(fact.expected))


def _sum(whole: Cell, parts: Sequence[Cell]) -> Decimal | None:
    """What the whole should be, None where it is right or a part of it is not given."""
    if not parts or not all(part.is_given for part in parts):
        return None
    fact = _fact(compare_sum(whole, parts, fix=""))
    return Decimal(fact.expected) if fact else None


def _fact(outcomes: Outcomes) -> Fact | None:
    return next((outcome for outcome in outcomes if isinstance(outcome, Fact)), None)


def _corrected(cell: Cell, right: Decimal) -> Correction:
    return Correction(cell.field.place, cell.label, shown.number(cell.field), shown.digits(right))


def _expense(data: BasicData, key: str, column: str) -> Cell:
    label = f"{EXPENSE_LABELS[key]}{COLUMN_LABELS[column]}"
    return Cell(label, getattr(data.expense(key), column))


def _expense_key(key: str, column: str) -> str:
    return f"basic_data.expenses.{key}.{column}"
