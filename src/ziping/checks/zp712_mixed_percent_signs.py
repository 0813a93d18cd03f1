"""ZP712: % and ％ are mixed in one file."""

from __future__ import annotations

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.checks.spots import Spot, found, one_finding
from ziping.passage import FOREIGN
from ziping.scoring import ScoredAssessment

SIGNS = ("%", "％", "﹪")


@check(
    "ZP712",
    severity="I",
    source="同一份报告里百分号用一种写法",
    title="百分号全角半角混用",
    forms=("file",),
)
def mixed_percent_signs(scored: ScoredAssessment) -> Outcomes:
    """毛病：有的百分号是半角 %，有的是全角 ％。
    为什么：同一份报告里混用不整齐，查找一种写法时会漏掉另一种。
    反例：满意度98%，办结率100％。
    正例：满意度98%，办结率100%。
    改法：把少的一种改成多的一种。
    """
    words = [one for one in passages(scored) if one.role != FOREIGN and not one.is_label]
    by_sign: list[tuple[str, list[Spot]]] = [(sign, [*found(words, (sign,))]) for sign in SIGNS]
    used = [(sign, spots) for sign, spots in by_sign if spots]
    if len(used) < 2:
        return
    most, _ = max(used, key=lambda one: len(one[1]))
    rarer = [spot for sign, spots in used if sign != most for spot in spots]
    yield from one_finding(
        rarer, f"其余百分号写“{most}”，这里写法不同", expected=most, fix=f"统一写成“{most}”"
    )
