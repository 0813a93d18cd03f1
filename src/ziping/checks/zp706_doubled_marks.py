"""ZP706: two punctuation marks where one belongs."""

from __future__ import annotations

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.checks.spots import HAN, found, one_finding
from ziping.passage import FOREIGN
from ziping.scoring import ScoredAssessment

# ？！ and ！！ are allowed, …… and —— are one mark; “姓名：，” is a blank left open
MARKS = (
    r"[，、；。][，、；：。,;]+",
    r"[：:]{2,}(?!\w*\()",
    r"([，、；。])(?:[ \u3000\u00a0]\1)+",
    rf"(?<=[{HAN}”）》])[,;][，、；：。,;]+",
)


@check(
    "ZP706",
    severity="W",
    source="《标点符号用法》（GB/T 15834—2011）：一处停顿用一个点号",
    title="标点重复",
    forms=("file",),
)
def doubled_marks(scored: ScoredAssessment) -> Outcomes:
    """毛病：逗号、句号、顿号、分号、冒号两个连在一起。
    为什么：一处停顿只用一个点号，连用多半是删改时留下的。
    反例：做到财尽其用，，用得其所。。  完成任务，。
    正例：做到财尽其用，用得其所。省略号……、破折号——、问叹连用？！不算。
    改法：留下合适的一个，删去另一个；表示省略用……。
    """
    words = (one for one in passages(scored) if one.role != FOREIGN and not one.is_label)
    yield from one_finding(
        [*found(words, MARKS)],
        "标点连用了两个",
        expected="一个标点",
        fix="留下合适的一个，删去另一个",
    )
