"""ZP312: a title, the title of a form or the head of a column has another year than the report."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.passages import places
from ziping.checks.registry import check
from ziping.checks.years import Labelled, heads, report_year, titles
from ziping.scoring import ScoredAssessment

MOST_TOLD = 8


@check(
    "ZP312",
    severity="E",
    source="报告、各表的标题和栏目年份应是自评年度（上年决算数为上一年）",
    title="标题或表头的年份不对",
    forms=("file",),
)
def form_year_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：报告标题、表的标题或表头写的年份不是自评年度；基础数据表的三栏应依次是上年决算、本年预算、本年决算。
    为什么：表头的年份决定一栏数是哪一年的，沿用上年的旧表最容易漏改。
    反例：2024年度的自评表，标题写“2023年度部门整体支出绩效自评表”，表头写“2023年实际在职人数”。
    正例：标题、表头都写 2024 年，只有“2023年决算数”一栏是上年的。
    改法：把年份改成自评年度。
    """
    assessment = scored.assessment
    told, columns = list(titles(scored)), list(heads(scored))
    if not told and not columns:
        return
    if not assessment.budget_year:
        yield blank_of(assessment.unit.year, "自评年度")
        return
    year = report_year(scored)
    wrong = [one for one in told if one.year != year]
    wrong += _wrong_heads(columns, year)
    if wrong:
        listed = "、".join(f"“{one.shown}”" for one in wrong[:MOST_TOLD])
        more = f"等 {len(wrong)} 处" if len(wrong) > MOST_TOLD else ""
        yield Fact(
            places=places(one.passage for one in wrong),
            subject=f"自评年度是 {year} 年，{listed}{more}的年份与此不符",
            provided="、".join(dict.fromkeys(f"{one.year}年" for one in wrong)),
            expected=f"{year}年",
            fix="把年份改成自评年度；上年决算数一栏写上一年",
        )


def _wrong_heads(columns: list[Labelled], year: int) -> Iterator[Labelled]:
    """Heads of another year, but for the column of the year before and its like."""
    for form in dict.fromkeys(one.passage.place.sheet for one in columns):
        mine = [one for one in columns if one.passage.place.sheet == form]
        for at, one in enumerate(mine):
            if not _is_right(one, mine[:at], mine[at + 1 :], year):
                yield one


def _is_right(one: Labelled, before: list[Labelled], after: list[Labelled], year: int) -> bool:
    """2023年决算数 stands left of 2024年预算数 and has a 2024年决算数 to its right."""
    if "决算" not in one.kind:
        pair = any(other.kind == one.kind and other.year == year for other in (*before, *after))
        return one.year == year or (pair and abs(one.year - year) == 1)
    if one.year == year:
        twin = any(other.kind == one.kind and other.year == year for other in after)
        return not twin or any(other.kind == one.kind for other in before)
    budget = any("预算" in other.kind for other in before)
    again = any(other.kind == one.kind for other in before)
    return one.year == year - 1 and not again and not (budget and not _has_pair(one, after, year))


def _has_pair(one: Labelled, after: list[Labelled], year: int) -> bool:
    return any(other.kind == one.kind and other.year == year for other in after)
