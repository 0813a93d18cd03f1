"""ZP123: 项目支出 differs between prose, 基础数据表 and form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from ziping.checks.amounts import Cell, cure, gap, places
from ziping.checks.fact import Cure, Fact, Outcomes
from ziping.checks.part_lists import PartList, part_lists
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.checks.statements import split
from ziping.model import Number, SelfAssessment
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain

# 基本支出以外、正文分章写的各项
OTHER_FUNDS = (
    "government_fund_budget",
    "state_capital_budget",
    "social_insurance_budget",
    "other_funds",
)


@check(
    "ZP123",
    severity="E",
    source="正文「项目支出情况」、基础数据表与自评表「项目支出」",
    title="项目支出前后不一",
    forms=("prose", "basic_data", "overall"),
)
def project_expenditure_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文、基础数据表（本年决算数）、整体自评表三处的项目支出不同。
    表上的项目支出是基本支出以外的全部支出；正文另写的政府性基金、其他资金等加上以后相等的，
    不算不同。
    为什么：三处说的是同一笔钱，必须一致。
    反例：正文 174.6，基础数据表 174.6，自评表 176.4。
    正例：三处都是 174.6。
    改法：对照决算，改正不符的一处。
    """
    assessment = scored.assessment
    found = (
        Cell("正文项目支出", assessment.spending.project_expenditure),
        Cell(
            "基础数据表项目支出决算数",
            assessment.basic_data.expense("project_expenditure").final_accounts,
        ),
        Cell("自评表项目支出", assessment.funds.project_expenditure),
    )
    empty = gap(*found)
    if empty:
        yield empty
    if _is_one_fund(assessment):
        found = (found[0]._replace(label="正文一般公共预算项目支出"), *found[1:])
        if _is_summed_up(assessment, found):
            return
    given = [cell for cell in found if cell.is_given]
    values = sorted(cell.number for cell in given)
    if values and values[0] != values[-1] and not _has_all_funds(assessment, found):
        yield Fact(
            places=places(*given),
            subject="，".join(f"{cell.said()} 万元" for cell in given),
            provided="、".join(plain(cell.number) for cell in given),
            expected="各处相同",
            difference=values[-1] - values[0],
            fix="对照决算，改正不符的一处",
            cures=_cures(given),
        )


def _is_one_fund(assessment: SelfAssessment) -> bool:
    """一般公共预算项目支出…: the forms' 项目支出 holds the other funds too."""
    place = assessment.spending.project_expenditure.place
    return any(
        pattern(r"一般公共预算(?:财政拨款)?(?:安排)?的?项目支出").search(one.text)
        for one in assessment.report.passages
        if one.place == place
    )


def _is_summed_up(assessment: SelfAssessment, found: Sequence[Cell]) -> bool:
    """The parts in its own sentence make up what the forms have without other funds: ZP303."""
    place = assessment.spending.project_expenditure.place
    return any(
        _has_all_funds(assessment, (Cell("", Number(_total(one))), *found[1:]))
        for passage in assessment.report.passages
        if passage.place == place
        for sentence in split(passage)
        for one in part_lists(sentence)
        if one.whole.value == assessment.spending.project_expenditure.value
    )


def _total(found: PartList) -> Decimal:
    return sum((part.value for part in found.parts), Decimal(0))


def _has_all_funds(assessment: SelfAssessment, found: Sequence[Cell]) -> bool:
    """Both forms agree, and are the prose's 项目支出 with other chapters' spending added."""
    prose, *forms = found
    if not prose.is_given or len({cell.field.value for cell in forms if cell.is_given}) != 1:
        return False
    given = (_told_or_entered(assessment, key) for key in OTHER_FUNDS)
    others = [value for value in given if value]
    rest = next(cell.number for cell in forms if cell.is_given) - prose.number
    return any(
        sum(some) == rest
        for count in range(1, len(others) + 1)
        for some in combinations(others, count)
    )


def _told_or_entered(assessment: SelfAssessment, key: str) -> Decimal | None:
    """What the prose tells of a fund; where it is silent (ZP131 says so) what the form has."""
    told: Number = getattr(assessment.spending, key)
    return told.value if told.value is not None else getattr(assessment.funds, key, told).value


def _cures(given: Sequence[Cell]) -> tuple[Cure, ...]:
    """Of two, either; of three, the one that stands against the two others."""
    found: list[Cure] = []
    for cell in given:
        others = {other.number for other in given if other is not cell}
        if len(others) == 1 and cell.number not in others:
            found += cure(cell, others.pop())
    return tuple(found)
