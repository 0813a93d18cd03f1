"""Texts without what does not matter to their meaning, and how far two of them are the same."""

from __future__ import annotations

from functools import lru_cache

from ziping.checks.passages import pattern

NUMBERING = r"(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}(?:[）)、]|[.．](?![0-9]))\s*)+"
SAME = 0.95
LONGEST = 2000


def core(text: str) -> str:
    """Without numbering, white space and punctuation."""
    lines = [pattern(rf"^\s*{NUMBERING}").sub("", line) for line in text.splitlines()]
    inner = pattern(rf"(?<=[；;。])\s*{NUMBERING}").sub("", "".join(lines))
    return pattern(r"[\W_]+").sub("", inner)


def timeless(text: str) -> str:
    """Without the years, so that a text copied with a new year is seen."""
    return pattern(r"(?:19|20)[0-9]{2}(?=年|—|-|\b)").sub("", text)


def squeezed(text: str) -> str:
    """Without white space and years."""
    return pattern(r"\s+").sub("", timeless(text))


@lru_cache(maxsize=256)
def likeness(one: str, other: str, least: float = SAME) -> float:
    """The share that two texts have in common; 0 where it is plainly below `least`.

    Of longer texts the first `LONGEST` characters are compared: the work grows with the square.
    """
    if one == other:
        return 1.0 if one else 0.0
    if min(len(one), len(other)) < least * max(len(one), len(other)) / (2 - least):
        return 0.0
    from difflib import SequenceMatcher  # only where there is something to compare

    # no junk: in a long Chinese text every usual character would count as junk
    matcher = SequenceMatcher(None, one[:LONGEST], other[:LONGEST], autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()
