"""ZP709: blanks between the characters of a Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, han_after, han_before, is_han, one_finding
from ziping.checks.words import split
from ziping.passage import BODY, CELL, HEADING, OPENING, Passage
from ziping.scoring import ScoredAssessment

SENTENCE = "，。；、："  # a text with one of these is written in sentences
PHRASE = 4  # characters on both sides: a blank that parts two phrases of a heading
SHORTEST_CELL = 15
LISTED, LONGEST_NAME = 2, 10
REACH = 8  # characters on both sides that are split into words
FIRST = 30  # characters of a paragraph that may be its heading


@check(
    "ZP709",
    severity="W",
    source="《标点符号用法》（GB/T 15834—2011）：汉字之间不空格",
    title="汉字之间有空格",
    forms=("file",),
)
def stray_blanks(scored: ScoredAssessment) -> Outcomes:
    """毛病：句子中间，两个汉字之间有多余的空格（“教 育”）。
    为什么：多半是从 PDF 或别处粘贴来的，断词难看，查找时也找不到。
    反例：负责全县校舍安全 改造工程建设。
    正例：“2024 年”数字旁的空格、编号后的空格、“张　三”、标题里分开两个短语的空格不算。
    改法：删去空格。
    """
    spots = [
        spot
        for passage in passages(scored, OPENING, HEADING, BODY, CELL)
        if not passage.is_label
        for spot in _spots(passage)
    ]
    yield from one_finding(spots, "汉字之间有空格", expected="不空格", fix="删去空格")


def _spots(passage: Passage) -> Iterator[Spot]:
    text = passage.text
    if not _is_sentence(passage):
        return
    quotes = [one.span() for one in pattern(r"“[^”]*”|《[^》]*》|‘[^’]*’").finditer(text)]
    for hit in pattern(r"(?<=\w)[^\S\n]{1,2}(?=\w)").finditer(text):
        start, end = hit.span()
        if not (is_han(text[start - 1]) and is_han(text[end])):
            continue
        is_quoted = any(first < start < last for first, last in quotes)
        is_right = is_quoted or _is_list(text, start) or _parts(passage, start, end)
        is_right = is_right and not _is_inside_word(text, start, end)
        if not (is_right or _is_name(text, start, end)):
            yield Spot(passage.place, around(text, start, end, 4))


def _is_sentence(passage: Passage) -> bool:
    text = passage.text.strip()
    if passage.role == HEADING:
        return any(is_han(a) and is_han(b) for a, b in pairwise(text))  # 目　录 is aligned
    long_enough = passage.role != CELL or len(text) >= SHORTEST_CELL
    return long_enough and any(mark in text for mark in SENTENCE)


def _is_name(text: str, start: int, end: int) -> bool:
    """张　三: one character on each side, and nothing else beside them."""
    edges = text[start - 2 : start - 1] if start > 1 else "", text[end + 1 : end + 2]
    return not any(is_han(one) for one in edges)


def _is_inside_word(text: str, start: int, end: int) -> bool:
    """业务培 训: without the blank, one word would stand over it."""
    before, after = han_before(text[:start], REACH), han_after(text[end:], REACH)
    at = 0
    for one in split(before + after):
        if at < len(before) < at + len(one.text):
            return True
        at += len(one.text)
    return False


def _is_list(text: str, start: int) -> bool:
    """办公室　财务股　业务股: names set apart by blanks."""
    first = max(text.rfind(mark, 0, start) for mark in "，。；、：\n") + 1
    piece = pattern(r"[，。；、：\n]").split(text[first:], maxsplit=1)[0].strip()
    names = piece.split()
    return len(names) > LISTED and all(1 < len(name) <= LONGEST_NAME for name in names)


def _parts(passage: Passage, start: int, end: int) -> bool:
    """The blank after a number or label, or between two phrases of a heading or a slogan."""
    text = passage.text
    if pattern(
        r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:部分|[章节条])?|附[件表注]?\d*|注)$"
    ).match(text[:start]):
        return True
    sentence = pattern(r"^[^。；]*").match(text)
    assert sentence is not None
    is_first = end < len(sentence[0]) <= FIRST and not pattern("[，、]").search(sentence[0])
    if passage.role != HEADING and not (passage.role == BODY and is_first):
        return False
    phrases = han_before(text[:start], PHRASE), han_after(text[end:], PHRASE)
    return all(len(phrase) == PHRASE for phrase in phrases)
