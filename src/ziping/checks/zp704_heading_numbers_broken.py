"""ZP704: the numbers of headings and lists jump, repeat, or change their style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ziping.checks import big_parts
from ziping.checks.fact import Outcomes
from ziping.checks.finding import Severity
from ziping.checks.numbering import (
    CHAPTER,
    ORDER,
    OTHER_POINT,
    PART,
    POINT,
    SUB,
    Item,
    inline_values,
    items,
    prose,
    value_of,
    written,
)
from ziping.checks.passages import passages, pattern
from ziping.checks.registry import check
from ziping.checks.spots import Spot, one_finding
from ziping.passage import BODY, CELL, HEADING, Passage
from ziping.scoring import ScoredAssessment

LEVELS = "《党政机关公文格式》（GB/T 9704—2012）7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”"
SURE = 2  # items of each style before two styles are called mixed
TWICE = r"^\s*(?:\d{1,2}[、.．]|[（(]\d{1,2}[）)])\s*(?:\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)])"
LONG_RUN = 3  # points inside one paragraph before their order is judged


@check(
    "ZP704",
    severity="W",
    source=LEVELS,
    title="标题和条目的编号不连续、不一致",
    forms=("prose", "overall", "project"),
)
def heading_numbers_broken(scored: ScoredAssessment) -> Outcomes:
    """毛病：标题或条目的编号跳号、重号，同级换了写法，或一条前面有两个编号；“1、”和“1.”混用另作提示。
    为什么：编号乱了就看不出层次，读的人也会疑心少了一段。
    反例：三、……，下面是“4、……”“5、……”，再下面是“六、……”；（一）之后是“（三）”；两个“第三部分”。
    正例：一、下面用（一），（一）下面用 1.，1. 下面用（1）；另起一章时条目从 1 重新编。
    改法：按“一、”“（一）”“1.”“（1）”的次序把编号改连续、改一致。
    """
    words = prose(scored.assessment.report.passages)
    listed = list(items(words))
    chapters, strays = _chapters(listed)
    mixed = [*strays, *_mixed(listed, words)]
    parts = big_parts.broken(words)
    broken = [*chapters, *parts, *_broken(listed, words, set(mixed)), *_inside(words)]
    double = [*_doubled(scored)]
    fix = "按“一、”“（一）”“1.”“（1）”的次序改一致"
    yield from one_finding(mixed, "同级标题的编号换了写法", expected="同级一种写法", fix=fix)
    yield from one_finding(
        broken, "编号跳号或重号", expected="编号连续", fix="把编号改连续；少了内容的补上"
    )
    yield from one_finding(
        double, "条目的编号乱了", expected="一条一个编号", fix="去掉多余的编号，从 1 起重新编"
    )
    yield from one_finding(
        _third_level(listed, {spot.place for spot in strays}),
        "第三层编号有的写“1.”，有的写“1、”",
        expected="1.",
        fix="统一写成“1.”",
        severity=Severity.HINT,
    )


def _chapters(listed: Sequence[Item]) -> tuple[list[Spot], list[Spot]]:
    """(jumps and repeats, chapters numbered in another style) among 一、二、三、."""
    broken: list[Spot] = []
    strays: list[Spot] = []
    own = [one for one in listed if one.style == CHAPTER and one.passage.role == HEADING]
    if len(own) < SURE:
        return [], []
    want, nested, last = 1, 0, -1
    for one in own:
        if one.value == want:
            pass
        elif nested and one.value == nested + 1:
            nested += 1
            continue
        elif one.value == 1 and want > SURE:
            nested = 1
            continue
        elif one.value == want - 1:
            broken.append(_repeated(one))
            continue
        elif one.value > want:
            between = [item for item in listed if last < item.at < one.at]
            found, missing = _others(between, want, one.value)
            strays += found
            if missing:
                broken.append(_jump(one, want - 1))
        else:
            continue
        want, nested, last = one.value + 1, 0, one.at
    return broken, strays


def _others(between: Sequence[Item], first: int, end: int) -> tuple[list[Spot], bool]:
    """The missing chapters that stand there in another style, and whether any is really gone."""
    found: list[Spot] = []
    for value in range(first, end):
        same = [one for one in between if one.value == value]
        if any(one.style == CHAPTER for one in same):
            continue
        stray = next((one for one in same if _is_stray(one, between)), None)
        if stray is None:
            return found, True
        found.append(Spot(stray.passage.place, f"{stray.head}（应为“{written(CHAPTER, value)}”）"))
    return found, False


def _is_stray(one: Item, between: Sequence[Item]) -> bool:
    """A heading with the right number in another style, that continues no list of that style."""
    before = [other for other in between if other.at < one.at and other.style == one.style]
    listed = any(other.value == one.value - 1 and not other.is_short for other in before)
    return one.passage.role == HEADING and one.style != CHAPTER and not listed


def _mixed(listed: Sequence[Item], words: Sequence[Passage]) -> Iterator[Spot]:
    """A number of a lower style where its neighbour of the same level has the higher one."""
    last: dict[str, Item] = {}
    for at, one in enumerate(listed):
        if one.style == CHAPTER:
            last = {}
            continue
        if one.style == SUB and one.is_short and SUB not in last:
            before, behind = last.get(PART), _next(listed[at + 1 :], PART)
            follows = before is not None and one.value == before.value + 1
            leads = before is None and behind is not None and behind.value == one.value + 1
            if (follows and one.passage.role == HEADING) or (leads and one.value == 1):
                should = written(PART, one.value)
                yield Spot(one.passage.place, f"{one.head}（同级的写“{should}”）")
                continue
        other = {POINT: OTHER_POINT, OTHER_POINT: POINT}.get(one.style)
        before = last.get(other) if other else None
        own = last.get(one.style)
        continues = before is not None and one.value == before.value + 1
        if before is not None and continues and before is listed[at - 1] and own is None:
            yield Spot(one.passage.place, f"“{before.mark}”之后是“{one.mark}”")
        for style in ORDER[ORDER.index(one.style) + 1 :] if one.style != POINT else (SUB,):
            last.pop(style, None)
        last[one.style] = one


def _next(listed: Sequence[Item], style: str) -> Item | None:
    """The next item of a style before the next chapter."""
    for one in listed:
        if one.style in (style, CHAPTER):
            return one if one.style == style else None
    return None


def _broken(listed: Sequence[Item], words: Sequence[Passage], mixed: set[Spot]) -> Iterator[Spot]:
    """Jumps and repeats of （一）, 1. and （1）, each within what it stands under."""
    told = {spot.place for spot in mixed}
    last: dict[str, Item] = {}
    before: Item | None = None
    for one in listed:
        if one.style != CHAPTER and one.passage.place not in told:
            prior = last.get(one.style)
            if prior is not None and _is_fresh(prior, one, words):
                prior = None
            if prior is not None and one.value not in (1, prior.value + 1):
                if one.value == prior.value:
                    yield _repeated(one)
                elif not _stands_inside(words[prior.at : one.at], prior.value + 1, one, listed):
                    yield _jump(one, prior.value)
            elif one.value == 1 and prior is not None and before is prior and prior.value == 1:
                yield _repeated(one)
        for style in _under(one.style):
            last.pop(style, None)
        last[one.style] = before = one


def _under(style: str) -> tuple[str, ...]:
    """The styles that begin anew under an item; 1. and 1、 may each stand under the other."""
    return {
        CHAPTER: (PART, POINT, OTHER_POINT, SUB),
        PART: (POINT, OTHER_POINT, SUB),
        POINT: (SUB,),
        OTHER_POINT: (SUB,),
    }.get(style, ())


def _is_fresh(prior: Item, one: Item, words: Sequence[Passage]) -> bool:
    """A heading without a number, or another chapter, stands between the two."""
    between = words[prior.at + 1 : one.at + 1]
    return any(
        each.role == HEADING and each is not one.passage and each.section != prior.passage.section
        for each in between
    ) or (
        one.passage.section != prior.passage.section
        and (one.style != PART or one.passage.role != HEADING)
    )


def _stands_inside(
    between: Sequence[Passage], value: int, one: Item, listed: Sequence[Item]
) -> bool:
    """The number that seems to be missing stands inside a paragraph, or in another style."""
    sought = written(one.style, value)
    core = sought.strip("（）、.")
    text = "\n".join(passage.text for passage in between)
    # （二优化…: the bracket that was left open is ZP708's
    left_open = rf"^\s*[（(]{core}(?![\d一二三四五六七八九十])"
    return bool(pattern(rf"(?m){left_open}|(?<!\d){core}[、.．）)]").search(text))


def _inside(words: Sequence[Passage]) -> Iterator[Spot]:
    """一是…二是…四是, and 1、…2、…4、, inside one paragraph."""
    for passage in words:
        said = pattern(r"(?:^|[。；：，;:,！])\s*(?:第)?([一二三四五六七八九十])是").finditer(
            passage.text
        )
        for values, end in (
            ([value_of(hit[1]) for hit in said], "是"),
            (inline_values(passage.text), "、"),
        ):
            gap = _gap(values)
            if gap and (end == "是" or len(values) > LONG_RUN):
                first, second = (
                    [f"{'一二三四五六七八九十'[one - 1]}是" for one in gap]
                    if end == "是"
                    else [f"{one}、" for one in gap]
                )
                yield Spot(passage.place, f"“{first}”之后是“{second}”")


def _gap(values: Sequence[int]) -> tuple[int, int] | None:
    """The first two neighbours of a run from 1 that don't follow one another."""
    if not values or values[0] != 1:
        return None
    for one, following in pairwise(values):
        if following not in (1, one + 1):
            return one, following
    return None


