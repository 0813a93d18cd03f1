"""ZP321: an attachment has one number in the text, another in the list, a third above the form."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checks.attached import KINDS, Item, kind_of, labels, listed
from ziping.checks.fact import Fact, Outcomes
from ziping.checks.passages import passages, pattern, places
from ziping.checks.registry import check
from ziping.passage import BODY, HEADING
from ziping.scoring import ScoredAssessment

REFERENCE = (
    r"附\s*(?P<word>[件表])\s*"
    r"(?P<number>\d{1,2}(?:\s*[-－—–]\s*\d{1,2})?|[一二三四五六七八九十])(?!\d|[.．、：:])"
)
OTHERS = r"[》号](?:的|中|所附)?[（(]?$|通知|办法|文件|方案"  # the attachment of a cited document
LONGEST_BEFORE = 40
NUMERALS = "一二三四五六七八九十"


@check(
    "ZP321",
    severity="W",
    source="附件序号：正文、附件清单、附件标题应一致",
    title="附件序号不一致",
    forms=("file",),
)
def attachment_numbers_disagree(scored: ScoredAssessment) -> Outcomes:
    """毛病：同一张表，正文写“附件2”，清单是第 2 项，表头却标“附件1-2”。
    为什么：照着正文的序号找不到表，上传附件时也容易传错。
    反例：清单“2.部门整体支出绩效自评表”，表头标“附件1-2”。
    正例：正文“详见附件2”，清单第 2 项，表头标“附件2”。
    改法：三处统一成附件清单的序号。
    """
    items, above = listed(scored), list(labels(scored))
    numbers = {one.kind: one.number for one in items if one.kind and one.number}
    wrong = [one for one in above if not _agrees(one, numbers)]
    wrong += _twice(items)
    told = list(_references(scored, [one.passage.text for one in (*items, *above)]))
    stray = [one for one in told if not _is_known(one, items, above)]
    if not wrong and not stray:
        return
    said = [
        f"{KINDS[one.kind]}表上标“附件{one.number}”，清单是第 {numbers[one.kind]} 项"
        for one in wrong
        if one in above
    ]
    said += [f"清单有两个第 {one.number} 项" for one in wrong if one not in above]
    said += [_said(one, numbers) for one in stray]
    said += [f"正文写“附件{one.number}”" for one in told if one not in stray and wrong]
    known = items if wrong else []
    yield Fact(
        places=places(one.passage for one in (*wrong, *stray, *known)),
        subject="，".join(dict.fromkeys(said)),
        provided="、".join(dict.fromkeys(f"附件{one.number}" for one in (*wrong, *stray))),
        expected="正文、清单、表头同一个序号",
        fix="三处统一成附件清单的序号",
    )


def _agrees(one: Item, numbers: dict[str, str]) -> bool:
    """The label's number, 附件3-1 of several project forms, or nothing to compare with."""
    known = numbers.get(one.kind)
    if known is None or one.number == known:
        return True
    return one.kind == "project" and one.number.partition("-")[0] == known


def _twice(items: list[Item]) -> list[Item]:
    """Two lines of the list with the same number."""
    seen: set[str] = set()
    found = []
    for one in items:
        if one.number and one.number in seen and one.kind:
            found.append(one)
        seen.add(one.number)
    return found


def _references(scored: ScoredAssessment, texts: list[str]) -> Iterator[Item]:
    """附件2 in the text, with the form that the words before it name; 附表 where there are such."""
    tables = any("附表" in text for text in texts)
    for one in passages(scored, HEADING, BODY):
        for match in pattern(REFERENCE).finditer(one.text):
            before = _before(one.text[: match.start()])
            if match["word"] == "表" and not tables:
                continue
            if not pattern(OTHERS).search(before[-12:]) or "自评表》" in before[-8:]:
                number = pattern(r"[－—–]").sub("-", "".join(match["number"].split()))
                yield Item(one, _digit(number), _named(before), before)


def _before(text: str) -> str:
    """The words of the same clause in front of a number, without 详见."""
    clause = pattern("[。；;]").split(text[-LONGEST_BEFORE:])[-1]
    return pattern("(?:详?见|参见|如)$").sub("", clause)


def _named(before: str) -> str:
    """The form that is named right before the number."""
    near = pattern(r"[（(《“”》\s]").sub("", before)[-20:]
    kind = kind_of(near)
    return kind if kind and near.endswith(("表", "表详见", "表见", "表详")) else ""


def _is_known(one: Item, items: list[Item], above: list[Item]) -> bool:
    """Some attachment has that number, and the one that is named has it."""
    known = {item.number for item in items if item.number} or {item.number for item in above}
    if not known:
        return len(items) != 1 or one.number == "1"
    if one.number not in known and one.number not in {item.number for item in above}:
        return False
    mine = {item.number for item in (*items, *above) if item.kind == one.kind and item.number}
    return not one.kind or not mine or one.number in mine


def _said(one: Item, numbers: dict[str, str]) -> str:
    if one.kind and one.kind in numbers:
        return f"正文写{KINDS[one.kind]}是“附件{one.number}”，清单是第 {numbers[one.kind]} 项"
    return f"正文写“附件{one.number}”，清单和表头没有这个序号"


def _digit(text: str) -> str:
    return str(NUMERALS.index(text) + 1) if text in NUMERALS else text
