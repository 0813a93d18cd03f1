"""ZP116: 项目支出 is not the sum of its lines, in some column; 其中 lines are not added."""

from __future__ import annotations

from ziping.checks.amounts import Cell, compare_sum, places
from ziping.checks.fact import Blank, Outcomes
from ziping.checks.labels import COLUMN_LABELS
from ziping.checks.registry import check
from ziping.model import BasicData, ProjectLine
from ziping.scoring import ScoredAssessment


@check(
    "ZP116",
    severity="E",
    source="基础数据表「项目支出」：其下各行之和（“其中”行不重复相加）",
    title="项目支出与各行之和不符",
    forms=("basic_data",),
)
def project_expenditure_differs_from_lines(scored: ScoredAssessment) -> Outcomes:
    """毛病：项目支出不等于其下各行之和（三列各自核对，“其中”行不重复相加）。
    为什么：项目支出还要与自评表、正文一致，从源头就不能差。
    反例：项目支出 1702.25，其下 551.36 ＋ 755.68 ＋ 276.46 ＝ 1583.5（漏一行 118.75）。
    正例：551.36 ＋ 755.68 ＋ 276.46 ＋ 118.75 ＝ 1702.25。
    改法：补齐项目行或改正合计；没有发生的填 0。
    """
    data = scored.assessment.basic_data
    lines = summed_lines(data)
    for column, label in COLUMN_LABELS.items():
        whole = Cell("项目支出", getattr(data.expense("project_expenditure"), column))
        parts = [
            Cell(line.name.value or "未写名称的项目", getattr(line.line, column)) for line in lines
        ]
        if parts:
            yield from compare_sum(
                whole, parts, column=label, fix="补齐项目行或改正合计，没有发生的填 0"
            )
        else:
            yield Blank(places(whole), ("项目支出各行",))


def summed_lines(data: BasicData) -> list[ProjectLine]:
    """The lines that add up to 项目支出: no 其中 line, and no spare row that is blank all over."""
    return [line for line in data.project_lines if not line.is_part and _is_used(line)]


def _is_used(line: ProjectLine) -> bool:
    return not line.name.is_blank or any(not cell.is_blank for _, cell in line.line.columns())
