"""ZP719: many numbered points run on in one paragraph."""

from __future__ import annotations

from ziping.checks.fact import Outcomes
from ziping.checks.numbering import inline_values
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, one_finding
from ziping.passage import BODY
from ziping.scoring import ScoredAssessment

POINTS, LENGTH = 5, 300
MANY, LESS = 8, 180  # so many points are hard to read in a shorter paragraph too


@check(
    "ZP719",
    severity="I",
    source="分条列项的内容每条一段，便于阅读和核对",
    title="多条挤在一段里",
    forms=("prose",),
)
def list_run_on(scored: ScoredAssessment) -> Outcomes:
    """毛病：五条以上编号的内容连写在一个三百字以上的段落里，八条以上的一百八十字以上就算。
    为什么：条目多了挤在一起看不清，也不便逐条核对。
    反例：主要职责是：1、……；2、……；……；12、……（全在一段）。
    正例：每条一段；“一是……二是……三是……”连写不算。
    改法：每条另起一段。
    """
    spots = []
    for passage in passages(scored, BODY):
        count = max(_run(inline_values(passage.text)), _run(_bracketed(passage.text)))
        if _is_long(count, len("".join(passage.text.split()))):
            spots.append(Spot(passage.place, f"{passage.text.strip()[:16]}……（{count} 条）"))
    yield from one_finding(spots, "多条内容挤在一段里", expected="每条一段", fix="每条另起一段")


def _is_long(count: int, length: int) -> bool:
    return (count >= POINTS and length > LENGTH) or (count >= MANY and length > LESS)


def _bracketed(text: str) -> list[int]:
    hits = pattern(r"(?:^|[。；：;:，,\s])\s*[（(](\d{1,2})[）)]").finditer(text)
    return [int(hit[1]) for hit in hits]


def _run(values: list[int]) -> int:
    """How far the numbers count up from 1."""
    want = 1
    for value in values:
        want += value == want
    return want - 1
