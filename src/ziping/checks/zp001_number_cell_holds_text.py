"""ZP001: a text where a number belongs; says what to type where it can be read."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import AREA, BUILDING_LABELS, MARKS, MONEY, PERCENT, PERSONS, unit_of
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.model import BasicData, Field, Place
from ziping.quantity import Quantity
from ziping.scoring import ScoredAssessment
from ziping.scoring.arithmetic import plain, ratio

TEN_THOUSAND = Decimal(10_000)
NOTHING = ("无", "/", "／", "-", "—", "——")
_MEASURES = {PERSONS: ("", "人", "名", "个"), MARKS: ("", "分"), AREA: ("", "㎡", "平方米", "平米")}


@check(
    "ZP001",
    severity="E",
    source="填报要求：数字格只填数字，单位已印在表上",
    title="数字格里是文字",
    forms=("overall", "project", "basic_data", "prose"),
    bad_cell=True,
)
def number_cell_holds_text(scored: ScoredAssessment) -> Outcomes:
    """毛病：数字格里填了不是数字的文字，如“2000万”“约30”。
    为什么：文字不能参加计算，由它算出的执行率、小计、得分都只能显示“待改正”。
    反例：全年预算数（万元）填“2000万”。
    正例：全年预算数（万元）填 2000。
    改法：只填一个确定的数，不带单位、“约”和其他文字；政府采购金额、预算调整、
    楼堂馆所可以填“无”。
    """
    allowed = _may_say_nothing(scored.assessment.basic_data)
    for attribute, cell in scored.fields:
        if cell.problem == "text" and not (cell.place in allowed and cell.raw.strip() in NOTHING):
            yield _fact(attribute, cell)


def _may_say_nothing(data: BasicData) -> set[Place]:
    """Cells that the form asks to be answered with 0 or 无."""
    asked = [data.expense("government_procurement"), data.expense("basic_expenditure_adjustment")]
    money = {cell.place for line in asked for _, cell in line.columns()}
    sizes = {getattr(data.office_buildings, name).place for name in BUILDING_LABELS}
    return money | sizes


def _fact(attribute: str, cell: Field[object]) -> Fact:
    unit = unit_of(attribute)
    proposed = _proposed(unit, cell.raw)
    fix = f"改填 {proposed}" if proposed else "改填一个确定的数，不带单位、“约”和其他文字"
    return Fact(
        places=(cell.place,),
        subject=f"填的是{quoted(cell.raw)}，此格应为数字（单位：{unit}）",
        provided=cell.raw,
        expected=proposed or "一个确定的数",
        fix=fix,
    )


def _proposed(unit: str, raw: str) -> str:
    """What the text says in the unit of its cell; empty where it says nothing definite."""
    from ziping.quantity import parse  # the rich grammar: only where there is something to read

    found = parse(raw, actual=True).quantity
    if found is None:
        return ""
    if unit == MONEY:
        return _money(found)
    if unit == PERCENT:
        return f"{plain(found.number)}%" if found.measure == "%" else ""
    fits = found.unit in _MEASURES.get(unit, ()) and found.measure != "%"
    return plain(found.value) if fits else ""


def _money(found: Quantity) -> str:
    """2000万, 2000万元 and 20000000元 are 2000; a bare number is 万元 already."""
    if found.measure not in ("", "元"):
        return ""
    bare = not found.unit and not found.scale
    return plain(found.number if bare else ratio(found.value, TEN_THOUSAND))
