"""One cause is one finding: which findings would vanish together if one cell were put right.

For every cell that two findings name, and every value that would cure one of them, the file is
scored and checked again with that value in the cell. What then vanishes, with nothing new coming
up, has this cell as its one cause. Where that can't be tried out, a check may declare `follows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ziping.checks.fact import Blank, Cure, Fact
from ziping.checks.finding import Finding
from ziping.checks.registry import Check
from ziping.model import Field, Passage, Place
from ziping.scoring import ScoredAssessment, score_again
from ziping.scoring.arithmetic import percent, plain

MOST_TRIALS = 24
NUMERIC = frozenset("123")  # families whose checks read figures: a new one can make them speak
QUICK = frozenset("12")  # of these the ones that read no prose
Key = tuple[str, tuple[Place, ...]]


class Raised(NamedTuple):
    """A finding with the check and the fact that it came from."""

    check: Check
    fact: Fact
    finding: Finding

    @property
    def key(self) -> Key:
        return self.check.code, self.finding.places


class Cause(NamedTuple):
    """A cure, and the findings (by their number) that vanish with it."""

    cure: Cure
    cured: frozenset[int]


def grouped(
    raised: Sequence[Raised],
    scored: ScoredAssessment,
    checks: Sequence[Check],
    blanks: Mapping[Check, Sequence[Blank]],
) -> tuple[Finding, ...]:
    """The findings, each that shares a cause directly after the one that stands for it."""
    findings = [one.finding for one in raised]
    roots = list(range(len(raised)))
    for cause, is_certain in _chosen(_causes(raised, scored, checks, blanks)):
        head = _head(raised, cause)
        for at in cause.cured:
            roots[at] = head
        findings[head] = findings[head].advised(_advice(cause, scored, is_certain=is_certain))
    _follow(raised, roots)
    return tuple(_in_order(findings, roots))


def _in_order(findings: Sequence[Finding], roots: Sequence[int]) -> Iterator[Finding]:
    for head, finding in enumerate(findings):
        if roots[head] == head:
            yield finding
            members = (at for at, root in enumerate(roots) if root == head != at)
            yield from (findings[at]._replace(under=finding.key) for at in members)


def _causes(
    raised: Sequence[Raised],
    scored: ScoredAssessment,
    checks: Sequence[Check],
    blanks: Mapping[Check, Sequence[Blank]],
) -> Iterator[Cause]:
    """Every cure, tried out, that makes two findings vanish and brings no new one.

    What is most likely to vanish is tried first: a cure that does not pass costs little.
    """
    numeric = [
        check for check in checks if check.code[2:3] in NUMERIC and not _lacks(check, scored)
    ]
    before = Counter(one.key for one in raised)
    known = {
        check.code: {spot for blank in found for spot in blank.places}
        for check, found in blanks.items()
    }
    prose = {one.place for one in scored.assessment.report.passages}
    for cure in _candidates(raised):
        pool = numeric
        if cure.place in prose:  # the words still say the old figure to whoever reads them
            pool = [check for check in numeric if check.code[2:3] in QUICK]
        trial = _with(scored, cure)
        if trial is None:
            continue
        near = _near(raised, cure)
        first = [check for check in pool if check.code in near]
        after = _checked(trial, first, known)
        if after is None or after - before or len(_vanished(raised, first, after)) < 2:
            continue
        after = _checked(trial, pool, known)
        if after is not None and not after - before:
            yield Cause(cure, _vanished(raised, pool, after))


def _near(raised: Sequence[Raised], cure: Cure) -> set[str]:
    """The codes that speak of this cell, and those that say anything and are quickly asked."""
    return {
        one.check.code
        for one in raised
        if one.check.code[2:3] in QUICK or cure.place in _named(one)
    }


def _vanished(
    raised: Sequence[Raised], checks: Sequence[Check], after: Counter[Key]
) -> frozenset[int]:
    """Which findings of these checks are gone."""
    tried = {check.code for check in checks}
    return frozenset(
        at for at, one in enumerate(raised) if one.check.code in tried and not after[one.key]
    )


def _lacks(check: Check, scored: ScoredAssessment) -> bool:
    return bool(check.needs) and getattr(scored, check.needs) is None


def _candidates(raised: Sequence[Raised]) -> list[Cure]:
    """The cures of cells that two findings name, those first that most findings ask for."""
    curable = [one for one in raised if one.fact.cures]
    if len(curable) < 2:
        return []
    named = Counter(place for one in raised for place in _named(one))
    asked = Counter(cure for one in curable for cure in dict.fromkeys(one.fact.cures))
    shared = [cure for cure in asked if named[cure.place] > 1]
    shared.sort(key=lambda cure: (-asked[cure], -named[cure.place]))
    return shared[:MOST_TRIALS]


def _named(one: Raised) -> set[Place]:
    return {*one.finding.places, *(cure.place for cure in one.fact.cures)}


def _with(scored: ScoredAssessment, cure: Cure) -> ScoredAssessment | None:
    """The file scored with this value in the cell; None where the cell is not certain."""
    assessment, count = _replaced(scored.assessment, cure)
    if not count or (cure.instead_of is None and count > 1):
        return None
    fields = ((name, _replaced(field, cure)[0]) for name, field in scored.fields)
    return score_again(assessment, scored, tuple(fields))


def _replaced(node: Any, cure: Cure) -> tuple[Any, int]:
    """The same values with another one in a cell, and in how many fields it stood."""
    if isinstance(node, Field):
        if node.place != cure.place or not _is_meant(node, cure):
            return node, 0
        return node._replace(value=cure.value, raw=plain(cure.value)), 1
    changed: Any
    if isinstance(node, Mapping):
        parts = [_replaced(item, cure) for item in node.values()]
        changed = dict(zip(node, (part for part, _ in parts), strict=True))
    elif isinstance(node, tuple) and not isinstance(node, (Place, Passage)):
        parts = [_replaced(item, cure) for item in node]
        items = [part for part, _ in parts]
        changed = type(node)(*items) if hasattr(node, "_fields") else tuple(items)
    else:
        return node, 0
    count = sum(found for _, found in parts)
    return (changed, count) if count else (node, 0)


def _is_meant(field: Field[Any], cure: Cure) -> bool:
    """A number cell with the value that was compared; several figures may share a paragraph."""
    if field.is_bad or isinstance(field.value, str):
        return False
    return cure.instead_of is None or field.value == cure.instead_of


def _checked(
    trial: ScoredAssessment, checks: Iterable[Check], known: Mapping[str, set[Place]]
) -> Counter[Key] | None:
    """What these checks find; None where one crashes or can no longer compare."""
    found = Counter[Key]()
    for check in checks:
        try:
            outcomes = list(check.function(trial))
        except Exception:  # told where the check ran on the file itself
            return None
        for item in outcomes:
            if isinstance(item, Blank):
                if not known.get(check.code, set()).issuperset(item.places):
                    return None
            else:
                found[check.code, tuple(dict.fromkeys(item.places))] += 1
    return found


def _chosen(causes: Iterator[Cause]) -> Iterator[tuple[Cause, bool]]:
    """The largest first; whether no other cell would do as well."""
    left = list(causes)
    while left:
        best = max(left, key=lambda cause: len(cause.cured))  # the first of the largest
        rivals = [cause for cause in left if cause.cured == best.cured]
        yield best, len(rivals) == 1
        taken = best.cured
        left = [cause._replace(cured=cause.cured - taken) for cause in left]
        left = [cause for cause in left if len(cause.cured) > 1]


def _head(raised: Sequence[Raised], cause: Cause) -> int:
    """The gravest that names the cell most directly."""
    place = cause.cure.place

    def order(at: int) -> tuple[int, bool, bool, int]:
        finding = raised[at].finding
        return (
            finding.severity.rank,
            finding.places[:1] != (place,),
            place not in finding.places,
            at,
        )

    return min(cause.cured, key=order)


def _advice(cause: Cause, scored: ScoredAssessment, *, is_certain: bool) -> str:
    told = f"改这一处后，另有 {len(cause.cured) - 1} 条同时消除"
    return f"试算：{_said(cause.cure, scored)}，{told}" if is_certain else told


def _said(cure: Cure, scored: ScoredAssessment) -> str:
    """整体自评表 E8 的 183.17 改为 183.19."""
    names = (name for name, field in scored.fields if field.place == cure.place)
    show = percent if any(name.endswith("_rate") for name in names) else plain
    old = "" if cure.instead_of is None else f"的 {show(cure.instead_of)} "
    return f"{cure.place} {old}改为 {show(cure.value)}"


def _follow(raised: Sequence[Raised], roots: list[int]) -> None:
    """What belongs together by declaration goes under the graver of the two."""
    for at, one in enumerate(raised):
        if not one.check.follows:
            continue
        here = set(one.finding.places)
        for other, leader in enumerate(raised):
            if leader.check.code in one.check.follows and here & set(leader.finding.places):
                _join(raised, roots, at, other)
                break


def _join(raised: Sequence[Raised], roots: list[int], follower: int, leader: int) -> None:
    mine, other = roots[follower], roots[leader]
    graver = raised[mine].finding.severity.rank < raised[other].finding.severity.rank
    head, under = (mine, other) if graver else (other, mine)
    roots[:] = [head if root == under else root for root in roots]
