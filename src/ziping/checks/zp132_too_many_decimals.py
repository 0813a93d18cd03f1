"""ZP132: some amounts of the forms have more decimals than all the others."""

from __future__ import annotations

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import MONEY, unit_of
from ziping.checks.registry import check
from ziping.model import Field
from ziping.scoring import ScoredAssessment

DECIMALS = 2
MOST_NAMED = 12
PROSE = ("unit", "spending", "staffing")  # read from the words, not typed into a form


@check(
    "ZP132",
    severity="I",
    source="部门决算、预算公开报表的通行格式：以万元为单位，保留两位小数",
    title="金额小数位数不一",
    forms=("overall", "project", "basic_data"),
)
def too_many_decimals(scored: ScoredAssessment) -> Outcomes:
    """毛病：表上的金额（万元）大多不超过两位小数，个别的却有三位或更多。
    为什么：同一张表小数位数不一，合计容易差一点，看着也像写错了位。多数金额都写三四位的不提示。
    反例：其他各格 13.86、35.9，会议费、培训费填 0.085。
    正例：会议费、培训费填 0.09。
    改法：四舍五入到两位小数，并核对合计。
    """
    prose = {field.place for part in PROSE for field in _numbers(getattr(scored.assessment, part))}
    cells = [
        field
        for name, field in scored.fields
        if unit_of(name) == MONEY and field.place not in prose and _is_number(field)
    ]
    long = [field for field in cells if _decimals(field) > DECIMALS]
    if long and 2 * len(long) < len(cells):
        yield _fact(long)


def _numbers(group: object) -> list[Field[object]]:
    return [item for item in group if isinstance(item, Field)] if isinstance(group, tuple) else []


def _is_number(field: Field[object]) -> bool:
    typed = field.raw.replace(",", "").strip()
    return _value(field) is not None and typed.replace(".", "").lstrip("-").isdigit()


def _value(field: Field[object]) -> object:
    return None if field.hint == "formula" or isinstance(field.value, str) else field.value


def _decimals(field: Field[object]) -> int:
    return len(field.raw.replace(",", "").strip().partition(".")[2].rstrip("0"))


def _fact(long: list[Field[object]]) -> Fact:
    named = "、".join(field.raw.strip() for field in long[:MOST_NAMED])
    more = f" 等 {len(long)} 处" if len(long) > MOST_NAMED else ""
    return Fact(
        places=tuple(field.place for field in long),
        subject=f"金额 {named}{more} 超过两位小数，其他金额不超过两位",
        provided=named,
        expected="不超过两位小数",
        fix="四舍五入到两位小数，并核对合计",
    )
