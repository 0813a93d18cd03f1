"""ZP309: a report that tells neither the score nor the grade, or only one of them."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.passages import PROSE, has_prose, passages, pattern, section
from ziping.checks.registry import check
from ziping.model import Place
from ziping.passage import HEADING
from ziping.rules import RulePack
from ziping.scoring import ScoredAssessment

SCORE = (
    r"(?:得分|评分|总分|分数|综合分|评价得|自评为|自评得|打分|评定)[^。；;]{0,14}?"
    r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百]{2,}|[×XxＸ*]+)\s*分"
    r"|(?:得分|总分|评分)[^0-9。；;]{0,6}\d{2,3}(?:\.\d+)?"
)
GRADE = (
    r"(?:等级|等次|档次|级别|评级|评[定为价]|结[果论]|自评|绩效|定为)[^。；;]{0,12}?"
    r"[“\"‘「：:为是属于达到]\s*[“\"‘「]?(?:优秀|良好|较好|合格|较差|[优良中差])(?![一-鿿])"
    r"|[“\"‘「（(](?:优秀|良好|较差|[优良中差])[”\"’」）)]|(?:优秀|良好|[优良中差])(?:等级|等次|档次|档)"
)


@check(
    "ZP309",
    severity="W",
    source="规则包报告提纲：绩效情况写明自评得分和评价等级",
    title="正文没有写得分和等级",
    forms=("prose",),
)
def score_and_grade_missing(scored: ScoredAssessment) -> Outcomes:
    """毛病：自评报告正文没有写自评得分，也没有写评价等级；只写了一样的作为提示。
    为什么：得分和等级是自评的结论，正文不写，报告就没有结果。
    反例：绩效情况一章只讲工作，全文没有得分和等级。
    正例：“自评得分98分，评价等级为‘优’（详见附件2）。”
    改法：在绩效情况一章写明自评得分和评价等级，与自评表一致。
    """
    report = scored.assessment.report
    if not scored.assessment.file.is_report or not has_prose(scored):
        return
    if not _asked(scored.pack):
        return
    texts = [one.text for one in passages(scored, *PROSE)]
    score = not report.claimed_total.is_blank or _says(SCORE, texts)
    grade = not report.claimed_grade.is_blank or _says(GRADE, texts)
    if score and grade:
        return
    lacking = "没有写自评得分和评价等级"
    if score or grade:
        lacking = "写了自评得分，没有写评价等级" if score else "写了评价等级，没有写自评得分"
    yield Fact(
        places=tuple(_chapter(scored)),
        subject=f"正文{lacking}",
        provided="没有写",
        expected="得分和等级",
        severity=Severity.HINT if score or grade else None,
        fix="在绩效情况一章写明自评得分和评价等级，与自评表一致",
    )


def _asked(pack: RulePack) -> bool:
    """Whether the pack's outline tells score and grade in the prose."""
    parts = (one for part in pack.value("report.outline") for one in part["sections"])
    return any("{total}" in str(one.get("template", "")) for one in parts)


def _says(expression: str, texts: list[str]) -> bool:
    return any(pattern(expression).search(text) for text in texts)


def _chapter(scored: ScoredAssessment) -> Iterator[Place]:
    """The first paragraph of the chapter that should say it, else its heading."""
    found = section(scored, "performance") or section(scored, "performance", HEADING)
    yield from (one.place for one in found[:1])
