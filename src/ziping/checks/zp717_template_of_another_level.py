"""ZP717: the form's labels are those of another level of government."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, one_finding
from ziping.checks.word_lists import leftovers
from ziping.passage import ATTACHMENTS, CELL, OPENING
from ziping.scoring import ScoredAssessment

PROVINCE, COUNTY, DISTRICT, TOWNSHIP = "省", "县", "区", "乡镇"
NO_DISTRICT = (
    "开发",
    "高新",
    "自治",
    "园",
    "景",
    "林",
    "保护",
    "管理",
    "新",
    "矿",
    "示范",
    "保税",
    "地",
    "社",
)
FITS = {PROVINCE: "省", COUNTY: "县", DISTRICT: "区县", TOWNSHIP: "县区"}


@check(
    "ZP717",
    severity="I",
    source="各级财政部门下发的表样按本级名称印单位栏",
    title="用了别的层级的表样",
    forms=("overall", "project", "basic_data"),
)
def template_of_another_level(scored: ScoredAssessment) -> Outcomes:
    """毛病：县、区、乡镇单位的表上印着“市级预算部门名称”“省级部门……”，或者反过来。
    为什么：多半是套用了上级的表样，看不出是哪一级的自评表。
    反例：某县某局的自评表第一行是“市级预算部门名称”。
    正例：“预算部门名称”“单位名称”，或本级的名称；项目资金来源里的“市级资金”不算。
    改法：改成“单位名称”或本级的名称；本地财政局统一这样印的，可以不改。
    """
    unit = scored.assessment.unit.name
    name = (unit.value or "").strip()
    if not name:
        yield blank_of(unit, "单位名称")
        return
    level = level_of(name)
    if level:
        yield from one_finding(
            [*_spots(scored, FITS[level])],
            f"{name}是{level}一级的单位，表上印的是别的层级",
            expected="本级的名称",
            fix="改成“单位名称”或本级的名称；本地财政局统一这样印的，可以不改",
        )


def level_of(name: str) -> str:
    """The level that a unit's name says for certain; "" where a 市 may be of either kind."""
    if pattern(r"[镇乡](?!村)|街道|苏木").search(name) and not pattern(
        r"乡村|城乡|镇江|景德镇"
    ).search(name):
        return TOWNSHIP
    hit = [*pattern(r"(.{0,2})区").finditer(name)]
    if any(one[1] and not one[1].endswith(NO_DISTRICT) for one in hit):
        return DISTRICT
    if "县" in name:
        return COUNTY
    return PROVINCE if pattern(r"^[^市州县区]{2,4}省").search(name) and "市" not in name else ""


def _spots(scored: ScoredAssessment, fitting: str) -> Iterator[Spot]:
    expression = pattern(leftovers("levels")["label"])
    for passage in passages(scored, OPENING, ATTACHMENTS, CELL):
        text = "".join(passage.text.split())
        hit = expression.search(text) if passage.role != CELL or passage.is_label else None
        if hit and hit[1] not in fitting:
            yield Spot(passage.place, text)
