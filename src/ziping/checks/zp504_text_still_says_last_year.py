"""ZP504: prose of a workbook that was rolled forward still names the year before as its own."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.labels import chapter
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment

COMPARING = ("上年", "去年", "比", "较", "同期")  # beside the year: it is meant
NEAR = 6  # characters


@check(
    "ZP504",
    severity="W",
    source="结转规则：正文里的年份应是自评年度",
    title="正文仍写着上年年份",
    forms=("prose",),
)
def text_still_says_last_year(scored: ScoredAssessment) -> Outcomes:
    """毛病：结转来的工作簿，报告正文的一段里仍写着上一年的年份，又不是和上年比较。
    为什么：照抄上年的话，年份最容易漏改，送上去一眼就看得出。
    反例：2025 年度的自评报告里写“2024年，我局围绕中心工作……”。
    正例：“2025年，我局……”；或“比2024年增长 5%”。
    改法：把年份改成自评年度；说的确是上年的，写明“上年”。
    """
    assessment, year = scored.assessment, scored.assessment.budget_year
    if not assessment.file.is_rolled:
        return
    if not year:
        yield blank_of(assessment.unit.year, "自评年度")
        return
    for key, cell in assessment.texts.items():
        if cell.is_bad:
            yield blank_of(cell, chapter(scored.pack, key))
        elif says_year(cell.value or "", year - 1):
            yield Fact(
                places=(cell.place,),
                subject=f"{chapter(scored.pack, key)}仍写着上年年份“{year - 1}年”",
                provided=f"{year - 1}年",
                expected=f"{year}年",
                fix=f"改成 {year} 年的情况；说的确是上年的，写明“上年”",
            )


def says_year(text: str, year: int) -> bool:
    """Whether a text names a year, not only to compare with it."""
    word = f"{year}年"
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        around = text[max(0, at - NEAR) : at] + "\n" + text[end : end + NEAR]
        if not any(mark in around for mark in COMPARING):
            return True
        at = text.find(word, end)
    return False
