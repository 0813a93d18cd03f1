"""The words without which a regular expression matches nothing, read off its own letters.

Every need is a tuple of words, one of which must stand in the text. What is not understood gives
no need: then the expression is simply compiled.

From the inside out: every [class], every escaped letter, then every group without a group in it is
replaced by one sign of its own, whose needs are noted, until a single sequence is left.
"""

from __future__ import annotations

import re

Need = tuple[str, ...]
Known = list[list[Need]]  # the needs of every sign put in so far
MOST, MOST_WORDS, MOST_SIGNS = 3, 200, 16  # needs of an expression, words of a need, of a [class]
FIRST = 0x100000  # our signs: a plane of which no expression has a character
OURS = f"{chr(FIRST)}-{chr(0x10FFFF)}"
CLASSES = "dDsSwWbBAZnt"  # escaped letters that tell of no word
_ATOM = re.compile(r"\[(\^?\]?(?:\\.|[^\]\\])*)\]|\\(u\w{4}|x\w\w|\d+|.)", re.DOTALL)
_GROUP = re.compile(r"\((\?(?:[:=!]|<=|<!|P<\w+>|[ms](?=\)))|(?!\?))([^()]*)\)")
_PIECE = re.compile(rf"([^.^$?*+{{{OURS}]+)|([{OURS}])|([?*+]|\{{[^}}]*\}}?)[?+]?|[.^$]")
_SIGNS = re.compile(rf"[.^$?*+{{{OURS}]")  # none of them: letters that mean themselves
MUST_NOT = ("?!", "?<!")


class _NotUnderstood(Exception):
    """Something rare: no need can be told."""


def required(expression: str) -> tuple[Need, ...]:
    """The strongest needs of an expression; () where it may match without any certain word."""
    try:
        found = _needs(expression)
    except _NotUnderstood:
        return ()
    return tuple(sorted(dict.fromkeys(found), key=_strength, reverse=True)[:MOST])


def _needs(expression: str) -> list[Need]:
    known: Known = []

    def put(needs: list[Need]) -> str:
        known.append(needs)
        return chr(FIRST + len(known) - 1)

    def group(match: re.Match[str]) -> str:
        return put([] if match[1] in MUST_NOT else _alternatives(match[2], known))

    if expression and ord(max(expression)) >= FIRST:
        raise _NotUnderstood
    text = _ATOM.sub(lambda match: put(_of_atom(match)), expression)
    while "(" in text:
        text, count = _GROUP.subn(group, text)
        if not count:
            raise _NotUnderstood
    return _alternatives(text, known)


def _of_atom(match: re.Match[str]) -> list[Need]:
    """What a [class] or an escaped letter needs."""
    signs, escaped = match.groups()
    if escaped is None:
        return _one_of(signs)
    if escaped[0] in CLASSES or escaped.isdecimal():
        return []
    if escaped[0] in "ux" and len(escaped) > 1:
        return [(chr(int(escaped[1:], 16)),)]
    if escaped.isalpha() and escaped.isascii():
        raise _NotUnderstood
    return [(escaped,)]


def _one_of(signs: str) -> list[Need]:
    """[…]: a small one without ranges needs one of its signs."""
    plain = signs.replace("\\", "")
    has_classes = "\\" in signs and any(one[:1].isalnum() for one in signs.split("\\")[1:])
    if signs[0] == "^" or "-" in signs or has_classes or len(plain) > MOST_SIGNS:
        return []
    return [tuple(plain)]


def _alternatives(text: str, known: Known) -> list[Need]:
    """What stands between two | must occur; of several branches one word of each."""
    branches = text.split("|")
    if len(branches) == 1:
        return _sequence(text, known)
    words: list[str] = []
    for branch in branches if _SIGNS.search(text) else ():
        if not (needs := _sequence(branch, known)):
            return []
        words += _strongest(needs)
    one_of = tuple(dict.fromkeys(words or branches))
    return [one_of] if all(one_of) and len(one_of) <= MOST_WORDS else []


def _sequence(text: str, known: Known) -> list[Need]:
    """Runs of letters, and what groups and classes need, unless they may be missing."""
    if not text or not _SIGNS.search(text):
        return [(text,)] if text else []
    found: list[Need] = []
    run, inner = "", list[Need]()
    for letters, sign, repeat in _PIECE.findall(text):
        if repeat:
            may_miss = repeat[0] in "?*" or (repeat[0] == "{" and repeat[1:2] not in "123456789")
            run, inner = (run[:-1], []) if may_miss else (run, inner)
        found += [(run,)] if run else inner
        run, inner = letters, known[ord(sign) - FIRST] if sign else []
    return found + ([(run,)] if run else inner)


def _strongest(needs: list[Need]) -> Need:
    return needs[0] if len(needs) == 1 else max(needs, key=_strength)


def _strength(need: Need) -> tuple[int, int]:
    return min(map(len, need)), -len(need)
