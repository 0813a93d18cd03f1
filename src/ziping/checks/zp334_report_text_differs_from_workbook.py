"""ZP334: a chapter of the Word report does not say what the workbook says."""

from __future__ import annotations

from ziping.checks.beside_files import other_file, strangers
from ziping.checks.fact import BAD_CELL, Blank, Fact, Outcomes
from ziping.checks.labels import chapter
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.model import Text
from ziping.rules import RulePack
from ziping.rules.outline import text_sections
from ziping.scoring import ScoredAssessment

HOLE = r"\{[^{}]*\}"
FIGURE = r"\{[^{}]*\}|\d+(?:\.\d+)?[%％]?"


@check(
    "ZP334",
    severity="I",
    source="Word 报告与工作簿是同一份自评，正文应一致",
    title="报告的正文与工作簿不同",
    forms=("prose",),
    needs="beside",
)
def report_text_differs_from_workbook(scored: ScoredAssessment) -> Outcomes:
    """毛病：Word 报告某一章的文字与工作簿“报告正文”的不同（空白不计，花括号处由数字代替）。
    为什么：报告生成后在 Word 里改过，工作簿没有跟着改，下次生成又变回去。
    反例：工作簿的“存在的问题”写了两条，报告里有三条。
    正例：两处文字相同，工作簿写“{基本支出}万元”，报告是“630.22万元”。
    改法：以定稿为准，把另一处改成一样。
    """
    stop = list(strangers(scored))
    if stop:
        yield from stop
        return
    other = other_file(scored).texts
    found: list[tuple[str, Text]] = []
    for key, inside in _keys(scored.pack).items():
        mine, its = scored.assessment.texts.get(key), other.get(key)
        if mine is None or its is None:
            continue
        if mine.is_bad or its.is_bad:
            yield Blank(((mine if mine.is_bad else its).place,), (key,), BAD_CELL)
        elif not _agree(mine.value or "", its.value or "", inside=inside):
            found.append((chapter(scored.pack, key), mine))
    if found:
        names = "、".join(dict.fromkeys(name for name, _ in found))
        yield Fact(
            places=tuple(cell.place for _, cell in found),
            subject=f"{names}的文字，报告与工作簿不同",
            provided=f"{len(found)} 部分不同",
            expected="两处相同",
            fix="以定稿为准，把另一处改成一样",
        )


def _keys(pack: RulePack) -> dict[str, bool]:
    """The sections with the officer's words; True where the report adds sentences of its own."""
    made = {
        part["title"]
        for part in pack.value("report.outline")
        if any(one.get("template") for one in part["sections"])
    }
    return {
        one.key: one.generated or (one.title == "" and one.chapter.partition("、")[2] in made)
        for one in text_sections(pack)
    }


def _agree(mine: str, its: str, *, inside: bool) -> bool:
    """The same but for blanks; a hole of either takes in anything."""
    own, other = ("".join(one.split()) for one in (mine, its))
    if own == other or (not own and inside):
        return True
    if _matches(own, other, inside=inside) or _matches(other, own):
        return True
    if not (pattern(HOLE).search(own) and pattern(HOLE).search(other)):
        return False
    first, second = (pattern(FIGURE).sub("#", one) for one in (own, other))
    return first in second if inside else first == second


def _matches(text: str, other: str, *, inside: bool = False) -> bool:
    """Whether the pieces between the holes of a text follow each other in the other one."""
    pieces = pattern(HOLE).split(text)
    if len(pieces) == 1 and not inside:
        return text == other
    if not inside and not (other.startswith(pieces[0]) and other.endswith(pieces[-1])):
        return False
    at = 0
    for piece in pieces:
        found = other.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
