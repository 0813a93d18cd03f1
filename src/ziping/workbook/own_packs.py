"""The packs that come with the program, read once however many workbooks are compared."""

from __future__ import annotations

from functools import lru_cache

from ziping import rules
from ziping.errors import RulePackError


@lru_cache(maxsize=16)
def own_texts(name: str) -> tuple[str, ...]:
    """The texts of our pack of this name; none where we have no such pack."""
    try:
        return rules.read_texts(name) if name in rules.names() else ()
    except RulePackError:
        return ()
