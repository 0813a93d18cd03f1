"""ZP007: cells that should hold a formula of ours and don't, as after an inserted row."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check("ZP007", severity="W", source="工作簿结构", title="缺少公式", forms=("file",))
def formula_missing(scored: ScoredAssessment) -> Outcomes:
    """毛病：应由工作簿计算的格里没有公式，多因插入行、粘贴覆盖或删除。
    为什么：这些格不再随填写变化，表上显示的分数可能与测算不符；本程序的评分不受影响。
    反例：插入一行后，该行“系统测算分”一格是空的。
    正例：每一行的系统列都有公式。
    改法：点一次“评分”即补回。
    """
    missing = scored.assessment.file.missing_formulas
    if missing:
        yield Fact(
            places=missing,
            subject=f"{len(missing)} 格缺少公式，表上显示的数不会随填写变化",
            provided="没有公式",
            expected="工作簿原有的公式",
            fix="点一次“评分”即补回",
        )
