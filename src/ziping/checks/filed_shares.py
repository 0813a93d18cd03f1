"""Shares whose base has its amount elsewhere: 基本支出533.2万元，占总支出的41.45%.

The part is told in the sentence and is the file's; the whole is a figure of the file. Where the
base is not said (占88.40%), every whole that the part belongs to may be meant, and only a share
that misses the nearest one by a slip of the hand is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ziping.checks.passages import pattern
from ziping.checks.shares import SHARE, Share, share_of
from ziping.checks.statements import Amount, Sentence, clause_before
from ziping.checks.told import LEVEL, PARENTS, Told
from ziping.checks.told_words import (
    ADJUSTED,
    BUDGET,
    FINAL,
    FOREIGN,
    INITIAL,
    TOTAL,
    is_filler,
    last_label,
)

GENERAL = "general_public_budget"
_ALL_SPENT = (
    r"(?:部门|单位|本年|全年|当年|年度|整体|财政)*"
    r"(?:总支出|支出总额|支出合计|支出总数|全年支出|年度支出|本年支出)"
)
_GENERAL = r"一般公共预算(?:财政拨款)?(?:总?支出)?(?:总额)?"
_BUDGETS = (BUDGET, INITIAL, ADJUSTED)
_BETWEEN = r"[，（]?(?:约|共|合计)?"


def filed_shares(
    sentence: Sentence, found: list[Told], wholes: Mapping[str, Decimal]
) -> Iterator[Share]:
    """The wrong ones."""
    told = {one.amount.start: one for one in found if one.kind == LEVEL and one.named}
    for at, percent in enumerate(sentence.amounts):
        if not at or percent.unit != "%" or percent.vague or percent.value > 100:
            continue
        part = sentence.amounts[at - 1]
        said = pattern(SHARE).search(sentence.text[part.end : percent.start])
        key = _part_key(part, sentence, told, wholes)
        if said is None or not key or part.value not in (wholes.get(key),):
            continue
        if not pattern(_BETWEEN).fullmatch(sentence.text[part.end : part.end + said.start()]):
            continue
        whole = _whole_key(said["base"])
        if whole and whole != key and not _is_here(whole, sentence, found):
            yield from _judged(sentence, percent, part, key, [whole], wholes)
        elif not said["base"] and not _has_whole(sentence, part):
            own = [one for one in (*PARENTS.get(key, ()), GENERAL) if one in wholes]
            yield from _judged(sentence, percent, part, key, own, wholes, is_bare=True)


def budget_shares(sentence: Sentence, found: list[Told]) -> Iterator[Share]:
    """预算9万元，实际支出7.85万元，为预算的87.22%: both told in the sentence, of one figure."""
    levels = [one for one in found if one.kind == LEVEL]
    for percent in sentence.amounts:
        before = clause_before(sentence.text, percent.start)
        said = pattern(
            r"^(?:仅)?(?:为|是|占|相当于)(?:年初|全年)?预算(?:数|额)?的?(?:约)?$"
        ).search(before)
        mine = [one for one in levels if one.amount.end < percent.start]
        if percent.unit != "%" or percent.vague or not said or not mine:
            continue
        part = mine[-1]
        wholes = {
            one.amount.value for one in mine if one.key == part.key and one.column in _BUDGETS
        }
        if part.column not in ("", FINAL) or len(wholes) != 1:
            continue
        share = Share(percent, part.amount.value, wholes.pop(), "", "", sentence, Decimal(0))
        if share.whole > 0 and share.expected != percent.value:
            yield share


def _part_key(
    part: Amount, sentence: Sentence, told: Mapping[int, Told], wholes: Mapping[str, Decimal]
) -> str:
    """Which figure the part is."""
    one = told.get(part.start)
    if one is not None and one.column in ("", FINAL):
        return one.key
    before = clause_before(sentence.text, part.start)
    inside = pattern(
        r"^(?:\d{1,2}[.、])?(?P<whole>[^，]{2,12}支出)[当其]?[中里](?P<part>.+)"
    ).search(before)
    if inside and part.is_money and not part.vague:  # 基本支出中人员经费541.28万元
        pair = [last_label(inside[one]) for one in ("whole", "part")]
        if pair[0] and pair[1] and pair[0][0] in PARENTS.get(pair[1][0], ()):
            return pair[1][0] if is_filler(inside["part"][pair[1][2] :]) else ""
    is_general = pattern(rf"^(?:20\d\d年度?)?{_GENERAL}(?:为|共|是)?$").search(before)
    return GENERAL if is_general and part.is_money else ""


def _whole_key(base: str) -> str:
    if pattern(rf"^(?:我?[单部]?[位门]?){_ALL_SPENT}的?$").search(base):
        return TOTAL
    if pattern(rf"^{_GENERAL}的?$").search(base):
        return GENERAL
    label = last_label(base)
    if label is None or label[0] == FOREIGN:
        return ""
    return label[0] if is_filler(base[: label[1]] + base[label[2] :]) else ""


def _is_here(key: str, sentence: Sentence, found: list[Told]) -> bool:
    """The sentence has the base's own amount: `shares` has divided by it."""
    if key == GENERAL:
        return bool(pattern(rf"{_GENERAL}[^，；。占的]{{0,6}}\d").search(sentence.text))
    return any(one.key == key and one.kind == LEVEL for one in found)


def _has_whole(sentence: Sentence, part: Amount) -> bool:
    """Amounts before the part, of which it may be a share."""
    before = [one for one in sentence.amounts if one.end <= part.start and one.is_money]
    return any(one.value > part.value for one in before)


def _judged(
    sentence: Sentence,
    percent: Amount,
    part: Amount,
    key: str,
    keys: list[str],
    wholes: Mapping[str, Decimal],
    *,
    is_bare: bool = False,
) -> Iterator[Share]:
    """Wrong by each whole that may be meant; a base that is not said needs a slip of the hand."""
    values = [wholes[one] for one in keys if wholes.get(one, Decimal(0)) >= part.value > 0]
    rights = [share_of(part.value, one, percent.decimals) for one in values]
    if not values or percent.value in rights:
        return
    if is_bare and not _is_slip(percent.value, rights[0]):
        return
    own = keys[0] if not is_bare else ""
    yield Share(percent, part.value, values[0], key, own, sentence, Decimal(0), is_bare)


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """The same digits but for one, or two that changed places."""
    left, right = f"{one:f}", f"{other:f}"
    if len(left) != len(right):
        return False
    apart = [at for at, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and sorted(left) == sorted(right)
