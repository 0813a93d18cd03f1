"""The figures of 基础数据表: persons, expenses, buildings."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.trial.amounts import D, amount, rounded
from tests.trial.lines import Line


def staff(rng: Random) -> dict[str, int]:
    administrative, institution = rng.randint(5, 40), rng.randint(6, 90)
    authorized = administrative + institution
    return {
        "administrative": administrative,
        "institution": institution,
        "authorized": authorized,
        "post": authorized - rng.randint(0, max(1, authorized // 8)),
        "retired": rng.randint(1, 30),
        "dispatched": rng.choice((0, 0, rng.randint(2, 15))),
    }


def expenses(rng: Random, operating: Decimal, lines: list[Line]) -> dict[str, list[Decimal]]:
    found: dict[str, list[Decimal]] = {}
    for key, low, high in (("running", 1.5, 9), ("hospitality", 0.4, 4)):
        last, budget = amount(rng, low, high), amount(rng, low, high)
        top = min(last, budget)
        found[key] = [last, budget, rounded(top * D(str(round(rng.uniform(0.6, 0.97), 3))))]
    zero = [D(0)] * 3
    found["purchase"], found["overseas"] = list(zero), list(zero)
    found["vehicle"] = _added(found, "purchase", "running")
    found["three_public"] = _added(found, "vehicle", "overseas", "hospitality")
    found["project"] = [sum((one.amounts[at] for one in lines), D(0)) for at in range(3)]
    found["operating"] = [
        rounded(operating * D(str(round(rng.uniform(0.9, 1.1), 3)))),
        rounded(operating * D(str(round(rng.uniform(0.98, 1.12), 3)))),
        operating,
    ]
    for key, share in (("office", "0.42"), ("utilities", "0.31"), ("meetings", "0.05")):
        found[key] = [rounded(one * D(share)) for one in found["operating"]]
    return found


def _added(found: dict[str, list[Decimal]], *keys: str) -> list[Decimal]:
    return [sum((found[key][at] for key in keys), D(0)) for at in range(3)]


def buildings(rng: Random) -> list[str]:
    size, invested = rng.randint(600, 3000), amount(rng, 200, 900)
    built, spent = size - rng.randint(0, 40), rounded(invested * D("0.97"))
    return [
        f"{size}",
        f"{built}",
        f"{rounded(D(built) / size * 100)}%",
        f"{invested.normalize():f}",
        f"{spent.normalize():f}",
        f"{rounded(spent / invested * 100)}%",
    ]
