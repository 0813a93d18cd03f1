"""A number of units with the list of their names: 内设股室3个：办公室、财务股、业务股.

How many names a list has is not always certain (和 joins two names, or stands inside one): every
reading that is possible is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.statements import shape, words
from ziping.passage import Passage
from ziping.quantity.chinese_numerals import read_numeral

COUNT = r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})个?"
SURE = r"(?:：|，为(?=[^，；。]*、)|，?(?:分别[是为]|即|依次为)：?|，包括：?|（)"
_ELSE = "下属|所属|下设|直属|另有|另设|其中|现有|共有|实有|核定|编制"
LONGEST = 30  # characters of a name


class ItemList(NamedTuple):
    """The number told, and how many names there are at least and at most."""

    number: int
    unit: str
    least: int
    most: int
    is_open: bool
    items: tuple[str, ...]
    passage: Passage
    said: str

    @property
    def differs(self) -> bool:
        return self.number < self.least or (self.number > self.most and not self.is_open)


def item_lists(passage: Passage) -> Iterator[ItemList]:
    """The lists in one passage."""
    text = shape(passage.text)
    for expression in _expressions():
        for found in pattern(expression).finditer(text):
            number = listed_number(found["number"])
            behind = text[found.end() :]
            bracket = text[found.end() - 1] == "（"
            one = _list(behind, bracket=bracket)
            if not number or not one or (len(one[0]) == 1 < number and "分别" not in found[0]):
                continue
            if found[0].endswith("，为") and not _are_units(one[0]):
                continue  # 下设服务站3个，为群众、企业提供服务
            if bracket and len(one[0]) == 2 < number - 1:
                continue  # 8家单位（学校、医院）: of which kinds
            is_open = one[1] or "包括" in found[0]
            said = found[0] + behind[:20]
            yield ItemList(
                number,
                found["unit"],
                *range_of(one[0], goes_on=one[2]),
                is_open,
                one[0],
                passage,
                said,
            )


def counts(passage: Passage) -> dict[str, int]:
    """内设股室3个 with no list behind it: the number by the name."""
    text = shape(passage.text)
    found = pattern(
        rf"(?P<unit>[一-龥]{{0,4}}(?:{known_units()})){COUNT}(?=[，。；、]|$)"
    ).finditer(text)
    return {one["unit"]: listed_number(one["number"]) or 0 for one in found}


def named_lists(passage: Passage, told: dict[str, int]) -> Iterator[ItemList]:
    """内设股室分别是：…, of a number that was told before."""
    text = shape(passage.text)
    for unit, number in told.items():
        for found in pattern(rf"(?:^|[。；]){unit}(?:分别[为是]|为|是|有|包括)：?").finditer(text):
            one = _list(text[found.end() :], bracket=False)
            if one and number:
                said = found[0].strip("。；") + text[found.end() :][:20]
                yield ItemList(
                    number, unit, *range_of(one[0], goes_on=one[2]), one[1], one[0], passage, said
                )


def _expressions() -> tuple[str, str]:
    """股室3个：… and 3个股室：…"""
    return (
        rf"(?P<unit>(?:{known_units()})){COUNT}(?<=个){SURE}",
        rf"(?<![第\d.、和])(?P<number>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})(?:个|家|所)"
        rf"(?P<unit>[一-龥]{{0,6}}?(?:{known_units()})){SURE}",
    )


@cache
def known_units() -> str:
    """The nouns whose names are listed behind them."""
    return "|".join(words()["listed"]["units"])


def listed_number(text: str) -> int | None:
    """3 or 三."""
    if text.isdigit():
        return int(text)
    found = read_numeral(text)
    return int(found.number) if found and found.length == len(text) and not found.scale else None


def _list(behind: str, *, bracket: bool) -> tuple[tuple[str, ...], bool, bool] | None:
    """The names, whether the list is open, and whether commas may divide it too."""
    body = _enclosed(behind) if bracket else _top_level(behind)
    if not body or "◇" in body:
        return None
    head = pattern(r"[；。：]").split(body)[0]
    ends_at = body[len(head) : len(head) + 1]
    if ends_at == "：" or (ends_at == "；" and "、" not in head):
        return None  # each name has its own explanation
    by_comma = _up_to_another([piece for piece in _split(head, "，") if piece])
    listed = _split(by_comma[0], "、")
    more = by_comma[1:]
    is_open = bool(
        pattern(r"等(?:\d+个?|[一二两三四五六七八九十]个?)?[^、，]{0,6}$").search(by_comma[0])
    )
    if len(listed) == 1 and len(more) and all("、" not in piece for piece in by_comma):
        listed, more = by_comma, []  # names with commas between them
        if any(len(piece) > 12 for piece in listed):
            return None
    if len(listed) == 1 and (bracket or more or len(listed[0]) > 2 * LONGEST):
        return None
    if all(pattern(f"(?:{known_units()})").fullmatch(one) for one in listed) and bracket:
        return None  # 17个乡镇（街道、园区）
    if any(
        not one
        or len(one) > LONGEST
        or pattern("|".join(words()["listed"]["not_items"])).search(one)
        for one in listed
    ):
        return None
    return tuple(listed), is_open, any("、" in piece for piece in more)


def _are_units(names: tuple[str, ...]) -> bool:
    """Every name is that of an office, a centre, a station."""
    ends = words()["listed"]["ends"]
    return all(pattern(r"（[^（）]*）").sub("", one).endswith(tuple(ends)) for one in names)


def _up_to_another(pieces: list[str]) -> list[str]:
    """The list ends where something else is counted: …、人事股，下属事业单位3个，为…."""
    for at, piece in enumerate(pieces):
        bare = pattern(r"（[^（）]*）").sub("", piece)
        if at and pattern(rf"\d|[一二两三四五六七八九十]个|^(?:{_ELSE})").search(bare):
            return pieces[:at]
    return pieces


def range_of(items: tuple[str, ...], *, goes_on: bool = False) -> tuple[int, int]:
    """The fewest and the most names: each 和 may join two."""
    joints = sum(_joints(pattern(r"（[^（）]*）").sub("", item)) for item in items)
    return len(items), 999 if goes_on else len(items) + joints


def _joints(item: str) -> int:
    """Where one item may be two: 计财股和业务股, but 人口监测与家庭发展股 is one name."""
    ends = tuple(words()["listed"]["ends"])
    found = pattern(r"(?<!^)(?:和|以及|及|与)").finditer(item)
    return sum(not item.endswith(ends) or item[: one.start()].endswith(ends) for one in found)


def _split(text: str, mark: str) -> list[str]:
    """By a mark, outside brackets and quotes."""
    pieces, depth, start = [], 0, 0
    for at, one in enumerate(text):
        depth += (one in "（《“「") - (one in "）》”」")
        if one == mark and depth <= 0:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _enclosed(text: str) -> str:
    depth = 1
    for at, one in enumerate(text):
        depth += (one == "（") - (one == "）")
        if not depth:
            return text[:at]
    return ""


def _top_level(text: str) -> str:
    """Up to the end of the sentence, outside brackets."""
    depth = 0
    for at, one in enumerate(text):
        depth += (one == "（") - (one == "）")
        if depth < 0 or (one in "。；！？" and depth == 0):
            return text[:at]
    return text
