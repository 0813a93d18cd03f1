"""ZP409: an indicator under a second-level indicator that means something else."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import goal, is_void, said
from ziping.checks.indicator_words import has_any, level_rules, source
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.unit_families import is_counted
from ziping.scoring import ScoredAssessment, ScoredIndicator

SATISFACTION = "满意"
ENDS_SATISFIED = ("满意度", "满意率", "满意程度")
QUALITY = "质量指标"
MEASURES = ("率", "量", "次数", "数量", "人数", "个数", "及时性")


@check(
    "ZP409",
    severity="I",
    source="通行口径：各类指标的含义",
    title="指标与二级指标不相称",
    forms=("overall", "project"),
)
def second_level_does_not_fit(scored: ScoredAssessment) -> Outcomes:
    """毛病：指标放错了二级指标：满意度不在满意度指标下，及时率放在数量指标下，计数放在质量指标下，
    缩短办事时间放在经济效益下，办事效率放在生态效益下。
    为什么：二级指标放错，这一方面就等于没有考核，各级指标的分值也不准。
    反例：质量指标“发放宣传手册”≥2000份；生态效益指标“提高审批效率”。
    正例：数量指标“发放宣传手册”≥2000份；社会效益指标“提高审批效率”。
    改法：移到相称的二级指标下，或换一个能说明这一方面的指标。
    """
    for _, form in forms(scored):
        for row in form.indicators:
            indicator = row.indicator
            if is_void(indicator):
                continue
            if indicator.level2.is_bad or indicator.name.is_bad:
                cell = indicator.level2 if indicator.level2.is_bad else indicator.name
                yield blank_of(cell, f"第 {indicator.row} 行指标")
            elif said(indicator.name) and said(indicator.target):
                right, why = _right(row)
                if right:
                    yield _fact(row, right, why)


def _right(row: ScoredIndicator) -> tuple[str, str]:
    """The second-level indicator that it belongs to, and the clause; ("", "") where it fits."""
    name, level = said(row.indicator.name), row.indicator.level2.value or ""
    stem = name.split("（")[0].split("(")[0]
    if level and SATISFACTION not in level and stem.endswith(ENDS_SATISFIED):
        return "服务对象满意度指标", source("satisfaction")
    if SATISFACTION in level and _is_no_opinion(name, said(row.indicator.target)):
        return "产出或效益指标", source("satisfaction")
    if level == QUALITY and _is_count(row, name):
        return "数量指标", source("quality_counts")
    for rule in level_rules():
        if level in rule["levels"] and _matches(rule, stem):
            return rule["right"], rule["source"]
    return "", ""


def _is_no_opinion(name: str, target: str) -> bool:
    return name.endswith(MEASURES) and not has_any(name + target, "satisfaction")


def _is_count(row: ScoredIndicator, name: str) -> bool:
    """A plain number of things under quality."""
    target = goal(row)
    if target is None or target.measure == "%" or target.sign in ("≤", "<") or target.value <= 1:
        return False
    if has_any(name, "quality_counts"):
        return False
    return is_counted(target.measure) if target.measure else target.value == int(target.value)


def _matches(rule: dict[str, list[str]], name: str) -> bool:
    def any_of(key: str) -> bool:
        return any(word in name for word in rule[key])

    if any_of("unless"):
        return False
    if name.endswith(tuple(rule["ends"])):
        return True
    return any_of("has") and (any_of("also") or not rule["also"])


def _fact(row: ScoredIndicator, right: str, why: str) -> Fact:
    indicator = row.indicator
    level, target = indicator.level2.value or "", (indicator.target.value or "").strip()
    return Fact(
        places=(indicator.name.place, indicator.level2.place),
        subject=f"{title(indicator)}（指标值{quoted(target)}）列在“{level}”下，应属{right}",
        provided=level,
        expected=right,
        source=why,
        fix=f"移到{right}下，或换一个能说明“{level}”的指标",
    )
