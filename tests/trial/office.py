"""An office and its year: all that a report tells, before anybody has written it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.trial import figures
from tests.trial.indicators import Form, execution_score, templates
from tests.trial.rows import choose, fill, project_rows

HERE = Path(__file__).parent
PACKS = ("national", "national", "national", "suining", "junshan", "central101")
COUNTY = {
    "suining": ("绥宁县", "县", "绥财绩"),
    "junshan": ("岳阳市君山区", "区", "君财绩"),
}
COUNTIES = (("清河县", "县", "清财绩"), ("云溪县", "县", "云财绩"), ("安平区", "区", "安财预"))
BANDS = {
    "suining": ((90, "优秀", False), (80, "良好", True), (60, "较差", True), (0, "差", True)),
    "": ((90, "优", True), (80, "良", True), (60, "中", True), (0, "差", True)),
}
COUNTS = (1, 2, 2, 3)  # of projects
PEOPLE = ("陈　涛", "周建平", "陈晓梅", "刘志远", "何丽华", "欧阳明", "谭文斌")


@cache
def words() -> dict[str, Any]:
    """The sentences."""
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@cache
def traps() -> dict[str, Any]:
    """What looks like a fault and is none."""
    found = tomllib.loads((HERE / "traps.toml").read_text(encoding="utf-8"))
    del found["source"]
    return found


@cache
def kinds() -> dict[str, Any]:
    """The kinds of offices."""
    found = tomllib.loads((HERE / "kinds.toml").read_text(encoding="utf-8"))
    del found["source"]
    return found


@dataclass
class Office:
    """One office, one year, one pack."""

    pack: str
    year: int
    kind: str
    county: str
    short: str  # 县 or 区
    letters: str  # of the notice
    unit: str
    supervisor: str
    me: str
    data: dict[str, Any]
    figures: figures.Figures
    overall: Form
    projects: list[Form]
    project_names: list[str]
    pairs: list[dict[str, str]]
    notice_number: int
    report_day: tuple[int, int]
    people: list[str]
    telephone: str
    implementers: list[str] = field(default_factory=list)  # of the projects
    claims: dict[str, str] = field(default_factory=dict)  # what the prose shall claim wrongly

    @property
    def grade(self) -> str:
        total = self.overall.total
        for edge, label, inclusive in BANDS.get(self.pack, BANDS[""]):
            if total > edge or (inclusive and total == edge):
                return label
        return "差"

    def say(self, text: str) -> str:
        """A text of a kind with county and 县 or 区 put in."""
        return text.replace("{c}", self.county).replace("{s}", self.short)


def make(rng: Random, pack: str = "", kind: str = "", traits: Collection[str] = ()) -> Office:
    """An office, consistent in all its figures."""
    pack = pack or rng.choice(PACKS)
    kind = kind or rng.choice(list(kinds()))
    data = kinds()[kind]
    county, short, letters = COUNTY.get(pack) or rng.choice(COUNTIES)
    lines = data["projects"].strip().splitlines()
    chosen = rng.sample(lines, rng.choice((2, 3) if {"fund", "projects"} & {*traits} else COUNTS))
    names = [line.partition("|")[0] for line in chosen]
    fund = rng.random() < 0.12 or "fund" in traits
    other = (rng.random() < 0.1 or "other" in traits) and "fund" not in traits
    fund = fund and len(names) > 1 and "other" not in traits
    basis = "adjusted" if pack == "junshan" else "actual"
    made = figures.make(rng, names, fund=fund, other=other, basis=basis, traits=traits)
    office = Office(
        pack,
        rng.choice((2022, 2023, 2024, 2024, 2025)) if pack != "suining" else 2024,
        kind,
        county,
        short,
        letters,
        data["name"].replace("{c}", county),
        data.get("supervisor", data["name"]).replace("{c}", county),
        rng.choice((data["me"], "我单位")) if kind != "media" else data["me"],
        data,
        made,
        Form(made.money, []),
        [],
        names,
        [
            {**one, "cause": rng.choice(one["causes"])}
            for one in rng.sample(words()["pairs"], rng.randint(2, 4))
        ],
        rng.randint(1, 20),
        (rng.randint(2, 4), rng.randint(3, 28)),
        rng.sample(PEOPLE, 2),
        f"07{rng.randint(30, 46)}-{rng.randint(2, 8)}{rng.randint(100000, 999999)}",
    )
    office.year = 2024 if pack == "junshan" else office.year
    return office


def assess(rng: Random, office: Office, said: str) -> None:
    """Fill the forms: rows, marks, objectives, results."""
    reasons, made = words()["reasons"], office.figures
    missed = rng.choice((0, 0, 1, 1, 2, 3))
    common = templates(words()["common"]["indicators"])
    chosen = choose(rng, [*templates(office.data["indicators"]), *rng.sample(common, 2)])
    rows = fill(rng, chosen, office.pack, reasons, said, missed)
    office.overall = Form(made.money, rows, rate_score=execution_score(made.money, office.pack))
    _texts(rng, office, office.overall)
    lines = {
        line.partition("|")[0]: line.partition("|")[2]
        for line in office.data["projects"].strip().splitlines()
    }
    for name, money in zip(office.project_names, made.projects, strict=True):
        own = templates(lines[name])[0]
        subs = [office.say(one).replace("{s}", office.short) for one in office.data["subs"]]
        under = f"{office.county}{rng.choice(subs)[1:]}" if subs else office.unit
        under = under if subs and office.data["subs"][0].startswith("{s}") else office.unit
        office.implementers.append(under if rng.random() < 0.3 else office.unit)
        plan = project_rows(rng, own, name, money)
        missed = rng.choice((0, 0, 0, 1))
        rows = fill(rng, plan, office.pack, reasons, said, 0 if own.target == "1" else missed)
        form = Form(money, rows, name, rate_score=execution_score(money, office.pack))
        form.objective = words()["prose"]["project_goal"][0].format(name=name)
        told = rows[0] if rows[0].template is own else next(r for r in rows if r.template is own)
        form.result = f"{own.sentence.format(a=told.actual)}，资金按合同约定及时支付。"
        office.projects.append(form)


def _texts(rng: Random, office: Office, form: Form) -> None:
    prose = words()["prose"]
    told = [row for row in form.rows if row.sentence and "{a}" in row.sentence]
    some = told[: rng.randint(3, 4)]
    names = "、".join(row.name for row in some)
    facts = "，".join(row.sentence.format(a=row.actual) for row in some)
    form.objective = rng.choice(prose["goal"]).format(names=names)
    complete = all(row.score == row.full for row in form.rows)
    said = prose["all_done"] if complete and rng.random() < 0.4 else prose["result"]
    form.result = rng.choice(said).format(facts=facts)
