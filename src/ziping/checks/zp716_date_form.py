"""ZP716: a date is typed in figures with points or strokes."""

from __future__ import annotations

from ziping.checks.fact import Outcomes
from ziping.checks.registry import check
from ziping.checks.spots import found, one_finding
from ziping.passage import FOREIGN
from ziping.scoring import ScoredAssessment

MONTH, DAY = "(?:0?[1-9]|1[0-2])", "(?:3[01]|[12]\\d|0?[1-9])"
FORMS = (
    rf"(?<![\w.\-/])20\d\d\s?([.．/\-])\s?{MONTH}\s?\1\s?{DAY}(?![\d\-/]|[.．]\d)",
    rf"(?:^|(?<=[\s，。；：:（(至于自在到从]))(?:1\d|2\d)年{MONTH}月(?:{DAY}日)?(?!\d|个)",
)


@check(
    "ZP716",
    severity="I",
    source="《党政机关公文格式》（GB/T 9704—2012）7.3.5.4：用阿拉伯数字将年、月、日标全",
    title="日期的写法",
    forms=("file",),
)
def date_form(scored: ScoredAssessment) -> Outcomes:
    """毛病：日期写成 2025.5.6、2025-5-6 或 25年5月。
    为什么：公文里的日期要把年、月、日写全。
    反例：填报日期：2025.5.6。
    正例：填报日期：2025年5月6日。
    改法：写成 2025年5月6日 的样子。
    """
    words = (
        one for one in scored.assessment.report.passages if one.role != FOREIGN and not one.is_label
    )
    spots = [*found(words, FORMS, 0)]
    yield from one_finding(
        spots, "日期的写法", expected="2025年5月6日 的样子", fix="把年、月、日写全，如 2025年5月6日"
    )
