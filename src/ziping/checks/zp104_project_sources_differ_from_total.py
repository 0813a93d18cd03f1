"""ZP104: a project's total is not the sum of its sources, column by column."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum
from ziping.checks.fact import Outcomes
from ziping.checks.labels import FUND_LABELS, SOURCE_LABELS
from ziping.checks.registry import check
from ziping.model import FundSource
from ziping.scoring import ScoredAssessment


@check(
    "ZP104",
    severity="E",
    source="财预〔2020〕10号附1「项目资金」",
    title="项目资金总额与来源之和不符",
    forms=("project",),
)
def project_sources_differ_from_total(scored: ScoredAssessment) -> Outcomes:
    """毛病：项目自评表的年度资金总额不等于当年财政拨款、上年结转资金、
    其他资金之和（三列各自核对）。
    为什么：总额就是三项来源的合计，不等说明有一项漏填或填错列。
    反例：全年执行数 755.68，当年财政拨款 700、其余为 0。
    正例：全年执行数 755.68，当年财政拨款 755.68。
    改法：补齐来源或改正总额；没有的来源填 0。
    """
    for project in scored.assessment.projects:
        for column, label in FUND_LABELS.items():
            yield from compare_sum(
                Cell("年度资金总额", getattr(project.form.execution, column)),
                [
                    Cell(name, getattr(project.sources.get(key, FundSource()), column))
                    for key, name in SOURCE_LABELS.items()
                ],
                column=label,
                fix="补齐资金来源或改正总额，没有的来源填 0",
            )
