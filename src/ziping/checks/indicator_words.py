"""Words by which indicator rows are judged, read from data when first asked for."""

from __future__ import annotations

from functools import cache
from typing import Any

from ziping.checks.word_lists import tables


@cache
def _lists() -> dict[str, Any]:
    return tables("indicator_words")


@cache
def words(key: str, part: str = "words") -> frozenset[str]:
    """One list of the file, as a set."""
    return frozenset(_lists()[key][part])


def source(key: str) -> str:
    return str(_lists()[key]["source"])


def level_rules() -> list[dict[str, Any]]:
    """Which names do not belong under which second-level indicators."""
    rules: list[dict[str, Any]] = _lists()["level_rules"]
    return rules


def begun_endings() -> dict[str, str]:
    """How names often end, by the first character: 满 is left of 满意度."""
    return {ending[0]: ending for ending in _lists()["begun_endings"]["words"]}


def has_any(text: str, key: str, part: str = "words") -> bool:
    """Whether any word of a list occurs in a text."""
    return any(word in text for word in words(key, part))


def families() -> dict[str, str]:
    """Units by what they count or measure."""
    table: dict[str, str] = _lists()["unit_families"]
    return {name: listed for name, listed in table.items() if name != "source"}
