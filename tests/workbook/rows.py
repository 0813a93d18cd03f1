"""One indicator row as an officer might type it: attribute of the layout → what stands there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from tests.workbook.values import Cells, Value, formula, pick
from ziping.rules import RulePack

Line = dict[str, Value]
UNITS = ("件", "次", "次/年", "人", "个", "户", "元", "天", "", "KM", "km", "个百分点", "‰")
SCALES = ("", "", "", "千", "万", "百万", "千万", "亿")
SIGNS = ("≥", "≥", "≤", "≤", "=", "", "", "", ">", "不低于", "<=", "约", "－", "≥≥")
FACTORS = (1, 1, 1, 0, 0.5, 0.6, 0.75, 0.9, 0.95, 1.05, 1.2, 1.3, 1.9, 2, 2.5, 10)
WORDS = (
    "稳步提升",
    "达标",
    "有效保障",
    "一流",
    "不低于上年",
    "大幅提升。",
    "数字化",
    "第三名",
    "多次",
)
NATURES = ("≥", "≤", "=", "是否", "定性")
ODD_NATURES: tuple[Value, ...] = ("　", " ", ">=", "随便", " ≥", 5.0)
ODD_STATES: tuple[Value, ...] = (
    "待确认 ", "待确认。", 1.0, formula("=1/0"), formula('="待"&"确认"'),
)  # fmt: skip
ODD_LEVELS: tuple[Value, ...] = (
    "数量", "数量指标 ", "*", "数量*", "??指标", "~数量指标", "自编指标", 3.0, "成本", "元",
)  # fmt: skip


def indicator(cells: Cells, pack: RulePack) -> Line:
    """A row of any kind, with its marks."""
    kind: Callable[[Cells, RulePack], Line] = pick(
        cells.rng, (6, _quantity), (1, _cost), (2, _bare_numbers), (1, _zero_target),
        (3, _qualitative), (1, _yes_no), (1, _satisfaction), (1, _any_texts),
    )  # fmt: skip
    line = {"level2": _level2(cells, pack), "indicator_name": cells.text("甲", "乙", "丙")}
    line |= {"nature": _nature(cells), **_marks(cells), **kind(cells, pack)}
    line["deviation_reason"] = cells.text("因故未完成", "上级下达任务增加")
    return {**line, **_carried(cells, line.get("target_value"))}


def _carried(cells: Cells, target: Value) -> Line:
    """Last year's target: mostly none, else the same or another."""
    if cells.rng.random() < 0.7:
        return {}
    other = cells.of((target, target, target, "≥9件", " ", None))
    return {"carried_state": state(cells), "carried_target": other}


def state(cells: Cells) -> Value:
    """The officer's word on what was carried over."""
    if cells.is_odd():
        return cells.of(ODD_STATES)
    return cells.of(("待确认", "待确认", "待确认", "已确认", None))


def _level2(cells: Cells, pack: RulePack) -> Value:
    if cells.is_odd():
        return pick(cells.rng, (4, cells.of(ODD_LEVELS)), (1, None), (1, formula("=1/0")))
    return cells.of([label for level in pack.levels for label in level.second])


def _nature(cells: Cells) -> Value:
    if cells.is_odd():
        return pick(cells.rng, (3, cells.of(ODD_NATURES)), (1, formula("=1/0")))
    return pick(cells.rng, (8, None), (1, cells.of(NATURES)))


def _marks(cells: Cells) -> Line:
    rng = cells.rng
    full = cells.of((2.0, 3.0, 5.0, 8.0, 10.0, 2.5, 3.33, 7.0, 0.0))
    part = round(full * rng.random(), 2)
    own: Value = pick(rng, (4, None), (2, full), (2, part), (1, full * 0.335))
    if cells.is_odd():
        own = cells.odd()
    weight: Value = pick(rng, (20, full), (1, None), (1, 10 / 3))
    return {"full_marks": cells.odd() if cells.is_odd() else weight, "declared_score": own}


def _number(cells: Cells) -> str:
    rng = cells.rng
    return pick(
        rng, (4, str(rng.randint(1, 200))), (3, f"{rng.uniform(0, 100):.1f}"), (1, "007"),
        (1, f"{rng.uniform(0, 3000):.4f}"), (1, "123456789012345"), (1, "1234567890123456"),
    )  # fmt: skip


