"""ZP308: the grade that the prose tells is not the band of the total, or no word of the county."""

from __future__ import annotations

from decimal import Decimal

from ziping.checks.fact import Blank, Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.messages import quoted
from ziping.checks.registry import check
from ziping.checks.totals import form_total, has_own_words, is_same_grade
from ziping.scoring import ScoredAssessment, grade_of
from ziping.scoring.arithmetic import plain


@check(
    "ZP308",
    severity="E",
    source="财预〔2020〕10号第十八条：评价等级按总分确定",
    title="正文等级与总分不符",
    forms=("prose", "overall"),
)
def grade_in_prose_differs(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文写的评价等级不是总分所在的一档，或者不是当地表上所用的等级词。
    为什么：等级由总分决定，又关系到结果应用，写高写低都要退回。
    反例：总分 92，正文写“评价等级为良”；当地用“优秀”，正文写“优”。
    正例：总分 92，正文写“评价等级为优”。
    改法：照总分所在的一档，用当地规定的词改写。
    """
    report = scored.assessment.report
    word = "".join((report.claimed_grade.value or "").split())
    if not word:
        return
    total = form_total(scored)
    if total is None:
        total = report.claimed_total.value
    if total is None:
        yield Blank((scored.overall.form.declared_total.place,), ("自评表总分",))
        return
    right = grade_of(total, scored.pack)
    told = report.claimed_total.value
    if told is not None and told != total and _fits(word, told, scored):
        return  # the score is the wrong one: ZP307 says so
    if not _fits(word, total, scored):
        yield _fact(scored, word, total, right)
    elif word != right and has_own_words(scored.pack):
        yield _fact(scored, word, total, right, Severity.WARNING)


def _fits(word: str, total: Decimal, scored: ScoredAssessment) -> bool:
    return is_same_grade(word, grade_of(total, scored.pack), scored.pack)


def _fact(
    scored: ScoredAssessment,
    word: str,
    total: Decimal,
    right: str,
    severity: Severity | None = None,
) -> Fact:
    rule = scored.pack.rule("grade.bands")
    labels = [band.label for band in scored.pack.bands]
    on_edge = any(band.edge == total for band in scored.pack.bands if band.edge)
    if on_edge and not rule.confirmed:
        severity = Severity.WARNING
    strange = "" if word in labels else f"，{quoted(word)}也不是所用的等级词（{'、'.join(labels)}）"
    report = scored.assessment.report
    return Fact(
        places=(report.claimed_grade.place, scored.overall.form.declared_total.place),
        subject=f"正文写等级{quoted(word)}，总分 {plain(total)} 分应为{quoted(right)}{strange}",
        provided=word,
        expected=right,
        severity=severity,
        source=rule.source,
        fix=f"改为{quoted(right)}；总分有误的先改总分",
    )
