"""ZP333: the Word report beside a workbook is another office's, or another year's."""

from __future__ import annotations

from ziping.checks.amounts import blank_of
from ziping.checks.beside_files import differs, other_file
from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.model import Field
from ziping.scoring import ScoredAssessment


@check(
    "ZP333",
    severity="E",
    source="比对的 Word 报告应是同一单位、同一年度的",
    title="比对的报告不是同一单位或年度",
    forms=("file",),
    needs="beside",
)
def report_of_another_unit_or_year(scored: ScoredAssessment) -> Outcomes:
    """毛病：和工作簿一起给出的 Word 报告，单位名称或年度与工作簿不同。
    为什么：拿错了文件，其余的比对都没有意义，所以不再逐项比对。
    反例：工作簿是某县数据局 2024 年度，报告是某县司法局的，或是 2023 年度的。
    正例：单位和年度都相同（省去地名、用规范简称不算不同）。
    改法：换成同一单位、同一年度的报告；单位或年度填错的改正。
    """
    own, other = scored.assessment.unit, other_file(scored).unit
    office, year = differs(scored)
    yield from _blank("单位名称", own.name, other.name)
    yield from _blank("年度", own.year, other.year)
    if not office and not year:
        return
    its, mine = (
        _who(other_file(scored).budget_year, other.name),
        _who(scored.assessment.budget_year, own.name),
    )
    yield Fact(
        places=(own.name.place if office else own.year.place, other.name.place),
        subject=f"报告是{its}，工作簿是{mine}，没有逐项比对",
        provided=its,
        expected=mine,
        fix="换成同一单位、同一年度的报告；单位或年度填错的改正",
    )


def _who(year: int, name: Field[str]) -> str:
    return f"{quoted(name.value or '')} {year} 年度"


def _blank(label: str, own: Field[object], other: Field[object]) -> Outcomes:
    if own.value is None:
        yield blank_of(own, label)
    elif other.value is None:
        yield Blank((other.place,), (f"报告的{label}",))
