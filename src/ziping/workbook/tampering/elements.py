"""The formula elements of one sheet as they are spelled, and what shared ones mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from xml.sax.saxutils import escape, quoteattr

from ziping.package.grid import Cells
from ziping.package.markup import local, parse
from ziping.package.refs import parse_cell
from ziping.workbook.opened import Opened
from ziping.workbook.tampering.spelling import Spelled, shifted, spelled

Position = tuple[int, int]
UNREADABLE = "（读不出的共享公式）"
MAX_WRITTEN_OUT = 1_500_000  # characters of shared formulas, in a sheet; ours come to 700,000
MAX_FORMULA = 8_192  # characters; no program takes a longer one


class Elements:
    """`of` gives `<f …>text` of each cell; a sheet spelled unusually is read as a tree."""

    def __init__(self, opened: Opened, sheet: str) -> None:
        self.opened, self.sheet = opened, sheet
        self._room = MAX_WRITTEN_OUT
        self.xml = opened.package.read(opened.part_of(sheet))
        self.cells = opened.cells(sheet)

    def of(self, positions: Iterable[Position]) -> list[bytes]:
        if type(self.cells) is Cells:
            return self.cells.spelled_formulas(positions)
        return [self._tree.get(position, b"") for position in positions]

    def among(self, positions: Iterable[Position]) -> list[Position]:
        """Which of these cells hold a formula."""
        if type(self.cells) is Cells:
            return self.cells.formulas_among(positions)
        return [at for at in positions if at in self._tree]

    def all_hold(self, positions: Iterable[Position], spelled: Iterable[bytes]) -> bool:
        """Whether each of these cells surely holds these bytes, told from the spelling alone."""
        return type(self.cells) is Cells and self.cells.all_hold(positions, spelled)

    def text(self, position: Position, found: Spelled) -> str:
        """The formula as the cell has it, a shared one written out; array formulas in braces."""
        if len(found.text) > MAX_FORMULA:
            return f"={found.text[:MAX_FORMULA]}…"
        if found.kind == "array":
            return f"{{={found.text}}}"
        if not found.is_dependent:
            return f"={found.text}" if found.text else f"（{found.kind or '空'}公式）"
        master = self.master(found.number)
        if master is None:
            return UNREADABLE
        at, text = master
        self._room -= len(text)
        if self._room < 0:
            return UNREADABLE
        return "=" + shifted(text, position[0] - at[0], position[1] - at[1])

    def master(self, number: str) -> tuple[Position, str] | None:
        """Where the text of a shared formula stands; None unless exactly one cell has it."""
        found = self._masters.get(number, [])
        return found[0] if len(found) == 1 and len(found[0][1]) <= MAX_FORMULA else None

    @cached_property
    def _masters(self) -> Mapping[str, list[tuple[Position, str]]]:
        whole = type(self.cells) is Cells
        places = self.cells.holding(b" ref=") if type(self.cells) is Cells else list(self._tree)
        masters: dict[str, list[tuple[Position, str]]] = {}
        for at, element in zip(places, self.of(places), strict=True):
            if not element or (whole and element.find(b" ref=") < 0):
                continue
            found = spelled(element)
            if found.kind == "shared" and found.text:
                masters.setdefault(found.number, []).append((at, found.text))
        return masters

    @cached_property
    def _tree(self) -> dict[Position, bytes]:
        """The same elements from a tree, in the plain spelling."""
        found = {}
        for item in parse(self.xml, self.opened.path, self.sheet).iter():
            formula = next((child for child in item if local(child.tag) == "f"), None)
            if local(item.tag) != "c" or formula is None or "r" not in item.attrib:
                continue
            given = "".join(f" {local(k)}={quoteattr(v)}" for k, v in formula.attrib.items())
            try:
                at = parse_cell(item.attrib["r"])
            except ValueError:
                continue
            found[at] = f"<f{given}>{escape(formula.text or '')}".encode()
        return found
