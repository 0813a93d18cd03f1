"""ZP720: the last character of a fixed term is missing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, one_finding
from ziping.checks.word_classes import signs
from ziping.checks.words import is_word, split, terms
from ziping.passage import ATTACHMENTS, BODY, CELL, HEADING, OPENING, Passage
from ziping.scoring import ScoredAssessment

SHORTEST = 4  # characters of a term that is looked for
REACH = 8  # characters behind it that are split into words
FUSED = "制度"  # 内部控制 and this one often become 内部控制度
HAN = "\u4e00-\u9fa5"


@check(
    "ZP720",
    severity="W",
    source="预算法、政府会计制度和自评表格的固定用语",
    title="用语写漏字",
    forms=("file",),
)
def term_cut_short(scored: ScoredAssessment) -> Outcomes:
    """毛病：固定用语少写了最后一个字，剩下的半个词和后面的词连在一起读不通。
    为什么：漏字会使用语变成别的意思，也说明报送前没有通读。
    反例：完善固定资管理制度；加强绩效目管理。
    正例：完善固定资产管理制度；固定资金、绩效目录、绩效评估是别的词；卫生健康事业、事业编人员没有漏字。
    改法：补上漏掉的字。
    """
    words = [
        one
        for one in passages(scored, OPENING, HEADING, BODY, CELL, ATTACHMENTS)
        if not one.is_label
    ]
    cut = _cut("\n".join(one.text for one in words))
    yield from one_finding(
        [spot for one in words for spot in _spots(one, cut)],
        "固定用语写漏了字",
        expected="完整的用语",
        fix="补上漏掉的字",
    )


def _spots(passage: Passage, cut: tuple[str, ...]) -> Iterator[Spot]:
    text = passage.text
    for hit in pattern(_any(cut)).finditer(text) if cut else ():
        whole = _terms(hit[0])
        if text[hit.end() : hit.end() + 1] not in {one[-1] for one in whole} and _is_cut(
            hit[0], text[hit.end() : hit.end() + REACH]
        ):
            said = around(text, *hit.span(), 4)
            yield Spot(passage.place, f"{said}（应为{whole[0]}）")
    for hit in pattern(_any_fused()).finditer(text):
        if not any(is_word(FUSED[-1] + text[hit.end() :][:size]) for size in (1, 2, 3)):
            said = around(text, *hit.span(), 4)
            yield Spot(passage.place, f"{said}（应为{hit[1]}{FUSED}）")


def _cut(text: str) -> tuple[str, ...]:
    """Terms without their last character in the text; () where all of them are followed by it."""
    here = [(term, piece) for term, piece in _shortened() if piece in text]
    if all(
        text.count(piece) == text.count(term) and piece[0] not in piece[1:] for term, piece in here
    ):
        return ()
    return tuple(dict.fromkeys(piece for _, piece in here if _is_fragment(piece)))


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    return tuple((term, term[:-1]) for term in sorted(terms()) if len(term) >= SHORTEST)


def _is_cut(piece: str, after: str) -> bool:
    """Whether the last character of the piece begins no word, and what follows is one."""
    last = piece[-1]
    if any(is_word(last + after[:size]) for size in (1, 2, 3)):
        return False
    following = after[:1]
    if following in signs("functions") and following:
        return following in "的和及等"
    han = pattern(f"[{HAN}]+").match(after)
    return han is not None and len(split(han[0])[0].text) > 1


@cache
def _terms(piece: str) -> tuple[str, ...]:
    return tuple(term for term, shortened in _shortened() if shortened == piece)


@cache
def _is_fragment(piece: str) -> bool:
    """卫生健康 and 非税收 end with a word, 事业编 and 机构设 with a character that is one."""
    bound = piece[-1] in signs("bound") and len(split(piece)[-1].text) == 1
    return bound and not is_word(piece)


def _any(pieces: tuple[str, ...]) -> str:
    longest_first = sorted(pieces, key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})(?=[{HAN}])"


@cache
def _any_fused() -> str:
    """内部控制度: the term's last character and the next word's first are typed but once."""
    first, rest = FUSED[0], FUSED[1:]
    found = sorted(term for term in terms() if len(term) >= SHORTEST and term.endswith(first))
    return f"({'|'.join(found)}){rest}"
