"""ZP720: the last character of a fixed term is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, one_finding
from ziping.checks.word_classes import signs
from ziping.checks.words import endings, is_word, terms
from ziping.passage import ATTACHMENTS, BODY, CELL, HEADING, OPENING, Passage
from ziping.scoring import ScoredAssessment

SHORTEST = 4  # characters of a term that is looked for
HAN = "\u4e00-\u9fa5"


@check(
    "ZP720",
    severity="W",
    source="预算法、政府会计制度和自评表格的固定用语",
    title="用语写漏字",
    forms=("file",),
)
def term_cut_short(scored: ScoredAssessment) -> Outcomes:
    """毛病：固定用语少写了最后一个字，和后面的词连在一起读不通。
    为什么：漏字会使用语变成别的意思，也说明报送前没有通读。
    反例：完善固定资管理制度；加强绩效目管理。
    正例：完善固定资产管理制度；固定资金、绩效目录、绩效评估是别的词。
    改法：补上漏掉的字。
    """
    words = (
        one
        for one in passages(scored, OPENING, HEADING, BODY, CELL, ATTACHMENTS)
        if not one.is_label
    )
    yield from one_finding(
        [spot for one in words for spot in _spots(one)],
        "固定用语写漏了字",
        expected="完整的用语",
        fix="补上漏掉的字",
    )


def _spots(passage: Passage) -> Iterator[Spot]:
    text = passage.text
    for hit in pattern(_any()).finditer(text):
        whole = _pieces()[hit[0]]
        if text[hit.end() : hit.end() + 1] not in {one[-1] for one in whole} and _is_cut(
            hit[0], text[hit.end() : hit.end() + 4]
        ):
            said = around(text, *hit.span(), 4)
            yield Spot(passage.place, f"{said}（应为{whole[0]}）")


def _is_cut(piece: str, after: str) -> bool:
    """Whether the last character of the piece begins no word, and what follows is one."""
    last = piece[-1]
    if any(is_word(last + after[:size]) for size in (1, 2, 3)):
        return False
    following = after[:1]
    if following in signs("functions") and following:
        return following in "的和及等"
    return any(len(after) >= size and is_word(after[:size]) for size in (2, 3, 4))


@cache
def _pieces() -> Mapping[str, tuple[str, ...]]:
    """Each term without its last character, where what is left means nothing by itself."""
    taken = signs("functions") + signs("positions") + signs("numerals") + signs("measures")
    taken += signs("places") + signs("suffixes") + signs("verbs") + endings()
    pieces: dict[str, tuple[str, ...]] = {}
    for term in sorted(terms()):
        piece = term[:-1]
        if len(term) >= SHORTEST and piece[-1] not in taken and not is_word(piece):
            pieces[piece] = (*pieces.get(piece, ()), term)
    return pieces


@cache
def _any() -> str:
    longest_first = sorted(_pieces(), key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})(?=[{HAN}])"
