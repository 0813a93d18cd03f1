"""ZP718: the finance bureau's grading sheet was left in the unit's own report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.messages import quoted
from ziping.checks.passages import pattern
from ziping.checks.registry import check
from ziping.checks.word_lists import leftovers
from ziping.passage import CELL, FOREIGN, Passage
from ziping.scoring import ScoredAssessment

NEAR = 2  # paragraphs above a table among which its title is sought
LONGEST_HEAD = 24  # characters; what is longer is no head of a column


@check(
    "ZP718",
    severity="I",
    source="自评报告的附件只有基础数据表和自评表；考核评分表是财政部门打分用的",
    title="留着不属于自评报告的表",
    forms=("file",),
)
def foreign_table_left(scored: ScoredAssessment) -> Outcomes:
    """毛病：报告里留着财政部门给单位打分用的考核评分表。
    为什么：那是通知的附件，不是自评报告的内容，留着说明是在通知原件上改的。
    反例：报告末尾附着“自评工作考核评分表”，列着评分标准和佐证材料。
    正例：正文里的数据表、单位自己的自评打分表（有得分一栏）都可以有。
    改法：删去这张表。
    """
    for title, table in _tables(scored.assessment.report.passages):
        if _is_grading(title, table):
            said = quoted(title[0].text.strip()) if title else quoted(table[0].text.strip())
            first = title[0] if title else table[0]
            yield Fact(
                places=(first.place, table[0].place) if table else (first.place,),
                subject=f"{said}不是自评报告的内容，是给单位打分用的表",
                provided=said,
                expected="不附",
                fix="删去这张表；确要附上的，列入附件目录并说明用途",
            )


def _tables(words: Sequence[Passage]) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """(title, cells) of every table that is no form; its title stands in the lines above it."""
    sheets = dict.fromkeys(one.place.sheet for one in words if one.role == FOREIGN)
    for sheet in sheets:
        own = [one for one in words if one.role == FOREIGN and one.place.sheet == sheet]
        at = words.index(own[0])
        above = [one for one in words[max(0, at - NEAR) : at] if one.role not in (CELL, FOREIGN)]
        titles = [one for one in above if not pattern("[，。；：]").search(one.text)]
        yield [one for one in titles if _speaks(one.text)][-1:], own


def _is_grading(title: Sequence[Passage], table: Sequence[Passage]) -> bool:
    heads = ["".join(one.text.split()) for one in table]
    heads = [one for one in heads if len(one) <= LONGEST_HEAD]
    expression = pattern(leftovers("grading_sheets")["own_score"])
    own = any(expression.search(one) for one in heads)
    return not own and (bool(title) or any(_speaks(one) for one in heads))


def _speaks(text: str) -> bool:
    return len(text.strip()) <= 2 * LONGEST_HEAD and any(
        word in text for word in leftovers("grading_sheets")["words"]
    )
