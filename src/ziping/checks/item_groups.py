"""Names that tell what a number counts: A、B、C3个监管所; 4处保护地（A、B、C）, of any noun.

What is listed may be kinds or reasons, not names; so only lists that miss by one count, and names
in front of the number only where they are made alike (城关所、青石所).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ziping.checks.item_lists import LONGEST, ItemList, known_units, listed_number, range_of
from ziping.checks.passages import pattern
from ziping.checks.statements import shape, words
from ziping.passage import Passage

FEWEST = 3  # names: two may be kinds
FULL_NAME = 5  # characters
FEWEST_SHORT, SHORT_NAME = 5, 4  # names, and characters of one
_NUMBER = r"(?P<number>\d{1,2}|[两三四五六七八九十]{1,2})"
_NOUN = r"(?:个|项|处|家|座|所|条)(?P<unit>[一-龥]{2,8})"
_TOGETHER = r"联合|会同|协同|协调|配合|对接"  # with ourselves they may be one more


def item_groups(passage: Passage) -> Iterator[ItemList]:
    """The lists of one passage that `item_lists` does not know by their noun."""
    text = shape(passage.text)
    for found in pattern(
        rf"(?<![第\d.、和]){_NUMBER}{_NOUN}（(?P<names>[^（）]{{5,90}})）"
    ).finditer(text):
        if not pattern(rf"(?:{known_units()})$").search(found["unit"]):
            yield from _group(found["names"], found["number"], found["unit"], passage, found[0])
    front = rf"(?P<names>[^，；：。（）\d]{{6,90}}?)(?P<open>等)?{_NUMBER}{_NOUN}"
    for found in pattern(rf"(?:^|[，；：。）])(?:[一二三四五六七八九]是)?{front}").finditer(text):
        names = found["names"].split("、")
        if text.startswith(("（含", "（包括", "（其中"), found.end()):
            continue
        alike = _are_alike(names, found["unit"]) or _are_offices(names, found["unit"])
        if pattern(_TOGETHER).search(found["names"]) or not alike:
            continue
        said = found[0].lstrip("，；：。）")
        yield from _group(
            found["names"], found["number"], found["unit"], passage, said, bool(found["open"])
        )


def _group(
    listed: str, told: str, unit: str, passage: Passage, said: str, is_open: bool = False
) -> Iterator[ItemList]:
    names, number = tuple(listed.split("、")), listed_number(told)
    odd = pattern("|".join((*_no_names(), "，|；|：|等")))
    if (
        (len(names) < FEWEST and not _are_offices(names, unit))
        or not number
        or any(odd.search(one) for one in names)
    ):
        return
    if any(not 1 < len(one) <= LONGEST for one in names):
        return
    least, most = range_of(names)
    if least - 1 <= number <= most + 1:
        yield ItemList(number, unit, least, most, is_open, names, passage, said)


def _no_names() -> list[str]:
    """第三方管理办法 is a name here: no list is numbered inside one clause."""
    return [one for one in words()["listed"]["not_items"] if "第" not in one]


def _are_offices(names: Sequence[str], unit: str) -> bool:
    """县疾病预防控制中心、县卫生监督所: two full names of offices, told as such."""
    ends = tuple(words()["listed"]["ends"])
    return (
        len(names) == 2
        and all(len(one) >= FULL_NAME and one.endswith(ends) for one in names)
        and pattern(r"^[一-龥]{0,2}(?:机构|单位|事业单位|部门)").match(unit) is not None
    )


def almost_all(passage: Passage) -> Iterator[ItemList]:
    """红星、友谊、建设、光明、胜利等6个社区: five or more short names, and just one is missing."""
    text = shape(passage.text)
    unit = r"(?:个|座|所)(?P<unit>行政村|村|社区|乡镇|镇|街道|居委会|村民小组|林场|水库)"
    front = rf"[辖含有](?P<names>[一-龥、]{{9,90}}?)等{_NUMBER}{unit}(?=[，；。（、]|$)"
    for found in pattern(front).finditer(text):
        names, number = tuple(found["names"].split("、")), listed_number(found["number"])
        short = all(1 < len(one) <= SHORT_NAME for one in names)
        if short and number and FEWEST_SHORT <= len(names) == number - 1:
            yield ItemList(
                number, found["unit"], len(names), len(names), True, names, passage, found[0]
            )


def _are_alike(names: list[str], unit: str) -> bool:
    """Most of them end alike, or as what is counted: no things done one after another."""
    ends = Counter(one[-1:] for one in names)
    end, count = ends.most_common(1)[0]
    return 2 * count > len(names) and (names[-1].endswith(end) or unit.endswith(end))
