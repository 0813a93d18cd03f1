"""Relationships between parts: which file in the zip is the workbook, which one sheet 3."""

import posixpath
from typing import NamedTuple

from ziping.package.gate import Package
from ziping.package.markup import parse


class Relation(NamedTuple):
    """One link inside the package; `kind` is the last word of its type, the same in strict."""

    id: str
    kind: str
    part: str


def rels_name(part: str) -> str:
    """`xl/workbook.xml` → `xl/_rels/workbook.xml.rels`; the package's own for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def relations(package: Package, part: str) -> list[Relation]:
    """The links of a part to parts inside the package; none if it has no such file."""
    name = rels_name(part)
    if name not in package:
        return []
    folder = posixpath.dirname(part)
    found = []
    for item in parse(package.read(name), package.path, name):
        if item.get("TargetMode", "Internal") == "Internal":
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
            kind = item.get("Type", "").rpartition("/")[2]
            found.append(Relation(item.get("Id", ""), kind, target.lstrip("/")))
    return found


def part_of_kind(package: Package, part: str, kind: str) -> str | None:
    """The first existing part that a part links to under this kind."""
    links = relations(package, part)
    return next((r.part for r in links if r.kind == kind and r.part in package), None)
