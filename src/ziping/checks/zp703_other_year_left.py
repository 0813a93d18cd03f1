"""ZP703: a sentence tells another year as the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ziping.checks.fact import Blank, Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, one_finding
from ziping.checks.word_lists import leftovers
from ziping.checks.zp504_text_still_says_last_year import says_year
from ziping.model import Place
from ziping.passage import BODY, CELL, HEADING, Passage
from ziping.scoring import ScoredAssessment

LONG_AGO, LATELY = 4, 2  # years back that a copied sentence may come from
PLANS = ("improvement_measures", "publication")
NUMBER = r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*|[一二三四五六七八九十]是)"


@check(
    "ZP703",
    severity="W",
    source="自评报告写的是自评年度的情况，其他年度只用于比较和沿革",
    title="留着别的年度",
    forms=("prose", "overall", "project"),
)
def other_year_left(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文、目标或完成情况里的一句话把别的年度当作自评年度来写。
    为什么：多半是照抄往年报告没有改年份，内容是不是自评年度的也就说不清。
    反例：2024 年度的报告写“2022年我院严格执行……”“截至2023年底，共办理……”。
    正例：“比2023年增长 5%”“项目于2023年立项”“2021—2025年规划”“财预〔2020〕10号”都可以写。
    改法：核对这句话说的是哪一年，改成自评年度的情况；确是那一年的，写明“上年”。
    """
    assessment, year = scored.assessment, scored.assessment.budget_year
    if not year:
        yield Blank((assessment.unit.year.place,), ("自评年度",))
        return
    told = _told_already(scored)
    spots = [
        spot
        for passage in passages(scored, HEADING, BODY, CELL)
        if not passage.is_label and passage.place not in told
        for spot in _spots(passage, year)
    ]
    yield from one_finding(
        spots,
        f"自评年度是 {year} 年，这些句子写的是别的年度",
        expected=f"{year}年",
        fix=f"改成 {year} 年的情况；说的确是那一年的，写明与哪年比较或何时发生",
    )


def _told_already(scored: ScoredAssessment) -> set[Place]:
    """Prose of a rolled workbook of which ZP504 speaks."""
    assessment = scored.assessment
    if not assessment.file.is_rolled:
        return set()
    before = assessment.budget_year - 1
    return {text.place for text in assessment.texts.values() if says_year(text.value or "", before)}


def _spots(passage: Passage, year: int) -> Iterator[Spot]:
    """One spot a passage: the first sentence that names another year as its own."""
    plain = pattern(r"《[^》]*》|“[^”]*”|〔[^〕]*〕").sub(
        lambda one: "□" * len(one[0]), passage.text
    )
    for sentence in pattern(r"[^。；;！？\n]+").finditer(plain):
        hit = _hit(sentence[0], passage, plain, year)
        if hit:
            start = sentence.start() + hit[0]
            yield Spot(passage.place, around(passage.text, start, sentence.start() + hit[1], 8))
            return


def _hit(sentence: str, passage: Passage, whole: str, year: int) -> tuple[int, int] | None:
    lists = leftovers("other_year")
    if "20" not in sentence or f"{year}年" in sentence or _is_history(sentence):
        return None
    strong = [*lists["own"], *(lists["cell"] if passage.role == CELL else ())]
    for expression in strong:
        hit = _search(expression, sentence)
        if hit and _is_other(int(hit[1]), hit[0], sentence, passage.section, year):
            return hit.span()
    if f"{year}年" in whole or pattern(lists["weakly_compared"]).search(sentence):
        return None
    body = pattern(NUMBER).sub("", sentence).strip()
    for expression in lists["weak"] if passage.role != HEADING else ():
        hit = _search(expression, body)
        if hit and 0 < year - int(hit[1]) <= LATELY:
            start = sentence.index(hit[0])
            return start, start + len(hit[0])
    return None


def _search(expression: str, text: str) -> re.Match[str] | None:
    return pattern(expression.replace("YEAR", r"(?<!\d)(20\d\d)\s?年")).search(text)


def _is_history(sentence: str) -> bool:
    lists = leftovers("other_year")
    return bool(pattern(f"{lists['compared']}|{lists['history']}").search(sentence))


def _is_other(said: int, hit: str, sentence: str, section: str, year: int) -> bool:
    """An earlier year, or an end of a later one that the report cannot have seen yet."""
    if 0 < year - said <= LONG_AGO:
        return True
    is_seen = said > year and hit.startswith("截") and section not in PLANS
    return is_seen and not pattern(leftovers("other_year")["planned"]).search(sentence)
