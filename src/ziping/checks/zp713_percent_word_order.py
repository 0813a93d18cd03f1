"""ZP713: the percent sign stands at the wrong place."""

from __future__ import annotations

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.checks.spots import HAN, found, one_finding
from ziping.passage import FOREIGN
from ziping.scoring import ScoredAssessment

NUMBER, SIGN = r"\d+(?:[.．]\d+)?", "[%％﹪]"
MARKS = (
    rf"{NUMBER}\s*(?:以[上下内]|左右){SIGN}",
    rf"{NUMBER}\s*{SIGN}?以{SIGN}[上下内]",
    rf"{SIGN}{{2,}}(?![0-9A-Fa-f]{{2}})",
    rf"百分之\s*(?:{NUMBER}|[〇零一二三四五六七八九十百点]+)\s*{SIGN}",
    rf"(?<=[{HAN}]){SIGN}\d{{1,3}}(?:\.\d+)?(?![0-9A-Za-z%％﹪.])(?=以|[，。；、）]|\s*$)",
)


@check(
    "ZP713",
    severity="W",
    source="《出版物上数字用法》（GB/T 15835—2011）：百分号紧跟数字；“百分之”和百分号只用一个",
    title="百分号位置不对",
    forms=("file",),
)
def percent_word_order(scored: ScoredAssessment) -> Outcomes:
    """毛病：百分号写在“以上”“以下”后面或数字前面，写了两个，或和“百分之”重复。
    为什么：90以上% 不是一个值，读不出、也没法和指标值核对。
    反例：事项覆盖率90以上%；办结率百分之95%；满意度98%%。
    正例：事项覆盖率90%以上；办结率95%；满意度98%。
    改法：百分号紧跟数字，写成 90%以上。
    """
    words = (one for one in passages(scored) if one.role != FOREIGN and not one.is_label)
    yield from one_finding(
        [*found(words, MARKS)],
        "百分号的位置不对",
        expected="百分号紧跟数字",
        fix="百分号紧跟数字，如 90%以上；“百分之”和百分号只用一个",
    )
