"""ZP011: no unit name or no budget year: nobody can tell whose form it is, and for when."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP011",
    severity="E",
    source="填报要求：单位名称和自评年度必填",
    title="单位名称或自评年度空着",
    forms=("prose",),
)
def identity_blank(scored: ScoredAssessment) -> Outcomes:
    """毛病：基本情况的单位名称或自评年度没有填。
    为什么：表头、报告标题、适用的规则和汇总都要用到，空着就不知道是谁家、哪一年的表。
    反例：单位名称空着。
    正例：单位名称填“绥宁县数据局”，自评年度填 2024。
    改法：在基本情况补填。
    """
    unit = scored.assessment.unit
    for label, cell in (("单位名称", unit.name), ("自评年度", unit.year)):
        if cell.is_blank:
            yield Fact(
                places=(cell.place,),
                subject=f"{label}空着",
                provided="空",
                expected=f"填写{label}",
                fix=f"在基本情况填写{label}",
                unit="",
            )
