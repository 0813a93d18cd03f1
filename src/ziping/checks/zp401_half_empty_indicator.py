"""ZP401: a row of the indicator table of which some cells are filled in and others are not."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import LABELS, blanks, is_void
from ziping.checks.registry import check
from ziping.model import Indicator
from ziping.scoring import ScoredAssessment


@check(
    "ZP401",
    severity="E",
    source="财预〔2020〕10号附1「绩效指标」各栏：名称、年度指标值、实际完成值、分值、得分",
    title="指标行没有填全",
    forms=("overall", "project"),
)
def half_empty_indicator(scored: ScoredAssessment) -> Outcomes:
    """毛病：一行指标填了名称，年度指标值、实际完成值、分值或得分空着；或者有值没有名称。
    为什么：缺了一格，这一行就看不出定的是什么、做到了多少，也不能计分。
    反例：“改善人居环境”只有名称，指标值、完成值、分值、得分都空着。
    正例：“改善人居环境”指标值“≥12个村”，实际“13个村”，分值 5，得分 5；不用的行整行删去。
    改法：把空着的格补齐；不用的指标整行删去，并把分值调给其他指标。
    """
    for _, form in forms(scored):
        for row in form.indicators:
            indicator = row.indicator
            for name, label in LABELS.items():
                cell = getattr(indicator, name)
                if cell.is_bad and not is_void(indicator):
                    yield blank_of(cell, f"{title(indicator)}{label}")
            lacking = blanks(scored, row)
            if lacking:
                yield _fact(indicator, lacking)


def _fact(indicator: Indicator, lacking: list[str]) -> Fact:
    empty = "、".join(LABELS[name] for name in lacking)
    named = "name" not in lacking
    who = f"第 {indicator.row} 行{title(indicator)}" if named else f"第 {indicator.row} 行"
    cells = tuple(getattr(indicator, name).place for name in lacking)
    return Fact(
        places=(*cells, indicator.name.place) if named else cells,
        subject=f"{who}的{empty}空着",
        provided="空",
        expected=empty,
        fix=f"补填{empty}；不用的指标整行删去，分值调给其他指标",
    )
