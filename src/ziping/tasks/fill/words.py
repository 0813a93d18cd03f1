"""What a label means: an item, a measure, a word that says neither, or nothing we know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ziping.tasks.fill.plain import Label, plain_label

LABELS = Path(__file__).parent / "labels.toml"
RELATIVE = (("上年度", -1), ("上年", -1), ("去年", -1), ("本年度", 0), ("本年", 0), ("当年", 0))
WHOLE = "total"
PROJECT = "项目："  # in front of a project's name, as an item
UNKNOWN = "unknown"
NEAR = 0.78  # likeness of a label that is suggested: 公务招待费 and 公务接待费 have 0.8


class Meaning(NamedTuple):
    """`word` is a group of [words] or `unknown`; `offset` is -1 for 上年, None where unsaid."""

    item: str = ""
    measure: str = ""
    word: str = ""
    money: int = 0
    year: int = 0
    offset: int | None = None
    is_mixed: bool = False  # it names two years

    @property
    def is_known(self) -> bool:
        return bool(self.item or self.measure)


class Words:
    """All labels of the TOML file, with the project names of one workbook."""

    def __init__(self, projects: Iterable[str] = ()) -> None:
        table = _table()
        self.given: dict[str, Any] = table["items"]
        self.titles: list[dict[str, Any]] = table["titles"]
        self.title_measures: list[dict[str, Any]] = table["title_measures"]
        self.measures = _by_label(table["measures"])
        self.dashes = frozenset(table["dashes"])
        self.words = _by_label(table["words"])
        self.items = _by_label({key: item["labels"] for key, item in self.given.items()})
        ours = {**self.measures, **self.items, **self.words}  # no project by such a name
        self.projects = {core: f"{PROJECT}{core}" for core in projects if core not in ours}
        self._found: dict[str, Meaning] = {}

    def parents(self, item: str) -> list[str]:
        """What the item is part of, nearest first."""
        if item.startswith(PROJECT):
            return ["project_expenditure", *self.parents("project_expenditure")]
        found = []
        while item := self.given[item].get("parent", ""):
            found.append(item)
        return found

    def is_persons(self, item: str) -> bool:
        return bool(self.given.get(item, {}).get("persons"))

    def sum_of(self) -> dict[str, list[str]]:
        """Items that may be added up of others."""
        return {key: item["sum_of"] for key, item in self.given.items() if "sum_of" in item}

    def read(self, text: str) -> Meaning:
        """The meaning of one cell's text."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._read(plain_label(text))
        return found

    def _read(self, label: Label) -> Meaning:
        year = label.years[0] if len(label.years) == 1 else 0
        given = Meaning(money=label.money, year=year, is_mixed=len(label.years) > 1)
        found = self._exact(label.core)
        if found is None:
            found = self._relative(label.core)
        if found is None:
            word = "" if not label.core and (year or label.money) else UNKNOWN
            found = Meaning(word=word if label.core or year or label.money else "ignored")
        return given._replace(
            item=found.item, measure=found.measure, word=found.word, offset=found.offset
        )

    def _exact(self, core: str) -> Meaning | None:
        if core.isdigit():
            return Meaning(word="ignored")  # a code in a cell of its own
        if core in self.projects:
            return Meaning(item=self.projects[core])
        if core in self.items:
            return Meaning(item=self.items[core])
        if core == "":
            return None
        if core in self.measures:
            measure = self.measures[core]
            return (
                Meaning(measure="final", offset=-1)
                if measure == "last_year"
                else Meaning(measure=measure)
            )
        if core in self.words:
            return Meaning(word=self.words[core])
        return self._both(core)

    def _both(self, core: str) -> Meaning | None:
        """An item and a measure in one: 三公经费决算数, 年初预算基本支出."""
        for measure in self._longest:
            for rest in (core.removesuffix(measure), core.removeprefix(measure)):
                rest = rest.removesuffix("的") if rest != core else ""
                item = self.projects.get(rest) or self.items.get(rest)
                if item or (rest and self.words.get(rest) in ("sum", "total", "income", "kinds")):
                    key = self.measures[measure]
                    is_last = key == "last_year"
                    return Meaning(
                        item=item or "",
                        measure="final" if is_last else key,
                        word="" if item else self.words[rest],
                        offset=-1 if is_last else None,
                    )
        return None

    def _relative(self, core: str) -> Meaning | None:
        """上年决算数, 本年三公经费: the year is told by a word."""
        for word, offset in RELATIVE:
            if word not in core:
                continue
            rest = core.replace(word, "", 1)
            found = self._exact(rest)
            if found is None and rest in ("", "数", "金额"):
                found = Meaning(measure="final")
            if found is not None and found.word == "amount":
                found = Meaning(measure="final")
            if found is not None:
                return found._replace(offset=offset if found.offset is None else found.offset)
        return None

    @cached_property
    def _longest(self) -> list[str]:
        return sorted(self.measures, key=len, reverse=True)

    def nearest(self, text: str) -> str:
        """The known label that an unknown one comes nearest to; "" where none is near."""
        from difflib import get_close_matches

        core = plain_label(text).core
        known = {**self.measures, **self.items, **self.projects}
        found = get_close_matches(core, known, n=1, cutoff=NEAR) if core else []
        return found[0] if found else ""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(LABELS.read_text(encoding="utf-8"))


def _by_label(groups: Mapping[str, list[str]]) -> dict[str, str]:
    """Label as it is compared → key of its group."""
    found = {}
    for key, labels in groups.items():
        for label in labels:
            found[plain_label(label).core or label] = key
    return found
