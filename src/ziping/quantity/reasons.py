"""Why a text that looks numeric is not one exact quantity: said so that it can be mended."""

from __future__ import annotations

import re

from .amounts import LONGEST_DIGITS, read_amount
from .chinese_numerals import numeral_run
from .comparison import SIGNS
from .plain import LONGEST_UNIT
from .units import UNITS

# Patterns stay text until first used: most runs never need a reason, and compiling is slow.
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DATE = (
    rf"(?<![0-9.,])(?:{_YEAR}年(?:{_MONTH}月(?:[0-9]{{1,2}}[日号]?)?)?"
    rf"|{_MONTH}月(?:[0-9]{{1,2}}[日号]?|(?=[底末初中前上下份]))"
    rf"|[0-9]{{1,2}}[日号](?=[以之]?前)"
    rf"|{_YEAR}[-/]{_MONTH}(?:[-/][0-9]{{1,2}})?|{_YEAR}\.{_MONTH}\.[0-9]{{1,2}})(?![0-9])"
)
_ONE = "一二三四五六七八九零〇"
_CHINESE_DATE = (
    rf"[{_ONE}]{{4}}年(?:[一二三四五六七八九十]{{1,2}}月)?"
    r"|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号]|[底末初中前上下])"
)
_NUMBER = r"[0-9]+(?:[.,，][0-9]+)*"
_RANGE = r"[0-9]%?[^0-9]{0,6}?[-~～－—–至到]-?[0-9]"
_CHINESE_RANGE = r"[-~～—–至到]"
_VAGUE_FIRST = r"^(?:大约|将近|接近|约|近|数)"
_VAGUE_LATER = r"(?<=.)[余多来]|几|左右$|上下$"
_VAGUE_TEXT = r"约|近[0-9]|接近|[0-9千百万亿十件个次人%][余多来几]|左右|上下"

_EXAMPLE = "请写成一个数加单位，如“≥30万件”“98%”"
DATE = f"是日期不是数量，无法按数值计分；{_EXAMPLE}，或按定性指标填写"
RANGE = f"是一个范围，不是一个确定的数；{_EXAMPLE}"
VAGUE = f"是约数，不是确定的数；{_EXAMPLE}"
FRACTION = "是分数，请写成小数或百分数，如“66.67%”"
SEVERAL = f"含有几个数，不知以哪个为准；{_EXAMPLE}"
HALF = "“半”不是数字，请写成数，如“0.5年”或“50%”"
TOO_LONG = f"文字过长，不像一个数量；{_EXAMPLE}"
LONG_NUMBER = f"数字过长（最多 {LONGEST_DIGITS} 位）；请改用万、亿作单位"
LONG_UNIT = f"数后面的文字过长（最多 {LONGEST_UNIT} 个字），不像单位；{_EXAMPLE}"
NUMERAL = f"中文数字无法辨认，请改用阿拉伯数字；{_EXAMPLE}"
UNREADABLE = f"无法辨认为一个数量；{_EXAMPLE}"
CONFLICT = "前后的比较词不一致，请只留一个，如“≥30件”"


def date_reason(phrase: str) -> str:
    """A date whose digits are all there is; empty where the text is none."""
    if re.search(_DATE, phrase) and not re.search(_NUMBER, re.sub(_DATE, "", phrase)):
        return DATE
    return DATE if re.match(_CHINESE_DATE, phrase) and not re.search(_NUMBER, phrase) else ""


def reason_against(phrase: str, body: str) -> str:
    """Why this is no quantity; empty where nothing in it is numeric and it is a word."""
    if re.search(_NUMBER, body):
        return _against_digits(body)
    if phrase[:1] in tuple(SIGNS):
        return f"“{phrase[0]}”后面没有可读的数；{_EXAMPLE}"
    return _against_chinese(body)


def _against_digits(body: str) -> str:
    numbers = re.findall(_NUMBER, body)
    if len(numbers) > 1:
        return _against_several(body)
    if re.search(_VAGUE_TEXT, body):
        return VAGUE
    if "半" in body:
        return HALF
    if len(numbers[0]) > LONGEST_DIGITS:
        return LONG_NUMBER
    unit = re.split(_NUMBER, body, maxsplit=1)[1]
    starts = body[:1].isdigit() or body[:1] == "-"
    return LONG_UNIT if starts and len(unit) > LONGEST_UNIT else UNREADABLE


def _against_several(body: str) -> str:
    if re.search(_RANGE, body):
        return RANGE
    return FRACTION if re.fullmatch(r"[0-9]+/[0-9]+", body) else SEVERAL


def _against_chinese(body: str) -> str:
    """Only whole texts count, so that 一流 and 千方百计 stay words."""
    if body in ("一半", "过半", "大半", "多半", "半数") or _is_half(body):
        return HALF
    if re.match(r"[百千万]分之", body):
        return UNREADABLE
    if re.match(r"[一二三四五六七八九十百千万]+分之[一二三四五六七八九十百千万两零点]", body):
        return FRACTION
    run = numeral_run(body)
    if run and (body[len(run) :] in UNITS or body == run):
        return NUMERAL
    if _is_vague(body):
        return VAGUE
    return RANGE if _is_chinese_range(body) else ""


def _is_vague(body: str) -> bool:
    """十余件, 约三十人, 数十个: without the vague word it would be a number."""
    exact = re.sub(_VAGUE_LATER, "", re.sub(_VAGUE_FIRST, "", body))
    return exact != body and bool(numeral_run(exact)) and read_amount(exact) is not None


def _is_half(body: str) -> bool:
    return body[:1] == "半" and body[1:].removeprefix("个") in UNITS


def _is_chinese_range(body: str) -> bool:
    ends = re.split(_CHINESE_RANGE, body)
    return len(ends) == 2 and all(numeral_run(end) and read_amount(end) for end in ends)
