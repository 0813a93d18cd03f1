"""ZP702: a remark that the template makes to whoever fills it in was left in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, found, one_finding
from ziping.checks.word_lists import leftovers
from ziping.passage import ATTACHMENTS, BODY, CELL, FOOT, HEADING, OPENING, Passage
from ziping.scoring import ScoredAssessment

WHOLE = 12  # characters quoted on each side: a hint is known by its sentence


@check(
    "ZP702",
    severity="W",
    source="报送的报告不保留提纲和表样里写给填报人的提示",
    title="模板提示没有删",
    forms=("file",),
)
def template_hint_left(scored: ScoredAssessment) -> Outcomes:
    """毛病：提纲里写给填报人看的话还在：“（此页为封面）”“请填写…”“（根据实际情况填写）”“示例：”，或封面的单位名称空着。
    为什么：提示是给填报人看的，报出去的报告里不应再有。
    反例：封面写着“单位名称：（盖章）”，下一行“（此页为封面）”。
    正例：封面写明单位全称；表下“说明：1.分值设定……”是表样自己印的，照留。
    改法：删去提示，空着的单位名称填上全称。
    """
    lists = leftovers("hints")
    words = [
        one
        for one in passages(scored, OPENING, HEADING, BODY, ATTACHMENTS, CELL)
        if not one.is_label
    ]
    spots = [*found(words, lists["patterns"], WHOLE)]
    spots += found(passages(scored, FOOT), lists["remarks"], WHOLE)
    spots += _nameless([*passages(scored, OPENING, ATTACHMENTS, FOOT)], scored)
    order = {one.place: at for at, one in enumerate(passages(scored))}
    spots.sort(key=lambda spot: order[spot.place])
    yield from one_finding(
        spots,
        "模板提示没有删，或单位名称空着",
        expected="没有提示，名称写全",
        fix="删去写给填报人的提示，空着的单位名称填上全称",
    )


def _nameless(words: Sequence[Passage], scored: ScoredAssessment) -> Iterator[Spot]:
    """Lines for the unit's name with nothing in them, unless the next line has it."""
    unit = (scored.assessment.unit.name.value or "").strip()
    for at, passage in enumerate(words):
        line = "".join(passage.text.split()).replace("_", "").replace("＿", "")
        following = words[at + 1].text if at + 1 < len(words) else ""
        if pattern(leftovers("hints")["nameless"]).fullmatch(line) and not (
            unit and following.strip().startswith(unit)
        ):
            yield Spot(passage.place, passage.text.strip())
