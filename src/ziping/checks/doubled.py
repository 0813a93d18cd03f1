"""Where a character or a word was typed twice, and where two words only meet that way.

今年年初 is two words with a seam, 天天 a word, 一件事事项 a noun behind a count: none of them a
slip. The text is split into words twice, as it stands and with one of the two characters left
out; it is a slip where the second needs a whole word less and nothing explains the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.seams import REACH, is_slip
from ziping.checks.word_classes import signs, words
from ziping.checks.words import HAN, is_word, split, terms, word

BLANKS = " \u3000\u00a0"
LONG_UNIT = 4  # characters: so long a piece is never doubled on purpose


class Slip(NamedTuple):
    """`text[at:at + 2 * size]` holds the same piece twice."""

    at: int
    size: int


def slips(text: str) -> Iterator[Slip]:
    for run in pattern(f"{HAN}+").finditer(text):
        start = run.start()
        yield from _repeated(run[0], start)
        for match in pattern(r"(.)\1+").finditer(run[0]):
            before = text[start + match.start() - 1 : start + match.start()]
            is_each = len(match[0]) == 3 and match[1] in signs("measures")  # 文件件件齐全
            is_cut = match.end() == len(run[0]) and _goes_on(match[1], text[run.end() :])
            if not (is_each or is_cut) and _is_typed_twice(run[0], match.start(), before):
                yield Slip(start + match.start(), 1)


def _goes_on(sign: str, behind: str) -> bool:
    """控制制 度: a blank stands in the word that the second character begins."""
    if len(behind) < 2 or behind[0] not in BLANKS:
        return False
    return "一" <= behind[1] <= "龥" and is_word(sign + behind[1])


def _repeated(run: str, start: int) -> Iterator[Slip]:
    for match in pattern(r"(.{2,12}?)\1").finditer(run):
        if _is_repeated(match[1], run[: match.start()], run[match.end() : match.end() + 1]):
            yield Slip(start + match.start(), len(match[1]))


def _is_repeated(unit: str, before: str, after: str) -> bool:
    """服务服务对象 may be a seam; 服务服务， and 加强加强管理 and 、数据数据局 are slips."""
    if unit in words("repeatable").split() or unit[0] in signs("numerals"):
        return False
    if unit[0] == unit[1] or (len(unit) == 2 and not is_word(unit)):
        return False
    if len(unit) >= LONG_UNIT or not after or after in signs("followers"):
        return True
    known = word(unit)
    if known is None or len(unit) > 2 or after in "会组室":
        return False
    return known.links or (not known.acts and _ends_free(before))


def _ends_free(text: str) -> bool:
    """Whether what was said up to here ends with no noun that could go on."""
    last = split(text[-REACH:])[-1:]
    return not last or last[0].links or last[0].text in signs("functions")


def _is_typed_twice(run: str, at: int, before: str) -> bool:
    sign = run[at]
    if sign in signs("numerals"):
        return (sign in "万亿" and before.isdecimal()) or _is_before_term(run, at)
    if sign == "某" or _is_pattern(run, at) or _is_name(run, at):
        return False
    return is_slip(run, at, before)


def _is_before_term(run: str, at: int) -> bool:
    """三|三公经费, but not 二十三|三公里."""
    is_counted = run[at - 1 : at] in (*signs("numerals"), "第") if at else False
    known = any(run.startswith(term, at + 1) for term in terms() if len(term) > 1)
    return run[at] in "三两" and known and not is_counted and run[at + 3 : at + 4] != "里"


def _is_pattern(run: str, at: int) -> bool:
    """AABB, from its start or its middle: 方方面面, 条条块块; not 控制制度度."""
    for start in (at, at - 2):
        four = run[start : start + 4] if start >= 0 else ""
        if len(four) < 4 or (four[0], four[2]) != (four[1], four[3]):
            continue
        is_seam = start > 0 and is_word(run[start - 1 : start + 1])
        if set(four) <= set(signs("measures")) or (is_word(four[1:3]) and not is_seam):
            return True
    return False


def _is_name(run: str, at: int) -> bool:
    """李丽丽, also behind what introduces a name: a surname, and nothing that goes on."""
    behind = run[at + 2 : at + 4]
    ends = not behind or behind in ("同志", "等人") or behind[0] in "任为等"
    return ends and run[at - 1 : at] in signs("surnames") and _introduces(run[: at - 1])


def _introduces(text: str) -> bool:
    return not text or text.endswith(("人", "员", "长", "任", "记", "由", "为", "生", "师", "名"))
