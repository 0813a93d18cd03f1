"""ZP516: the file given as last year's is of another unit or of another year."""

from __future__ import annotations

from ziping.checks.amounts import Cell, blank_of, gap
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.last_year import misfit
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment


@check(
    "ZP516",
    severity="W",
    source="与上年比较：上年文件应是同一单位、前一年度的",
    title="上年文件不对",
    forms=("file",),
    needs="last_year",
)
def last_year_file_does_not_fit(scored: ScoredAssessment) -> Outcomes:
    """毛病：作为上年文件给出的，是另一个单位的，或者不是前一年度的。其他与上年的比较随之不做。
    报告里写明由哪个单位更名、改组而来的，算同一单位。
    为什么：拿错了文件，比出来的全是误报。
    反例：自评 2025 年度，给出的上年文件是 2023 年度的。
    正例：自评 2025 年度，给出同一单位 2024 年度的文件。
    改法：换成同一单位前一年度的工作簿或报告；单位更名的，在报告里写明“原某某局”。
    """
    unit, before = scored.assessment.unit, scored.last_year
    assert before is not None  # the runner has looked
    why = misfit(scored)
    if why:
        yield Fact(
            places=(unit.name.place,) if "单位" in why else (unit.year.place,),
            subject=why,
            provided=_shown(before.unit.name.value, before.budget_year),
            expected=_shown(unit.name.value, (scored.assessment.budget_year or 1) - 1),
            fix="换成同一单位前一年度的文件；单位更名的，在报告里写明“原某某局”",
        )
        return
    if not scored.assessment.budget_year:
        yield gap(Cell("自评年度", unit.year)) or blank_of(unit.year, "自评年度")
    if unit.name.is_blank or unit.name.is_bad:
        yield blank_of(unit.name, "单位名称")
    lacking = [
        label
        for label, is_there in (
            ("上年文件的年度", before.budget_year),
            ("上年文件的单位名称", before.unit.name.value),
        )
        if not is_there
    ]
    if lacking:
        yield Blank((), tuple(lacking))


def _shown(name: str | None, year: int) -> str:
    return f"{(name or '').strip()} {year}年度".strip() if year else (name or "").strip()
