"""Indicator names that stop in the middle: at a joining word, in a bracket, inside a word."""

from __future__ import annotations

from ziping.checks.indicator_words import begun_endings, words
from ziping.checks.passages import passages, pattern
from ziping.checks.words import is_word, split
from ziping.scoring import ScoredAssessment

JOINING = "的和与及、，,/在对将把为"  # nothing can end with these
OPEN, CLOSE = "（(【[", "）)】]"
LONGEST_TAIL, SHORTEST_TAIL = 6, 4
FOLLOWERS = 2  # different characters behind what comes before the last one: a word ends there
REACH = 12  # characters at the end of a name that are split into words
SATISFIED = "满意度"
END = "\n"


def fault(name: str, text: str) -> str:
    """Why a name looks cut short; `text` is all that the file says, a passage a line."""
    if name[-1:] in tuple(JOINING) and not name.endswith(tuple(words("whole_words"))):
        return f"以“{name[-1]}”结尾，话没有说完"
    if any(name.count(one) > name.count(CLOSE[at]) for at, one in enumerate(OPEN)):
        return "有左括号没有右括号"
    whole = _common_ending(name) or _whole(name, text)
    return f"末尾像是“{whole}”少了字" if whole else ""


def _common_ending(name: str) -> str:
    """满意度 where a name ends in 群众满: the character belongs to no word that ends there."""
    ending = begun_endings().get(name[-1:], "")
    if name.endswith(tuple(f"{one}{SATISFIED[0]}" for one in words("asked"))):
        return SATISFIED
    if not ending or any(is_word(name[-size:]) for size in (2, 3, 4)):
        return ""
    pieces = split(name[-REACH:])
    return ending if len(pieces) > 1 and len(pieces[-1].text) == 1 < len(pieces[-2].text) else ""


def text_of(scored: ScoredAssessment) -> str:
    """All words of the file without white space, a passage a line."""
    listed = (pattern(r"\s+").sub("", one.text) for one in passages(scored))
    return END + END.join(listed) + END


def _whole(name: str, text: str) -> str:
    """The longer word that the name's end is always part of elsewhere in the file."""
    # the same name, cut the same way in another form, is no witness
    others = text.replace(f"{END}{name}{END}", END * 2)
    last = name[-1:]
    if not "一" <= last <= "龥" or last in words("word_ends", "characters"):
        return ""
    for length in range(min(LONGEST_TAIL, len(name) - 1), SHORTEST_TAIL - 1, -1):
        tail = name[-length:]
        behind = _behind(tail, others)
        if behind:
            only = behind.pop()
            if behind or not "一" <= only <= "龥":
                return ""
            return tail + only if _begins_a_word(tail, others) else ""
    return ""


def _begins_a_word(tail: str, text: str) -> bool:
    """Whether the last character begins a word: what is before it goes on in other ways too."""
    return len(_behind(tail[:-1], text)) > FOLLOWERS


def _behind(part: str, text: str) -> set[str]:
    found: set[str] = set()
    at = text.find(part)
    while at >= 0:
        found.add(text[at + len(part)])
        at = text.find(part, at + 1)
    return found
