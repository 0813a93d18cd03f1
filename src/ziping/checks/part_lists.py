"""Wholes and their parts inside one sentence: 共42个，其中A 30个，B 12个；46项（省级34项）.

Read narrowly: what may be no list of parts, or parts that may overlap, gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from ziping.checks.passages import pattern
from ziping.checks.statements import Amount, Sentence, clause_before, words

LONGEST_LABEL = 14  # characters of a part's name
LONGEST_NAME = 26  # of a sum of money's, which often says what for
MOST_PARTS = 10  # of which every choice is tried
_OPEN = r"等(?!级)|主要(?:包括|有)"
_PERSONS = ("人", "名")
_EVENTS = ("次", "场", "期", "场次")
_JOINTS = ("、", "和", "及", "与")
_PER = r"每|人均|平均"


class PartList(NamedTuple):
    """A whole, its parts in order, and how sure it is that they make it up."""

    whole: Amount
    parts: tuple[Amount, ...]
    labels: tuple[str, ...]
    head: str  # what stands before the whole in its clause
    apart: bool  # no two parts can count the same thing twice
    complete: bool  # the wording leaves nothing out
    joined: bool = False  # one list with 、 or 和, not one remark after another


class _Run(NamedTuple):
    parts: tuple[Amount, ...]
    labels: tuple[str, ...]
    broken: bool  # the list went on in a way that was not understood
    end: int


def part_lists(sentence: Sentence) -> Iterator[PartList]:
    """Every whole of a sentence that has its parts told behind or before it."""
    seen: set[int] = set()
    for found in (*_among(sentence), *_in_brackets(sentence), *_listed(sentence)):
        if found.whole.start not in seen:
            seen.add(found.whole.start)
            yield found
    yield from _summed_up(sentence)


def _among(sentence: Sentence) -> Iterator[PartList]:
    """… 42个，其中A 30个，B 12个; 42个，包括A 30个和B 12个."""
    text = sentence.text
    for word in pattern(r"其中(?:包括)?|(?<!其中)(?<!不)包[括含]").finditer(text):
        before = [one for one in sentence.amounts if one.end <= word.start() and one.unit != "%"]
        if not before or not _is_near(text[before[-1].end : word.start()]):
            continue
        whole, head = before[-1], clause_before(text, before[-1].start)
        bracket = text[word.start() - 1] == "（"
        end = _closing(text, word.start()) if bracket else _end_of_scope(text, word.start())
        run = _run(sentence, whole, word.end(), end)
        yield _judged(sentence, whole, run, head, exhaustive=False)


def _in_brackets(sentence: Sentence) -> Iterator[PartList]:
    """46项（省级34项、县级12项）: each piece in the bracket is a part and nothing else."""
    text = sentence.text
    for whole in sentence.amounts:
        opening = pattern(r"[^，；：。、（）\d]{0,10}（").match(text, whole.end)
        if opening is None or whole.unit == "%":
            continue
        end = _closing(text, opening.end() - 1 + 1)
        inside = text[opening.end() : end]
        if inside.startswith(("其中", "含", "由", "包括", "比", "占", "不含")):
            continue
        run = _run(sentence, whole, opening.end(), end)
        pieces = [one for one in pattern(r"[，；、]|和|及").split(inside) if one]
        if len(run.parts) > 1 and len(run.parts) == len(pieces) and not run.broken:
            head = clause_before(text, whole.start)
            is_all = whole.unit not in _PERSONS  # 卫生技术人员86人（医师30人，护士40人）
            yield _judged(sentence, whole, run, head, exhaustive=is_all)


def _listed(sentence: Sentence) -> Iterator[PartList]:
    """42个：A 30个、B 12个; 42个，分别为A 30个、B 12个; 编制20人，行政6人，事业14人."""
    text = sentence.text
    for whole in sentence.amounts:
        lead = pattern(
            r"[^，；：。、（）\d]{0,10}(?:[：，，（]?(?:分别[为是]|具体[为是]|依次[为是]|即)[：]?|：)"
        )
        opening = lead.match(text, whole.end)
        if opening is None or whole.unit == "%":
            continue
        run = _run(sentence, whole, opening.end(), _end_of_scope(text, whole.end))
        if len(run.parts) > 1:
            head = clause_before(text, whole.start)
            yield _judged(sentence, whole, run, head, exhaustive=True)


def _summed_up(sentence: Sentence) -> Iterator[PartList]:
    """A 30个、B 12个，共计42个."""
    text = sentence.text
    for whole in sentence.amounts:
        lead = pattern(r"[，；、]?(?:合计|共计|总计|总共|共)为?$").search(text[: whole.start])
        if lead is None or whole.vague:
            continue
        before = [one for one in sentence.amounts if one.end <= lead.start()]
        mixed = any(not _same_unit(one, whole) for one in before)
        if mixed or len(before) < 2 or lead.start() - before[-1].end > 1:
            continue
        run = _run(sentence, whole, 0, before[-1].end)
        if len(run.parts) == len(before) and not run.broken and _are_parallel(run.labels):
            yield _judged(sentence, whole, run, "", exhaustive=True)


def _run(sentence: Sentence, whole: Amount, start: int, end: int) -> _Run:
    """The parts one after another, up to what is no part any more."""
    text = sentence.text
    parts: list[Amount] = []
    labels: list[str] = []
    at, broken = start, False
    for one in sentence.amounts:
        if one.start < start or one.end > end or _depth(text[start : one.start]):
            continue
        gap = _without_brackets(text[at : one.start])
        if not _same_unit(one, whole):
            if one.unit == "%" or (whole.is_money and not one.is_money):
                continue  # a share, or a count beside an amount of money
            later = (each for each in sentence.amounts if one.end <= each.start < end)
            broken = any(_same_unit(each, whole) for each in later)
            broken &= not _is_new_whole(gap, whole, text)
            break
        if len(parts) > 1 and "；" in gap and "；" not in text[start:at]:
            break  # a list with commas ends at the semicolon
        label = _label(gap, sentence, one)
        if len(parts) > 1 and gap.startswith("，") and _numbered(labels) and not _numbered([label]):
            break  # 第一期48人、第二期52人，培训后就业96人
        if label is None:
            broken = True
            break
        if parts and _is_new_whole(label, whole, text):
            break
        parts.append(one)
        labels.append(label)
        at = one.end
        broken = broken or one.vague
    return _Run(tuple(parts), tuple(labels), broken, at)


def _numbered(labels: Sequence[str | None]) -> bool:
    """第一期, 第二期: one after another, and nothing else is in the list."""
    return all(
        pattern(r"第[一二三四五六七八九十\d]+[期批次轮场班组]").match(one or "") for one in labels
    )


def _same_unit(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} <= set(_PERSONS)


def _label(gap: str, sentence: Sentence, one: Amount) -> str | None:
    """What a part is called; None where something else stands between the parts."""
    if "其中" in gap or "◇" in gap or pattern(r"[。:]").search(gap):
        return None
    pieces = [piece for piece in pattern(r"[，；、：]").split(gap) if piece]
    if one.is_money:
        pieces = [piece for piece in pieces if not pattern(r"^(?:主要)?用于|^占").search(piece)]
    longest = LONGEST_NAME if one.is_money else LONGEST_LABEL
    label = pieces[-1] if pieces else ""
    if len(label) > longest or len(pieces) > (2 if one.is_money else 1):
        return None
    if not label:  # 30个A、12个B: the name stands behind
        behind = pattern(r"[^，；、：（）\d]{0,14}").match(sentence.text, one.end)
        label = behind[0] if behind else ""
    return label.strip("和及与“”")


def _is_new_whole(label: str, whole: Amount, text: str) -> bool:
    """年末实有15人 behind the parts of 编制20人."""
    if whole.unit not in ("人", "名", "个"):
        return False
    before = clause_before(text, whole.start)
    apart = pattern(r"退休|离休|遗属").search(label)
    if apart and pattern(r"在职|在岗|实有").search(before) and apart[0] not in before:
        return True  # 年末在职63人，其中行政26人、事业37人，退休45人
    other = pattern(r"实有|在职|在岗|现有|退休|离休|遗属|临聘|聘用|派遣|编外|实际|共有|另有")
    return bool(other.search(label)) and not other.search(before)


def _judged(
    sentence: Sentence, whole: Amount, run: _Run, head: str, *, exhaustive: bool
) -> PartList:
    text, labels = sentence.text, run.labels
    around = text[whole.end : run.end + 2]
    is_open = bool(pattern(_OPEN).search(around))
    family = _family(labels, head + text[whole.end : whole.end + 4])
    ends_in_rest = bool(labels) and any(one in labels[-1] for one in words()["overlapping"]["rest"])
    complete = not run.broken and not is_open
    complete &= exhaustive or ends_in_rest or family == "complete" or "分别" in around
    apart = not run.broken and not _is_change(head)
    joined = _is_joined(text, run.parts)
    events = joined and whole.unit in _EVENTS
    apart &= bool(family) or _are_apart(labels, whole, ends_in_rest=ends_in_rest, events=events)
    return PartList(whole, run.parts, labels, head, apart, complete, joined)


def _family(labels: Sequence[str], head: str) -> str:
    """Whether the labels are different words of one set that never overlaps."""
    rest = tuple(words()["overlapping"]["rest"])
    for one in words()["families"]:
        found = [_word_in(label, one["words"]) for label in labels]
        known = [word for word, label in zip(found, labels, strict=True) if word]
        others = [label for label, word in zip(labels, found, strict=True) if not word]
        if len(set(known)) < max(1, len(labels) - 1) or len(set(known)) != len(known):
            continue
        if any(not any(word in label for word in rest) for label in others):
            continue
        core = all(any(word in label for label in labels) for word in one["core"])
        if one.get("exact") and any(pattern("以上|以下|[及和或]").search(each) for each in labels):
            continue
        meant = not one["only"] or any(word in head for word in one["only"])
        return "complete" if one["complete"] and core and meant else "set"
    return ""


def _word_in(label: str, family: Sequence[str]) -> str:
    """The family's word that a label begins or ends with, the longest first."""
    for word in sorted(family, key=len, reverse=True):
        if label.startswith(word) or label.endswith(word):
            return word
    return next((word for word in sorted(family, key=len, reverse=True) if word in label), "")


