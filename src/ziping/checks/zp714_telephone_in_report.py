"""ZP714: a report that is to be published holds a mobile or an identity number."""

from __future__ import annotations

from ziping.checks.fact import Outcomes
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, one_finding
from ziping.scoring import ScoredAssessment

MOBILE = r"(?<![\d.])1[3-9]\d(?:[- ]?\d{4}){2}(?![\d.]|\s?[万亿]?元)"
IDENTITY = (
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"\d{3}[\dXx](?![\dA-Za-z])"
)
SHOWN = 4  # digits left at the end


@check(
    "ZP714",
    severity="W",
    source="《个人信息保护法》第六条、第二十五条：公开的报告不应带个人的手机号、身份证号",
    title="报告里有个人电话",
    forms=("file",),
)
def telephone_in_report(scored: ScoredAssessment) -> Outcomes:
    """毛病：Word 报告或工作簿的报告正文里写着个人手机号（11 位，1 开头）或身份证号。
    为什么：自评报告要在门户网站公开，个人信息会一起公开出去。
    反例：填表人：李四　联系电话：138****0000（报告里写的是全号）。
    正例：联系电话：0731-1234567（办公电话），或公开稿里删去。
    改法：公开前改成办公电话或删去。
    """
    spots: list[Spot] = []
    for passage in scored.assessment.report.passages:
        for hit in pattern(f"{IDENTITY}|{MOBILE}").finditer(passage.text):
            spots.append(Spot(passage.place, _masked(hit[0])))
    yield from one_finding(
        spots,
        "报告里有个人手机号或身份证号",
        expected="办公电话，或不写",
        fix="报告要公开，公开前改成办公电话或删去",
    )


def _masked(number: str) -> str:
    digits = number.replace("-", "").replace(" ", "")
    return f"{digits[:3]}{'*' * (len(digits) - 3 - SHOWN)}{digits[-SHOWN:]}"
