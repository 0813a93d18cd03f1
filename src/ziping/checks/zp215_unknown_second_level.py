"""ZP215: a second-level indicator that the rule does not know: its row counts nowhere."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import rows, title
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment, ScoredIndicator


@check(
    "ZP215",
    severity="W",
    source="财预〔2020〕10号附1「二级指标」",
    title="二级指标不在规定之列",
    forms=("overall", "project"),
)
def unknown_second_level(scored: ScoredAssessment) -> Outcomes:
    """毛病：有分值的指标行没有选二级指标，或二级指标不是规定的名称。
    为什么：一级指标由二级指标确定，名称不对，这一行的分值不计入任何一级指标。
    反例：二级指标写“社会效益”。
    正例：二级指标选“社会效益指标”。
    改法：从下拉列表选择二级指标。
    """
    known = [label for level in scored.pack.levels for label in level.second]
    for _, row in rows(scored):
        cell = row.indicator.level2
        said = (cell.value or "").strip()
        if cell.is_bad:
            yield blank_of(cell, f"{title(row.indicator)}二级指标")
        elif said not in known:
            yield _fact(row, said, known, scored.pack.source("indicators.levels"))


def _fact(row: ScoredIndicator, said: str, known: list[str], source: str) -> Fact:
    from difflib import get_close_matches  # only where there is something to compare

    near = get_close_matches(said, known, n=1, cutoff=0.5)
    wanted = f"“{near[0]}”" if near else "、".join(known)
    written = f"写的是{quoted(said)}" if said else "空着"
    return Fact(
        places=(row.indicator.level2.place,),
        subject=f"第 {row.indicator.row} 行{title(row.indicator)}的二级指标{written}",
        provided=said or "空",
        expected=near[0] if near else "规定的二级指标",
        source=source,
        fix=f"从下拉列表选择{'' if near else '：'}{wanted}",
    )
