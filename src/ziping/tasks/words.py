"""Derive the word list of the checks from jieba's dictionary: `python -m ziping.tasks.words`.

For developers only: jieba is a development dependency and never imported by the program. The list
holds what a search for doubled characters needs of the dictionary and nothing else: short words,
their cost (how rare they are, in half steps) and whether a word can stand right before a noun
that is no part of it (upper case: verb, preposition, adverb …), or is verb and noun at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import groupby
from math import log
from typing import NamedTuple

from ziping.checks.words import FILE, FIRST_COST, LONGEST, STEP

LEAST = 10  # times in the corpus of jieba: rarer words are mostly names and fragments
LEAST_SURE = 3  # a single character, a word like 实实在在
LEAST_ENDED, LEAST_BEGUN = 60, 20  # words made with a character that hangs on to others
COMMON = 50  # how common the word must be that such a character hangs on to
LINKING = ("v", "p", "c", "d", "r", "u", "a", "z")  # tags of words that are no nouns
VERB_AND_NOUN = ("vn", "an")
ATTRIBUTES = ("a", "b", "h", "m")
HEAD = """\
# Words of Chinese with their cost, for the checks of wording; not edited by hand. Made by
# `python -m ziping.tasks.words` from dict.txt of jieba {version} (https://github.com/fxsjy/jieba),
# MIT licence, Copyright (c) 2013 Sun Junyi. One line a first character: the rest of each word and
# a letter for its cost, upper case where the word is no noun, ' where it is verb and noun.
"""


class Entry(NamedTuple):
    times: int
    tag: str


def main() -> None:
    text = word_list()
    FILE.write_text(text, encoding="utf-8")
    print(f"{FILE}: {len(text.encode())} bytes")


def word_list() -> str:
    """The whole file, from the dictionary of the jieba that is installed."""
    entries = dict(_dictionary())
    total = sum(entry.times for entry in entries.values())
    kept = sorted(word for word, entry in entries.items() if _is_kept(word, entry))
    lines = [
        first + "".join(word[1:] + _letter(entries[word], total) for word in words)
        for first, words in groupby(kept, key=lambda word: word[0])
    ]
    endings, beginnings = _hanging(entries)
    head = HEAD.format(version=version("jieba"))
    return head + "\n".join([f"endings {endings}", f"beginnings {beginnings}", *lines, ""])


def _dictionary() -> Iterator[tuple[str, Entry]]:
    from jieba import get_dict_file

    with get_dict_file() as file:
        for line in file.read().decode("utf-8").splitlines():
            word, count, *tag = line.split()
            if all("一" <= sign <= "龥" for sign in word):
                yield word, Entry(int(count), tag[0] if tag else "")


def _is_kept(word: str, entry: Entry) -> bool:
    if len(word) == 1 or _is_paired(word):
        return entry.times >= LEAST_SURE
    return len(word) <= LONGEST and entry.times >= LEAST


def _is_paired(word: str) -> bool:
    """AABB: 实实在在."""
    return len(word) == 4 and word[0] == word[1] and word[2] == word[3]


def _letter(entry: Entry, total: int) -> str:
    cost = log(total / entry.times)
    letter = chr(ord("a") + max(0, round((cost - FIRST_COST) / STEP)))
    if entry.tag in VERB_AND_NOUN:
        return f"{letter}'"
    return letter.upper() if entry.tag.startswith(LINKING) else letter


def _hanging(entries: Mapping[str, Entry]) -> tuple[str, str]:
    """Characters that end many words made of a word and this character, and that begin many."""
    endings, beginnings = Counter[str](), Counter[str]()
    for word in entries:
        if len(word) == 3:
            endings[word[2]] += _is_common(entries, word[:2])
            beginnings[word[0]] += _is_common(entries, word[1:])
    attributes = {
        sign: times
        for sign, times in beginnings.items()
        if sign in entries and entries[sign].tag.startswith(ATTRIBUTES)
    }
    return _often(endings, LEAST_ENDED), _often(attributes, LEAST_BEGUN)


def _is_common(entries: Mapping[str, Entry], word: str) -> bool:
    return word in entries and entries[word].times >= COMMON


def _often(times: Mapping[str, int], least: int) -> str:
    return "".join(sorted(sign for sign, many in times.items() if many >= least))


if __name__ == "__main__":
    main()
