"""The calculation chain: a list of formula cells that must go when a formula cell does.

Excel calls a file damaged whose chain names a cell without a formula; without a chain it makes one.
"""

from __future__ import annotations

from xml.parsers import expat

from ziping.package.gate import Package
from ziping.package.markup import as_utf8, damaged
from ziping.package.relations import part_of_kind, rels_name
from ziping.package.tags import tag_end


def drop_calc_chain(package: Package) -> tuple[dict[str, bytes], frozenset[str]]:
    """The changed parts and the removed names to give to `rewrite`; both empty without a chain."""
    workbook = part_of_kind(package, "", "officeDocument") or "xl/workbook.xml"
    chain = part_of_kind(package, workbook, "calcChain")
    if chain is None:
        return {}, frozenset()
    types, rels = "[Content_Types].xml", rels_name(workbook)
    changed = {
        types: _without(package, types, "PartName", f"/{chain}".lower()),
        rels: _without(package, rels, "Type", "/calcchain"),
    }
    return changed, frozenset({chain})


def _without(package: Package, part: str, attribute: str, ending: str) -> bytes:
    """The part without the (empty) elements whose attribute ends so."""
    xml = as_utf8(package.read(part), package.path)
    spans: list[tuple[int, int]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if attributes.get(attribute, "").lower().endswith(ending):
            at = parser.CurrentByteIndex
            end = tag_end(xml, at)
            spans.append((at, end if xml[end - 2 : end] == b"/>" else xml.index(b">", end) + 1))

    parser.StartElementHandler = start
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged(package.path, part) from error
    for at, end in reversed(spans):
        xml = xml[:at] + xml[end:]
    return xml
