"""ZP710: the year of a document number stands in other brackets than 〔〕."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import HAN, Spot, around, likely, one_finding
from ziping.checks.word_lists import leftovers
from ziping.passage import FOREIGN, Passage
from ziping.scoring import ScoredAssessment

OPEN, CLOSE = r"[\[(（【［{〈《<﹝]", r"[\])）】］}〉》>﹞]"
YEAR, END = r"(?:19|20)\d\d", "号(?![楼线院机井桥路门厅厂仓车地标])"  # 3号楼 is no document
FORMS = (
    rf"(?<=[{HAN}])\s*{OPEN}\s*{YEAR}\s*年?\s*{CLOSE}\s*第?\s*\d{{1,4}}\s*{END}",
    rf"(?<=[{HAN}]){YEAR}\s*[〔\[（(]\s*\d{{1,4}}\s*[〕\]）)]\s*{END}",
    rf"(?<=[{HAN}])〔{YEAR}〕\s*(?:第\s*\d{{1,4}}|0\d{{0,3}})\s*{END}",
)


@check(
    "ZP710",
    severity="W",
    source="《党政机关公文格式》（GB/T 9704—2012）7.2.5：年份用六角括号，序号不加“第”、不编虚位",
    title="文号的写法不对",
    forms=("file",),
)
def document_number_brackets(scored: ScoredAssessment) -> Outcomes:
    """毛病：引用的发文字号年份没有用六角括号，或写了“第”字、虚位（01号）。
    为什么：公文格式规定用〔〕，写错了也不便按文号查找。
    反例：某财绩[2025]3号、某财绩（2025）3号、某财绩〔2025〕第03号。
    正例：某财绩〔2025〕3号。
    改法：改成〔年份〕加序号，序号不加“第”、不补 0。
    """
    words = [one for one in passages(scored) if one.role != FOREIGN]
    spots = [spot for form in likely(FORMS, words) for spot in _spots(words, form)]
    yield from one_finding(
        spots,
        "文号的写法不对",
        expected="〔年份〕序号号",
        fix="改成〔年份〕加序号的写法，不加“第”、不补 0",
    )


def _spots(words: Sequence[Passage], expression: str) -> Iterator[Spot]:
    """Numbers of firms and contracts (某评字[2024]第005号) follow rules of their own."""
    own = tuple(leftovers("document_numbers")["own_series"])
    for passage in words:
        for hit in pattern(expression).finditer(passage.text):
            if not passage.text[: hit.start()].rstrip().endswith(own):
                yield Spot(passage.place, around(passage.text, *hit.span(), 5))
