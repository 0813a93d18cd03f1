"""ZP701: a placeholder of the template was never filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.checks.fact import Outcomes
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, around, likely, one_finding
from ziping.checks.word_lists import leftovers
from ziping.passage import FOOT, FOREIGN, SIGNATURE, Passage
from ziping.scoring import ScoredAssessment

SIGNED = (FOOT, SIGNATURE)  # a line to sign on is ZP715's
BESIDE = "-_./@+＋#"  # beside XX: an address, a model, “党建+XX”
NUMERALS = "〇零一二三四五六七八九十"
AFTER = ("届", "世纪", "染色体")  # XX is a numeral, or a term


@check(
    "ZP701",
    severity="E",
    source="自评报告和自评表要填写完整，待填处不得留空",
    title="占位符没有填",
    forms=("file",),
)
def placeholder_left(scored: ScoredAssessment) -> Outcomes:
    """毛病：正文、表格或项目名称里还留着模板的占位符：××、XX、＊＊、____、（填写…）、某某，或一行只有“……”。
    为什么：占位符是模板等着填的地方，留着说明报告没有写完，公开后尤其难看。
    反例：根据评分表，得分××分；项目支出下有一行“其中：××专项资金”。
    正例：得分 97 分；没有的行删去。遮住的号码（138****1234）和姓名（患者李××）不算。
    改法：填上实际内容；用不着的行删去。
    """
    is_report = scored.assessment.file.is_report
    words = [passage for passage in passages(scored) if passage.role != FOREIGN]
    left = likely(leftovers("placeholders")["patterns"], words)
    spots = [spot for one in words for spot in _spots(one, left, is_report=is_report)]
    yield from one_finding(
        spots, "占位符没有填", expected="实际内容", fix="填上实际内容，用不着的行删去"
    )


def _spots(passage: Passage, left: Sequence[str], *, is_report: bool) -> Iterator[Spot]:
    text, taken = passage.text, 0
    if pattern(leftovers("placeholders")["whole"]).fullmatch("".join(text.split())):
        yield Spot(passage.place, text.strip())
        return
    for start, end in sorted(_hits(passage, left, is_report=is_report)):
        if start >= taken:
            taken = end
            yield Spot(passage.place, around(text, start, end))


def _hits(passage: Passage, left: Sequence[str], *, is_report: bool) -> Iterator[tuple[int, int]]:
    text, lists = passage.text, leftovers("placeholders")
    surnames = leftovers("persons")["surnames"]
    somebody = f"(?<![{surnames}]){lists['somebody']}"  # 李某某 is how courts write of a person
    for hit in pattern(f"{lists['doubled']}|{somebody}").finditer(text):
        if not _is_meant(text[: hit.start()], hit[0], text[hit.end() :]):
            yield hit.span()
    for hit in pattern(lists["braces"]).finditer(text):
        name, is_half = hit[0][1:-1], hit[0][0] == "{"
        if is_report or (is_half and name not in lists["known"]["names"]):
            yield hit.span()
    if not passage.is_label and passage.role not in SIGNED:
        for expression in left:
            yield from (hit.span() for hit in pattern(expression).finditer(text))


def _is_meant(before: str, mark: str, after: str) -> bool:
    """A masked number or person, a model, an address: the marks are right as they stand."""
    if pattern(r"(?:^|\D)20$").search(before) and after.startswith("年"):
        return False  # 20××年
    beside = before[-1:] + after[:1]
    if any(one.isdigit() and one not in NUMERALS for one in beside) or _is_person(before):
        return True
    if mark[0] in "XxＸｘ*＊":
        if any(one in BESIDE or (one.isascii() and one.isalpha()) for one in beside):
            return True
        return after.startswith(AFTER)
    if mark[0] in "○":
        return any(one in NUMERALS for one in beside)
    return any(one in "+＋" for one in beside)


def _is_person(before: str) -> bool:
    """A surname, or the label of a number, stands in front: somebody was made unknown."""
    lists = leftovers("persons")
    if before[-1:] and before[-1:] in lists["surnames"]:
        head = before[:-1]
        return (
            not head
            or head[-1:].isspace()
            or head.endswith(tuple(lists["roles"]))
            or (not "\u4e00" <= head[-1] <= "\u9fff")
        )
    numbers = "|".join(lists["numbers"])
    return bool(pattern(rf"(?:{numbers})(?:号码?)?[:：]?\s*$").search(before))
