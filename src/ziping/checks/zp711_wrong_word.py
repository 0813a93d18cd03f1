"""ZP711: a word that offices often confuse with another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, likely, one_finding
from ziping.checks.word_lists import tables
from ziping.passage import FOREIGN, Passage
from ziping.scoring import ScoredAssessment


@check(
    "ZP711",
    severity="W",
    source="《现代汉语词典》、《第一批异形词整理表》（GF 1001—2001）",
    title="错别字",
    forms=("file",),
)
def wrong_word(scored: ScoredAssessment) -> Outcomes:
    """毛病：用了公文里常见的错词，在这个上下文里没有别的正确读法。
    为什么：错词会改变意思或说不通，公开的报告里尤其显眼。
    反例：截止目前；截止2024年底；例行节约；拔付资金；台帐。
    正例：截至目前；报名已于6月截止，截止日期为6月30日；厉行节约；拨付资金；台账；帐篷。
    改法：按括号里的写法改正。
    """
    words = [one for one in passages(scored) if one.role != FOREIGN and not one.is_label]
    wrong = likely(_rules(), words)
    yield from one_finding(
        [spot for one in words if wrong for spot in _spots(one, wrong)],
        "有错别字",
        expected="规范的词",
        fix="按括号里的写法改正，并查看全文同样的词",
    )


def _spots(passage: Passage, wrong: list[str]) -> Iterator[Spot]:
    for hit in pattern("|".join(f"(?:{one})" for one in wrong)).finditer(passage.text):
        bad = next(one for one in wrong if pattern(one).match(hit.string, hit.start()))
        said = around(passage.text, *hit.span(), 4)
        yield Spot(passage.place, f"{said}（应为{_rules()[bad]}）")


@cache
def _rules() -> dict[str, str]:
    """What is wrong, and what is meant."""
    return {bad: good for group in tables("wrong_words").values() for bad, good in group["rules"]}
