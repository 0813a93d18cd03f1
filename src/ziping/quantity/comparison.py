"""Signs and words of comparison before and after a number: 不低于…, …（含）以上."""

import re
from typing import NamedTuple

from .plain import plain_clean

_CHARACTERS = str.maketrans(
    {
        **{full: str(i) for i, full in enumerate("０１２３４５６７８９")},
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("≧⩾≮", "≥"),
        **dict.fromkeys("≦⩽≯", "≤"),
        **dict.fromkeys("−﹣－", "-"),
        **dict(zip("＞＜＝．﹪／", "><=.%/", strict=True)),
    }
)
_DOUBLE_SIGN = re.compile(r"^(?:>=|=>|<=|=<|==)")
_DOUBLE = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", "==": "="}
SIGNS = "≥≤=><"

# 以上、以下、以内 include the number itself (Civil Code art. 1259).
_BEFORE = {
    "≥": "大于或等于 大于等于 不得低于 不得少于 不低于 不少于 不小于 至少 最少 最低",
    "≤": "小于或等于 小于等于 不得超过 不得高于 不超过 未超过 不高于 不大于 不多于 至多 最多 最高 "
    "控制在",
    ">": "超过 大于 高于 多于",
    "<": "小于 低于 少于 不足",
    "=": "等于",
    "": "实际完成 已完成 完成 已达到 达到 共计 合计 累计 达 共 应 须",
}
_AFTER = {
    "≥": "（含）以上 (含)以上 以上（含） 以上(含) 及以上 或以上 含以上 以上",
    "≤": "（含）以下 (含)以下 以下（含） 以下(含) （含）以内 (含)以内 以内（含） 以内(含) "
    "及以下 或以下 含以下 以下 以内 之内 内",
}


def _longest_first(table: dict[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = [(word, sign) for sign, words in table.items() for word in words.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_BEFORE_WORDS = _longest_first(_BEFORE)
_AFTER_WORDS = _longest_first(_AFTER)


class Compared(NamedTuple):
    """A phrase with its comparison taken off; `mark` is the sign or word as it was written."""

    sign: str
    mark: str
    body: str
    conflict: bool = False


def normalise(text: str) -> str:
    """One spelling for each sign and digit; no closing full stop, no leading apostrophe."""
    phrase = plain_clean(text).translate(_CHARACTERS).rstrip("。").lstrip("'’‘")
    return _DOUBLE_SIGN.sub(lambda match: _DOUBLE[match.group()], phrase)


def take_comparison(phrase: str) -> Compared:
    """Take the words off both ends; they must agree where both are given."""
    before, first, body = _take_before(phrase)
    after, last, body = _take_after(body)
    conflict = bool(before and after) and before != after
    return Compared(before or after, first or last, body, conflict)


def _take_before(phrase: str) -> tuple[str, str, str]:
    if phrase[:1] and phrase[0] in SIGNS:
        return phrase[0], phrase[0], phrase[1:]
    for word, sign in _BEFORE_WORDS:
        if phrase.startswith(word):
            rest = phrase[len(word) :]
            return (sign, word, rest) if sign else _take_before(rest)
    return "", "", phrase


def _take_after(body: str) -> tuple[str, str, str]:
    for word, sign in _AFTER_WORDS:
        if body.endswith(word):
            return sign, word, body[: -len(word)]
    return "", "", body
