"""ZP715: a signature or a date under a form was left blank."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.fact import Outcomes
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, one_finding
from ziping.checks.word_lists import leftovers
from ziping.passage import ATTACHMENTS, CELL, FOOT, OPENING, SIGNATURE, Passage
from ziping.scoring import ScoredAssessment

ROLES = (OPENING, ATTACHMENTS, FOOT, SIGNATURE)
BLANK_DATE = r"^\s*(?:20\s?\d?\d?|二[〇○零]\S{0,2})?\s*年\s*月\s*日\s*$"
NOTHING = r"[\s_＿:：]|（(?:盖章|签章|签字|公章)）|\((?:盖章|签章|签字|公章)\)|年\s*月\s*日"


@check(
    "ZP715",
    severity="I",
    source="自评表表下的落款项目：填表人、填报日期、单位负责人签字（盖章）",
    title="签字、日期还空着",
    forms=("file",),
)
def signature_blank(scored: ScoredAssessment) -> Outcomes:
    """毛病：表下或封面的签字、填表人、日期还空着。
    为什么：报出去的表要有人签字、有日期，没有签的表不能作为正式材料。
    反例：单位负责人签字：　　　填报日期：　　年　月　日。
    正例：单位负责人签字：李四　填报日期：2025年3月18日。打印后手签的，电子稿空着是正常的。
    改法：定稿前填上日期；要手签的，打印后签字盖章。
    """
    if not scored.assessment.file.is_report:
        return
    spots = [
        Spot(passage.place, "、".join(blank))
        for passage in scored.assessment.report.passages
        if (passage.role in ROLES or (passage.role == CELL and passage.text.count("：") > 1))
        for blank in [list(dict.fromkeys(_blank(passage)))]
        if blank
    ]
    yield from one_finding(
        spots,
        "电子稿里还空着",
        expected="有签字、有日期",
        fix="填上日期；打印后手签的，签字盖章后再报送",
    )


def _blank(passage: Passage) -> Iterator[str]:
    """The labels to be signed that have nothing behind them."""
    text, lists = passage.text, leftovers("signatures")
    if pattern(BLANK_DATE).match(text):
        yield "日期"
        return
    names = "|".join(sorted(map(_spaced, lists["labels"]), key=len, reverse=True))
    names = f"{lists['signing']}|{names}"
    seal = r"(?:（(?:盖章|签章|签字|公章)）|\((?:盖章|签章|签字|公章)\))?"
    hits = [*pattern(rf"({names}){seal}\s*[:：]").finditer(text)]
    ends = [*(hit.start() for hit in hits[1:]), *([len(text)] if hits else [])]
    for hit, end in zip(hits, ends, strict=True):
        label = "".join(hit[1].split())
        is_signed = label.endswith(tuple(lists["signed"]))
        if is_signed and not pattern(NOTHING).sub("", text[hit.end() : end]):
            yield label


def _spaced(label: str) -> str:
    """The label with blanks allowed between its characters: 日　期."""
    brackets = {"（": "[（(]", "）": "[）)]"}
    return r"\s*".join(brackets.get(one, one) for one in label)
