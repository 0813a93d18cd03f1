"""ZP705: a character or a word stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.doubled import slips
from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, one_finding
from ziping.passage import ATTACHMENTS, BODY, CELL, HEADING, OPENING
from ziping.scoring import ScoredAssessment


@check(
    "ZP705",
    severity="W",
    source="通行文字规范：词语照 jieba 词典和本领域用语",
    title="字词重复",
    forms=("file",),
)
def doubled_characters(scored: ScoredAssessment) -> Outcomes:
    """毛病：一个字或一个词连写了两遍，连起来不是词，也不是前后两个词碰巧同字相接。
    为什么：多打的字说明报送前没有通读，也常使句子读不通。
    反例：加强对资金金的管理；进行进行了检查；做好整整体评估。
    正例：今年年初、控制制度、自评评分、十三项项目是两个词相接；天天、层层、方方面面是叠词。
    改法：删去多出的字词，并通读全文。
    """
    yield from one_finding(
        [*_spots(scored)],
        "有字词连写了两遍",
        expected="不重复",
        fix="删去多出的字词，并通读全文",
    )


def _spots(scored: ScoredAssessment) -> Iterator[Spot]:
    for passage in passages(scored, OPENING, HEADING, BODY, CELL, ATTACHMENTS):
        if passage.is_label:
            continue
        for slip in slips(passage.text):
            yield Spot(passage.place, around(passage.text, slip.at, slip.at + 2 * slip.size))
