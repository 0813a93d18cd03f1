"""ZP323: one row counts A, another A and B, and both have the same number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ziping.checks.amounts import blank_of
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.forms import forms, title
from ziping.checks.indicator_rows import done, said, speaking_rows
from ziping.checks.likeness import core
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.scoring import ScoredAssessment, ScoredIndicator

JOINED = r"(?:以及|及其|及|和|与|、|并|＋|\+|（含|\(含)"
SHORTEST = 4  # characters of the narrower name
FEWEST = 10  # smaller counts may well be the same: four quarters, four meetings


@check(
    "ZP323",
    severity="W",
    source="自评表各项指标应当口径一致、互相衔接",
    title="口径不同而完成值相同",
    forms=("overall", "project"),
)
def same_result_for_different_scope(scored: ScoredAssessment) -> Outcomes:
    """毛病：一行考核 A，另一行考核“A 及 B”，两行的实际完成值却是同一个数。
    为什么：范围大的应当多于范围小的，两处必有一处不实。
    反例：整体表“门诊接诊人次”12.6 万人次，项目表“门诊接诊人次及住院人次”也是 12.6 万人次。
    正例：项目表“门诊接诊人次及住院人次”13.9 万人次；两处都是“门诊接诊人次”的可以相同。
    改法：核对口径和台账，改正名称或完成值。
    """
    rows = []
    for _, form in forms(scored):
        for indicator in form.form.indicators:
            if indicator.actual.is_bad:
                yield blank_of(indicator.actual, f"{title(indicator)}实际完成值")
        rows += [row for row in speaking_rows(form) if _counts(row)]
    named: dict[str, ScoredIndicator] = {}
    for row in rows:
        named.setdefault(said(row.indicator.name), row)
    for wide in named.values():
        for narrow in _narrower(said(wide.indicator.name), named):
            first, second = done(narrow), done(wide)
            assert first is not None and second is not None  # _counts has looked
            if first.comparable(second) and first.value == second.value:
                yield _fact(narrow, wide)


def _counts(row: ScoredIndicator) -> bool:
    actual = done(row)
    return actual is not None and actual.measure != "%" and actual.value >= FEWEST


def _narrower(wide: str, named: Mapping[str, ScoredIndicator]) -> Iterator[ScoredIndicator]:
    """The rows whose whole name is one side of a joined name."""
    for joint in pattern(JOINED).finditer(wide):
        for narrow in (wide[: joint.start()], wide[joint.end() :]):
            if narrow in named and len(core(narrow)) >= SHORTEST:
                yield named[narrow]


def _fact(narrow: ScoredIndicator, wide: ScoredIndicator) -> Fact:
    actual = (wide.indicator.actual.value or "").strip()
    return Fact(
        places=(wide.indicator.actual.place, narrow.indicator.actual.place),
        subject=f"{title(narrow.indicator)}和{title(wide.indicator)}口径不同，"
        f"实际完成值都是{quoted(actual)}",
        provided=actual,
        expected="范围大的多于范围小的",
        fix="核对口径和台账，改正名称或完成值",
    )
