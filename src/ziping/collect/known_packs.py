"""Whether a rule pack that came inside a file is one that the bureau vouches for.

A file from outside may bring any pack under any name and version. Vouched for are the packs that
come with this program and the one that was given with --rules; all others look alike, among them
those of an earlier version of ours.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

from ziping import rules
from ziping.errors import RulePackError
from ziping.rules import RulePack


def is_known(pack: RulePack, given: str = "") -> bool:
    """Whether the texts of the pack are those of our pack of that name, or of the given one.

    The name stands in a file from outside: it is looked up among ours and never taken for a path.
    """
    own = (pack.name,) if pack.name in rules.names() else ()
    return any(_texts(name) == tuple(pack.texts) for name in (*own, given) if name)


@lru_cache(maxsize=8)
def _texts(name: str) -> tuple[str, ...] | None:
    with suppress(RulePackError):
        return rules.read_texts(name)
    return None
