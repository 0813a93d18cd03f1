"""The chapters of a report, from outline and sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.trial.draft import Para
from tests.trial.office import Office, words
from tests.trial.outlines import CONTAINER, OUTLINES, SECTION
from tests.trial.style import HEADS, NUMERALS, Style
from tests.trial.tell import Tell


def body(rng: Random, office: Office, style: Style) -> list[Para]:
    """All chapters with their headings."""
    tell = Tell(rng, office, style)
    found: list[Para] = []
    for number, (title, parts) in enumerate(OUTLINES[style.outline], 1):
        key = parts[0][0] if len(parts) == 1 else CONTAINER[title]
        found.append(heading(style, 1, number, title, SECTION.get(key, key)))
        for at, (part, subtitle) in enumerate(parts, 1):
            section = SECTION.get(part, part)
            if subtitle:
                found.append(heading(style, 2, at, subtitle, section))
            found += [Para(text, "body", section) for text in WRITE[part](tell)]
    return found


def heading(style: Style, level: int, number: int, title: str, section: str) -> Para:
    """A heading with its number."""
    form = HEADS[style.heads][level - 1]
    shown = form.format(c=NUMERALS[number - 1], n=number)
    gap = " " if style.heads == "spaced" and level == 1 else ""
    return Para(title, "heading", section, level, f"{shown}{gap}")


def _duties(tell: Tell) -> list[str]:
    items = [tell.office.say(one) for one in tell.office.data["duties"]]
    form = HEADS[tell.style.heads][2] if tell.style.heads != "parts" else "{n}."
    return [f"{form.format(c=NUMERALS[at], n=at + 1)}{one}。" for at, one in enumerate(items)]


def _performance(tell: Tell) -> list[str]:
    found = [tell.summary(), *filter(None, (tell.totals(), tell.three_public()))]
    rng = tell.rng
    points = [tell.facts(0), tell.facts(1), tell.counts(), tell.cases(), tell.lists()]
    points = [one for one in points if one]
    fillers = rng.sample(words()["filler"], 3)
    more = zip(points, [*fillers, "", ""], strict=False)
    points = [f"{one}{tell.say(extra)}" for one, extra in more]
    points[rng.randrange(len(points))] += "".join(tell.traps("performance", rng.randint(0, 3)))
    if rng.random() < 0.4:
        marks = "一二三四五六"
        joined = "".join(f"{marks[at]}是{one}" for at, one in enumerate(points))
        return [*found, joined]
    if rng.random() < 0.5:
        return [*found, *(f"{at}.{one}" for at, one in enumerate(points, 1))]
    return [*found, *points]


def listed(style: Style, items: Sequence[tuple[str, str]]) -> list[str]:
    """Problems or measures as this office lists them."""
    if style.list_style == "running":
        marks = "一二三四五六"
        return ["".join(f"{marks[at]}是{a}。{b}" for at, (a, b) in enumerate(items))]
    if style.list_style == "chinese" and style.heads not in ("parts", "bold"):
        return [f"（{NUMERALS[at]}）{a}。{b}" for at, (a, b) in enumerate(items)]
    if style.list_style == "plain":
        return [f"{a}。{b}" for a, b in items]
    return [f"{at}.{a}。{b}" for at, (a, b) in enumerate(items, 1)]


def _problems(tell: Tell) -> list[str]:
    found = listed(tell.style, [(one["problem"], one["cause"]) for one in tell.office.pairs])
    return [*found, *tell.traps("problems", 1)] if tell.rng.random() < 0.1 else found


def _measures(tell: Tell) -> list[str]:
    pairs = list(tell.office.pairs)
    if tell.rng.random() < 0.2:
        tell.rng.shuffle(pairs)
    found = listed(tell.style, [(one["measure"], one["action"]) for one in pairs])
    return [*found, *tell.traps("improvement_measures", 1)] if tell.rng.random() < 0.2 else found


WRITE: dict[str, Callable[[Tell], list[str]]] = {
    "duties": _duties,
    "organization": lambda tell: [tell.organization()],
    "staffing": lambda tell: [tell.staffing()],
    "org_staff": lambda tell: [tell.organization() + tell.staffing()],
    "basic_expenditure": lambda tell: tell.basic(),
    "project_expenditure": lambda tell: tell.project(),
    "government_fund_budget": lambda tell: [tell.fund(0)],
    "state_capital_budget": lambda tell: [tell.fund(1)],
    "social_insurance_budget": lambda tell: [tell.fund(2)],
    "all_funds": lambda tell: [tell.fund(at, alone=False) for at in range(3)],
    "performance": _performance,
    "problems": _problems,
    "improvement_measures": _measures,
    "publication": lambda tell: [tell.pick("prose", "publication")],
    "other_matters": lambda tell: ["无。"],
}
