"""The links between parts: followed, cut, and what nothing leads to any more taken out."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ziping.package.relations import rels_name
from ziping.workbook.macros.code_names import TYPES
from ziping.workbook.macros.splice import Found, cut, elements, in_plain_utf8, spliced


class Link(NamedTuple):
    """One relationship of a part; `target` is the part that it leads to."""

    id: str
    kind: str
    target: str
    found: Found


def links(parts: dict[str, bytes], part: str) -> Iterator[Link]:
    """The links of a part to parts inside the package; of the package itself for an empty name."""
    rels = rels_name(part)
    if rels not in parts:
        return
    parts[rels] = in_plain_utf8(parts[rels])
    for found in elements(parts[rels], "Relationship"):
        if found.get("TargetMode").lower() != "external":
            path = posixpath.join("/", posixpath.dirname(part), found.get("Target"))
            target = posixpath.normpath(path).lstrip("/")
            yield Link(found.get("Id"), found.get("Type").rpartition("/")[2], target, found)


def cut_links(parts: dict[str, bytes], part: str, test: Callable[[Link], bool]) -> None:
    """Take out the links that the test names; a list of links that is empty then goes too."""
    rels = rels_name(part)
    gone = [link.found for link in links(parts, part) if test(link)]
    if gone:
        parts[rels] = spliced(parts[rels], map(cut, gone))
        if not elements(parts[rels], "Relationship"):
            del parts[rels]


def reached(parts: dict[str, bytes]) -> set[str]:
    """Every part that the package leads to."""
    found, waiting = set[str](), [""]
    while waiting:
        for link in links(parts, waiting.pop()):
            if link.target in parts and link.target not in found:
                found.add(link.target)
                waiting.append(link.target)
    return found


def drop_lost(parts: dict[str, bytes], before: set[str]) -> None:
    """Take out the parts that were reached before and are not now, and types without a part."""
    for name in before - reached(parts):
        parts.pop(rels_name(name), None)
        del parts[name]
    types = parts[TYPES] = in_plain_utf8(parts[TYPES])
    there = {f"/{name}".lower() for name in parts}
    named = elements(types, "Override")
    gone = [one for one in named if one.get("PartName").lower() not in there]
    parts[TYPES] = spliced(types, map(cut, gone))
