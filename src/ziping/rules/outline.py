"""The sections of the pack's report outline that the officer writes herself."""

from collections.abc import Iterator
from typing import NamedTuple

from ziping.rules.pack import RulePack


class Section(NamedTuple):
    """A part of the report: `generated` ones begin with a sentence made from the figures."""

    key: str
    chapter: str
    title: str
    hint: str
    generated: bool


def text_sections(pack: RulePack) -> Iterator[Section]:
    """The sections that take the officer's own words, in the outline's order."""
    for chapter in pack.value("report.outline"):
        for section in chapter["sections"]:
            if section.get("text"):
                yield Section(
                    section["key"],
                    f"{chapter['number']}、{chapter['title']}",
                    section.get("title", ""),
                    section.get("hint", ""),
                    bool(section.get("template")),
                )


def text_keys(pack: RulePack) -> list[str]:
    return [section.key for section in text_sections(pack)]
