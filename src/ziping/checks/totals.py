"""The total and the grade that a report should tell."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from ziping.checks.word_lists import word_list
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment, number


def form_total(scored: ScoredAssessment) -> Decimal | None:
    """总分 of the overall form as declared, else as counted; None where neither is known."""
    declared = scored.overall.form.declared_total
    if declared.is_bad:
        return None
    return number(scored.overall.total) if declared.value is None else declared.value


def is_same_grade(word: str, label: str, pack: RulePack) -> bool:
    """Whether a grade's word means a band: itself, or a word for it that is no band's own."""
    if word == label:
        return True
    labels = {band.label for band in pack.bands}
    groups = _words()
    return word not in labels and any(word in group and label in group for group in groups)


def has_own_words(pack: RulePack) -> bool:
    """Whether the county prints other words than the national four."""
    national = {group[0] for group in _words()}
    return {band.label for band in pack.bands} != national


@cache
def _words() -> tuple[tuple[str, ...], ...]:
    """Words that mean the same grade, the national one first, read from data."""
    return tuple(tuple(group) for group in word_list("grades", "grades")["words"])
