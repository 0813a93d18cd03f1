"""The spots where a wording stands, and the one finding that lists them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ziping.checks.fact import Fact
from ziping.checks.finding import Severity
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.model import Place
from ziping.passage import Passage

MOST_QUOTES = 12
REACH = 6  # characters quoted on each side of a hit
HAN = "\u4e00-\u9fff\u3400-\u4dbf"


class Spot(NamedTuple):
    """A place and the few words that are quoted for it."""

    place: Place
    said: str


def is_han(sign: str) -> bool:
    """What [{HAN}] matches; to compile such a range costs more than to search a whole report."""
    return "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf"


def han_before(text: str, most: int) -> str:
    """The Chinese characters with which a text ends, the last `most` of them."""
    start = len(text)
    while start > max(0, len(text) - most) and is_han(text[start - 1]):
        start -= 1
    return text[start:]


def han_after(text: str, most: int) -> str:
    """The Chinese characters with which a text begins, the first `most` of them."""
    end = 0
    while end < min(len(text), most) and is_han(text[end]):
        end += 1
    return text[:end]


def around(text: str, start: int, end: int, reach: int = REACH) -> str:
    """The hit with a few characters on each side, within its line."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return text[max(first, start - reach) : min(last, end + reach)].strip()


def found(
    words: Iterable[Passage], expressions: Sequence[str], reach: int = REACH
) -> Iterator[Spot]:
    """Every hit of the expressions in these passages; hits that overlap are one."""
    words = list(words)
    possible = [pattern(one) for one in likely(expressions, words)]
    for passage in words if possible else ():
        taken = 0
        hits = [one for each in possible for one in each.finditer(passage.text)]
        for hit in sorted(hits, key=lambda one: one.span()):
            if hit.start() >= taken:
                taken = hit.end()
                yield Spot(passage.place, around(passage.text, *hit.span(), reach))


def likely(expressions: Iterable[str], words: Iterable[Passage]) -> list[str]:
    """The expressions whose own words stand somewhere in these passages."""
    text = "\n".join(one.text for one in words)
    return [one for one in expressions if pattern(one).has_words(text)]


def listed(spots: Sequence[Spot]) -> str:
    """“甲”、“乙” 等 N 处; the same words are quoted once."""
    said = list(dict.fromkeys(quoted(spot.said) for spot in spots))
    shown = "、".join(said[:MOST_QUOTES])
    return f"{shown} 等 {len(spots)} 处" if len(spots) > len(said[:MOST_QUOTES]) else shown


def one_finding(
    spots: Sequence[Spot],
    what: str,
    *,
    expected: str,
    fix: str,
    severity: Severity | None = None,
    source: str | None = None,
) -> Iterator[Fact]:
    """All spots of one wording as one fact; nothing where there is none."""
    if spots:
        yield Fact(
            places=tuple(dict.fromkeys(spot.place for spot in spots)),
            subject=f"{what}：{listed(spots)}",
            provided=f"{len(spots)} 处",
            expected=expected,
            fix=fix,
            severity=severity,
            source=source,
        )
