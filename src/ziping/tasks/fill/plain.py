"""A label as it is compared: without numbering, blanks, marks, codes; unit and year set apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST = 60  # characters; more is a sentence, not a label
MONEY_UNITS = {
    "元": 1,
    "人民币元": 1,
    "百元": 100,
    "千元": 1_000,
    "万元": 10_000,
    "人民币万元": 10_000,
    "百万元": 1_000_000,
    "亿元": 100_000_000,
}
_UNIT = r"(?:人民币)?(?:百万|[百千万亿])?元"
_BRACKETS = str.maketrans("[]【】〔〕{}", "()()()()")
_MARKS = re.compile(r"[\s\"'“”‘’《》「」『』*★☆#△▲●■□※]+")
_INNER = re.compile(r"\(([^()]*)\)")
_UNIT_WORDS = re.compile(rf"(?:金额|计量|货币|数据)?(?:单位)?[:]?({_UNIT})")
_FORMULA = re.compile(r"[A-Za-z0-9=+\-×x*/%.,÷<>]*|人|%|盖章|公章|签章|签字|按.*|不含.*|含.*")
_NUMBERING = re.compile(
    r"(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.]?|[一二三四五六七八九十]{1,3}[、.]"
    r"|\d{1,2}[、)]|\d{1,2}\.(?!\d)|[①-⑳]|其中[:]?|\d{3,}(?!\d|年|-\d)[-_:.]?(?=\D)|[-—·]+)"
)
_YEAR = re.compile(r"(20\d\d)(?:年度|年|(?=\D|$))")
_LINE = re.compile(rf"(?:金额|计量|货币|数据)?单位[:]?({_UNIT})|^({_UNIT})$|\(({_UNIT})\)")
_CODE = re.compile(r"\s*(\d{3,})")


class Label(NamedTuple):
    """`core` is what is compared; `money` is 元 in one of the unit that it names, 0 without."""

    core: str
    money: int = 0
    years: tuple[int, ...] = ()
    code: str = ""


@lru_cache(maxsize=4_096)
def plain_label(text: str) -> Label:
    """`　（一）2024年“三公”经费决算数（万元）：` → 三公经费决算数, 10000, (2024,)."""
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    if len(folded) > LONGEST:
        return Label("")
    code = _CODE.match(folded)
    folded = _MARKS.sub("", folded)
    folded, money = _without_units(_without_numbering(folded))
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(folded)))
    core = _without_numbering(_YEAR.sub("", folded))
    core = re.sub(r"[、,;:()_.\-]", "", core)
    return Label(core, money, years, code.group(1) if code else "")


def _without_numbering(text: str) -> str:
    while match := _NUMBERING.match(text):
        text = text[match.end() :]
    return text


def _without_units(text: str) -> tuple[str, int]:
    """Brackets that hold a unit or a formula go, those that hold words stay."""
    money = 0

    def inner(match: re.Match[str]) -> str:
        nonlocal money
        unit = _UNIT_WORDS.fullmatch(match.group(1))
        if unit:
            money = MONEY_UNITS[unit.group(1)]
            return ""
        return "" if _FORMULA.fullmatch(match.group(1)) else match.group(1)

    text = _INNER.sub(inner, text)
    after = re.fullmatch(rf"(.+?)[:,/]({_UNIT})", text)
    if after and not after.group(1).endswith("单位"):
        return after.group(1), MONEY_UNITS[after.group(2)]
    return text, money


def unit_line(text: str) -> int:
    """元 in one of the unit that a line like 金额单位：万元 names; 0 where it names none."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_BRACKETS))
    match = _LINE.search(folded)
    return MONEY_UNITS[next(filter(None, match.groups()))] if match else 0


def years_of(text: str) -> tuple[int, ...]:
    """The budget years that a title names: 2024年, 二〇二四年."""
    folded = _folded(text)
    if "日期" in folded or "时间" in folded:
        return ()
    found = re.findall(r"(20\d\d)年(?!\d{1,2}月\d{1,2}日)", folded)
    return tuple(dict.fromkeys(int(year) for year in found))


def part_of_year(text: str) -> str:
    """1-6月, 上半年, 三季度 of a title: its figures are not those of the whole year."""
    folded = _folded(text)
    if word := re.search(r"上半年|第?[一二三1-3]季度|前[一二三1-3]季度", folded):
        return word.group()
    months = re.findall(r"(?<!\d)(\d{1,2})月(?!\d)", folded)
    last = max(map(int, months), default=12)
    return f"{last}月" if last < 12 and "日期" not in folded and "时间" not in folded else ""


def year_line(text: str) -> int:
    """The year of a line 年度：2024; 0 without."""
    match = re.search(r"年度:?(20\d\d)(?!\d)", _folded(text))
    return int(match.group(1)) if match else 0


def _folded(text: str) -> str:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"二[〇○Oo零][〇○零一二三四五六七八九]{2}(?=年)", _digits, folded)


def _digits(match: re.Match[str]) -> str:
    digits = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")}
    return "".join(digits.get(sign, "0") for sign in match.group())
