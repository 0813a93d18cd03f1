"""ZP304: a number of units and the list of their names do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.fact import Fact, Outcomes
from ziping.checks.finding import Severity
from ziping.checks.item_groups import almost_all, item_groups
from ziping.checks.item_lists import ItemList, counts, item_lists, named_lists
from ziping.checks.messages import quoted
from ziping.checks.passages import passages
from ziping.checks.registry import check
from ziping.passage import BODY, OPENING
from ziping.scoring import ScoredAssessment

MOST_NAMED = 8


@check(
    "ZP304",
    severity="W",
    source="正文所写的个数与其后列出的名称",
    title="个数与列出的名称不符",
    forms=("prose",),
)
def count_differs_from_items(scored: ScoredAssessment) -> Outcomes:
    """毛病：写了“N 个股室（单位、项目……）”，后面列出的名称却不是 N 个。写“等”的只许少列；
    列了五个以上短名、正好只少一个的，作为提示。
    为什么：多半是机构改革后改了名称没改个数，或漏列一个。
    反例：内设股室 4 个：办公室、业务股、财务股。
    正例：内设股室 3 个：办公室、业务股（法规股）、财务股。
    改法：核对名单，改正个数或补上漏列的。
    """
    for found in _all(scored):
        if found.differs:
            yield _fact(found)
    for passage in passages(scored, OPENING, BODY):
        for found in almost_all(passage):
            yield _fact(found)._replace(severity=Severity.HINT)


def _all(scored: ScoredAssessment) -> Iterator[ItemList]:
    told: dict[str, int] = {}
    section = ""
    for passage in passages(scored, OPENING, BODY):
        if passage.section != section:
            told, section = {}, passage.section
        yield from named_lists(passage, told)
        yield from item_lists(passage)
        yield from item_groups(passage)
        told.update(counts(passage))


def _fact(found: ItemList) -> Fact:
    names = "、".join(found.items[:MOST_NAMED])
    more = " 等" if len(found.items) > MOST_NAMED else ""
    fewest = found.least if found.number < found.least else found.most
    return Fact(
        places=(found.passage.place,),
        subject=f"{quoted(found.said)}写 {found.number} 个，列出 {fewest} 个：{names}{more}",
        provided=f"{found.number} 个",
        expected=f"{fewest} 个",
        fix="核对名单，改正个数或补上漏列的",
    )
