"""The largest parts of a report, 第一部分 and 第一章: where their numbers jump or repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.numbering import numeral, value_of
from ziping.checks.passages import pattern
from ziping.checks.spots import Spot
from ziping.passage import HEADING, Passage

NUMBER = r"\s*第\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*(部分|章|篇)(?=[\s:：、，.．]|[^\W\d_])"
SHOWN = 14  # characters of a heading


def broken(words: Sequence[Passage]) -> Iterator[Spot]:
    """Headings whose number doesn't follow the last one of their kind; they may begin anew."""
    last: dict[str, int] = {}
    for passage in words:
        hit = pattern(NUMBER).match(passage.text) if passage.role == HEADING else None
        if hit is None or not value_of(hit[1]):
            continue
        value, kind = value_of(hit[1]), hit[2]
        before = last.get(kind)
        if before is not None and value not in (1, before + 1):
            head = passage.text.strip()[:SHOWN]
            yield Spot(passage.place, f"{head}（{_why(before, value, kind)}）")
        if kind != "章":  # chapters begin anew in each part
            last.pop("章", None)
        last[kind] = value


def _why(before: int, value: int, kind: str) -> str:
    if value == before:
        return f"“第{numeral(value)}{kind}”重复"
    return f"“第{numeral(before)}{kind}”之后是“第{numeral(value)}{kind}”"
