"""ZP127: a cell that the form wants answered with 0 or 无 is blank."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import BUILDING_LABELS, EXPENSE_LABELS
from ziping.checks.registry import check
from ziping.model import Place
from ziping.scoring import ScoredAssessment

ASKED = ("government_procurement", "basic_expenditure_adjustment")


@check(
    "ZP127",
    severity="W",
    source="基础数据表：没有发生的填 0 或“无”，不留空",
    title="必填格空着",
    forms=("basic_data",),
)
def required_cell_blank(scored: ScoredAssessment) -> Outcomes:
    """毛病：政府采购金额、部门基本支出预算调整的本年决算数，或楼堂馆所控制情况全部空着。
    为什么：空着看不出是没有发生还是漏填，上级通常会退回。
    反例：政府采购金额一行空着。
    正例：政府采购金额填 0；楼堂馆所填“无”。
    改法：有的照实填，没有的填 0 或“无”。
    """
    data = scored.assessment.basic_data
    for key in ASKED:
        cell = data.expense(key).final_accounts
        if cell.is_blank:
            yield _fact((cell.place,), f"{EXPENSE_LABELS[key]}（本年决算数）空着")
    sizes = [getattr(data.office_buildings, name) for name in BUILDING_LABELS]
    if all(cell.is_blank for cell in sizes):
        spots = tuple(cell.place for cell in sizes)
        yield _fact(spots, "楼堂馆所控制情况六格都空着")


def _fact(spots: tuple[Place, ...], subject: str) -> Fact:
    return Fact(
        places=spots,
        subject=subject,
        provided="空",
        expected="数字、0 或“无”",
        fix="有的照实填，没有的填 0 或“无”",
    )
