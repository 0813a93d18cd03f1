"""Sowing faults: which go together, which office they need, and what they changed in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from tests.trial import faults  # noqa: F401  registers the planters
from tests.trial.generate import Report, generate
from tests.trial.office import Office
from tests.trial.planting import BEFORE, PLANTERS, Planter
from tests.trial.style import Style

MOST_FAULTS = 6
AROUND = 24  # characters around what was changed
NEEDS = {  # what an office must have for a fault to be planted in it
    "fund_in_prose": "fund",
    "other_funds_untold": "other",
    "building_rate": "buildings",
    "dispatched_counted": "dispatched",
    "part_above_its_line": "parts",
    "project_without_form": "projects",
}
TAKES_AWAY = (  # go first: what they take out can't be made wrong any more
    "chapter_missing",
    "list_run_on",
    "neither_score_nor_grade",
    "other_funds_untold",
    "project_forms_missing",
    "project_without_form",
)


def chosen(seed: int) -> list[Planter]:
    """None to six planters for a seed, whose codes can't be taken for one another's.

    Every planter is the first of its seeds in turn, so that each comes up.
    """
    rng, names = Random(seed * 7919), list(PLANTERS)
    count = rng.randint(0, MOST_FAULTS)
    found: list[Planter] = []
    for name in [names[seed % len(names)], *rng.sample(names, len(names))]:
        one = PLANTERS[name]
        if len(found) < count and all(_apart(one, other) for other in found):
            found.append(one)
    return found


def _apart(one: Planter, other: Planter) -> bool:
    mine, its = set(one.codes), set(other.codes)
    return not (mine & {*other.codes, *other.also} or its & set(one.also))


def planted(seed: int, wanted: Iterable[Planter]) -> tuple[Report, dict[Planter, str]]:
    """The report of this seed with these faults: those that could be planted, and where."""
    wanted = list(wanted)
    done: dict[Planter, str] = {}

    def change(office: Office, style: Style, rng: Random) -> None:
        for one in wanted:
            if one.when == BEFORE and one.before is not None and one.before(office, style, rng):
                done[one] = ""

    traits = {NEEDS[one.name] for one in wanted if one.name in NEEDS}
    report = generate(seed, change=change, traits=traits)
    for one in done:
        alone = generate(seed, change=one.before, traits=traits)
        clean = generate(seed, traits=traits)
        done[one] = difference(clean.draft.printed(), alone.draft.printed())
    rng = Random(seed + 2)
    wanted.sort(key=lambda one: one.name not in TAKES_AWAY)
    for one in wanted:
        before = report.draft.printed()
        if one.after is not None and one.after(report, rng):
            after = report.draft.printed()
            done[one] = difference(before, after)
    return report, done


def difference(before: Sequence[str], after: Sequence[str]) -> str:
    """What was changed, with a few characters around it."""
    new = [text for text in after if text not in before]
    gone = [text for text in before if text not in after]
    if not new:
        return f"删去：{gone[:1]}"
    old = gone[0] if gone else ""
    text = new[0]
    start = _alike(old, text)
    end = _alike(old[start:][::-1], text[start:][::-1])
    return text[max(0, start - AROUND) : len(text) - end + AROUND]


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
