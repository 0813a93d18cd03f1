"""Sentences with their values as named slots, and the first chapter."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from tests.trial.amounts import D, rounded
from tests.trial.draft import slot
from tests.trial.office import Office, traps, words
from tests.trial.style import Style


def percent(share: Decimal, places: int = 2) -> str:
    return f"{rounded(share * 100, places)}%"


class Speaker:
    """Puts an office's words and figures into sentences."""

    def __init__(self, rng: Random, office: Office, style: Style) -> None:
        self.rng, self.office, self.style = rng, office, style
        self.reference = "附件2"
        told = [row for row in office.overall.rows if row.sentence]
        rng.shuffle(told)
        self.told = (told[: len(told) // 2], told[len(told) // 2 : len(told) - 1])

    def say(self, text: str, **values: object) -> str:
        """A sentence with county, year and the office's word for itself."""
        office = self.office
        said = office.say(text).replace("{me}", office.me).replace("{y}", str(office.year))
        said = said.replace("{next}", str(office.year + 2)).replace("{doc}", self.document())
        said = said.replace("{last}", str(office.year - 1)).replace("{office}", office.unit)
        for name, value in values.items():
            said = said.replace(f"{{{name}}}", str(value))
        return said

    def pick(self, *path: str, **values: object) -> str:
        found: Any = words()
        for key in path:
            found = found[key]
        return self.say(self.rng.choice(found), **values)

    def document(self) -> str:
        office = self.office
        return f"{office.letters}〔{office.year + 1}〕{office.notice_number}号"

    def money(self, name: str, value: Decimal) -> str:
        digits, unit = self.style.in_prose(value)
        return f"{slot(name, digits)}{unit}"

    def opening(self) -> str:
        return self.pick("opening")

    def organization(self) -> str:
        data = self.office.data
        subs = [self.say(one) for one in data["subs"]]
        tail = ""
        if subs:
            tail = self.pick("subs", n=slot("subs", len(subs)), list="、".join(subs))
        organs = slot("organ_list", "、".join(data["organs"]))
        return self.pick(
            "organization", n=slot("organs", len(data["organs"])), list=organs, subs=tail
        )

    def staffing(self) -> str:
        staff = self.office.figures.staff
        values = {key: slot(f"staff.{key}", value) for key, value in staff.items()}
        rate = percent(D(staff["post"]) / staff["authorized"])
        said = self.pick("staffing", control=slot("staff.control", rate), **values)
        if staff["dispatched"]:
            said += self.pick("dispatched", **values)
        return said

    def traps(self, section: str, count: int) -> list[str]:
        """Sentences that look like faults and are right."""
        groups = [one for group in traps()[section].values() for one in group]
        return [self.say(one) for one in self.rng.sample(groups, min(count, len(groups)))]