def _doubled(scored: ScoredAssessment) -> Iterator[Spot]:
    """3、 1、…: two numbers before one item, in the prose or in a cell."""
    for passage in passages(scored, HEADING, BODY, CELL):
        if passage.is_label:
            continue
        lines = passage.text.split("\n")
        twice = [line for line in lines if pattern(TWICE).match(line)]
        if twice:
            yield Spot(passage.place, twice[0].strip()[:14])
        elif passage.role == CELL and len(lines) > 1:
            values = [hit for hit in map(_front, lines) if hit]
            if len(values) > 1 and (values[0] != 1 or _gap(values)):
                yield Spot(passage.place, "、".join(f"{value}" for value in values))


def _front(line: str) -> int:
    hit = pattern(r"^\s*(\d{1,2})[、.．](?!\d)").match(line)
    return int(hit[1]) if hit else 0


def _third_level(listed: Sequence[Item], strays: set[object]) -> list[Spot]:
    """Where lists are written 1、 in a report that writes 1. elsewhere: the first of each list."""
    own = [one for one in listed if one.style == POINT]
    others = [one for one in listed if one.style == OTHER_POINT and one.passage.place not in strays]
    if len(own) < SURE or len(others) < SURE:
        return []
    return [Spot(one.passage.place, one.head) for one in others if one.value == 1]


def _repeated(one: Item) -> Spot:
    return Spot(one.passage.place, f"{one.head}（“{one.mark}”重复）")


def _jump(one: Item, prior: int) -> Spot:
    behind = f"“{written(one.style, prior)}”之后是“{one.mark}”" if prior else "前面缺号"
    return Spot(one.passage.place, f"{one.head}（{behind}）")
