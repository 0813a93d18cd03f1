"""ZP128: a control rate of office buildings is wrong, or stands without its figures."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.checks.amounts import Cell, compare_rate, gap, places
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.labels import BUILDING_LABELS
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import percent

RATES = (
    ("size_control_rate", "actual_size", "approved_size"),
    ("investment_control_rate", "actual_investment", "budget_investment"),
)


@check(
    "ZP128",
    severity="E",
    source="基础数据表「楼堂馆所控制情况」：实际规模÷批复规模、实际投资÷预算投资",
    title="楼堂馆所控制率算错",
    forms=("basic_data",),
)
def office_building_rates_differ(scored: ScoredAssessment) -> Outcomes:
    """毛病：规模控制率或投资概算控制率算错；或没有完工项目（数字空着或为 0）却填了控制率。
    为什么：当年没有完工项目时没有控制率，0 ÷ 0 不是 100%。
    反例：批复规模 0、实际规模 0，规模控制率填 100%。
    正例：批复规模 1000、实际规模 980，规模控制率 98%；没有完工项目的，控制率空着或填“无”。
    改法：照计算的数改填；没有完工项目的删去控制率。
    """
    buildings = scored.assessment.basic_data.office_buildings
    empty_rates: list[Cell] = []
    for names in RATES:
        rate, part, whole = (Cell(BUILDING_LABELS[n], getattr(buildings, n)) for n in names)
        if rate.is_given and _has_no_figures(part, whole):
            empty_rates += [rate, part, whole]
        elif rate.is_given:
            yield from compare_rate(rate, part, whole, fix="照计算的控制率改填")
        elif part.is_given and whole.is_given and whole.number > 0:
            yield from (empty for empty in [gap(rate)] if empty)
    if empty_rates:
        yield _without_figures(empty_rates)


def _has_no_figures(part: Cell, whole: Cell) -> bool:
    return not any(cell.field.value or cell.field.is_bad for cell in (part, whole))


def _without_figures(found: Sequence[Cell]) -> Fact:
    """`found`: rate, part and whole of each rate that stands alone."""
    rates, figures = found[::3], [cell for at, cell in enumerate(found) if at % 3]
    given = "，".join(f"{rate.label}填 {percent(rate.number)}" for rate in rates)
    labels = "、".join(cell.label for cell in figures)
    return Fact(
        places=places(*found),
        subject=f"{given}，{labels}却是 0 或空着",
        provided="、".join(percent(rate.number) for rate in rates),
        expected="空着",
        severity=Severity.WARNING,
        fix=f"没有完工项目的删去控制率；有的补填{labels}",
    )
