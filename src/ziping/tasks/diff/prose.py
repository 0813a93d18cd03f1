"""Prose compared line by line; a line that was reworded is one change, not two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ziping.tasks.diff.model import ADDED, CHANGED, REMOVED, LineChange

ALIKE = 0.5
LONGEST = 4_000  # characters of a line that are compared for likeness


def changed_lines(before: str, after: str) -> tuple[LineChange, ...]:
    """What differs, in the order of the new text."""
    old, new = _lines(before), _lines(after)
    found: list[LineChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _block(old[a:b], new[c:d])
    return tuple(found)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _block(old: Sequence[str], new: Sequence[str]) -> Iterator[LineChange]:
    """A run of lines that differ: each new one with the next old one that is like it."""
    at = 0
    for line in new:
        match = next((n for n in range(at, len(old)) if _alike(old[n], line)), None)
        if match is None:
            yield LineChange(ADDED, "", line)
            continue
        yield from (LineChange(REMOVED, gone, "") for gone in old[at:match])
        yield LineChange(CHANGED, old[match], line)
        at = match + 1
    yield from (LineChange(REMOVED, gone, "") for gone in old[at:])


def _alike(one: str, other: str) -> bool:
    one, other = one[:LONGEST], other[:LONGEST]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
