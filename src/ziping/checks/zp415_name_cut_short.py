"""ZP415: an indicator name that stops in the middle."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.cut_names import fault, text_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import named_rows, said
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment

MOST = 12


@check(
    "ZP415",
    severity="I",
    source="通行要求：指标名称完整、明确，看得出考核什么",
    title="指标名称像是没写完",
    forms=("overall", "project"),
)
def name_cut_short(scored: ScoredAssessment) -> Outcomes:
    """毛病：指标名称以“的”“和”“、”等字结尾，左括号没有右括号，或最后一个词只有一半
    （文件别处总是写成更长的词）。
    为什么：名称不全，多是复制时被截断，看不出考核什么。
    反例：“加强农村人居环境整治和”；“开展职业技能培”（别处总是“职业技能培训”）。
    正例：“加强农村人居环境整治”；“开展职业技能培训”。
    改法：对照申报的绩效目标把名称补全。
    """
    text = text_of(scored)
    known: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    places = []
    for _, form in forms(scored):
        for indicator in form.form.indicators:
            if indicator.name.is_bad:
                yield blank_of(indicator.name, f"第 {indicator.row} 行指标名称")
        for indicator in named_rows(form.form):
            name = said(indicator.name)
            if name not in known:
                known[name] = fault(name, text)
            why = known[name]
            if why:
                found.append((title(indicator), why))
                places.append(indicator.name.place)
    if found:
        listed = "、".join(f"{name}{why}" for name, why in found[:MOST])
        more = f" 等 {len(found)} 处" if len(found) > MOST else ""
        yield Fact(
            places=tuple(places),
            subject=f"指标名称像是没写完：{listed}{more}",
            provided=found[0][0].strip("“”"),
            expected="完整的名称",
            fix="对照申报的绩效目标把名称补全",
        )
