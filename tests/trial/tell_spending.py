"""The chapters on expenditure, a sentence a fact."""

from __future__ import annotations

from tests.trial.amounts import D, rounded
from tests.trial.draft import slot
from tests.trial.office import words
from tests.trial.speak import Speaker, percent


class Spending(Speaker):
    """Chapters two to five."""

    def basic(self) -> list[str]:
        spend = self.office.figures.spend
        shares = {
            f"{key}_share": slot(f"share.{key}", percent(spend[key] / spend["basic"]))
            for key in ("personnel", "operating")
        }
        amounts = {
            key: self.money(f"spend.{key}", spend[key])
            for key in ("basic", "personnel", "operating")
        }
        found = [self.pick("basic", **amounts, **shares)]
        last = rounded(spend["basic"] * D(str(round(self.rng.uniform(0.92, 1.08), 3))))
        grown = spend["basic"] - last
        verb = "增加" if grown >= 0 else "减少"
        by_year = {
            "basic_last": self.money("last.basic", last),
            "basic_change": f"{verb}{self.money('change.basic', abs(grown))}",
            "verb": "增长" if grown >= 0 else "下降",
            "basic_grow": slot("grow.basic", percent(abs(grown) / last)),
            "per_head": rounded(spend["personnel"] / self.office.figures.staff["post"]),
        }
        budget = self.office.figures.expenses["operating"][1]
        change = budget - spend["operating"]
        verb = "减少" if change >= 0 else "增加"
        changed = f"{verb}{self.money('change.operating', abs(change))}" if change else "持平"
        told = self.money("budget.operating", budget)
        told_change = {"operating_budget": told, "operating_change": changed}
        found.append(self.pick("basic_use", **told_change, **shares, **by_year))
        return found

    def project(self) -> list[str]:
        made = self.office.figures
        lines = [one for one in made.lines if not (one.is_part or one.is_fund or one.is_other)]
        listed = "，".join(
            f"{one.name}{self.money(f'line.{made.lines.index(one)}', one.amounts[2])}"
            for one in lines
        )
        total = self.money("spend.project", made.spend["project"])
        if len(lines) > 1:
            said = self.pick("project", project=total, lines=listed)
        elif lines:
            said = self.say(f"{{y}}年度项目支出{total}，全部为{lines[0].name}。")
        else:
            said = self.say("{y}年度没有安排一般公共预算项目支出。")
        found = [said, self.pick("project_use")]
        paid = next((one for one in made.lines if one.is_other), None)
        if paid is not None:
            amount = self.money("spend.other", made.spend["other"])
            found.append(self.pick("other", other=amount, what=paid.name))
        return found

    def fund(self, at: int, *, alone: bool = True) -> str:
        made = self.office.figures
        if at == 0 and made.spend["fund"]:
            what = next(one.name for one in made.lines if one.is_fund)
            return self.pick("fund", fund=self.money("spend.fund", made.spend["fund"]), what=what)
        kind = words()["kinds"][at]
        options = words()["no_fund"]
        if not alone:
            options = [one for one in options if "{kind}" in one]
        return self.say(self.rng.choice(options), kind=kind)
