"""How a report was written, as it tells among its keywords: an update writes it the same way."""

from __future__ import annotations

from ziping.package.gate import Package
from ziping.package.markup import local
from ziping.package.relations import part_of_kind
from ziping.word.keywords import written
from ziping.word.options import Options
from ziping.word.reading.stream import tree


def variant(package: Package) -> Options | None:
    """The options of a report; None where the keywords are gone or somebody else's."""
    part = part_of_kind(package, "", "core-properties")
    if part is None or package.entry(part) is None:
        return None
    found = (one.text for one in tree(package, part) if local(one.tag) == "keywords")
    told = written(next((text for text in found if text), ""))
    return told.options if told else None
