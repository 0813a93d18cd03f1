"""ZP317: title, forms and signature do not name one and the same office."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.named import Named, names_told
from ziping.checks.names import is_same_unit, kind_of, members, plain_unit, without_place
from ziping.checks.passages import pattern, section
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP317",
    severity="W",
    source="单位名称全文应一致，以三定规定的全称为准",
    title="单位名称前后不一致",
    forms=("file", "project"),
)
def unit_name_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：标题、单位名称栏、落款、项目的实施单位写的不是同一个单位（省去地名、用规范简称不算）。
    为什么：机构改革后沿用旧名，或套用别的单位的稿子，都会留下别的名称。
    反例：单位是某县数据局，项目自评表的实施单位写“某县行政审批服务局”。
    正例：全文都是某县数据局；项目由所属的县政务服务中心实施，机构设置里写明。
    改法：统一为现在的全称；确由所属单位实施的，在机构设置里写明。
    """
    own = scored.assessment.unit.name
    told = list(names_told(scored))
    if not told:
        return
    if own.value is None:
        yield blank_of(own, "单位名称")
        return
    strange = [one for one in told if _is_strange(one, own.value, scored)]
    if strange:
        yield Fact(
            places=tuple(one.place for one in strange),
            subject=f"单位名称是{quoted(own.value.strip())}，{_listed(strange)}",
            provided=strange[0].name,
            expected=own.value.strip(),
            fix="统一为现在的全称；确由所属单位实施的，在机构设置里写明",
        )


def _listed(strange: list[Named]) -> str:
    """实施单位写的是“甲”（2 处）、标题写的是“乙”."""
    kinds = list(dict.fromkeys((one.where, one.name) for one in strange))
    counted = [(*kind, sum((one.where, one.name) == kind for one in strange)) for kind in kinds]
    return "、".join(
        f"{where}写的是{quoted(name)}{f'（{count} 处）' if count > 1 else ''}"
        for where, name, count in counted
    )


def _is_strange(one: Named, own: str, scored: ScoredAssessment) -> bool:
    """Another office of the same kind; a project may be another's if the report says whose."""
    if any(is_same_unit(name, own) for name in members(one.name)):
        return False
    if plain_unit(one.name).startswith(plain_unit(own)):  # a part of it: …领导小组办公室
        return False
    if not one.is_project:
        return True
    return kind_of(one.name) == kind_of(own) != "" and not _is_subordinate(one.name, own, scored)


def _is_subordinate(name: str, own: str, scored: ScoredAssessment) -> bool:
    """Named in 机构设置, and not as what the office was called before (原…)."""
    core = pattern(r"^[省市州县区旗]").sub("", without_place(name, own)) or plain_unit(name)
    text = "".join(one.text for one in section(scored, "organization"))
    text += scored.assessment.texts["organization"].value or "" if _has_text(scored) else ""
    return any("原" not in text[max(0, at - 12) : at] for at in _spots(core, text))


def _has_text(scored: ScoredAssessment) -> bool:
    return "organization" in scored.assessment.texts


def _spots(core: str, text: str) -> Iterator[int]:
    at = text.find(core)
    while at >= 0:
        yield at
        at = text.find(core, at + 1)
