"""Indicator rows of a form: targets, actual values, and marks by the county's rule."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import NamedTuple

from tests.trial.amounts import D, rounded
from tests.trial.lines import Money

LEVEL2 = {
    "数": "数量指标",
    "质": "质量指标",
    "时": "时效指标",
    "成": "成本指标",
    "经": "经济效益指标",
    "社": "社会效益指标",
    "生": "生态效益指标",
    "续": "可持续影响指标",
    "满": "服务对象满意度指标",
}
LEVELS = {  # first level → its second levels, in the order of the form
    "national": {"产出指标": "数质时成", "效益指标": "经社生续", "满意度指标": "满"},
    "central101": {
        "成本指标": "成",
        "产出指标": "数质时",
        "效益指标": "经社生续",
        "满意度指标": "满",
    },
}
WEIGHTS = {
    "national": {"产出指标": 50, "效益指标": 30, "满意度指标": 10},
    "central101": {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10},
}
GATE, FULL = D("0.6"), D(1)


class Template(NamedTuple):
    """A line of kinds.toml."""

    level: str
    name: str
    sign: str
    unit: str
    target: str
    step: str
    sentence: str


@dataclass
class Row:
    """A row of the indicator table."""

    level1: str
    level2: str
    name: str
    target: str
    actual: str
    full: Decimal
    score: Decimal
    reason: str = ""
    sentence: str = ""  # what the prose says of it, with {a} for the actual value
    template: Template | None = None
    goal: Decimal | None = None
    done: Decimal | None = None
    is_spoilt: bool = False  # a planter has been here


@dataclass
class Form:
    """整体 or 项目支出绩效自评表."""

    money: Money
    rows: list[Row]
    name: str = ""
    objective: str = ""
    result: str = ""
    rate_score: Decimal = D(0)
    note: str = field(default="")

    @property
    def total(self) -> Decimal:
        return self.rate_score + sum((row.score for row in self.rows), D(0))


def templates(text: str) -> list[Template]:
    """The rows of a kind's `indicators`."""
    found = []
    for line in text.strip().splitlines():
        cells = line.split("|")
        if cells[2] in ("定性", "日期"):
            cells = [*cells[:3], "", cells[3], cells[4], ""]
        found.append(Template(*cells))
    return found


def pack_rule(pack: str) -> str:
    return pack if pack == "central101" else "national"


def execution_score(money: Money, pack: str) -> Decimal:
    """10 marks by rate; 10, 7, 5, 0 for central departments."""
    if pack != "central101":
        return rounded(10 * money.actual / money.adjusted)
    steps = ((D(1), 10), (D("0.8"), 7), (D("0.6"), 5))
    rate = money.actual / money.adjusted
    return D(next((marks for least, marks in steps if rate >= least), 0))


def mark(row: Row, pack: str) -> Decimal:
    """The rule's mark of a row with a number."""
    goal, done, full = row.goal, row.done, row.full
    if goal is None or done is None or row.template is None:
        return full
    if pack == "central101" and row.level1 == "满意度指标":
        steps = ((90, D(1)), (80, D("0.8")), (60, D("0.5")))
        return rounded(full * next((share for least, share in steps if done >= least), D(0)))
    if row.template.sign == "≤":
        return full if done <= goal else rounded(full * goal / done)
    if done >= goal:
        return full
    if pack == "central101":
        return rounded(max(D(0), (done / goal - GATE) / (1 - GATE) * full))
    return rounded(full * done / goal)


def shares(rng: Random, whole: int, count: int) -> list[Decimal]:
    """`whole` marks for `count` rows: fives, twos and halves, as offices give them."""
    unit = next(one for one in (D(5), D(2), D(1), D("0.5")) if whole / one >= count)
    pieces = int(whole / unit)
    cuts = sorted(rng.sample(range(1, pieces), count - 1)) if count > 1 else []
    edges = [0, *cuts, pieces]
    found = [unit * (end - start) for start, end in itertools.pairwise(edges)]
    found[-1] += whole - sum(found)
    return found


def shown(number: Decimal) -> str:
    """A number without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
