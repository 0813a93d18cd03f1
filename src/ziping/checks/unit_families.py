"""Which units count the same thing, which differ in magnitude only, and which can't be compared."""

from __future__ import annotations

from enum import Enum
from functools import cache

from ziping.checks.indicator_words import families, words
from ziping.quantity import Quantity


class Relation(Enum):
    SAME = "same"  # equal, or two words for the same
    MAGNITUDE = "magnitude"  # 千件 and 万件, 元 and 万元, 天 and 月
    DIFFERENT = "different"
    UNKNOWN = "unknown"


COUNTED = ("persons", "things")
BATCHES = ("批", "批次")
SCALED = ("千", "万", "亿")
PERSONS = "人员生者名次"  # end a unit of persons: 个学员, 个人


def relation(goal: Quantity, done: Quantity) -> Relation:
    """How the unit of an actual value stands to that of its target."""
    first, second = _unit(goal), _unit(done)
    if first == second:
        return Relation.MAGNITUDE if _scales_differ(goal, done) else Relation.SAME
    if not first or not second:
        return Relation.UNKNOWN
    if _is_share(first, second):
        return Relation.UNKNOWN
    mine, others = _families(first), _families(second)
    if not mine or not others:
        return Relation.DIFFERENT if "%" in (first, second) else Relation.UNKNOWN
    shared = mine & others
    if not shared:
        return Relation.DIFFERENT
    if _is_batch(first, second) or _is_batch(second, first):
        return Relation.DIFFERENT
    if shared & set(COUNTED) or _same_word(first, second):
        return Relation.SAME
    return Relation.MAGNITUDE


def is_counted(unit: str) -> bool:
    """Whether a unit counts things or persons."""
    return bool(_families(unit.replace("/年", "")) & set(COUNTED))


def is_time(unit: str) -> bool:
    return "time" in _families(unit)


def is_money(unit: str) -> bool:
    return "money" in _families(unit) or "元" in unit


def _unit(quantity: Quantity) -> str:
    return quantity.measure.split("/")[0] or quantity.measure


def _scales_differ(goal: Quantity, done: Quantity) -> bool:
    """Two scales that are both written; an exact number beside 万 is as it should be."""
    if is_money(_unit(goal)):
        return goal.scale != done.scale and goal.value != 0 and done.value != 0
    return goal.scale != done.scale and {goal.scale, done.scale} <= set(SCALED)


def _families(unit: str) -> set[str]:
    """By the whole unit; else by its first character (个村, 家企业) and who is meant (个学员)."""
    found = {name for name, listed in _all().items() if unit in listed}
    if found or not unit:
        return found
    listed = _all()
    found = {name for name in COUNTED if unit[0] in listed[name]}
    return found | {"persons"} if found and unit[-1] in PERSONS else found


@cache
def _all() -> dict[str, list[str]]:
    return {name: listed.replace("=", " ").split() for name, listed in families().items()}


def _is_batch(one: str, other: str) -> bool:
    """A batch of things beside things of which each counts: 批 and 个; but 批 and 次 are alike."""
    return one in BATCHES and other not in BATCHES and other in words("single_things")


def _same_word(first: str, second: str) -> bool:
    groups = (group.split("=") for listed in families().values() for group in listed.split())
    return any(first in group and second in group for group in groups)


def _is_share(first: str, second: str) -> bool:
    """个百分点, ‰ and 成 are shares too."""
    return any(word in first + second for word in ("百分", "‰", "成"))
