"""The figures of an office, consistent by construction: every total is made of its parts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.trial import basic_figures
from tests.trial.amounts import D, amount, rounded
from tests.trial.lines import Line, Money


@dataclass
class Figures:
    """All amounts of a report in 万元, and its persons."""

    staff: dict[str, int]
    spend: dict[str, Decimal]
    expenses: dict[str, list[Decimal]]
    lines: list[Line]
    money: Money
    projects: list[Money]
    other_expenses: dict[str, str]  # 政府采购, 预算调整 as printed
    buildings: list[str]
    basis: str  # what the income side adds up to


def make(
    rng: Random,
    names: list[str],
    *,
    fund: bool,
    other: bool,
    basis: str,
    traits: Collection[str] = (),
) -> Figures:
    """The figures of an office whose projects have these names."""
    lines = [_line(rng, name) for name in names]
    if fund:
        lines[-1].is_fund = True
    elif other:
        lines[-1].is_other = True
    projects = [_project_money(rng, line) for line in lines]
    personnel, operating = amount(rng, 120, 2400), amount(rng, 18, 260)
    spend = {
        "personnel": personnel,
        "operating": operating,
        "basic": personnel + operating,
        "fund": sum((one.amounts[2] for one in lines if one.is_fund), D(0)),
        "other": sum((one.amounts[2] for one in lines if one.is_other), D(0)),
        "all_projects": sum((one.amounts[2] for one in lines), D(0)),
    }
    spend["project"] = spend["all_projects"] - spend["fund"] - spend["other"]
    money = _whole(rng, spend, projects)
    persons = basic_figures.staff(rng)
    if "dispatched" in traits:
        persons["dispatched"] = rng.randint(2, 15)
    buildings = rng.choice(
        (["无"] * 6, ["0", "0", "无", "0", "0", "无"], basic_figures.buildings(rng))
    )
    if "buildings" in traits:
        buildings = basic_figures.buildings(rng)
    return Figures(
        persons,
        spend,
        basic_figures.expenses(rng, operating, lines),
        _with_parts(rng, lines, 1 if "parts" in traits else 0.2),
        money,
        projects,
        {"procurement": rng.choice(("0", f"{amount(rng, 5, 60)}")), "adjustment": "0"},
        buildings,
        basis,
    )


def _line(rng: Random, name: str) -> Line:
    final = amount(rng, 12, 420)
    budget = rounded(final * D(str(round(rng.uniform(0.87, 1.08), 3))))
    return Line(name, [amount(rng, 10, 420), budget, final])


def _project_money(rng: Random, line: Line) -> Money:
    """A project's form: begun with the line's budget, spent what the line says."""
    _, budget, final = line.amounts
    full = rng.random() < 0.5
    adjusted = final if full else rounded(final * D(str(round(rng.uniform(1.005, 1.1), 3))))
    carried = min(amount(rng, 1, 8), final) if rng.random() < 0.3 else D(0)
    zero = D(0)
    return Money(
        budget,
        adjusted,
        final,
        {
            "current": [budget, adjusted - carried, final - carried],
            "carry": [zero, carried, carried],
            "others": [zero, zero, zero],
        },
    )


def _whole(rng: Random, spend: dict[str, Decimal], projects: list[Money]) -> Money:
    basic = spend["basic"]
    adjusted = rounded(basic * D(str(round(rng.uniform(1, 1.03), 3))))
    adjusted += sum(one.adjusted for one in projects)
    initial = rounded(basic * D(str(round(rng.uniform(0.9, 1.02), 3))))
    initial += sum(one.initial for one in projects)
    return Money(initial, adjusted, basic + spend["all_projects"])


def _with_parts(rng: Random, lines: list[Line], often: float) -> list[Line]:
    """Some lines have 其中 lines under them."""
    found = []
    for line in lines:
        found.append(line)
        if rng.random() < often:
            share = D(str(round(rng.uniform(0.3, 0.8), 2)))
            name = f"{line.name.removesuffix('经费').removesuffix('资金')}本级支出"
            found.append(Line(name, [rounded(one * share) for one in line.amounts], is_part=True))
    return found
