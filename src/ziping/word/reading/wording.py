"""Labels as they are compared: one spelling for every way in which counties print them."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ziping.model import FIRST_YEAR, LAST_YEAR

LABELS = Path(__file__).with_name("labels.toml")
REMEMBERED = 200  # characters
LONGEST_LABEL = 40  # characters; what is longer is a sentence and no label
_NUMERALS = "0123456789一二三四五六七八九十"
_OPENING, _CLOSING = "(〔[【", ")〕]】"
_EDGES = ":;,.。、*·_-"


def squeezed(text: str) -> str:
    """Without white space, full width as half width: for comparing texts."""
    return _squeezed(text) if len(text) <= REMEMBERED else _folded(text)


def _folded(text: str) -> str:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(plain.split())


_squeezed = lru_cache(maxsize=8192)(_folded)  # a form says the same words over and over


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """A label without white space, number, brackets and their content, marks at its edges."""
    words = squeezed(text[: 4 * LONGEST_LABEL])
    without = _outside_brackets(unnumbered(words))
    return "".join(one for one in without if one not in "“”\"'《》").strip(_EDGES)


def unnumbered(words: str) -> str:
    """Without a leading 一、 (一) 1. 1、 第一部分 or 其中:, in squeezed text."""
    for _ in range(3):
        before = words
        words = words.removeprefix("其中").lstrip(":、") if words.startswith("其中") else words
        words = _without_number(words)
        if words == before:
            break
    return words


def _without_number(words: str) -> str:
    body = words
    if body[:1] == "第":
        count = len(body) - len(body[1:].lstrip(_NUMERALS)) if body[1:2] in _NUMERALS else 0
        rest = body[count:]
        return next(
            (rest[len(end) :].lstrip("、:.") for end in ("部分", "章") if rest.startswith(end)),
            words,
        )
    bracketed = body[:1] == "("
    body = body[1:] if bracketed else body
    rest = body.lstrip(_NUMERALS)
    if len(body) == len(rest) or len(body) - len(rest) > 3:
        return words
    if bracketed:
        return rest[1:] if rest[:1] == ")" else words
    if rest[:1] in ("、", ")"):
        return rest[1:]
    if rest[:1] in (".", ",") and not rest[1:2].isdigit():
        return rest[1:]
    return words


def _outside_brackets(words: str) -> str:
    kept, depth = [], 0
    for one in words:
        if one in _OPENING:
            depth += 1
        elif one in _CLOSING and depth:
            depth -= 1
        elif not depth:
            kept.append(one)
    return "".join(kept) if depth == 0 else words


@lru_cache(maxsize=1)
def labels() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Every known way of writing, by group and key."""
    document = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    return {
        group: {
            key: (words,) if isinstance(words, str) else tuple(words)
            for key, words in table.items()
        }
        for group, table in document.items()
    }


@lru_cache(maxsize=8192)
def meaning(group: str, text: str) -> str:
    """The key of a group that a label means, or "": the longest spelling that fits wins."""
    words = core(text)
    if not words or len(words) > LONGEST_LABEL or not _may_mean(words, _beginnings(group)):
        return ""
    best, longest = "", 0
    for key, spellings in labels()[group].items():
        for spelling in spellings:
            exact = spelling.startswith("=")
            plain = spelling.removeprefix("=")
            length = len(plain) + exact
            if length > longest and (words == plain if exact else plain in words):
                best, longest = key, length
    return best


@lru_cache(maxsize=64)
def _beginnings(group: str) -> frozenset[str]:
    """How the spellings of a group begin: most texts hold none of these pairs."""
    every = (one for spellings in labels()[group].values() for one in spellings)
    return frozenset(one.removeprefix("=")[:2] for one in every)


def _may_mean(words: str, beginnings: frozenset[str]) -> bool:
    pairs = (words[at : at + 2] for at in range(len(words)))
    return not beginnings.isdisjoint(pairs)


def year_in(words: str) -> int:
    """The first four digits that may be a budget year; 0 where there are none."""
    for at in range(len(words) - 3):
        four = words[at : at + 4]
        if four.isascii() and four.isdigit() and FIRST_YEAR <= int(four) <= LAST_YEAR:
            return int(four)
    return 0
