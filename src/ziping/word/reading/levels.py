"""First- and second-level indicators as the pack names them, however the form shortens them."""

from __future__ import annotations

from ziping.rules import RulePack
from ziping.rules.pack import Level
from ziping.word.reading.wording import core

WORD = "指标"


def first_level(text: str, pack: RulePack) -> Level | None:
    """产出指标（50分） → the pack's level, or None."""
    words = core(text).removesuffix(WORD)
    if not words:
        return None
    for level in pack.levels:
        label = level.label.removesuffix(WORD)
        if label == words or (len(words) > 1 and (words in label or label in words)):
            return level
    return None


def second_level(text: str, first: Level | None, pack: RulePack) -> str:
    """The pack's own label for a second-level cell; the cell's words where none fits.

    A level that has only one second-level indicator needs none in the form.
    """
    words = core(text)
    if first is not None and len(first.second) == 1 and _same_or_blank(words, first):
        return first.second[0]
    levels = [first] if first is not None else []
    every = [label for level in (*levels, *pack.levels) for label in level.second]
    stem = words.removesuffix(WORD)
    for label in every:
        if stem and label.removesuffix(WORD) == stem:
            return label
    for label in every:
        short = label.removesuffix(WORD)
        if len(stem) > 1 and (stem in short or short in stem):
            return label
    return words


def _same_or_blank(words: str, first: Level) -> bool:
    """Blank, the first level's own words again, or the second-level label in some form."""
    stem = words.removesuffix(WORD)
    names = (first.label.removesuffix(WORD), first.second[0].removesuffix(WORD))
    return not stem or any(stem in name or name in stem for name in names)
