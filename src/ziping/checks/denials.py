"""What the prose says did not happen: 未发生公务接待费用, of the whole office and this year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ziping.checks.passages import passages, pattern
from ziping.checks.statements import words
from ziping.checks.told import PLANS, frame_of, unquoted
from ziping.checks.told_words import is_context, is_scoped
from ziping.model import Place
from ziping.passage import BODY, OPENING
from ziping.scoring import ScoredAssessment

_NOT = r"(?:[未没]有?|无)(?:发生|产生|列支|支出)?过?(?:任何)?"
_END = r"(?:等?(?:费用|支出|开支|经费))?(?=[，。；、和及]|$)"


def denials(scored: ScoredAssessment, keys: Iterable[str]) -> Iterator[tuple[str, str, Place]]:
    """The figure, the words, and where they stand."""
    keys = list(keys)
    year, unit = frame_of(scored)
    for passage in passages(scored, OPENING, BODY):
        for sentence in unquoted(passage) if passage.section not in PLANS else ():
            for key in keys:
                found = pattern(f"{_NOT}(?:{_labels(key)}){_END}").search(sentence.text)
                if found and _is_ours(sentence.text[: found.start()], year, unit):
                    yield key, found[0], passage.place


def _labels(key: str) -> str:
    own = sorted(words()["figures"]["words"][key], key=len, reverse=True)
    return "|".join(own).replace("(", "（").replace(")", "）")


def _is_ours(head: str, year: int, unit: str) -> bool:
    """No part of the office and no other year or month is named before it."""
    head = head.rpartition("；")[2]
    clause = pattern(r"[，：]").split(head)[-1]
    last = (*words()["columns"]["last_year"], f"{year - 1}年")
    before = any(word in head for word in last) or is_scoped(head, year)
    return not before and (not clause or is_context(clause, unit))