def _typed(cells: Cells, text: str) -> str:
    """With the blanks that slip in."""
    blank = cells.of((" ", "　", "\u00a0", "\n", "\t"))
    at = cells.rng.randint(0, len(text))
    return text[:at] + blank + text[at:] if cells.rng.random() < 0.1 else text


def _quantity(cells: Cells, pack: RulePack) -> Line:
    number, sign = _number(cells), cells.of(SIGNS)
    scale, unit = cells.of(SCALES), cells.of(UNITS)
    if cells.rng.random() < 0.3:
        scale, unit = "", cells.of(("%", "％", "%"))
    done = str(round(Decimal(number) * Decimal(str(cells.of(FACTORS))), 4))
    other = unit if cells.rng.random() < 0.85 else cells.of(UNITS)
    actual = f"{done}{scale if cells.rng.random() < 0.9 else cells.of(SCALES)}{other}"
    return {
        "target_value": _typed(cells, f"{sign}{number}{scale}{unit}"),
        "actual_value": _typed(cells, actual),
    }


def _cost(cells: Cells, pack: RulePack) -> Line:
    """Money without a sign under 成本 is a ceiling."""
    labels = [label for level in pack.levels for label in level.second if "成本" in label]
    return {
        "level2": cells.of(labels),
        "target_value": cells.of(("100万元", "85.5万元", "3000元", "≥5万元", "20万", "100万元/年")),
        "actual_value": cells.of(("98万元", "120万元", "90.25万元", "250万元", "3000元", "0元")),
    }


def _bare_numbers(cells: Cells, pack: RulePack) -> Line:
    """Number cells instead of text, and percent against number."""
    numbers: tuple[Value, ...] = (
        30.0, 28.5, 0.98, 100.0, 1.0, 0.0, -3.0, 1e-5, 0.1 + 0.2, 98765.4321,
        formula("=10/3"), formula("=28+2"),
    )  # fmt: skip
    texts = ("98%", "100%", "30", "0.98", "30件", "３０", "0", "0.3")
    pools: Mapping[str, float] = {"target_value": 0.6, "actual_value": 0.6}
    return {
        key: cells.of(numbers) if cells.rng.random() < share else cells.of(texts)
        for key, share in pools.items()
    }


def _zero_target(cells: Cells, pack: RulePack) -> Line:
    return {
        "target_value": cells.of(("≤0", "=0", "≥0", "0", "0件", "≤0%", "0.0万元", "000")),
        "actual_value": cells.of(("0", "1", "0件", "3件", "0%", "0.5%", "0万元", "0.00")),
    }


def _qualitative(cells: Cells, pack: RulePack) -> Line:
    tier: Value = cells.of([tier.label for tier in pack.tiers])
    if cells.is_odd():
        tier = cells.of(
            (None, " ", "达 成", "a类（全部实现）", "B类", "其他", 1.0, formula("=1/0"))
        )
    return {
        "target_value": cells.of(WORDS),
        "actual_value": cells.of((*WORDS, "15件")),
        "tier": tier,
    }


def _yes_no(cells: Cells, pack: RulePack) -> Line:
    answers = ("是", "否", " 是", "是　", "已完成", "YES", "yes", "30件")
    target = cells.of(("是", "否", "是", "YES"))
    return {"target_value": target, "actual_value": cells.of(answers), "nature": "是否"}


def _satisfaction(cells: Cells, pack: RulePack) -> Line:
    label = next(level for level in pack.levels if level.key == "satisfaction").second[0]
    rates = ("90%", "≥90%", "95％", "≥0%", "90", "满意", "≥90分")
    actual = ("89.99%", "90%", "80%", "60%", "59.9%", "0%", "91分", "100%", "0.9")
    return {"level2": label, "target_value": cells.of(rates), "actual_value": cells.of(actual)}


def _any_texts(cells: Cells, pack: RulePack) -> Line:
    """Characters of the grammar in any order."""
    letters = "0123456789..%％≥≤=>万千百亿件元/年 　一半-~约A是否"
    rng = cells.rng
    longest = pick(rng, (12, 9), (1, 300))
    return {
        key: "".join(rng.choices(letters, k=rng.randint(0, longest))) or None
        for key in ("target_value", "actual_value")
    }
