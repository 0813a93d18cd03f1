"""Which row of one file is which of the other: by name, then by order among those left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
ALIKE = 0.6  # a name that was corrected is mostly the same; a new indicator is not
MOST = 120  # comparing every left-over name with every other has its price


def paired(
    old: Sequence[T], new: Sequence[T], name_of: Callable[[T], str]
) -> list[tuple[T | None, T | None]]:
    """Pairs in the order of the new file; what only the old one had follows at the end."""
    partner: dict[int, int] = {}
    _by_name(old, new, name_of, partner)
    _by_likeness(old, new, name_of, partner)
    taken = set(partner.values())
    pairs: list[tuple[T | None, T | None]] = [
        (old[partner[at]] if at in partner else None, item) for at, item in enumerate(new)
    ]
    return [*pairs, *((item, None) for at, item in enumerate(old) if at not in taken)]


def _by_name(
    old: Sequence[T], new: Sequence[T], name_of: Callable[[T], str], partner: dict[int, int]
) -> None:
    """Equal names; of a name that stands twice, the first with the first."""
    places: dict[str, list[int]] = {}
    for at, item in enumerate(old):
        places.setdefault(_plain(name_of(item)), []).append(at)
    for at, item in enumerate(new):
        found = places.get(_plain(name_of(item)))
        if found:
            partner[at] = found.pop(0)


def _by_likeness(
    old: Sequence[T], new: Sequence[T], name_of: Callable[[T], str], partner: dict[int, int]
) -> None:
    """Names that are alike, the likest first."""
    taken = set(partner.values())
    free_old = [at for at in range(len(old)) if at not in taken][:MOST]
    free_new = [at for at in range(len(new)) if at not in partner][:MOST]
    scored = sorted(
        ((_likeness(name_of(old[a]), name_of(new[b])), -a, -b) for a in free_old for b in free_new),
        reverse=True,
    )
    for likeness, a, b in scored:
        if likeness < ALIKE:
            return
        if -a not in taken and -b not in partner:
            taken.add(-a)
            partner[-b] = -a


def _plain(name: str) -> str:
    return "".join(name.split())


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio()