def _is_joined(text: str, parts: Sequence[Amount]) -> bool:
    """A 22次、B 9次, A 22次和B 9次: one list, not one remark after another."""
    return all(text[one.end : one.end + 1] in _JOINTS for one in parts[:-1])


def _are_apart(
    labels: Sequence[str], whole: Amount, *, ends_in_rest: bool, events: bool = False
) -> bool:
    """No state, no quality and no dimension that crosses another."""
    lists = words()["overlapping"]
    kinds = lists["activities"] if events else ()
    crossing = [word for word in lists["words"] if word not in kinds]
    if any(word in label for label in labels for word in crossing):
        return False
    if len(set(labels)) != len(labels) or any(not label for label in labels):
        return False
    if whole.is_money or ends_in_rest:
        return True
    return _are_parallel(labels) or whole.unit not in ("人", "名", "户", "人次", "家")


def _are_parallel(labels: Sequence[str]) -> bool:
    """省级、县级: made the same way."""
    return len(labels) > 1 and len({label[-1:] for label in labels}) == 1 and bool(labels[0])


def _is_change(head: str) -> bool:
    change = words()["change"]
    return any(word in head for word in (*change["up"], *change["down"], *change["other"]))


def makes_up(found: PartList) -> bool:
    """The first parts are the whole, or of money any of them: the others are told beside them."""
    values = [part.value for part in found.parts]
    whole = found.whole.value
    if found.joined and whole and not found.whole.is_money:
        return sum(values) == whole
    sums = {sum(values[:count]) for count in range(1, len(values) + 1)}
    if found.whole.is_money and len(values) <= MOST_PARTS:
        for count in range(2, len(values)):
            sums |= {sum(chosen) for chosen in combinations(values, count)}
    return whole in sums


def _is_near(between: str) -> bool:
    """Between a whole and 其中: a mark, the name of what was counted, a share, what it was for."""
    plain = pattern(r"，?占[^，；]{0,16}%|，(?:主要)?用于[^，；]{0,20}|（[^（）]{0,40}）").sub(
        "", between
    )
    return pattern(r"[^，；：。（）]{0,12}[，；：（]?").fullmatch(plain) is not None


def _end_of_scope(text: str, at: int) -> int:
    """Where the bracket around a place closes, else the end of the sentence."""
    depth = 0
    for number, mark in enumerate(text[at:], at):
        depth += (mark == "（") - (mark == "）")
        if depth < 0:
            return number
    return len(text)


def _closing(text: str, at: int) -> int:
    return _end_of_scope(text, at)


def _depth(text: str) -> int:
    return max(0, text.count("（") - text.count("）"))


def _without_brackets(text: str) -> str:
    return pattern(r"（[^（）]*）").sub("", text)
