"""Whether a doubled character is a slip, or the seam of two words, or a word.

The text around is split into words twice, as it stands and with one of the two left out.
"""

from __future__ import annotations

from typing import NamedTuple

from ziping.checks.word_classes import is_noun, is_unknown, signs
from ziping.checks.words import Word, beginnings, cost, endings, is_word, split, terms

REACH = 8  # characters to each side that are split into words
DIGITS = "0123456789０１２３４５６７８９余多几%％"
GAIN_WORD, GAIN_SEAM, GAIN_NOUN, GAIN_ALONE = 7.5, 5.0, 7.0, 4.5
MARKS = '，。、；：！？“”‘’《》（）()！,.;:"'
POINTING = "我本该各每某此这那"  # a noun follows
SUFFIXES = "率费者性化员"  # they follow a word of which they are no part


class Site(NamedTuple):
    """A doubled character in a run of Hanzi, and the words around it as it stands."""

    sign: str
    gain: float  # what the text costs less without the second character
    before: str  # the character before, of the run or what stands before the run
    left: Word
    right: Word
    previous: Word | None
    following: Word | None
    is_one_word: bool  # both characters stand in the word `left`
    is_split: bool  # without the second, what stands beside is part of no word
    begins_word: bool  # the second begins a word


def is_slip(run: str, at: int, before: str) -> bool:
    """Whether the second of two like characters in a run of Hanzi was typed by mistake."""
    if _is_in_term(run, at):
        return True
    site = _site(run, at, before)
    if site.is_one_word:
        return _is_slip_in_word(site)
    if len(site.left.text) > 1:
        return len(site.right.text) == 1 and _is_slip_behind_word(site)
    if len(site.right.text) > 1:
        return _is_slip_before_word(site)
    return _is_slip_alone(site)


def _is_slip_in_word(site: Site) -> bool:
    """整整|体: unless it is the word, or a compound's end meets a word (污染源|源头)."""
    if len(site.left.text) > 2 or site.is_split:
        return False
    if _is_counted(site):
        return site.sign in signs("measures") and not site.begins_word
    behind_word = site.previous is not None and len(site.previous.text) > 1
    hangs = site.sign in endings() and (behind_word or site.before == "之")
    return site.gain >= GAIN_WORD and not hangs


def _is_slip_behind_word(site: Site) -> bool:
    """制度|度: unless the second begins what follows (创新|新|模式, 意见|见|附件)."""
    sign, following = site.sign, site.following
    if is_unknown(following, SUFFIXES) or site.begins_word or sign in signs("verbs"):
        return False
    if following is not None and (len(following.text) > 1 or following.text == "的"):
        is_whole = following.text == "的"  # 更新|新|的, but 存在|在|的 says nothing
        if sign in beginnings() or (sign in signs("places") and not is_whole):
            return False
        return site.gain >= GAIN_SEAM - is_whole and (is_whole or not _may_follow(sign))
    return site.gain >= GAIN_SEAM and not _may_follow(sign)


def _may_follow(sign: str) -> bool:
    return sign in signs("after_word")


def _is_slip_before_word(site: Site) -> bool:
    """整|整体: unless the first ends what precedes (保管|员|员工, 13|项|项目, 某县|县级)."""
    sign, previous = site.sign, site.previous
    if _is_counted(site) or is_unknown(previous) or sign in signs("before_word"):
        return False
    if sign in signs("before_noun") and not site.right.links:
        return False
    if sign in signs("places") and not _stands_free(site):
        return False
    if _hangs(site) or _has_object(site):
        return False
    if previous is None or not (is_noun(previous) or previous.text == "之"):
        return site.gain >= GAIN_ALONE
    may_end = (
        sign in endings() + signs("suffixes") or previous.text[0] in signs("numerals") + POINTING
    )
    return site.gain >= GAIN_NOUN and not may_end


def _is_in_term(run: str, at: int) -> bool:
    """财务管|管理: a fixed term with a character too many; but 行政区|区划, 培训费|费用."""
    if run[at] in signs("suffixes") or any(is_word(run[at - k : at + 1]) for k in (1, 2, 3)):
        return False
    spans = ((k, m) for k in (2, 3, 4) for m in (2, 3) if at >= k)
    return any(run[at - k : at] + run[at + 1 : at + 1 + m] in terms() for k, m in spans)


def _has_object(site: Site) -> bool:
    """已|收|收据: a verb and what it takes."""
    return site.previous is not None and site.left.links and site.previous.text in signs("adverbs")


def _stands_free(site: Site) -> bool:
    """No name can end here: a comma or a function word precedes."""
    if site.previous is None:
        return site.before in MARKS
    return site.previous.text in signs("functions") and site.previous.text not in POINTING


def _is_slip_alone(site: Site) -> bool:
    """后|后: unless it means every one (村村都有)."""
    if is_unknown(site.previous) or is_unknown(site.following, SUFFIXES):
        return False
    if site.sign in signs("vivid") or (site.begins_word and _hangs(site)):
        return False
    if site.sign in signs("measures") and not _is_counted(site):
        return False
    return site.gain >= GAIN_ALONE


def _hangs(site: Site) -> bool:
    """担保|费|费率: the first may end what precedes, whatever that is."""
    behind_word = site.previous is not None and len(site.previous.text) > 1
    return behind_word and site.sign in signs("suffixes")


def _is_counted(site: Site) -> bool:
    return bool(site.before) and site.before in DIGITS + signs("numerals")


def _site(run: str, at: int, before: str) -> Site:
    start = max(0, at - REACH)
    window, place = run[start : at + 2 + REACH], at - start
    twice, once = split(window), split(window[:place] + window[place + 1 :])
    first, second, kept = _index(twice, place), _index(twice, place + 1), _index(once, place)
    return Site(
        sign=run[at],
        gain=cost(twice) - cost(once),
        before=before,
        left=twice[first],
        right=twice[second],
        previous=_at(twice, first - 1),
        following=_at(twice, second + 1),
        is_one_word=first == second,
        is_split=is_unknown(_at(once, kept - 1)) or is_unknown(_at(once, kept + 1)),
        begins_word=is_word(run[at + 1 : at + 3]) or is_word(run[at + 1 : at + 4]),
    )


def _index(words: tuple[Word, ...], place: int) -> int:
    """Which word covers a place of the text."""
    end = 0
    for index, one in enumerate(words):
        end += len(one.text)
        if end > place:
            return index
    return len(words) - 1


def _at(words: tuple[Word, ...], index: int) -> Word | None:
    return words[index] if 0 <= index < len(words) else None
