"""Filling an indicator row: a target near the usual one, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from tests.trial.amounts import D
from tests.trial.indicators import (
    LEVEL2,
    LEVELS,
    WEIGHTS,
    Row,
    Template,
    mark,
    pack_rule,
    shares,
    shown,
)

Reasons = Mapping[str, Sequence[str]]
MOST = {"数": 3, "质": 2, "时": 2, "成": 1, "经": 1, "社": 2, "生": 1, "续": 1, "满": 1}
COST = "经济成本指标"


def fill(
    rng: Random, chosen: Sequence[Template], pack: str, reasons: Reasons, said: str, missed: int
) -> list[Row]:
    """The rows of a form by level; `said` stands where there is no deviation."""
    rule = pack_rule(pack)
    found: list[Row] = []
    for level1, letters in LEVELS[rule].items():
        members = [one for letter in letters for one in chosen if one.level == letter]
        weights = shares(rng, WEIGHTS[rule][level1], len(members)) if members else []
        for template, full in zip(members, weights, strict=True):
            label = COST if level1 == "成本指标" else LEVEL2[template.level]
            row = Row(level1, label, template.name, "", "", full, full, said, template=template)
            found.append(row)
    short = set(map(id, rng.sample(found, min(missed, len(found)))))
    for row in found:
        _fill(rng, row, pack, reasons, is_short=id(row) in short)
    return found


def _fill(rng: Random, row: Row, pack: str, reasons: Reasons, *, is_short: bool) -> None:
    one = row.template
    assert one is not None
    row.sentence = one.sentence
    if one.sign in ("定性", "日期"):
        row.target, row.actual = one.target, one.step
        return
    step, target = D(one.step), D(one.target)
    scale = D(1) if one.unit in ("%", "‰") else D(str(round(rng.uniform(0.7, 1.4), 2)))
    row.goal = _stepped(target * scale, step)
    if not target:
        row.done = D(0)
    else:
        row.done = _done(rng, row, one, step, is_short=is_short)
    if one.unit == "万元" and one.name.endswith("总支出"):  # a project's own money
        row.goal, row.done = D(one.target), D(one.step)
    row.target = f"{one.sign}{shown(row.goal)}{one.unit}"
    row.actual = f"{shown(row.done)}{one.unit}"
    row.score = mark(row, pack)
    _explain(rng, row, reasons)


def _done(rng: Random, row: Row, one: Template, step: Decimal, *, is_short: bool) -> Decimal:
    goal = row.goal
    assert goal is not None
    if one.sign == "≤":
        factor = rng.uniform(1.03, 1.2) if is_short else rng.uniform(0.88, 1)
    elif is_short:
        factor = rng.uniform(0.9, 0.99)
    else:
        factor = rng.choice((1.0, rng.uniform(1, 1.22), rng.uniform(1, 1.1)))
        if rng.random() < 0.06 and one.unit not in ("%", "‰"):
            factor = rng.uniform(1.35, 1.6)
    done = _stepped(goal * D(str(round(factor, 3))), step)
    if is_short:  # short also after rounding
        done = max(done, goal + step) if one.sign == "≤" else min(done, goal - step)
    elif one.sign == "≤":
        done = min(done, goal)
    else:
        done = max(done, goal)
    return min(done, D(100)) if one.unit in ("%", "‰") else done


def _stepped(value: Decimal, step: Decimal) -> Decimal:
    return max(step, (value / step).quantize(D(1)) * step) if value else D(0)


def _explain(rng: Random, row: Row, reasons: Reasons) -> None:
    """A reason where marks were lost, and where far more was done than planned."""
    goal, done = row.goal, row.done
    if row.score < row.full or (goal and done and _missed(row)):
        kind = "satisfaction" if row.level2.startswith("服务") else "short"
        kind = "cost" if "成本" in row.level2 else kind
        row.reason = rng.choice(reasons[kind])
    elif goal and done and row.template and row.template.sign != "≤" and done >= goal * D("1.3"):
        row.reason = rng.choice(reasons["over"])


def _missed(row: Row) -> bool:
    goal, done = row.goal, row.done
    if goal is None or done is None or row.template is None:
        return False
    return done > goal if row.template.sign == "≤" else done < goal


def choose(rng: Random, all_rows: Sequence[Template]) -> list[Template]:
    """Some rows of every second level, and all of one at least of every first."""
    found: list[Template] = []
    for letter in LEVEL2:
        some = [one for one in all_rows if one.level == letter]
        least = 1 if letter in "数质成社续满" else 0
        most = min(MOST[letter], len(some))
        count = rng.randint(min(least, most), most)
        found += sorted(rng.sample(some, count), key=some.index)
    return found


def project_rows(rng: Random, own: Template, name: str, money: Any) -> list[Template]:
    """The rows of a project form: its own, and what every project measures."""
    stem = name.removesuffix("经费").removesuffix("资金").removesuffix("补助").removesuffix("补贴")
    generic = [
        Template("质", f"{stem}任务合格率", "", "%", "100", "1", ""),
        Template("时", "资金支付及时率", "", "%", "100", "1", ""),
        Template(
            "成", f"{stem}总支出", "≤", "万元", shown(money.adjusted), shown(money.actual), ""
        ),
        Template("社", f"{stem}保障能力", "定性", "", "提升", "有效提升", ""),
        Template("续", "资金管理制度", "定性", "", "健全", "健全", ""),
        Template("满", "受益对象满意度", "≥", "%", "90", "1", ""),
    ]
    if rng.random() < 0.4:
        generic.pop(1)
    return [own, *generic]
