"""ZP708: a quotation mark or a bracket has no partner in its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.fact import Outcomes
from ziping.checks.pairs_of_marks import CLOSERS, QUOTES, Single, singles
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, one_finding
from ziping.passage import ATTACHMENTS, BODY, CELL, HEADING, OPENING, Passage
from ziping.scoring import ScoredAssessment

FOLLOWING = 3  # paragraphs in which a quotation of several paragraphs may end


@check(
    "ZP708",
    severity="W",
    source="《标点符号用法》（GB/T 15834—2011）4.8、4.9、4.15：引号、括号、书名号成对使用",
    title="引号括号不成对",
    forms=("file",),
)
def unbalanced_quotes(scored: ScoredAssessment) -> Outcomes:
    """毛病：一段里引号、括号、书名号有前没后、有后没前，或者双引号里又用双引号。
    为什么：看不出引到哪里为止，文件名、事项名也会读错。
    反例：制定“新生入学、退休等“一件事”实施方案。
    正例：制定“新生入学”“退休”等“一件事”实施方案。编号 1）、半角引号和跨段引文不算。
    改法：补上缺的一半或删去多的一半；引号里再用引号时用单引号。
    """
    words = passages(scored, OPENING, HEADING, BODY, CELL, ATTACHMENTS)
    yield from one_finding(
        [*_spots([one for one in words if not one.is_label])],
        "引号、括号或书名号不成对",
        expected="成对",
        fix="补上缺的一半或删去多的一半；引号里再用引号时用单引号",
    )


def _spots(words: Sequence[Passage]) -> Iterator[Spot]:
    """One spot a paragraph: its first mark without a partner."""
    left = [singles(one.text) for one in words]
    for index, passage in enumerate(words):
        alone = [one for one in left[index] if not _goes_on(words, left, index, one)]
        if alone:
            shown = next((one for one in alone if one.kind == "nested"), alone[0])
            yield Spot(passage.place, around(passage.text, shown.at, shown.at + 1, 8))


def _goes_on(
    words: Sequence[Passage], left: Sequence[Sequence[Single]], index: int, one: Single
) -> bool:
    """Whether the partner stands in one of the next or the last paragraphs."""
    if words[index].role == CELL or one.kind == "nested":
        return False
    if _opens_again(words, index, one):
        return True
    near = range(index + 1, index + 1 + FOLLOWING)
    if one.kind == "close":
        near = range(index - FOLLOWING, index)
    return any(
        0 <= other < len(words)
        and words[other].section == words[index].section
        and _is_partner(one, each)
        for other in near
        for each in left[other]
    )


def _opens_again(words: Sequence[Passage], index: int, one: Single) -> bool:
    """Each paragraph of a long quotation opens it, only the last one closes it."""
    at_start = one.kind == "open" and one.mark in QUOTES and one.at == 0 and index + 1 < len(words)
    return at_start and words[index + 1].text.startswith(one.mark)


def _is_partner(one: Single, other: Single) -> bool:
    first, second = (one, other) if one.kind == "open" else (other, one)
    return (first.kind, second.kind) == ("open", "close") and CLOSERS[second.mark] == first.mark
