"""One fact, one sentence: the sentences of a report with their values as named slots."""

from __future__ import annotations

from tests.trial.amounts import D
from tests.trial.draft import slot
from tests.trial.indicators import Row, shown
from tests.trial.office import words
from tests.trial.speak import percent
from tests.trial.tell_spending import Spending


class Tell(Spending):
    """Writes the sentences of one report."""

    def summary(self) -> str:
        office = self.office
        money, claims = office.overall.money, office.claims
        return self.pick(
            "summary",
            initial=self.money("money.initial", money.initial),
            adjusted=self.money("money.adjusted", money.adjusted),
            actual=self.money("money.actual", money.actual),
            rate=slot("money.rate", percent(money.rate)),
            total=slot("total", claims.get("total", shown(office.overall.total))),
            grade=slot("grade", claims.get("grade", office.grade)),
            ref=f"详见{self.reference}",
        )

    def totals(self) -> str:
        spend, money = self.office.figures.spend, self.office.overall.money
        return self.pick(
            "totals",
            actual=self.money("again.actual", money.actual),
            basic=self.money("again.basic", spend["basic"]),
            basic_share=slot("share.basic", percent(spend["basic"] / money.actual)),
            all_projects=self.money("again.all_projects", spend["all_projects"]),
            project_share=slot("share.project", percent(spend["all_projects"] / money.actual)),
        )

    def three_public(self) -> str:
        last, budget, final = self.office.figures.expenses["three_public"]
        if "three_public" in self.office.claims:
            return self.office.claims["three_public"]
        hospitality = self.office.figures.expenses["hospitality"][2]
        return self.pick(
            "three_public",
            tp=self.money("tp.final", final),
            tp_budget=self.money("tp.budget", budget),
            tp_saved=self.money("tp.saved", budget - final),
            tp_last=self.money("tp.last", last),
            tp_less=self.money("tp.less", last - final),
            tp_down=slot("tp.down", percent((last - final) / last)),
            hospitality=self.money("tp.hospitality", hospitality),
            vehicle=self.money("tp.vehicle", self.office.figures.expenses["running"][2]),
        )

    def facts(self, half: int) -> str:
        """What the indicators say, as prose."""
        told = [self._fact(row) for row in self.told[half]]
        return "，".join(told) + "。" if told else ""

    def _fact(self, row: Row) -> str:
        return row.sentence.replace("{a}", slot(f"actual.{row.name}", row.actual))

    def counts(self) -> str:
        what, unit, one, other = self.office.data["counts"].split("|")
        first, second = self.rng.randint(4, 30), self.rng.randint(2, 20)
        values = {"what": what, "unit": unit, "a": one, "b": other}
        return self.pick(
            "counts",
            n=slot("count.all", first + second),
            p=slot("count.first", first),
            q=slot("count.second", second),
            **values,
        )

    def cases(self) -> str:
        what, unit, done = self.office.data["cases"].split("|")
        count = self.rng.randint(24, 900)
        closed = count - self.rng.randint(0, count // 9)
        more = self.rng.randint(2, closed // 4)
        return self.pick(
            "cases",
            what=what,
            unit=unit,
            done=done,
            n=slot("case.all", count),
            k=slot("case.done", closed),
            pct=slot("case.rate", percent(D(closed) / count)),
            more=slot("case.more", more),
            grow=slot("case.grow", percent(D(more) / (closed - more))),
        )

    def lists(self) -> str:
        what, unit, *items = self.office.data["lists"].split("|")
        said = self.rng.choice(words()["lists"])
        count, name = len(items), "list.count"
        if "等{n}" in said and self.rng.random() < 0.5:  # 等 leaves room for more
            count, name = count + self.rng.randint(1, 5), "list.open"
        values = {"what": what, "unit": unit, "items": "、".join(items)}
        return self.say(said, n=slot(name if "等" not in said else "list.open", count), **values)
