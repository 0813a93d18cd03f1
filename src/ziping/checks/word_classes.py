"""Classes of words that the search for doubled characters goes by; their data is doubled.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ziping.checks.word_lists import tables
from ziping.checks.words import Word


def signs(group: str) -> str:
    """The characters of a class, all in one string."""
    return "".join(words(group).split())


@cache
def words(group: str) -> str:
    return str(_groups()[group]["words"])


def is_noun(one: Word | None) -> bool:
    return one is not None and len(one.text) > 1 and not one.links


def is_unknown(one: Word | None, also: str = "") -> bool:
    """A character that stands alone and is no function word: part of a word that is not listed."""
    if one is None or len(one.text) > 1:
        return False
    return one.text not in signs("functions") + signs("positions") + signs("numerals") + also


@cache
def _groups() -> Mapping[str, Any]:
    return tables("doubled")
