"""Shares that a sentence tells: 基本支出183.19万元，占总支出的9.72%. Part, whole and percent.

Part and whole are taken only where the words leave no choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.statements import Amount, Sentence, quantum
from ziping.checks.told import LEVEL, Told
from ziping.checks.told_words import FINAL, FOREIGN, is_context, is_filler, last_label
from ziping.scoring.arithmetic import half_up, ratio

SHARE = (
    r"(?<!分别)占(?:了|到)?(?P<base>[^，；、（）\d]{0,16}?)的?(?P<word>比重|比例|比率|比)?"
    r"(?:约|为|达到|达|是|了|：)*$"
)
_ALL = (
    r"^(?:其|全部|全县|全区|全市)?总(?:数|量|额|人数|编制数?|件数)?$|^全部$|^总?(?:人数|数量|件数)$"
)
_JOINTS = ("和", "、", "，", "与", "及")
_OF_TWO = (
    r"(?:^|，)(?P<whole>[^，]{2,12})(?:当?中|里)，?(?P<parts>[^，]{4,24}?)"
    r"所?占(?:比|的?比[重例])分别(?:为|是|达到|达)?$"
)
_TWO_OF = r"(?:^|，)(?P<parts>[^，]{4,24}?)分别占(?P<whole>[^，]{2,12}?)的?(?:比[重例])?(?:为|是)?$"
_HARMLESS = Decimal("0.005")  # of an amount: what its printed digits leave open may be ignored
_FINE = Decimal("0.01")  # 万元


class Share(NamedTuple):
    """A percent said of a part and a whole; the keys where these are figures of the forms."""

    percent: Amount
    part: Decimal
    whole: Decimal
    part_key: str
    whole_key: str
    sentence: Sentence
    loose: Decimal  # how far the percent may be off because amounts are printed short
    bare: bool = False  # 占27.71%: of what, the words don't say

    @property
    def expected(self) -> Decimal:
        return share_of(self.part, self.whole, self.percent.decimals)


def share_of(part: Decimal, whole: Decimal, decimals: int) -> Decimal:
    return half_up(ratio(part, whole) * 100, decimals)


def shares(sentence: Sentence, found: list[Told]) -> Iterator[Share]:
    """The shares of one sentence whose part and whole both have a number in it."""
    told = {one.amount.start: one for one in found if one.kind == LEVEL}
    last: Share | None = None
    for at, percent in enumerate(sentence.amounts):
        if percent.unit != "%" or percent.vague or percent.value > 100:
            continue
        start = sentence.amounts[at - 1].end if at else 0
        said = pattern(SHARE).search(sentence.text[start : percent.start])
        part = sentence.amounts[at - 1] if at else None
        if said is None or part is None or part.unit == "%" or part.vague:
            continue
        if not _is_at(sentence.text[start : start + said.start()]):
            continue
        bare = not said["base"] or bool(pattern(_ALL).search(said["base"]))
        whole = _whole(sentence, part, said["base"], told)
        if whole is None and bare and last is not None:
            whole = _as_before(sentence, last, part)
        if whole is None or not 0 < part.value <= whole.value or whole.vague:
            continue
        if bare and _fits_another(sentence, percent, part, whole):
            continue
        last = _share(sentence, percent, part, whole, told)._replace(bare=bare)
        yield last


def named_shares(
    sentence: Sentence, amounts_of: Mapping[str, Decimal], unit: str
) -> Iterator[Share]:
    """基本支出占总支出的78.31%, without their amounts: both by the figures of the file."""
    start = 0
    for percent in sentence.amounts:
        text, start = sentence.text[start : percent.start], percent.end
        said = pattern(SHARE).search(text)
        if percent.unit != "%" or percent.vague or said is None or not said["base"]:
            continue
        clause = pattern(r"[，；：、（）]").split(text[: said.start()])[-1]
        part, whole = last_label(clause), last_label(said["base"])
        if part is None or whole is None or part[0] == whole[0]:
            continue
        around = said["base"][: whole[1]] + said["base"][whole[2] :] + clause[part[2] :]
        if not is_filler(around) or not is_context(clause[: part[1]], unit):
            continue
        values = amounts_of.get(part[0]), amounts_of.get(whole[0])
        if values[0] and values[1] and 0 < values[0] <= values[1]:
            keys = (part[0], whole[0])
            yield Share(percent, values[0], values[1], *keys, sentence, Decimal(0))


def paired_shares(
    sentence: Sentence, amounts_of: Mapping[str, Decimal], unit: str
) -> Iterator[Share]:
    """基本支出中，人员经费和公用经费占比分别为40%和60%: both by the figures of the file."""
    for first, second in pairwise(sentence.amounts):
        joined = sentence.text[first.end : second.start] in _JOINTS
        if not joined or {first.unit, second.unit} != {"%"} or first.vague or second.vague:
            continue
        lead = pattern(r"[；：]").split(sentence.text[: first.start])[-1]
        said = pattern(_OF_TWO).search(lead) or pattern(_TWO_OF).search(lead)
        names = pattern(r"和|、|与|及").split(said["parts"]) if said else []
        if said is None or len(names) != 2:
            continue
        keys = [_key(one, unit) for one in (*names, said["whole"])]
        values = [amounts_of.get(key) for key in keys]
        if not all(values) or values[0] + values[1] != values[2]:  # type: ignore[operator]
            continue
        for percent, key, value in zip((first, second), keys, values, strict=False):
            assert value is not None
            assert values[2] is not None
            yield Share(percent, value, values[2], key, keys[2], sentence, Decimal(0))


def _key(name: str, unit: str) -> str:
    """The figure that a name is, and nothing else."""
    label = last_label(name)
    if label is None or not is_filler(name[label[2] :]):
        return ""
    before = name[: label[1]]
    return label[0] if not before or is_context(before, unit) else ""


def _is_at(between: str) -> bool:
    """Between an amount and 占: a mark, or what was counted."""
    return pattern(r"[^，；、（）\d]{0,8}[，（]?(?:约|共|合计)?").fullmatch(between) is not None


def _whole(sentence: Sentence, part: Amount, base: str, told: dict[int, Told]) -> Amount | None:
    before = [one for one in sentence.amounts if one.end <= part.start and one.unit == part.unit]
    label = last_label(base)
    if label is not None and label[0] != FOREIGN:
        if not is_filler(base[: label[1]] + base[label[2] :]):
            return None
        return _named(before, label[0], told, part)
    if base and not pattern(_ALL).search(base):
        return _by_words(sentence, before, base)
    return _above(sentence, before, part)


def _as_before(sentence: Sentence, last: Share, part: Amount) -> Amount | None:
    """人员经费…，占基本支出的…；公用经费…，占…: of the same whole, nothing else told between."""
    between = [one for one in sentence.amounts if last.percent.end <= one.start < part.start]
    same = [one for one in sentence.amounts if one.end <= last.percent.start]
    wholes = [one for one in same if one.unit == part.unit and one.value == last.whole]
    return wholes[-1] if wholes and not between else None


def _fits_another(sentence: Sentence, percent: Amount, part: Amount, whole: Amount) -> bool:
    """A share whose base is not said may be of any amount before it."""
    before = [one for one in sentence.amounts if one.end <= part.start and one.unit == part.unit]
    return any(
        share_of(part.value, one.value, percent.decimals) == percent.value
        for one in before
        if one.value > 0 and one.value != whole.value
    )


def _named(before: list[Amount], key: str, told: dict[int, Told], part: Amount) -> Amount | None:
    """The amount told of the figure that the base names, in the same column as the part."""
    same = [one for one in before if one.start in told and told[one.start].key == key]
    mine = told[part.start].column if part.start in told else ""
    columns = {"", FINAL} if mine in ("", FINAL) else {mine}
    fit = {one.value: one for one in same if told[one.start].column in columns}
    return next(iter(fit.values())) if len(fit) == 1 else None


def _by_words(sentence: Sentence, before: list[Amount], base: str) -> Amount | None:
    """The amount right behind the very words of the base."""
    base = pattern(r"的?总(?:数|额|量|人数|金额|面积)$").sub("", base)
    if len(base) < 2:
        return None
    fit = [
        one
        for one in before
        if pattern(r"[^，；、（）\d]{0,4}").fullmatch(
            sentence.text[: one.start].rpartition(base)[2]
            if base in sentence.text[: one.start]
            else "，"
        )
    ]
    return fit[-1] if len({one.value for one in fit}) == 1 else None


def _above(sentence: Sentence, before: list[Amount], part: Amount) -> Amount | None:
    """The amount before 其中, where there is but one 其中 and it stands before the part."""
    text = sentence.text[: part.start]
    if sentence.text.count("其中") != 1 or "其中" not in text:
        return None
    at = text.index("其中")
    above = [one for one in before if one.end <= at]
    is_near = bool(above) and not any(mark in text[above[-1].end + 12 : at] for mark in "，；")
    return above[-1] if is_near and len({one.value for one in above}) == 1 else None


def _share(
    sentence: Sentence, percent: Amount, part: Amount, whole: Amount, told: dict[int, Told]
) -> Share:
    keys = [told[one.start].key if one.start in told else "" for one in (part, whole)]
    columns = [told[one.start].column if one.start in told else "" for one in (part, whole)]
    if any(column not in ("", FINAL) for column in columns):
        keys = ["", ""]
    loose = (_slack(part) + _slack(whole)) * ratio(part.value, whole.value) * 100
    return Share(percent, part.value, whole.value, keys[0], keys[1], sentence, loose)


def _slack(amount: Amount) -> Decimal:
    """How much, as a share of itself, an amount may have been rounded: none at two decimals."""
    step = quantum(amount)
    if not amount.is_money or step <= _FINE or not amount.value:
        return Decimal(0)
    slack = ratio(step / 2, amount.value)
    return slack if slack <= _HARMLESS else Decimal(0)
