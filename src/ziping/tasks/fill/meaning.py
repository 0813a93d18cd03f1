"""What a figure means, put together from the labels at its left and the heads above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ziping.tasks.fill.words import UNKNOWN, Meaning, Words

NOT_FIGURES = frozenset({"ignored", "numbering", "unit_name", "unit_code"})
SECTIONS = frozenset({"income", "expenditure"})
SUBJECT = "subject"  # a class of functions or of economic kinds
SUMS = frozenset({"sum", "total"})


class Side(NamedTuple):
    """One direction: the labels of the row, or the heads of the column."""

    item: str = ""
    measure: str = ""
    unknown: str = ""
    is_sum: bool = False
    is_total: bool = False
    is_ignored: bool = False
    section: str = ""
    money: int = 0
    year: int = 0
    offset: int | None = None
    is_mixed: bool = False
    is_crossed: bool = False

    @property
    def is_whole(self) -> bool:
        """Says all that is needed by itself."""
        return bool(self.item and self.measure)


class Meant(NamedTuple):
    """The two sides together; `problem` is why the figure means nothing for us."""

    item: str = ""
    measure: str = ""
    money: int = 0
    year: int = 0
    offset: int | None = None
    rank: int = 0
    section: str = ""
    problem: str = ""
    unknown: str = ""


CROSSED, UNKNOWN_ROW, UNKNOWN_HEAD, IGNORED, TWO_YEARS = (
    "crossed",
    "unknown row",
    "unknown head",
    "ignored",
    "two years",
)


def side(words: Words, texts: Iterable[str], *, is_head: bool = False) -> Side:
    """Fold the labels, the nearest first: a nearer one is more exact than a farther one.

    One that we do not know, wherever it stands, may narrow the figure (财政拨款 over 决算数).
    """
    found = Side()
    for text in texts:
        meaning = words.read(text)
        if is_head and meaning.word in NOT_FIGURES and not found.item and not found.measure:
            return found._replace(is_ignored=True)
        if meaning.word in (UNKNOWN, SUBJECT):
            return found._replace(unknown=text)
        found = _merged(words, found, meaning)
    return found


def _merged(words: Words, found: Side, meaning: Meaning) -> Side:
    item = narrower(words, found.item, meaning.item)
    return found._replace(
        item=item or "",
        is_crossed=found.is_crossed or item is None,
        measure=found.measure or meaning.measure,
        is_sum=found.is_sum or meaning.word in SUMS,
        is_total=found.is_total or meaning.word == "total",
        section=found.section or (meaning.word if meaning.word in SECTIONS else ""),
        money=found.money or meaning.money,
        year=found.year or meaning.year,
        offset=meaning.offset if found.offset is None else found.offset,
        is_mixed=found.is_mixed or meaning.is_mixed,
    )


def combine(words: Words, row: Side, head: Side, *, is_pair: bool, in_heads: bool) -> Meant:
    """Row and column together. A label that we do not know narrows the figure: it is not taken."""
    if head.is_ignored:
        return Meant(problem=IGNORED)
    if row.unknown:
        return Meant(problem=UNKNOWN_ROW, unknown=row.unknown)
    if head.unknown:
        if not (is_pair and (row.is_whole or words.is_persons(row.item) or not in_heads)):
            return Meant(problem=UNKNOWN_HEAD, unknown=head.unknown)
        head = Side()
    if row.is_mixed or head.is_mixed:
        return Meant(problem=TWO_YEARS)
    item = narrower(words, row.item, head.item)
    measure = head.measure or row.measure
    if row.is_crossed or head.is_crossed or item is None:
        return Meant(problem=CROSSED)
    if head.measure and row.measure and head.measure != row.measure:
        return Meant(problem=CROSSED)
    rank = int(row.is_total or head.is_total)
    if words.given.get(item, {}).get("parent") == "operating_expense" and head.is_sum:
        rank += 1  # all columns of the row, of which the basic expenditure is one
    return Meant(
        item,
        measure,
        head.money or row.money,
        head.year or row.year,
        row.offset if head.offset is None else head.offset,
        rank,
        row.section or head.section,
    )


def narrower(words: Words, one: str, other: str) -> str | None:
    """The narrower of two items where one lies within the other; None where they cross."""
    if not one or not other or one == other:
        return one or other
    if one in words.parents(other):
        return other
    return one if other in words.parents(one) else None


def title_says(words: Words, titles: Sequence[str]) -> tuple[str, str, str]:
    """(item of a bare 合计, measure where no head says one, scope) of a block's titles."""
    text = "".join(titles).replace("“", "").replace("”", "").replace('"', "")
    item = scope = ""
    for one in words.titles:
        if any(word in text for word in one["words"]) and not _has(text, one.get("without", ())):
            item, scope = item or one.get("sum", ""), scope or one.get("scope", "")
            if item or scope:
                break
    measure = next(
        (
            str(one["measure"])
            for one in words.title_measures
            if _has(text, one["words"]) and not _has(text, one.get("without", ()))
        ),
        "",
    )
    return item, measure, scope


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)
